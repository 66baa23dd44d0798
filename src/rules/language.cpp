#include "language.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "newsline/error.h"
#include "rows.h"

namespace newsline {

namespace {

constexpr std::string_view table_file = "languages.tsv";
constexpr std::size_t sample_bytes = 4096;  // some 600 words; the votes are sure long before
constexpr std::uint16_t no_script = 0xFFFF;
constexpr unsigned fewest_letters = 10;
// Votes: a word is worth four letter groups. The winner needs a few of them, a share of the words,
// and a lead.
constexpr float word_vote = 1.0F, piece_vote = 0.25F;
constexpr float fewest_votes = 2.0F, fewest_against = 1.5F, votes_per_word = 0.06F, lead = 0.4F,
                lead_share = 1.15F, lead_of_claimed = 2.0F;

enum class Entry : std::uint64_t {
  word = fnv::start<std::uint64_t>,
  piece = 0x9E3779B97F4A7C15ULL
};

std::uint64_t extended(std::uint64_t key, char32_t letter) { return fnv::step(key, letter); }

/// The hash of folded code points, as word_key; words and letter groups start from different
/// numbers, so that they never meet in the table.
std::uint64_t key_of(const char32_t* letters, std::size_t size, Entry kind) {
  auto key = static_cast<std::uint64_t>(kind);
  for (std::size_t i = 0; i < size; ++i) key = fnv::step(key, letters[i]);
  return key;
}

/// Up to 32 folded letters of one word between two edges ("_"), as the pieces see it.
class Word {
 public:
  void clear() noexcept { size_ = 1; }
  bool empty() const noexcept { return size_ == 1; }
  void add(char32_t c) noexcept {
    if (size_ <= longest) letters_[size_++] = c;
  }
  /// With the second edge in place.
  const char32_t* closed() noexcept {
    letters_[size_] = U'_';
    return letters_.data();
  }
  std::size_t closed_size() const noexcept { return size_ + 1; }

 private:
  static constexpr std::size_t longest = 32;
  std::array<char32_t, longest + 2> letters_{U'_'};
  std::size_t size_ = 1;
};

[[noreturn]] void fail(const Row& row, std::string_view what) {
  throw Error("data.rules",
              std::string(table_file) + ":" + std::to_string(row.line) + ": " + std::string(what));
}

template <class Number>
Number number(const Row& row, std::string_view text, int base) {
  Number value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (failed != std::errc{} || end != text.data() + text.size())
    fail(row, "a number is wanted, not \"" + std::string(text) + '"');
  return value;
}

std::uint64_t entry_key(std::string_view text, Entry kind) {
  std::array<char32_t, 32> letters;
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size() && size < letters.size();)
    letters[size++] = fold(next_code_point(text, at));
  return key_of(letters.data(), size, kind);
}

}  // namespace

LanguageTable::LanguageTable(const Data& data) {
  const std::string_view file = data.file(table_file);
  slots_.resize(std::bit_ceil(16 + 2 * static_cast<std::size_t>(std::ranges::count(file, ' '))));
  const auto named = [](auto& all, auto member, const Row& row) {
    const auto found = std::ranges::find(all, row.fields[1], member);
    if (found == all.end())
      fail(row, "nothing above is called \"" + std::string(row.fields[1]) + '"');
    return static_cast<std::size_t>(found - all.begin());
  };
  for (const Row& row : read_rows(data, table_file, 3)) {
    const std::string_view kind = row.fields[0], name = row.fields[1], rest = row.fields[2];
    if (kind == "script" && row.fields.size() > 3) {
      scripts_.push_back({std::string(name), number<unsigned>(row, rest, 10)});
      each_word(row.fields[3], [&](std::string_view range) {
        const std::size_t dash = std::min(range.find('-'), range.size() - 1);
        ranges_.push_back(
            {static_cast<char32_t>(number<std::uint32_t>(row, range.substr(0, dash), 16)),
             static_cast<char32_t>(number<std::uint32_t>(row, range.substr(dash + 1), 16)),
             static_cast<std::uint16_t>(scripts_.size() - 1)});
      });
    } else if (kind == "beside" && row.fields.size() > 3) {
      const Row other{row.line, {kind, rest}};
      beside_.push_back({static_cast<std::uint16_t>(named(scripts_, &Script::name, row)),
                         static_cast<std::uint16_t>(named(scripts_, &Script::name, other)),
                         number<unsigned>(row, row.fields[3], 10)});
    } else if (kind == "language") {
      const Row script{row.line, {kind, rest}};
      languages_.push_back(
          {std::string(name), static_cast<std::uint16_t>(named(scripts_, &Script::name, script))});
      if (languages_.size() > std::tuple_size_v<Votes>) fail(row, "64 languages are the most");
    } else if (kind == "fallback") {
      fallback_ = languages_[named(languages_, &Language::code, row)].code;
    } else if (kind == "words" || kind == "pieces") {
      const std::size_t language = named(languages_, &Language::code, row);
      const Entry entry = kind == "words" ? Entry::word : Entry::piece;
      each_word(rest, [&](std::string_view word) { add(entry_key(word, entry), language); });
    } else {
      fail(row, "no such kind of line");
    }
  }
  std::ranges::sort(ranges_, {}, &Range::first);
  for (char32_t c = 0; c < ascii_.size(); ++c) ascii_[c] = find_script(c);
}

void LanguageTable::add(std::uint64_t key, std::size_t language) {
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].languages != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  slots_[at].key = key;
  slots_[at].languages |= std::uint64_t{1} << language;
}

const LanguageTable::Slot& LanguageTable::slot(std::uint64_t key) const noexcept {
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].languages != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

std::uint16_t LanguageTable::find_script(char32_t c) const noexcept {
  const auto after = std::ranges::upper_bound(ranges_, c, {}, &Range::first);
  if (after == ranges_.begin() || std::prev(after)->last < c) return no_script;
  return std::prev(after)->script;
}

/// The script that most letters are in, if they are more than half.
std::uint16_t LanguageTable::main_script(std::string_view text) const {
  std::vector<unsigned> letters(scripts_.size());
  unsigned all = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint16_t script = script_of(next_code_point(text, at));
    if (script == no_script) continue;
    letters[script] += scripts_[script].weight;
    all += scripts_[script].weight;
  }
  const auto most = std::ranges::max_element(letters);
  if (all < fewest_letters || *most * 2 <= all) return no_script;
  const auto found = static_cast<std::uint16_t>(most - letters.begin());
  const auto count = [&](std::uint16_t script) {
    return letters[script] / scripts_[script].weight;
  };
  for (const Beside& pair : beside_)
    if (found == pair.other && count(pair.script) * pair.one_of > count(found)) return pair.script;
  return found;
}

void LanguageTable::vote(const char32_t* word, std::size_t size, Votes& votes) const {
  const auto share = [&](std::uint64_t key, float worth) {
    const std::uint64_t languages = slot(key).languages;
    const float each = worth / static_cast<float>(std::max(1, std::popcount(languages)));
    for (std::uint64_t rest = languages; rest != 0; rest &= rest - 1)
      votes[static_cast<std::size_t>(std::countr_zero(rest))] += each;
  };
  share(key_of(word + 1, size - 2, Entry::word), word_vote);
  for (std::size_t at = 0; at < size; ++at) {
    auto key = static_cast<std::uint64_t>(Entry::piece);  // as key_of, a letter longer each time
    for (std::size_t end = at; end < size && end < at + 5; ++end)
      share(key = extended(key, word[end]), piece_vote);
  }
}

std::string LanguageTable::detect(std::string_view text, std::string_view claimed) const {
  text = text.substr(0, sample_bytes);
  if (scripts_.empty()) return {};
  const std::uint16_t script = main_script(text);
  if (script == no_script) return {};
  if (std::ranges::count(languages_, script, &Language::script) == 1)
    return std::ranges::find(languages_, script, &Language::script)->code;

  Votes votes{};
  Word word;
  std::size_t words = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const char32_t c = at < text.size() ? next_code_point(text, at) : (++at, U' ');
    if (script_of(c) == script) {
      word.add(fold(c));
      continue;
    }
    if (word.empty()) continue;
    vote(word.closed(), word.closed_size(), votes);
    word.clear();
    ++words;
  }
  for (std::size_t l = 0; l < languages_.size(); ++l)
    if (languages_[l].script != script) votes[l] = 0;
  const auto best = std::ranges::max_element(votes);
  const float most = std::exchange(*best, 0.0F), second = std::ranges::max(votes);
  const auto of_claimed = std::ranges::find(languages_, claimed, &Language::code);
  const bool alone =
      of_claimed == languages_.end()
          ? most >= second + lead && most >= second * lead_share
          : votes[static_cast<std::size_t>(of_claimed - languages_.begin())] * lead_of_claimed <=
                most;
  const bool sure = most >= (claimed.empty() ? fewest_votes : fewest_against) &&
                    most >= votes_per_word * static_cast<float>(words) && alone;
  return sure ? languages_[static_cast<std::size_t>(best - votes.begin())].code : std::string{};
}

std::string detect_language(std::string_view text, const Data& data) {
  return LanguageTable(data).detect(text);
}

}  // namespace newsline
