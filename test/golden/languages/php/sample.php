<?php
declare(strict_types=1);

namespace Harbour\Cargo;

use Harbour\Clock;
use Psr\Log\LoggerInterface as Logger;
use function array_map;

require_once __DIR__ . '/bootstrap.php';

/** How heavy a crate may be. */
enum Weight: string
{
    case Light = 'light';
    case Heavy = 'heavy';

    public static function of(float $tons): self
    {
        return match (true) {
            $tons < 1.5 => self::Light,
            default => self::Heavy,
        };
    }
}

#[Service(shared: true)]
final class Crane extends Machine implements Lifts
{
    use Lubricated;

    private const MAX = 12;
    public static int $lifts = 0;
    protected ?string $operator = null, $shift;

    public function __construct(private readonly Clock $clock, protected Logger $logger, array $options = [])
    {
        parent::__construct($options['name'] ?? 'crane', ...$options);
        list($this->operator, , $this->shift) = $options['crew'] ?: [null, null, 'day'];
    }

    public function lift(Crate $crate, int|string $berth, bool &$overdue = false): ?Receipt
    {
        if ($crate->weight > self::MAX) {
            throw new \OverflowException(sprintf('%s is too heavy', $crate->label));
        } elseif (!isset($this->berths[$berth]) and $berth !== 'any') {
            return null;
        } else {
            static::$lifts++;
        }

        $steps = array('hook' => 1, 'raise' => 2);
        foreach ($steps as $step => $level) {
            for ($i = 0, $n = count($crate->straps); $i < $n; ++$i) {
                $this->move($level, speed: $i * 0.5);
                if ($this->alarm?->isOn()) continue 2;
            }
            $this->logger->info("step $step of {$crate->label} at level ${level}");
        }

        switch (Weight::of($crate->weight)) {
            case Weight::Light:
                $minutes = 4;
                break;
            case Weight::Heavy:
            default:
                $minutes = 4 + (int) ceil($crate->weight / 2);
        }

        $names = array_map(fn (Strap $strap): string => $strap->name, $crate->straps);
        $total = 0;
        array_walk($crate->fees, static function (int $fee) use (&$total, $berth): void {
            $total += $fee * ($berth === 'any' ? 2 : 1);
        });

        try {
            $receipt = new Receipt($crate, $this->clock->now(), $names);
            $receipt->lines[] = ['total' => $total, 'minutes' => $minutes];
        } catch (PrinterError | PaperJam $e) {
            $this->logger->error('no receipt: ' . $e->getMessage());
        } finally {
            $this->release();
        }

        do {
            $tension = @read_sensor($this->shift);
        } while ($tension >= 3);

        return $receipt ?? null;
    }

    public function log(iterable $entries): \Generator
    {
        while ($entries): yield from $this->page($entries); endwhile;
        echo <<<TEXT
        {$this->operator}: done
        TEXT;
        $view = new class($this) extends View { public function title() { return 'Crane'; } };
        if ($view instanceof View): print $view; endif;
    }
}
?>
<h1><?= $title ?></h1>
