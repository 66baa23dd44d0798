// Which reports are of one event. A report is what one page's sentence says of an event (a
// Source). Three steps: pairs that share something rare at dates that may be one are found by
// keys, never by comparing all with all; each gets its log-odds from the pair scorer; likely pairs
// hang together in heaps, and within a heap groups grow: the two groups are joined whose members,
// all pairs of them, are on average likeliest to be of one event, the likeliest pair counting a
// third of it, until no two are likelier than the threshold. A month's group is then joined to
// that of a day in it by their likeliest pair alone. So "A blaze gutted the bridge" joins
// a group of five reports of the fire by what all five say of it, a report that is like one of them
// alone stays out, and two long groups are not kept apart by what is said in passing. A heap has a
// greatest size, beyond which its weakest links are cut; what depends on the order of the pages
// depends on nothing but their ids.
#include "clustering.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "base/union_find.h"

namespace newsline::chronology {

namespace {

constexpr double least_edge = -0.8;  // log-odds; a pair below it is no link of a heap
constexpr double lowest = -4, highest = 6, barred = -12;
constexpr std::size_t most_in_heap = 150;

std::uint64_t mixed(std::uint64_t key) {
  key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9ULL;
  key = (key ^ (key >> 27)) * 0x94D049BB133111EBULL;
  return key ^ (key >> 31);
}

std::uint64_t key_of(std::uint64_t when, std::uint64_t kind, std::uint32_t what) {
  return mixed(mixed(when * 8 + kind) ^ what);
}

long month_of(Day day) {
  const std::chrono::year_month_day date = ymd(day);
  return 12L * static_cast<int>(date.year()) +
         static_cast<long>(static_cast<unsigned>(date.month()));
}

/// The spans of time by which a report is indexed, of one kind: its very date, its months, its
/// years.
enum class Bucket : std::uint8_t { date, month, year, count };

/// The spans of one report: at most three of a kind.
struct Buckets {
  std::array<std::uint64_t, 3> keys{};
  std::size_t size = 0;
  void add(std::uint64_t key) {
    if (std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(size), key) ==
        keys.begin() + static_cast<std::ptrdiff_t>(size)) {
      keys[size++] = key;
    }
  }
  const std::uint64_t* begin() const { return keys.data(); }
  const std::uint64_t* end() const { return keys.data() + size; }
};

Buckets buckets(const IndexedSource& t, Bucket kind) {
  constexpr std::chrono::days month{31}, year{366}, day{1};
  Buckets keys;
  const auto add = [&](long number) { keys.add(static_cast<std::uint64_t>(number)); };
  switch (kind) {
    case Bucket::date: {
      const auto start = static_cast<std::uint64_t>(t.start.time_since_epoch().count()),
                 end = static_cast<std::uint64_t>(t.end.time_since_epoch().count());
      keys.add(mixed(start) ^ end);
      break;
    }
    case Bucket::month:
      if (t.end - t.start <= month) {
        add(month_of(t.start));
        add(month_of(t.end));
        add(month_of(t.start - day));  // the neighboring day of a page written overnight
      }
      break;
    case Bucket::year:
      if (t.end - t.start <= year) {
        add(static_cast<int>(ymd(t.start).year()));
      }
      break;
    case Bucket::count:
      break;
  }
  return keys;
}

/// Remembers pairs that were given already, in a table of fixed size that overwrites old ones.
class Asked {
 public:
  explicit Asked(std::size_t size)
      : slots_(std::bit_ceil(std::clamp<std::size_t>(size * 8, 1U << 10, 1U << 20)),
               std::numeric_limits<std::uint64_t>::max()) {}
  bool again(std::uint32_t a, std::uint32_t b) {
    const std::uint64_t pair = (static_cast<std::uint64_t>(a) << 32) | b;
    std::uint64_t& slot = slots_[mixed(pair) & (slots_.size() - 1)];
    return std::exchange(slot, pair) == pair;
  }

 private:
  std::vector<std::uint64_t> slots_;
};

/// Reports of dates so far apart are never of one event.
bool too_far(const IndexedSource& s, const IndexedSource& t) {
  constexpr std::chrono::days farthest{3};
  return s.end + farthest < t.start || t.end + farthest < s.start;
}

struct Edge {
  float score = 0;
  std::uint32_t a = 0, b = 0;
};

double score_of(const StoryIndex& index, const PairWeights& weights, std::uint32_t a,
                std::uint32_t b) {
  if (too_far(index[a], index[b])) {
    return index.contradict(a, b) ? barred : lowest;
  }
  const std::optional<PairFeatures> features = index.features_of_one_event(a, b);
  return features ? std::clamp(weights(*features), lowest, highest) : barred;
}

std::vector<Edge> edges_of(const StoryIndex& index, const PairWeights& weights) {
  std::vector<Edge> edges;
  each_candidate(index, [&](std::uint32_t a, std::uint32_t b) {
    const double score = score_of(index, weights, a, b);
    if (score >= least_edge) {
      edges.push_back({static_cast<float>(score), a, b});
    }
  });
  std::ranges::sort(edges, [](const Edge& x, const Edge& y) {
    return std::tuple(-x.score, x.a, x.b) < std::tuple(-y.score, y.a, y.b);
  });
  return edges;
}

/// Groups reports that likely pairs connect into heaps, the likeliest pairs first, up to the
/// greatest size of a heap.
std::vector<std::vector<std::uint32_t>> heaps_of(std::size_t size, const std::vector<Edge>& edges) {
  UnionFind groups(size);
  std::vector<std::uint32_t> sizes(size, 1);
  for (const Edge& edge : edges) {
    const std::uint32_t a = groups.root(edge.a), b = groups.root(edge.b);
    if (a == b || sizes[a] + sizes[b] > most_in_heap) {
      continue;
    }
    const std::uint32_t both = sizes[a] + sizes[b];
    groups.join(a, b);
    sizes[groups.root(a)] = both;
  }
  std::vector<std::vector<std::uint32_t>> heaps(size);
  for (std::uint32_t i = 0; i < size; ++i) {
    heaps[groups.root(i)].push_back(i);
  }
  std::erase_if(heaps, [](const auto& heap) { return heap.empty(); });
  return heaps;
}

/// Average linkage within one heap, with a share of single linkage.
class Linkage {
 public:
  Linkage(const std::vector<std::uint32_t>& heap, const StoryIndex& index,
          const PairWeights& weights)
      : heap_(heap), size_(heap.size()), sums_(size_ * size_), groups_(size_), nearest_(size_, 0) {
    for (std::size_t i = 0; i < size_; ++i) {
      groups_[i].push_back(heap[i]);
      for (std::size_t j = i + 1; j < size_; ++j) {
        sums_[i * size_ + j] = sums_[j * size_ + i] = score_of(index, weights, heap[i], heap[j]);
      }
    }
    likeliest_ = sums_;
  }

  std::vector<std::vector<std::uint32_t>> grown(double threshold) {
    for (std::size_t i = 0; i < size_; ++i) {
      find_nearest(i);
    }
    for (;;) {
      std::size_t best = size_;
      double most = threshold;
      for (std::size_t i = 0; i < size_; ++i) {
        if (!groups_[i].empty() && nearest_[i] < size_ && closeness(i, nearest_[i]) >= most &&
            (best == size_ || closeness(i, nearest_[i]) > most)) {
          most = closeness(i, nearest_[i]);
          best = i;
        }
      }
      if (best == size_) {
        break;
      }
      join(std::min(best, nearest_[best]), std::max(best, nearest_[best]));
    }
    std::vector<std::vector<std::uint32_t>> grown;
    for (auto& group : groups_) {
      if (!group.empty()) {
        std::ranges::sort(group);
        grown.push_back(std::move(group));
      }
    }
    return grown;
  }

 private:
  double closeness(std::size_t i, std::size_t j) const {
    constexpr double of_likeliest = 0.35;
    const double mean =
        sums_[i * size_ + j] / static_cast<double>(groups_[i].size() * groups_[j].size());
    return (1 - of_likeliest) * mean + of_likeliest * likeliest_[i * size_ + j];
  }
  void find_nearest(std::size_t i) {
    nearest_[i] = size_;
    for (std::size_t j = 0; j < size_; ++j) {
      if (j != i && !groups_[j].empty() &&
          (nearest_[i] == size_ || closeness(i, j) > closeness(i, nearest_[i]))) {
        nearest_[i] = j;
      }
    }
  }
  void join(std::size_t into, std::size_t other) {
    for (std::size_t k = 0; k < size_; ++k) {
      sums_[into * size_ + k] += sums_[other * size_ + k];
      sums_[k * size_ + into] = sums_[into * size_ + k];
      double& likeliest = likeliest_[into * size_ + k];
      likeliest = std::max(likeliest, likeliest_[other * size_ + k]);
      likeliest_[k * size_ + into] = likeliest;
    }
    groups_[into].insert(groups_[into].end(), groups_[other].begin(), groups_[other].end());
    groups_[other].clear();
    for (std::size_t k = 0; k < size_; ++k) {
      if (!groups_[k].empty() && (k == into || nearest_[k] == into || nearest_[k] == other)) {
        find_nearest(k);
      } else if (!groups_[k].empty() && nearest_[k] < size_ &&
                 closeness(k, into) > closeness(k, nearest_[k])) {
        nearest_[k] = into;
      }
    }
  }

  const std::vector<std::uint32_t>& heap_;
  std::size_t size_;
  std::vector<double> sums_, likeliest_;  // of the scores of all pairs of two groups
  std::vector<std::vector<std::uint32_t>> groups_;
  std::vector<std::size_t> nearest_;
};

/// Of a month and its day and the like, likely pairs, the likeliest first.
std::vector<Edge> coarse_edges(const StoryIndex& index, const std::vector<Edge>& edges,
                               double threshold) {
  constexpr double below = 0.3;
  const auto lies_around = [](const IndexedSource& outer, const IndexedSource& inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
  };
  std::vector<Edge> coarse;
  for (const Edge& edge : edges) {
    const IndexedSource &a = index[edge.a], &b = index[edge.b];
    if (edge.score >= threshold - below && lies_around(a, b) != lies_around(b, a)) {
      coarse.push_back(edge);
    }
  }
  return coarse;
}

/// "In April" is joined to its day where one report of that day is nearly as alike as reports of
/// one event are: the others of the day, which it shares few words with, do not speak against it.
class CoarseReports {
 public:
  CoarseReports(const StoryIndex& index, std::vector<std::vector<std::uint32_t>>& happenings)
      : index_(index), happenings_(happenings), of_(index.size()) {
    for (std::uint32_t number = 0; number < happenings.size(); ++number) {
      for (const std::uint32_t i : happenings[number]) {
        of_[i] = number;
      }
      finest_.push_back(finest_of(happenings[number]));
    }
  }

  /// `edges`: of coarse_edges().
  void join(const std::vector<Edge>& edges) {
    std::vector<std::uint32_t> into(happenings_.size(), none);
    std::vector<bool> asked(happenings_.size());
    for (const Edge& edge : edges) {
      std::uint32_t outer = of_[edge.a], inner = of_[edge.b];
      if (!lies_around(outer, inner)) {
        std::swap(outer, inner);
      }
      if (lies_around(outer, inner) && !asked[outer] && alike(edge)) {
        asked[outer] = true;
        into[outer] = agree(outer, inner) ? inner : none;
      }
    }
    for (std::uint32_t number = 0; number < into.size(); ++number) {
      std::uint32_t end = number;
      while (into[end] != none) {  // the finer one may itself lie around a day
        end = into[end];
      }
      if (end != number) {
        happenings_[end].insert(happenings_[end].end(), happenings_[number].begin(),
                                happenings_[number].end());
        happenings_[number].clear();
      }
    }
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::pair<Day, Day> finest_of(const std::vector<std::uint32_t>& group) const {
    std::pair days(index_[group.front()].start, index_[group.front()].end);
    for (const std::uint32_t i : group) {
      if (index_[i].end - index_[i].start < days.second - days.first) {
        days = {index_[i].start, index_[i].end};
      }
    }
    return days;
  }
  bool lies_around(std::uint32_t outer, std::uint32_t inner) const {
    return finest_[outer] != finest_[inner] && finest_[outer].first <= finest_[inner].first &&
           finest_[inner].second <= finest_[outer].second;
  }
  bool alike(const Edge& edge) const {
    using F = PairFeature;
    const PairFeatures f = index_.features(edge.a, edge.b);
    const auto value = [&](F feature) { return f[static_cast<std::size_t>(feature)]; };
    return value(F::trigger) > 0 || value(F::trigger_event_class) > 0 ||
           value(F::trigger_in_headline) > 0 || value(F::around_cosine) >= 0.5F;
  }
  bool agree(std::uint32_t a, std::uint32_t b) const {
    return std::ranges::none_of(happenings_[a], [&](std::uint32_t i) {
      return std::ranges::any_of(happenings_[b],
                                 [&](std::uint32_t j) { return index_.contradict(i, j); });
    });
  }

  const StoryIndex& index_;
  std::vector<std::vector<std::uint32_t>>& happenings_;
  std::vector<std::uint32_t> of_;
  std::vector<std::pair<Day, Day>> finest_;
};

/// What goes on telling of the day that an earlier sentence of the page named, and is reported
/// nowhere else, is joined to what stands nearest above it there.
void join_further_sentences(const StoryIndex& index,
                            std::vector<std::vector<std::uint32_t>>& happenings) {
  std::vector<std::uint32_t> of(index.size());
  std::vector<bool> goes_on(happenings.size());
  for (std::uint32_t number = 0; number < happenings.size(); ++number) {
    const std::vector<std::uint32_t>& group = happenings[number];
    for (const std::uint32_t i : group) {
      of[i] = number;
    }
    goes_on[number] = std::ranges::all_of(group, [&](std::uint32_t i) {
      return index[i].goes_on && index[i].page == index[group.front()].page;
    });
  }
  // The reports of a page stand together, in the order of its text.
  for (std::uint32_t number = 0; number < happenings.size(); ++number) {
    if (!goes_on[number]) {
      continue;
    }
    const std::uint32_t first = happenings[number].front();
    const IndexedSource& own = index[first];
    for (std::uint32_t above = first; above-- > 0 && index[above].page == own.page;) {
      const bool fits = index[above].start == own.start && index[above].end == own.end &&
                        index[above].certainty == own.certainty;
      if (fits && !goes_on[of[above]]) {
        std::vector<std::uint32_t>& into = happenings[of[above]];
        into.insert(into.end(), happenings[number].begin(), happenings[number].end());
        happenings[number].clear();
        break;
      }
    }
  }
  std::erase_if(happenings, [](const auto& group) { return group.empty(); });
  for (std::vector<std::uint32_t>& group : happenings) {
    std::ranges::sort(group);
  }
}

}  // namespace

void each_candidate(const StoryIndex& index,
                    const std::function<void(std::uint32_t, std::uint32_t)>& take) {
  // Of the reports that share a key, each is paired with those of the next dates only, so that a
  // sentence repeated every day
  // ("Markets closed ...") costs linear time.
  const std::size_t reach = index.size() < 3000 ? 100 : 16,
                    most_keys = index.size() < 3000 ? 16 : 8;
  Asked asked(index.size());
  // Keys are handled in parts: those of hundreds of thousands of reports would need too much memory
  // at once.
  const std::uint64_t parts = index.size() < 20000 ? 1 : 8;
  std::vector<std::uint32_t> rare, from(1, 0);
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    const std::vector<std::uint32_t> own = index.rarest(i, most_keys);
    rare.insert(rare.end(), own.begin(), own.end());
    from.push_back(static_cast<std::uint32_t>(rare.size()));
  }
  std::vector<std::pair<std::uint64_t, std::uint32_t>> members;
  for (std::uint64_t round = 0; round < parts * static_cast<std::uint64_t>(Bucket::count);
       ++round) {
    const std::uint64_t kind = round / parts, part = round % parts;
    members.clear();
    for (std::uint32_t i = 0; i < index.size(); ++i) {
      for (const std::uint64_t when : buckets(index[i], static_cast<Bucket>(kind))) {
        for (std::uint32_t k = from[i]; k < from[i + 1]; ++k) {
          if (const std::uint64_t key = key_of(when, kind, rare[k]); key % parts == part) {
            members.emplace_back(key, i);
          }
        }
      }
    }
    std::ranges::sort(members, [&](const auto& x, const auto& y) {
      const IndexedSource &s = index[x.second], &t = index[y.second];
      return std::tie(x.first, s.start, s.end, x.second) <
             std::tie(y.first, t.start, t.end, y.second);
    });
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = i + 1;
           j < members.size() && j <= i + reach && members[j].first == members[i].first; ++j) {
        const auto [a, b] = std::minmax(members[i].second, members[j].second);
        if (!too_far(index[a], index[b]) && !asked.again(a, b)) {
          take(a, b);
        }
      }
    }
  }
}

std::vector<std::vector<std::uint32_t>> cluster_sources(const StoryIndex& index,
                                                        const PairWeights& weights) {
  std::vector<std::vector<std::uint32_t>> happenings;
  std::vector<Edge> edges = edges_of(index, weights);
  const std::vector<std::vector<std::uint32_t>> heaps = heaps_of(index.size(), edges);
  edges = coarse_edges(index, edges, weights.threshold());
  for (const std::vector<std::uint32_t>& heap : heaps) {
    if (heap.size() == 1) {
      happenings.push_back(heap);
    } else {
      std::ranges::move(Linkage(heap, index, weights).grown(weights.threshold()),
                        std::back_inserter(happenings));
    }
  }
  CoarseReports(index, happenings).join(edges);
  std::erase_if(happenings, [](const auto& group) { return group.empty(); });
  join_further_sentences(index, happenings);
  std::ranges::sort(happenings, {}, [](const auto& group) { return group.front(); });
  return happenings;
}

}  // namespace newsline::chronology
