#include "copies.h"

#include <array>
#include <limits>
#include <utility>

#include "base/union_find.h"
#include "base/utf8.h"
#include "order.h"

namespace newsline::chronology {

namespace {

using Keys = std::vector<std::uint64_t>;  // of sentences, sorted

constexpr std::size_t hashes = 6;

/// A few sentences of a page, chosen so that two pages share one nearly always when most of their
/// sentences are the same, and rarely else (MinHash, Broder 1997).
std::array<std::uint64_t, hashes> least_of(const Keys& sentences) {
  std::array<std::uint64_t, hashes> least;
  least.fill(std::numeric_limits<std::uint64_t>::max());
  for (const std::uint64_t sentence : sentences) {
    for (std::size_t i = 0; i < hashes; ++i) {
      std::uint64_t key = (sentence ^ (i + 1) * 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
      least[i] = std::min(least[i], key ^ (key >> 31));
    }
  }
  return least;
}

bool nearly_same(const Keys& a, const Keys& b) {
  constexpr double most = 0.6;  // of the sentences of both
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j)
      ++i;
    else if (*j < *i)
      ++j;
    else
      ++shared, ++i, ++j;
  }
  return static_cast<double>(shared) >= most * static_cast<double>(a.size() + b.size() - shared);
}

}  // namespace

CopyGroups::CopyGroups(const SourceView& sources) {
  std::vector<Keys> as_they_came, sentences_of;
  for (std::size_t i = 0; i < sources.size; ++i) {
    const Source& source = sources.at(i);
    const auto [at, added] = group_of_.try_emplace(source.document, 0);
    if (added) {
      at->second = static_cast<std::uint32_t>(as_they_came.size());
      as_they_came.emplace_back();
    }
    as_they_came[at->second].push_back(word_key(one_line(source.sentence)));
  }
  for (auto& [document, group] : group_of_) {
    sentences_of.push_back(std::move(as_they_came[group]));
    group = static_cast<std::uint32_t>(sentences_of.size() - 1);
  }
  std::vector<std::pair<std::uint64_t, std::uint32_t>> members;
  for (std::uint32_t document = 0; document < sentences_of.size(); ++document) {
    Keys& keys = sentences_of[document];
    std::ranges::sort(keys);
    const auto again = std::ranges::unique(keys);
    keys.erase(again.begin(), again.end());
    for (const std::uint64_t least : least_of(keys)) members.emplace_back(least, document);
  }
  std::ranges::sort(members);
  // as in each_candidate: many copies of one page cost linear time
  constexpr std::size_t reach = 24;
  UnionFind groups(sentences_of.size());
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t j = i + 1;
         j < members.size() && j <= i + reach && members[j].first == members[i].first; ++j)
      if (groups.root(members[i].second) != groups.root(members[j].second) &&
          nearly_same(sentences_of[members[i].second], sentences_of[members[j].second]))
        groups.join(members[i].second, members[j].second);
  for (auto& [document, group] : group_of_) group = groups.root(group);
}

}  // namespace newsline::chronology
