package demo.garden;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps the beds of a garden and waters them. */
public final class Garden<T extends Garden.Bed> implements Iterable<T>, AutoCloseable {
    private static final int MAX_BEDS = 40, MIN_BEDS = 1;
    private final List<T> beds = new ArrayList<>();
    protected int[] moisture = {3, 5, 8};
    private double litres;

    static {
        Registry.announce("garden", MAX_BEDS);
    }

    {
        for (int i = 0; i < moisture.length; i++) {
            moisture[i] += MIN_BEDS;
            Registry.note(i, moisture[i], moisture[i] * 2);
        }
    }

    public Garden(double litres, T... first) throws DryException {
        this.litres = litres;
        if (litres <= 0) throw new DryException("no water: " + litres);
        for (final T bed : first) {
            this.beds.add(bed);
        }
    }

    @Override
    public java.util.Iterator<T> iterator() {
        return beds.iterator();
    }

    /** Waters each bed that is thirsty, until the tank is empty. */
    public synchronized <R> List<R> water(Function<? super T, R> report, long limit) {
        List<R> reports = new ArrayList<R>();
        int used = 0, skipped = 0;
        outer:
        for (T bed : beds) {
            int need = bed.thirst() > 10 ? 10 : bed.thirst();
            while (need-- > 0) {
                if (used >= limit || litres == 0.0) break outer;
                litres -= 0.25;
                ++used;
            }
            if (!(bed instanceof Shaded shaded) || shaded.depth() == null) {
                reports.add(report.apply(bed));
            } else {
                skipped++;
            }
        }
        do {
            skipped >>>= 1;
        } while (skipped != 0 && used % 2 == 1);
        return reports;
    }

    String season(int month) {
        switch (month) {
            case 12: case 1: case 2:
                return "winter";
            case 3:
                return "spring";
            default:
                break;
        }
        return switch (month / 3) {
            case 1, 2 -> "summer";
            case 3 -> {
                String name = """
                    autumn""";
                yield name.strip();
            }
            default -> throw new IllegalArgumentException("month " + month);
        };
    }

    int parse(String text, char unit) {
        int[][] grid = new int[4][];
        grid[0] = new int[] {1, 0x1F, 1_000};
        try (Scanner scanner = Scanner.of(text); Log log = new Log()) {
            return (int) scanner.next() + grid[0][1];
        } catch (NumberFormatException | DryException e) {
            assert unit != 'l' : "litres";
            return -1;
        } finally {
            synchronized (this) {
                litres = Math.max(litres, 0);
            }
        }
    }

    void listen(Bus bus) {
        Runnable refill = () -> litres = 100L;
        bus.on("rain", drops -> {
            double more = drops.sum() * 0.5;
            litres = Math.min(more + litres, MAX_BEDS);
            bus.log(more, litres, Garden.class);
        });
        bus.on("sun", (hours, power) -> litres - hours * power);
        bus.each(Bed::dry, ArrayList::new);
        bus.add(new Listener() {
            @Override public void heard(Event event) {
                if (event.kind() == Kind.FROST) beds.forEach(bed -> bed.cover(event.depth(), true));
                else if (event.kind() == Kind.HEAT) water(bed -> bed, ~event.depth() & 0xff);
            }
        });
    }

    @Override public void close() { super.toString(); return; }

    interface Bed { int thirst(); default boolean dry() { return thirst() > 0; } }
    record Shaded(int depth, String name) implements Bed {
        Shaded {
            if (depth < 0 && name.isEmpty()) throw new IllegalArgumentException(name + depth);
        }
        public int thirst() { return depth; }
    }
    enum Kind { FROST, HEAT(30) { int degrees() { return 40; } }; Kind(int... degrees) { } int degrees() { return 0; } }
    @interface Seasonal { int from() default 1; String[] months(); }
}
