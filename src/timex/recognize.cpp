// Where a text names times: step one, by patterns that are data (data/<language>/timex.tsv).
//
// Each sentence is cut into atoms, words and runs of digits, with what each may mean ("May": month
// 5; "5": a day, a month, an hour, a number). The patterns are searched over the meanings; of
// matches that overlap the longest one wins. What the pattern captured fills the fields.
//
//     "on 3 May 2024"  ->  3: day 3, 5: ...  May: month 5  2024: year 2024  ->  day 3, month 5,
//     year 2024 "3 and 5 May"    ->  two timexes: what the parts of a list share is written once
//
// What it does not do: it places nothing on the calendar and counts from nothing; "yesterday" is
// only a shift of -1 days here (resolve.cpp).
#include <unicode/uchar.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "impl.h"

namespace newsline {

using namespace timex;

namespace {

using F = TimexFields;

constexpr std::size_t longest_number = 9;    // digits that fit 32 bits
constexpr std::uint32_t longest_run = 1000;  // atoms that are searched together
// the constants AD, BC and LIKE of the rules
constexpr std::int32_t era_ad = 0, era_bc = 1, era_like = 2;
// the constants NO_NAME, NO_PAIR, NAME, CAPITALS and PART
constexpr std::int32_t no_name = 2, no_pair = 3, name = 4, capitals = 5, not_all = 6;
// bytes: a post or text message, whose language is not that of an article
constexpr std::size_t longest_message = 320;

/// The atoms of one sentence with their meanings.
class Atoms {
 public:
  explicit Atoms(const Patterns& patterns)
      : patterns_(patterns),
        meanings(patterns.word_meanings().begin(), patterns.word_meanings().end()),
        words_(meanings.size()) {}

  void read(std::string_view text, const Tokens& tokens, std::uint32_t begin, std::uint32_t end) {
    all.clear();
    meanings.resize(words_);
    std::uint32_t before = 0xFFFFFFFF;
    for (std::uint32_t t = begin; t < end; ++t) {
      const Token& token = tokens.all[t];
      if (token.kind == TokenKind::url) {
        all.push_back({token.span, t, 0, 0, false, false, false});
        before = token.span.end;
        continue;
      }
      const std::string_view word = token.span.of(text);
      for (std::size_t at = 0; at < word.size();) {
        const std::size_t stop = atom_end(word, at);
        add(word.substr(at, stop - at), token, t, static_cast<std::uint32_t>(at), before,
            stop - at == word.size());
        at = stop;
      }
    }
  }

  std::vector<Atom> all;

 private:
  void add(std::string_view letters, const Token& token, std::uint32_t t, std::uint32_t at,
           std::uint32_t& before, bool whole) {
    Atom atom;
    atom.span = {token.span.begin + at,
                 token.span.begin + at + static_cast<std::uint32_t>(letters.size())};
    atom.token = t;
    atom.glued = atom.span.begin == before;
    before = atom.span.end;
    std::size_t next = 0;
    if (digit_value(next_code_point(letters, next)) >= 0) {
      atom.number = true;
      atom.first = static_cast<std::uint32_t>(meanings.size());
      std::int32_t value = 0;
      std::size_t digits = 0;
      for (next = 0; next < letters.size() && digits <= longest_number; ++digits) {
        const int digit = digit_value(next_code_point(letters, next));
        if (digits < longest_number) value = value * 10 + digit;
      }
      if (digits <= longest_number) patterns_.number_meanings(digits, value, meanings);
      atom.count =
          static_cast<std::uint8_t>(std::min<std::size_t>(meanings.size() - atom.first, 255));
    } else {
      const Patterns::Range range = patterns_.meanings(whole ? token.key : word_key(letters));
      if (range.count == 0 && (add_compound(letters, atom) || add_parts(letters, atom))) return;
      atom.first = range.first;
      atom.count = range.count;
      if (range.count != 0) atom.capital = begins_upper(letters);
    }
    all.push_back(atom);
  }

  /// "Montagabend" is two atoms, where the language knows its parts.
  bool add_compound(std::string_view letters, Atom atom) {
    const auto compound = patterns_.compound(letters);
    if (!compound) return false;
    const std::uint32_t end = atom.span.end;
    atom.span.end = atom.span.begin + static_cast<std::uint32_t>(compound->cut);
    atom.first = compound->head.first;
    atom.count = compound->head.count;
    atom.capital = begins_upper(letters);
    all.push_back(atom);
    all.push_back({{atom.span.end, end},
                   atom.token,
                   compound->tail.first,
                   compound->tail.count,
                   false,
                   true,
                   false});
    return true;
  }

  /// "日在北京": where words stand without spaces, the longest that is known at each place, else
  /// one letter.
  bool add_parts(std::string_view letters, Atom atom) {
    constexpr std::size_t longest = 5;  // letters of a word
    std::size_t first = 0;
    if (!without_spaces(next_code_point(letters, first)) || first >= letters.size()) return false;
    for (std::size_t at = 0; at < letters.size();) {
      std::size_t stop = at, end = at;
      next_code_point(letters, end);
      Patterns::Range found{};
      for (std::size_t n = 0; n < longest && stop < letters.size(); ++n) {
        next_code_point(letters, stop);
        const Patterns::Range range = patterns_.meanings(word_key(letters.substr(at, stop - at)));
        if (range.count != 0) found = range, end = stop;
      }
      Atom part = atom;
      part.span = {atom.span.begin + static_cast<std::uint32_t>(at),
                   atom.span.begin + static_cast<std::uint32_t>(end)};
      part.glued = at > 0 || atom.glued;
      part.first = found.first;
      part.count = found.count;
      all.push_back(part);
      at = end;
    }
    return true;
  }

  /// Han and kana.
  static bool without_spaces(char32_t c) {
    return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
  }

  static bool begins_upper(std::string_view letters) {
    std::size_t next = 0;
    return is_upper(next_code_point(letters, next));
  }

  const Patterns& patterns_;

 public:
  std::vector<Meaning> meanings;  // those of the words first, then those of this sentence's numbers

 private:
  std::size_t words_;
};

/// "430" in "430pm", "20240305" in "20240305T1030Z".
void split_digits(F& fields) {
  if (fields.has(F::clock)) {
    fields.set(F::hour, fields[F::clock] / 100);
    fields.set(F::minute, fields[F::clock] % 100);
  }
  if (fields.has(F::compact)) {
    fields.set(F::year, fields[F::compact] / 10000);
    fields.set(F::month, fields[F::compact] / 100 % 100);
    fields.set(F::day, fields[F::compact] % 100);
  }
}

void join(F& fields, const Capture& capture) {
  if (capture.slot < 0) return;
  const auto slot = static_cast<F::Slot>(capture.slot);
  const std::int64_t old = fields.has(slot) ? fields[slot] : capture.join == Join::multiply ? 1 : 0;
  std::int64_t value = capture.value;
  if (capture.join == Join::add) value += old;
  if (capture.join == Join::multiply) value *= old;
  if (capture.join == Join::append) value += old * 1000;
  fields.set(slot, static_cast<std::int32_t>(
                       std::clamp<std::int64_t>(value, -2'000'000'000, 2'000'000'000)));
}

/// What the parts of a list share is written once: "May 3 and 5", "3 to 7 June", "two or three
/// years".
void share(std::vector<F>& cores) {
  // "1996-97": the century is written once.
  for (std::size_t i = 1; i < cores.size(); ++i)
    if (cores[i].has(F::short_year) && !cores[i].has(F::month) && cores[i - 1].has(F::year)) {
      cores[i].set(F::year, cores[i - 1][F::year] / 100 * 100 + cores[i][F::short_year]);
      cores[i].set(F::short_year, F::open);
    }
  static constexpr F::Slot shared[] = {F::unit,   F::meridian,   F::part,  F::month,
                                       F::year,   F::short_year, F::shift, F::direction,
                                       F::anchor, F::fiscal};
  const auto finest = [](const F& fields) {
    return fields.has(F::day) ? 0 : fields.has(F::month) ? 1 : 2;
  };
  for (const F::Slot slot : shared) {
    const auto lacks = [&](const F& fields) {
      if (fields.has(slot)) return false;
      if (slot == F::month) return fields.has(F::day);
      if (slot == F::year || slot == F::short_year)
        return finest(fields) < 2 && !fields.has(F::year) && !fields.has(F::short_year);
      return true;
    };
    // "from December to May 2012", "from November 2016 to February": the year turns between them
    const auto turns = [&](std::size_t i) {
      return slot == F::year && cores[i].get(F::month, 0) < cores[i - 1].get(F::month, 0) ? 1 : 0;
    };
    for (std::size_t i = cores.size(); i-- > 1;)
      if (cores[i].has(slot) && lacks(cores[i - 1]))
        cores[i - 1].set(slot, cores[i][slot] - turns(i));
    for (std::size_t i = 1; i < cores.size(); ++i)
      if (cores[i - 1].has(slot) && lacks(cores[i]))
        cores[i].set(slot, cores[i - 1][slot] + turns(i));
  }
}

/// No February 30, no 31st of June: such words tell no date, also where the year is open.
bool possible(const F& fields) {
  // "two days and three years" are two lengths
  if (fields.has(F::finer) && fields[F::finer_unit] >= fields[F::unit]) return false;
  if (fields.get(F::week, 0) > 0 && fields.has(F::year) && !fields.has(F::month) &&
      !monday_of({fields[F::year], static_cast<unsigned>(fields[F::week])}))
    return false;
  if (!fields.has(F::month) || !fields.has(F::day)) return true;
  const int year = fields.has(F::year) ? fields[F::year] : 2000;
  return make_day(fields.get(F::era, 0) ? 2000 : year, static_cast<unsigned>(fields[F::month]),
                  static_cast<unsigned>(fields[F::day]))
      .has_value();
}

/// The timexes of one match, one a core.
class Reader {
 public:
  Reader(const Article& article, const TimexRules::Impl& rules, Timexes& into)
      : article_(article),
        rules_(rules),
        into_(into),
        atoms_(rules.patterns),
        message_(article.text.size() < longest_message) {}

  void sentence(std::uint32_t s, const Tokens& tokens) {
    tokens_ = &tokens;
    atoms_.read(article_.text, tokens, tokens.begin(s), tokens.end(s));
    const auto size = static_cast<std::uint32_t>(atoms_.all.size());
    for (std::uint32_t begin = 0, end = 0; begin < size; begin = end) {
      end = run_end(begin);
      if (atoms_.all[begin].count != 0) run(begin, end, s);
    }
  }

 private:
  /// A run of atoms that all have a meaning (or all have none) can be searched alone; a very long
  /// one is cut, so that memory stays small.
  std::uint32_t run_end(std::uint32_t begin) const {
    const bool meaning = atoms_.all[begin].count != 0;
    std::uint32_t end = begin + 1;
    while (end < atoms_.all.size() && (atoms_.all[end].count != 0) == meaning &&
           end - begin < longest_run)
      ++end;
    return end;
  }

  void run(std::uint32_t begin, std::uint32_t end, std::uint32_t s) {
    rules_.patterns.search(atoms_.all, begin, end, atoms_.meanings, search_);
    std::erase_if(search_.matches(), [&](const Match& match) { return !holds(match); });
    for (const Match& match : search_.choose()) add(match, s);
  }

  /// Some rules hold only where no other word follows ("on the 15th", but "the 15th Circuit"), only
  /// where a name does ("the Winter Classic"), or only in short messages.
  bool holds(const Match& match) const {
    const F& gives = rules_.gives[match.rule];
    if (gives.has(F::message) && !message_) return false;
    if (is_amount(atoms_.all[match.begin].span.begin) || is_measured(match) || ends_code(match) ||
        opens_compound(match))
      return false;
    if (gives.get(F::alone, 0) == no_pair) return !pairs_years(match);
    if (gives.get(F::alone, 0) == not_all) return match.length < atoms_.all.size();
    if (gives.get(F::alone, 0) == capitals)
      return tokens_->all[atoms_.all[match.end - 1].token].all_capitals;
    if (!gives.has(F::alone)) return true;
    if (match.end >= atoms_.all.size()) return gives[F::alone] != name;
    const Atom& next = atoms_.all[match.end];
    if (next.count != 0 || tokens_->all[next.token].kind == TokenKind::url)
      return gives[F::alone] != name;
    std::size_t at = 0;
    const char32_t c = next_code_point(next.span.of(article_.text), at);
    if (gives[F::alone] == name) return is_upper(c);
    return gives[F::alone] == no_name ? !is_upper(c) : !is_letter(c);
  }

  /// "1980 metres", "in 2000 words", "over 1950 boxes": four digits before what is counted.
  bool is_measured(const Match& match) const {
    const Atom& last = atoms_.all[match.end - 1];
    if (!last.number || last.span.end - last.span.begin != 4 || match.end - match.begin > 2 ||
        match.end >= atoms_.all.size())
      return false;
    const std::uint32_t next = atoms_.all[match.end].token;
    return next != last.token && rules_.cue(tokens_->all[next].key) == Cue::measure;
  }

  /// "KXF2013", "#expo2014": four digits behind letters that mean nothing.
  bool ends_code(const Match& match) const {
    const Atom& first = atoms_.all[match.begin];
    if (!first.number || !first.glued || first.span.size() != 4 || match.begin == 0) return false;
    const Atom& before = atoms_.all[match.begin - 1];
    return before.token == first.token && before.count == 0 &&
           ascii::is_letter(article_.text[before.span.end - 1]);
  }

  /// "2019-nCoV", "an 1850-built house": four digits of a compound; "2014-present" is none.
  bool opens_compound(const Match& match) const {
    const Atom& first = atoms_.all[match.begin];
    if (!first.number || first.span.size() != 4 || match.end != match.begin + 1 ||
        match.end + 1 >= atoms_.all.size())
      return false;
    const Atom &dash = atoms_.all[match.end], &behind = atoms_.all[match.end + 1];
    return dash.glued && behind.glued && behind.count == 0 && dash.span.of(article_.text) == "-" &&
           ascii::is_letter(article_.text[behind.span.begin]);
  }

  /// What begins there is money or a length: "$2000", "€ 1999", 5’11”.
  bool is_amount(std::uint32_t at) const {
    const std::string_view text = article_.text;
    std::uint32_t before = at;
    if (before > 0 && text[before - 1] == ' ') --before;
    if (before == 0) return false;
    const std::uint32_t end = before--;
    while (before > 0 && (text[before] & 0xC0) == 0x80) --before;
    std::size_t next = before;
    const char32_t c = next_code_point(text.substr(0, end), next);
    if (u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL) return true;
    return end == at && is_digit(c) && (text.substr(at).starts_with("’") || text[at] == '\'');
  }

  /// "2008-09" is two years, "2016-04" a month.
  bool pairs_years(const Match& match) const {
    const std::string_view text = article_.text;
    const auto number = [](std::string_view digits) {
      return (digits[digits.size() - 2] - '0') * 10 + digits[digits.size() - 1] - '0';
    };
    const std::string_view first = atoms_.all[match.begin].span.of(text),
                           last = atoms_.all[match.end - 1].span.of(text);
    return first.size() >= 2 && last.size() >= 2 && (number(first) + 1) % 100 == number(last);
  }

  void add(const Match& match, std::uint32_t s) {
    const F& gives = rules_.gives[match.rule];
    if (gives[F::kind] == static_cast<std::int32_t>(Kind::nothing)) return;
    rules_.patterns.captures(match, search_, captures_);
    cores_.clear();
    spans_.clear();
    F context;
    std::uint16_t core = 0;
    for (const Capture& capture : captures_) {
      if (capture.core != core && capture.core != 0) {
        cores_.emplace_back();
        spans_.push_back({capture.atom, capture.atom});
      }
      core = capture.core;
      join(core == 0 ? context : cores_.back(), capture);
      if (core != 0) spans_.back().end = capture.atom + 1;
      if (capture.slot == F::zone && core != 0) zone_ = atoms_.all[capture.atom].span;
    }
    for (F& fields : cores_) split_digits(fields);
    for (std::uint16_t c = 0; c < cores_.size(); ++c)
      order(cores_[c], static_cast<std::uint16_t>(c + 1));
    share(cores_);
    for (F& fields : cores_) fill(fields, context, gives);
    if (!std::ranges::all_of(cores_, possible)) return;
    for (std::size_t c = 0; c < cores_.size(); ++c) push(match.rule, s, cores_[c], spans_[c]);
  }

  static void fill(F& fields, const F& context, const F& gives) {
    for (int slot = 0; slot < F::slots; ++slot) {
      const auto at = static_cast<F::Slot>(slot);
      if (!fields.has(at) && context.has(at)) fields.set(at, context[at]);
      if (!fields.has(at) && gives.has(at)) fields.set(at, gives[at]);
    }
  }

  void push(std::uint16_t rule, std::uint32_t s, const F& fields, Span atoms) {
    Timex timex;
    timex.span = {atoms_.all[atoms.begin].span.begin, atoms_.all[atoms.end - 1].span.end};
    timex.sentence = s;
    timex.first_token = atoms_.all[atoms.begin].token;
    timex.last_token = atoms_.all[atoms.end - 1].token + 1;
    timex.rule = rule;
    timex.fields = fields;
    timex.year_given = fields.has(F::year) || fields.has(F::short_year) || fields.has(F::decade) ||
                       fields.has(F::century);
    if (fields.has(F::zone)) timex.zone = std::string(zone_.of(article_.text));
    normalize(timex, {}, 0);
    into_.all.push_back(std::move(timex));
  }

  /// "3/4/2021" is the third of April where the day is written first, else the fourth of March.
  void order(F& fields, std::uint16_t core) {
    const Capture *month = nullptr, *day = nullptr;
    for (const Capture& capture : captures_) {
      if (capture.core != core || !atoms_.all[capture.atom].number) continue;
      if (capture.slot == F::year && !month && !day) return;  // "2015/08/12"
      if (capture.slot == F::month) month = &capture;
      if (capture.slot == F::day) day = &capture;
    }
    if (!month || !day || month->value > 12 || day->value > 12) return;
    const Capture &first = month->atom < day->atom ? *month : *day,
                  &second = month->atom < day->atom ? *day : *month;
    if (first.atom + 2 != second.atom ||
        atoms_.all[first.atom + 1].span.of(article_.text).find_first_of("/-") != 0)
      return;
    if (!day_first_) day_first_ = day_first(article_, rules_);
    fields.set(F::day, *day_first_ ? first.value : second.value);
    fields.set(F::month, *day_first_ ? second.value : first.value);
  }

  const Article& article_;
  const Tokens* tokens_ = nullptr;
  std::optional<bool> day_first_;  // asked once, where it is needed
  const TimexRules::Impl& rules_;
  Timexes& into_;
  Atoms atoms_;
  Patterns::Search search_;
  std::vector<Capture> captures_;
  std::vector<F> cores_;
  std::vector<Span> spans_;  // in atoms
  Span zone_;
  bool message_;
};

}  // namespace

namespace {

/// "in 490" is a year only where the text tells years before Christ; then it is of the era that was
/// named last.
void take_eras(Timexes& timexes) {
  const auto era_of = [](const Timex& timex) { return timex.fields.get(F::era, -1); };
  const bool ancient =
      std::ranges::any_of(timexes.all, [&](const Timex& timex) { return era_of(timex) == era_bc; });
  std::int32_t era = era_bc;
  timexes.all.erase_if([&](Timex& timex) {
    if (era_of(timex) == era_like && !ancient) return true;
    if (era_of(timex) == era_like) {
      timex.fields.set(F::era, era);
      normalize(timex, {}, 0);
    } else if (timex.fields.has(F::year)) {
      era = era_of(timex) == era_bc ? era_bc : era_ad;
    }
    return false;
  });
}

}  // namespace

Timexes recognize(const Article& article, const std::vector<Sentence>& sentences,
                  const Tokens& tokens, const TimexRules& rules) {
  Timexes timexes;
  Reader reader(article, rules.impl(), timexes);
  for (std::uint32_t s = 0; s < sentences.size(); ++s) reader.sentence(s, tokens);
  take_eras(timexes);
  return timexes;
}

}  // namespace newsline
