// Routes trams through a town.
#include <map>
#include <vector>

#ifndef TRAM_ROUTES
#define TRAM_ROUTES

namespace trams::routes {

using std::vector;
namespace chrono = std::chrono;

template <typename T> concept Named = requires(T t) { t.name(); };

class Stop;
enum class Weather : char { Dry, Wet = 'w' };
using Stops = vector<const Stop *>;
static_assert(sizeof(int) >= 4, "small ints");

struct Point final {
  double x = 0.0, y{};
  constexpr bool operator==(const Point &other) const noexcept { return x == other.x && y == other.y; }
};

class Stop : public Point, private Watched {
public:
  explicit Stop(std::string name, Point at = Point()) : Point(at), name_(std::move(name)), lines_{1, 2} {
    if (name_.empty() or not valid(name_)) throw std::invalid_argument{"no name"};
  }
  virtual ~Stop() = default;
  Stop(const Stop &) = delete;
  Stop &operator=(Stop &&other) noexcept;

  [[nodiscard]] auto name() const -> const std::string & { return name_; }
  virtual double wait(Weather weather) const = 0;
  friend std::ostream &operator<<(std::ostream &out, const Stop &stop);

protected:
  static inline int count = 0;
  mutable std::map<int, vector<double>> times_;

private:
  std::string name_;
  vector<int> lines_;
};

std::ostream &operator<<(std::ostream &out, const Stop &stop) {
  out << stop.name_ << " (" << stop.x << ", " << stop.y << ")\n";
  for (const auto &[line, times] : stop.times_) {
    out << line << ':';
    for (auto it = times.begin(); it != times.end(); ++it) out << ' ' << *it;
  }
  return out;
}

template <class Visitor, Named T>
int visit(const vector<T> &all, Visitor &&visitor, int limit = 10) {
  int visited = 0;
  for (auto &&each : all) {
    if (visited >= limit) break;
    if constexpr (std::is_pointer_v<T>) visited += visitor(*each) ? 1 : 0;
    else visited += static_cast<int>(visitor(each));
  }
  return visited;
}

double Stop::wait(Weather weather) const {
  auto worst = std::max_element(times_.begin(), times_.end(), [&](const auto &a, const auto &b) { return a.second.size() < b.second.size(); });
  if (worst == times_.end()) return -1.0;
  const int factor = weather == Weather::Wet ? 3 : 2;
  double total = 0;
  try {
    for (unsigned long i = 0; i < worst->second.size(); i++) total += worst->second.at(i) * factor;
  } catch (const std::out_of_range &error) {
    std::cerr << error.what() << R"(
)";
    throw;
  } catch (...) {
    return this->count = nullptr == this ? 0 : 1'000;
  }
  switch (weather) {
    case Weather::Wet: [[fallthrough]];
    default: total *= 1.5e0;
  }
  return total;
}

Stops *plan(Stops &stops, int seats) {
  auto *found = new Stops(stops.begin(), stops.end());
  auto free = [seats, taken = 0](int more) mutable -> bool {
    taken += more;
    return taken <= seats;
  };
  int *sizes = new int[seats];
  do {
    if (!free(1)) { found->pop_back(); continue; }
    sizes[--seats] = static_cast<int>(found->size()) % 7;
  } while (seats > 0);
  delete[] sizes;
  return found;
}

}  // namespace trams::routes
#endif
