// What newsline wrote comes back as it was, and merging is commutative, associative and idempotent.
// The bytes are lines, a chronology each.
#include <string>
#include <vector>

#include "newsline/chronology.h"
#include "newsline/error.h"
#include "newsline/write.h"
#include "targets.h"
#include "write/stream.h"

namespace newsline::fuzz {
namespace {

std::string text_of(const Chronology& chronology) {
  std::string out;
  write_json(out, stream_of(chronology), {.indented = false, .ascii = false});
  return out;
}

}  // namespace

void chronology(std::string_view bytes) {
  constexpr std::size_t most = 4;
  std::vector<Chronology> all;
  for (std::size_t begin = 0; begin < bytes.size() && all.size() < most;) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    try {
      if (std::optional<Chronology> one = read_chronology(bytes.substr(begin, end - begin)))
        all.push_back(std::move(*one));
    } catch (const Error&) {
    }
    begin = end + 1;
  }
  for (const Chronology& one : all) {
    const std::string written = text_of(one);
    const std::optional<Chronology> again = read_chronology(written);
    demand(again.has_value());
    demand(text_of(*again) == written);
  }
  if (all.empty()) return;
  const std::string merged = text_of(merge(all));
  const std::vector<Chronology> backwards(all.rbegin(), all.rend());
  demand(text_of(merge(backwards)) == merged);
  std::vector<Chronology> twice = all;
  twice.insert(twice.end(), all.begin(), all.end());
  demand(text_of(merge(twice)) == merged);
  std::vector<Chronology> parts{merge({all.front()}),
                                merge(std::vector<Chronology>(all.begin() + 1, all.end()))};
  demand(text_of(merge(parts)) == merged);
}

}  // namespace newsline::fuzz
