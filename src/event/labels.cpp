// The labels of a page: what stands before or above the entries of a chronology and dates them.
//
// The grammar is data (data/<language>/labels.tsv): patterns over the words of the language's
// timewords.tsv, matched at the beginning of a paragraph, line or cell. "Aug. 6, 2:48 a.m.: The
// mine collapses" gives month 8, day 6, the clock 2:48 and leaves the year open; "12: ..." gives a
// day and leaves month and year open. What closes the label tells how sure it is one: "1953" alone
// in its line and "May:" are labels by themselves, "1953 The works open" and "12. The works open"
// are when others of the page look alike. What the labels leave open is not filled here but by
// label_solver.cpp, for all labels of the page together.
//
// A date that the grammar does not know, but the temporal rules do ("Easter 2019:"), is a label
// with the interval that they gave it.
#include "labels.h"

#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "base/utf8.h"

namespace newsline::event {

namespace {

using F = TimexFields;

constexpr std::size_t most_atoms = 32;        // of a label
constexpr std::size_t longest_number = 9;     // digits that fit 32 bits
constexpr std::uint32_t most_labels = 50000;  // of a page: bounds the memory
// numbers in the list around a year: above the last they are figures, and so many make it one too
constexpr std::uint32_t last_common_year = 2199, fewest_high_numbers = 2, farthest_figure = 40;

/// Slots that a label keeps; all others (the zone, the part of the day) change no day.
constexpr F::Slot kept[] = {
    F::year,     F::short_year, F::month,  F::day,          F::weekday, F::week, F::quarter,
    F::half,     F::season,     F::decade, F::short_decade, F::century, F::hour, F::minute,
    F::meridian, F::clock,      F::mod,    F::shift,        F::unit,    F::era,  F::number};

/// Hours of a clock of twelve, digits that hold hour and minute: made one hour and minute.
void settle_clock(F& fields) {
  if (fields.has(F::clock)) {
    fields.set(F::hour, fields[F::clock] / 100);
    fields.set(F::minute, fields[F::clock] % 100);
    fields.set(F::clock, F::open);
  }
  if (fields.has(F::hour) && fields.has(F::meridian))
    fields.set(F::hour, fields[F::hour] % 12 + (fields[F::meridian] ? 12 : 0));
  fields.set(F::meridian, F::open);
}

bool possible(const F& fields) {
  if (fields.get(F::hour, 0) > 24 || fields.get(F::minute, 0) > 59) return false;
  if (!fields.has(F::month) || !fields.has(F::day)) return true;
  return make_day(fields.get(F::year, 2000), static_cast<unsigned>(fields[F::month]),
                  static_cast<unsigned>(fields[F::day]))
      .has_value();
}

/// What the ends of a stretch share is written once: "May 23-26", "9./10. Oktober 2008", "1914-18".
void share(F& first, F& last) {
  if (last.has(F::short_year) && !last.has(F::month) && first.has(F::year)) {
    last.set(F::year, first[F::year] / 100 * 100 + last[F::short_year]);
    last.set(F::short_year, F::open);
  }
  const auto take = [](F& to, const F& from, F::Slot slot) {
    if (!to.has(slot) && from.has(slot)) to.set(slot, from[slot]);
  };
  if (last.has(F::day) && !last.has(F::month)) take(last, first, F::month);
  if (first.has(F::day) && !first.has(F::month)) take(first, last, F::month);
  for (const F::Slot slot : {F::year, F::short_year}) {
    if (!first.has(F::year) && !first.has(F::short_year)) take(first, last, slot);
    if (!last.has(F::year) && !last.has(F::short_year)) take(last, first, slot);
  }
}

LabelFields small(const F& fields) {
  LabelFields kept_ones;
  for (const F::Slot slot : kept)
    if (fields.has(slot)) kept_ones.set(slot, fields[slot]);
  return kept_ones;
}

/// What stands behind the label's words: how it is closed, and where what it dates begins.
struct Closing {
  Closer closer = Closer::none;
  std::uint32_t content = 0;
};

struct Mark {
  std::string_view text;
  Closer closer;
  bool spaced;  // only with white space on both sides
};
constexpr Mark marks[] = {
    {"--", Closer::colon, false}, {"—", Closer::colon, false},  {"–", Closer::colon, false},
    {".-", Closer::colon, false}, {".–", Closer::colon, false}, {".—", Closer::colon, false},
    {"-", Closer::colon, true},   {":", Closer::colon, false},  {"|", Closer::colon, false},
    {"•", Closer::colon, false},  {"·", Closer::colon, false},  {"=", Closer::colon, true},
    {"-", Closer::stop, false},   {".", Closer::stop, false},   {")", Closer::stop, false},
    {"]", Closer::stop, false},   {"*", Closer::none, false},   {"_", Closer::none, false},
    {";", Closer::stop, false},   {",", Closer::none, false}};

Closing closing_at(std::string_view text, std::uint32_t at, std::uint32_t end) {
  Closing found{Closer::none, at};
  for (;;) {
    const std::uint32_t before = at;
    while (at < end && text[at] == ' ') ++at;
    if (at >= end || text[at] == '\n' || text[at] == '\t') {
      while (at < end && ascii::is_space(text[at])) ++at;
      return {std::min(found.closer,
                       at >= end || found.closer == Closer::none ? Closer::line : Closer::colon),
              at};
    }
    const std::string_view rest = text.substr(at, end - at);
    const Mark* mark = nullptr;
    for (const Mark& one : marks)
      if (rest.starts_with(one.text) &&
          (!one.spaced || (at > before && rest.size() > one.text.size() &&
                           ascii::is_space(rest[one.text.size()])))) {
        mark = &one;
        break;
      }
    found.content = at;
    if (!mark) return found;
    found.closer = std::min(found.closer, mark->closer);
    at += static_cast<std::uint32_t>(mark->text.size());
    found.content = at;
  }
}

/// "14:57" is no "14:", "2.5 million" no "2.", "1953rd" no "1953": the words go on behind the
/// label's end.
bool goes_on(std::string_view text, std::uint32_t at, std::uint32_t end) {
  if (at >= end) return false;
  std::size_t next = at;
  const char32_t c = next_code_point(text, next);
  if (is_letter(c) || is_digit(c)) return true;
  const bool joins = c == ':' || c == '.' || c == ',' || c == '-' || c == 0x2013 || c == '/' ||
                     c == 0x2019 || c == '\'' || c == '%';
  if (!joins || next >= end) return false;
  return ascii::is_digit(text[next]) || (c == '-' && ascii::is_lower(text[next]));
}

}  // namespace

std::size_t LabelFields::find(TimexFields::Slot slot) const {
  std::size_t i = 0;
  while (i < count_ && slots_[i] != static_cast<std::uint8_t>(slot)) ++i;
  return i;
}

void LabelFields::set(TimexFields::Slot slot, std::int32_t value) {
  const std::size_t i = find(slot);
  if (i == most) return;
  slots_[i] = static_cast<std::uint8_t>(slot);
  values_[i] = static_cast<std::int16_t>(value);
  if (i == count_) ++count_;
}

std::int32_t LabelFields::get(TimexFields::Slot slot, std::int32_t otherwise) const {
  const std::size_t i = find(slot);
  return i < count_ ? values_[i] : otherwise;
}

TimexFields LabelFields::all() const {
  TimexFields fields;
  for (std::size_t i = 0; i < count_; ++i) fields.set(static_cast<F::Slot>(slots_[i]), values_[i]);
  return fields;
}

bool LabelFields::has_year() const {
  return has(F::year) || has(F::short_year) || has(F::decade) || has(F::short_decade) ||
         has(F::century);
}
bool LabelFields::has_part_of_year() const {
  return has(F::month) || has(F::season) || has(F::quarter) || has(F::half);
}
int LabelFields::clock() const {
  return has_clock() ? get(F::hour, 0) * 60 + get(F::minute, 0) : -1;
}

}  // namespace newsline::event

namespace newsline {

using namespace event;

LabelRules::LabelRules(const Data& data, std::string_view language) {
  const std::string folder(language.substr(0, language.find('-')));
  if (!data.has(folder + "/labels.tsv")) return;
  patterns_ =
      Patterns(data, folder + "/timewords.tsv", folder + "/labels.tsv", slot_named, constant_named);
  for (std::size_t r = 0; r < patterns_.rule_count(); ++r) {
    TimexFields fields;
    apply_gives(patterns_.rule(r).gives, fields);
    gives_.push_back(fields);
  }
}

}  // namespace newsline

namespace newsline::event {

/// The text cut into atoms with their meanings, up to the first that has none.
class LabelReader::Atomizer {
 public:
  explicit Atomizer(const Patterns& patterns)
      : patterns_(patterns),
        meanings(patterns.word_meanings().begin(), patterns.word_meanings().end()) {}

  void read(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    atoms.clear();
    for (std::uint32_t at = begin; at < end && atoms.size() < most_atoms;) {
      const std::uint32_t before = at;
      while (at < end && text[at] == ' ') ++at;
      if (text.substr(at, end - at).starts_with("\u00A0")) {
        at += 2;
        continue;
      }
      if (at >= end || text[at] == '\n' || text[at] == '\t') return;
      const auto stop = static_cast<std::uint32_t>(atom_end(text.substr(0, end), at));
      if (!add(text.substr(at, stop - at), {at, stop},
               at == before && !atoms.empty() && atoms.back().span.end == at))
        return;
      at = stop;
    }
  }

  std::vector<Atom> atoms;

 private:
  bool add(std::string_view letters, Span span, bool glued) {
    Atom atom;
    atom.span = span;
    atom.glued = glued;
    atom.first = static_cast<std::uint32_t>(meanings.size());
    if (ascii::is_digit(letters[0])) {
      atom.number = true;
      if (letters.size() > longest_number) return false;
      std::int32_t value = 0;
      for (const char c : letters) value = value * 10 + (c - '0');
      patterns_.number_meanings(letters.size(), value, meanings);
      atom.count =
          static_cast<std::uint8_t>(std::min<std::size_t>(meanings.size() - atom.first, 255));
    } else {
      const Patterns::Range range = patterns_.meanings(word_key(letters));
      atom.first = range.first;
      atom.count = range.count;
      std::size_t next = 0;
      atom.capital = is_upper(next_code_point(letters, next));
    }
    if (atom.count == 0) return false;
    atoms.push_back(atom);
    return true;
  }

  const Patterns& patterns_;

 public:
  std::vector<Meaning> meanings;
};

LabelReader::LabelReader(const LabelRules& rules) : rules_(rules) {}
LabelReader::~LabelReader() = default;

std::optional<LabelMatch> LabelReader::match(std::string_view text, std::uint32_t begin,
                                             std::uint32_t end) {
  if (rules_.empty()) return std::nullopt;
  if (!atomizer_) atomizer_ = std::make_unique<Atomizer>(rules_.patterns_);
  atomizer_->meanings.resize(rules_.patterns_.word_meanings().size());
  atomizer_->read(text, begin, end);
  const std::vector<Atom>& atoms = atomizer_->atoms;
  if (atoms.empty()) return std::nullopt;
  rules_.patterns_.search_at(atoms, 0, static_cast<std::uint32_t>(atoms.size()),
                             atomizer_->meanings, search_);
  // "May 5 – 12 people die" is no stretch of days: a shorter one is closed
  std::optional<LabelMatch> longest, closed;
  for (const Match& found : search_.matches()) {
    const std::optional<LabelMatch> match = read(found, text, end);
    if (!match) continue;
    if (!longest || match->end > longest->end) longest = match;
    if (match->closer <= Closer::colon && (!closed || match->end > closed->end)) closed = match;
  }
  const bool years =
      longest && longest->range && longest->first.has(F::year) && longest->last.has(F::year);
  return longest && longest->closer == Closer::none && closed && !years ? closed : longest;
}

struct LabelReader::Ends {
  F cores[2];  // of a stretch of days both are filled
  std::uint16_t count = 0;
  const Capture *month = nullptr, *day = nullptr;  // where they are written in figures
};

/// What one match of a pattern says, if the calendar has it.
std::optional<LabelMatch> LabelReader::read(const Match& found, std::string_view text,
                                            std::uint32_t end) {
  const std::vector<Atom>& atoms = atomizer_->atoms;
  rules_.patterns_.captures(found, search_, captures_);
  if (captures_.empty()) return std::nullopt;
  LabelMatch match;
  match.end = atoms[captures_.back().atom].span.end;
  if (goes_on(text, match.end, end)) return std::nullopt;
  Ends ends = captured();
  for (F& fields : ends.cores) {
    settle_clock(fields);
    for (const F::Slot slot : {F::mod, F::unit})
      if (!fields.has(slot) && rules_.gives_[found.rule].has(slot))
        fields.set(slot, rules_.gives_[found.rule][slot]);
  }
  match.range = ends.count == 2;
  if (match.range) share(ends.cores[0], ends.cores[1]);
  if (!possible(ends.cores[0]) || (match.range && !possible(ends.cores[1]))) return std::nullopt;
  match.order = order_of(ends, text);
  if (match.order == SlashOrder::either && ends.month->atom < ends.day->atom) {
    ends.cores[0].set(F::day, ends.month->value);
    ends.cores[0].set(F::month, ends.day->value);
  }
  match.first = small(ends.cores[0]);
  if (match.range) match.last = small(ends.cores[1]);
  match.lead = captures_.front().slot < 0 && !atoms[captures_.front().atom].number &&
               !match.first.has(F::mod);
  const Closing closing = closing_at(text, match.end, end);
  match.closer = closing.closer;
  match.content = closing.content;
  const bool two_digits =
      match.first.has(F::short_year) || (match.range && match.last.has(F::short_year));
  // "5 May 20 people"
  if (two_digits && !ends.month && closing.closer == Closer::none) return std::nullopt;
  return match;
}

/// The fields that the captures fill, those of each end of a stretch by themselves.
LabelReader::Ends LabelReader::captured() const {
  Ends ends;
  std::uint16_t core = 0;
  for (const Capture& capture : captures_) {
    if (capture.core != 0 && capture.core != core) {
      core = capture.core;
      if (ends.count < 2) ++ends.count;
    }
    if (capture.slot < 0) continue;
    const auto slot = static_cast<F::Slot>(capture.slot);
    if (capture.core != 0) ends.cores[ends.count - 1].set(slot, capture.value);
    if (!atomizer_->atoms[capture.atom].number) continue;
    if (slot == F::month) ends.month = &capture;
    if (slot == F::day) ends.day = &capture;
  }
  return ends;
}

/// "3/4/2021": which of the two is the month; none where the date is not written so.
SlashOrder LabelReader::order_of(const Ends& ends, std::string_view text) const {
  if (ends.count >= 2 || !ends.month || !ends.day ||
      atomizer_->atoms[std::min(ends.month->atom, ends.day->atom) + 1].span.of(text) != "/")
    return SlashOrder::none;
  if (ends.month->value <= 12 && ends.day->value <= 12) return SlashOrder::either;
  return ends.month->atom < ends.day->atom ? SlashOrder::month_first : SlashOrder::day_first;
}

namespace {

std::string show_fields(const LabelFields& f) {
  char text[96];
  std::string shown;
  const auto add = [&](const char* pattern, int value) {
    std::snprintf(text, sizeof text, pattern, value);
    shown += text;
  };
  static constexpr const char* seasons[] = {"SP", "SU", "FA", "WI"};
  if (f.has(F::decade)) add("%ds", f.get(F::decade, 0));
  if (f.has(F::century)) add("%dC", f.get(F::century, 0));
  if (f.has(F::shift))
    shown += "today", shown += f.get(F::shift, 0) == 0 ? "" : std::to_string(f.get(F::shift, 0));
  const bool inside = f.has_part_of_year() || f.has(F::day);
  if (f.has(F::year))
    add("%04d", f.get(F::year, 0));
  else if (f.has(F::short_year))
    add("%02d", f.get(F::short_year, 0));
  else if (inside)
    shown += "XXXX";
  if (f.has(F::month))
    add("-%02d", f.get(F::month, 0));
  else if (f.has(F::day))
    shown += "-XX";
  if (f.has(F::day)) add("-%02d", f.get(F::day, 0));
  if (f.has(F::quarter)) add("-Q%d", f.get(F::quarter, 0));
  if (f.has(F::half)) add("-H%d", f.get(F::half, 0));
  if (f.has(F::season)) shown += "-", shown += seasons[f.get(F::season, 0)];
  if (f.has(F::weekday)) shown += shown.empty() ? "" : " ", add("W%d", f.get(F::weekday, 0));
  if (f.has(F::number)) shown += shown.empty() ? "" : " ", add("N%d", f.get(F::number, 0));
  if (f.has_clock())
    shown += shown.empty() ? "" : " ", add("T%02d", f.clock() / 60), add(":%02d", f.clock() % 60);
  static constexpr std::pair<Mod, const char*> mods[] = {
      {Mod::approx, " APPROX"}, {Mod::start, " START"}, {Mod::mid, " MID"}, {Mod::end, " END"}};
  for (const auto& [mod, name] : mods)
    if (f.get(F::mod, 0) == static_cast<int>(mod)) shown += name;
  return shown;
}

}  // namespace

std::string show_label(const LabelMatch& match) {
  return match.range ? show_fields(match.first) + "/" + show_fields(match.last)
                     : show_fields(match.first);
}

namespace {

class LabelFinder {
 public:
  LabelFinder(const Article& article, const std::vector<Sentence>& sentences, const Tokens& tokens,
              const Dates& dates, const Words& words, const LabelRules& rules)
      : article_(article),
        text_(article.text),
        sentences_(sentences),
        tokens_(tokens),
        dates_(dates),
        words_(words),
        reader_(rules) {}

  std::vector<Label> find() {
    std::uint32_t s = 0;
    for (std::uint32_t p = 0; p < article_.paragraphs.size() && labels_.size() < most_labels; ++p) {
      while (s < sentences_.size() && sentences_[s].paragraph < p) ++s;
      std::uint32_t end = s;
      while (end < sentences_.size() && sentences_[end].paragraph == p) ++end;
      const Paragraph& paragraph = article_.paragraphs[p];
      if (end == s || !is_story_text(paragraph.kind) || paragraph.kind == ParagraphKind::caption ||
          paragraph.stamp)
        continue;
      first_token_ = tokens_.begin(s), last_token_ = tokens_.end(end - 1);
      if (std::optional<Label> label = look_at(p); label && !tells_week(*label))
        labels_.push_back(*label);
    }
    drop_figures();
    read_log_clocks();
    place_counted_days();
    make_whole();
    keep_borne_out();
    drop_scores();
    return std::move(labels_);
  }

 private:
  std::optional<Label> look_at(std::uint32_t p) {
    const Paragraph& paragraph = article_.paragraphs[p];
    if (is_row(paragraph))
      if (std::optional<Label> label = cell_of_row(p)) return label;
    std::optional<Label> label = at_beginning(p);
    const std::optional<Label> known = from_timex(p);
    if (known && (!label || (known->span.end > label->span.end && label->closer == Closer::none)))
      label = known;
    if (!label) label = at_end(p);
    return label;
  }

  bool is_row(const Paragraph& paragraph) const {
    const std::string_view text = paragraph.span.of(text_);
    return paragraph.kind == ParagraphKind::table_row ||
           text.find('\t') != std::string_view::npos || text.find(" | ") != std::string_view::npos;
  }

  /// Bullets, stars, opening brackets, quotes.
  std::uint32_t behind_bullet(Span span) const {
    std::uint32_t at = span.begin;
    while (at < span.end) {
      std::size_t next = at;
      const char32_t c = next_code_point(text_, next);
      const bool ascii_mark =
          c < 0x80 &&
          std::string_view(" *([-|\t\n~>#_+").find(static_cast<char>(c)) != std::string_view::npos;
      const bool bullet = c == 0x2022 || c == 0xB7 || c == 0x2013 || c == 0x2014 || c == 0x25AA ||
                          c == 0x25CF || c == 0xA0 || c == 0x2023 || c == 0x25BA || c == 0x25E6 ||
                          c == 0x2011;
      if (!ascii_mark && !bullet) break;
      at = static_cast<std::uint32_t>(next);
    }
    return std::min(at, span.end);
  }

  std::optional<Label> at_beginning(std::uint32_t p) {
    const Span span = article_.paragraphs[p].span;
    const std::uint32_t begin = behind_bullet(span);
    const auto match = reader_.match(text_, begin, span.end);
    if (!match || match->first.empty()) return std::nullopt;
    Label label = made(p, *match, {begin, match->end});
    label.content = match->content;
    const bool whole = match->content >= span.end;
    label.place = whole ? LabelPlace::whole : LabelPlace::first;
    if (!whole && is_framed(span)) {
      label.place = LabelPlace::whole;
      label.closer = Closer::line;
      label.content = span.end;
    } else if (whole)
      label.closer = Closer::line;
    else if (match->lead && match->closer != Closer::colon && match->closer != Closer::line)
      return std::nullopt;
    if (match->lead && whole && article_.paragraphs[p].kind != ParagraphKind::heading &&
        match->closer != Closer::line && match->closer != Closer::colon)
      return std::nullopt;
    return label;
  }

  /// "- 2008, the scandal -": a heading as agencies write it in plain text.
  bool is_framed(Span span) const {
    constexpr std::uint32_t longest = 80;  // bytes
    const std::string_view words = span.of(text_);
    if (words.size() > longest || !(words.ends_with(" -") || words.ends_with(" –"))) return false;
    const std::string_view before = text_.substr(0, span.begin);
    const std::size_t mark = before.find_last_not_of(' ');
    return words.starts_with("- ") || words.starts_with("– ") ||
           (mark != std::string_view::npos &&
            (before[mark] == '-' || before.substr(0, mark + 1).ends_with("–")));
  }

  static Label made(std::uint32_t p, const LabelMatch& match, Span span) {
    Label label;
    label.paragraph = p;
    label.span = span;
    label.closer = match.closer;
    label.lead = match.lead;
    label.range = match.range;
    label.order = match.order;
    label.first = match.first;
    label.last = match.last;
    return label;
  }

  /// A row's first cell that is nothing but a date; a clock time alone only where no cell tells
  /// more.
  std::optional<Label> cell_of_row(std::uint32_t p) {
    const Span row = article_.paragraphs[p].span;
    std::optional<Label> clock;
    for (std::uint32_t at = row.begin; at < row.end;) {
      std::uint32_t stop = at;
      while (stop < row.end && text_[stop] != '\t' && text_[stop] != '|') ++stop;
      const Span cell = without_space({at, stop});
      const auto match = reader_.match(text_, cell.begin, cell.end);
      if (match && match->content >= cell.end && !match->first.empty()) {
        Label label = made(p, *match, cell);
        place_cell(label, row, stop);
        if (dates_row(label)) return label;
        if (!clock && label.first.has_clock()) clock = label;
      }
      at = stop + 1;
    }
    return clock;
  }

  Span without_space(Span cell) const {
    while (cell.begin < cell.end && ascii::is_space(text_[cell.begin])) ++cell.begin;
    while (cell.end > cell.begin && ascii::is_space(text_[cell.end - 1])) --cell.end;
    return cell;
  }
  std::uint32_t skip_borders(std::uint32_t at, std::uint32_t end) const {
    while (at < end && (ascii::is_space(text_[at]) || text_[at] == '|')) ++at;
    return at;
  }

  /// What a cell that ends at `stop` dates: the row behind it where it is the first, else all of
  /// the row.
  void place_cell(Label& label, Span row, std::uint32_t stop) const {
    label.closer = Closer::line;
    label.place =
        label.span.begin <= skip_borders(row.begin, row.end) ? LabelPlace::first : LabelPlace::cell;
    label.content = label.place == LabelPlace::first
                        ? skip_borders(std::min(stop + 1, row.end), row.end)
                        : row.begin;
    if (label.content >= row.end) label.place = LabelPlace::whole;
  }

  /// "Monday to Friday": when a place is open.
  bool tells_week(const Label& label) const {
    if (label.fixed) return dates_.spans_weekdays(*label.fixed);
    const auto weekday = [](const LabelFields& f) {
      return f.has(F::weekday) && !f.has(F::day) && !f.has(F::week) && !f.has_part_of_year();
    };
    return label.range && weekday(label.first) && weekday(label.last);
  }

  /// More than a clock time; a mere number as a day only in the first cell with more behind it.
  static bool dates_row(const Label& label) {
    if (label.first.has_year() || label.first.has_part_of_year() || label.first.has(F::weekday))
      return true;
    return label.first.has(F::day) && !label.first.has(F::month) &&
           label.place == LabelPlace::first;
  }

  /// A date that the temporal rules read at the beginning, closed as a label is.
  std::optional<Label> from_timex(std::uint32_t p) const {
    std::uint32_t at = first_token_;
    while (at < last_token_ && is_mark(at)) ++at;
    const std::uint32_t opening = at;
    while (at < last_token_ && at < opening + 2 && !dated_at(at) && leads_label(at)) ++at;
    const std::optional<DateMention> mention = at < last_token_ ? dated_at(at) : std::nullopt;
    if (!mention || mention->last_token > last_token_) return std::nullopt;
    Span span = mention->span;
    // "Tuesday, 5 May (Easter Monday)"
    for (std::uint32_t t = mention->last_token; t < last_token_; ++t) {
      const std::optional<DateMention> next = dated_at(t);
      if (next)
        span.end = next->span.end;
      else if (!is_mark(t) || is_colon(t))
        break;
    }
    const Span paragraph = article_.paragraphs[p].span;
    const Closing closing = closing_at(text_, span.end, paragraph.end);
    const bool whole = closing.content >= paragraph.end;
    if (!whole && closing.closer != Closer::colon &&
        (closing.closer != Closer::line || at > opening))
      return std::nullopt;
    Label label;
    label.paragraph = p;
    label.span = span;
    label.content = closing.content;
    label.place = whole ? LabelPlace::whole : LabelPlace::first;
    label.closer = whole ? Closer::line : closing.closer;
    label.lead = at > opening;
    label.fixed = *mention;
    return label;
  }

  std::optional<DateMention> dated_at(std::uint32_t token) const {
    const std::size_t date = dates_.from(token);
    return date < dates_.size() && dates_.first_token(date) == token ? std::optional(dates_[date])
                                                                     : std::nullopt;
  }
  bool is_mark(std::uint32_t token) const {
    return tokens_.all[token].kind == TokenKind::punctuation ||
           tokens_.all[token].kind == TokenKind::symbol;
  }
  bool is_colon(std::uint32_t token) const {
    return tokens_.all[token].span.of(text_) == ":" || tokens_.all[token].span.of(text_) == "|";
  }
  /// A word that may stand before the date of a label: "Throughout 2023", "On Tuesday:".
  bool leads_label(std::uint32_t token) const {
    const Token word = tokens_.all[token];
    return words_.phrase(&word, &word + 1) != Phrase::none ||
           words_.find(word.key).has(Word::determiner);
  }

  /// "Certificate of incorporation: December 22, 1983;" ends with its date; "investigating May 11,
  /// 2021, 02:35 UTC" stands above what it dates.
  std::optional<Label> at_end(std::uint32_t p) {
    const Span paragraph = article_.paragraphs[p].span;
    std::uint32_t last = last_token_;
    while (last > first_token_ && is_mark(last - 1)) --last;
    if (last == first_token_) return std::nullopt;
    std::size_t date = dates_.from(first_token_);
    while (date < dates_.size() && dates_[date].last_token < last) ++date;
    if (date >= dates_.size()) return std::nullopt;
    const DateMention mention = dates_[date];
    if (mention.last_token != last || mention.first_token <= first_token_ ||
        mention.span.begin <= paragraph.begin)
      return std::nullopt;
    const std::string_view before =
        text_.substr(paragraph.begin, mention.span.begin - paragraph.begin);
    const std::size_t stop = before.find_last_not_of(' ');
    if (stop == std::string_view::npos) return std::nullopt;
    const bool closed = before[stop] == ':' || before[stop] == '(' || before[stop] == '\n' ||
                        before.substr(0, stop + 1).ends_with("–") ||
                        before.substr(0, stop + 1).ends_with("—") ||
                        (before[stop] == '-' && stop > 0 && before[stop - 1] == ' ');
    if (!closed) return std::nullopt;
    Label label;
    label.paragraph = p;
    label.span = mention.span;
    label.content = paragraph.begin;
    label.place = LabelPlace::last;
    label.closer = Closer::colon;
    label.fixed = mention;
    // what leaves its year open is solved with the others
    const auto match = reader_.match(text_, mention.span.begin, mention.span.end);
    if (match && match->end == mention.span.end && match->first.has(F::month) &&
        match->first.has(F::day) && !match->first.has_year() && !match->range) {
      label.fixed.reset();
      label.first = match->first;
    }
    return label;
  }

  /// "Ana Brook | 1991 | 0.3%" below "Jo Marsh | 2811 | 0.4%": years of a list in which other
  /// numbers are too high for years are figures.
  void drop_figures() {
    std::erase_if(labels_, [&](const Label& label) {
      const bool bare_year = label.place != LabelPlace::last && begins_with_year(label);
      return bare_year && high_numbers_around(label) >= fewest_high_numbers;
    });
  }
  bool begins_with_year(const Label& label) const {
    constexpr std::uint32_t year_width = 4;
    std::uint32_t digits = 0;
    for (std::uint32_t i = label.span.begin; i < label.span.end && ascii::is_digit(text_[i]); ++i)
      ++digits;
    return digits == year_width && !label.first.has_part_of_year();
  }
  std::uint32_t high_numbers_around(const Label& label) const {
    const std::uint32_t cell = cells_before(label);
    std::uint32_t high = 0;
    const auto walk = [&](std::uint32_t p, int step) {
      for (std::uint32_t n = 0; n < farthest_figure; ++n) {
        p += static_cast<std::uint32_t>(step);
        if (p >= article_.paragraphs.size()) return;
        const std::optional<std::uint32_t> number = number_in_cell(p, cell);
        if (!number) return;
        high += *number > last_common_year;
      }
    };
    walk(label.paragraph, -1);
    walk(label.paragraph, 1);
    return high;
  }
  std::uint32_t cells_before(const Label& label) const {
    const std::uint32_t begin = article_.paragraphs[label.paragraph].span.begin;
    const std::string_view before = text_.substr(begin, label.span.begin - begin);
    return static_cast<std::uint32_t>(
        std::ranges::count_if(before, [](char c) { return c == '\t' || c == '|'; }));
  }
  /// The number that a cell of a row, or a paragraph, begins with.
  std::optional<std::uint32_t> number_in_cell(std::uint32_t p, std::uint32_t cell) const {
    constexpr std::uint32_t most_digits = 7;
    const Span span = article_.paragraphs[p].span;
    std::uint32_t at = span.begin;
    for (std::uint32_t passed = 0; passed < cell; ++at) {
      if (at >= span.end) return std::nullopt;
      passed += text_[at] == '\t' || text_[at] == '|';
    }
    at = behind_bullet({at, span.end});
    std::uint32_t number = 0, digits = 0;
    for (; at < span.end && ascii::is_digit(text_[at]) && digits < most_digits; ++at, ++digits)
      number = 10 * number + static_cast<std::uint32_t>(text_[at] - '0');
    const bool goes_on = at < span.end && ascii::is_letter(text_[at]);
    return digits == 0 || goes_on ? std::nullopt : std::optional(number);
  }

  /// "1500 The ferry sails" of a log that also has "0630 The crew wakes" tells a clock time, no
  /// year.
  void read_log_clocks() {
    constexpr std::ptrdiff_t fewest = 2;
    const auto early = [&](const Label& label) {
      return is_bare_number(label) && text_[label.span.begin] == '0' && label.first.has_clock();
    };
    const auto early_ones = std::ranges::count_if(labels_, early);
    log_ = early_ones >= fewest || (early_ones > 0 && all_rounded());
    if (!log_) {
      // "2300 people fled"
      std::erase_if(labels_, [&](const Label& label) {
        return label.first.has_clock() && text_[label.span.begin] != '0' &&
               std::ranges::all_of(label.span.of(text_), ascii::is_digit);
      });
      return;
    }
    for (Label& label : labels_) {
      const std::int32_t figures = label.first.get(F::year, -1);
      if (!is_bare_number(label) || !is_clock(figures)) continue;
      label.first = {};
      label.first.set(F::hour, figures / 100);
      label.first.set(F::minute, figures % 100);
    }
  }
  /// Numbers at the begin of entries that are all times of a log, by the quarter of an hour or so.
  bool all_rounded() const {
    constexpr std::int32_t rounded = 5, fewest_rounded = 3;
    std::int32_t count = 0;
    for (const Label& label : labels_) {
      const std::int32_t figures = is_bare_number(label) ? label.first.get(F::year, -1) : -1;
      if (figures >= 0 && (figures % rounded != 0 || !is_clock(figures))) return false;
      count += figures >= 0;
    }
    return count >= fewest_rounded;
  }
  /// Hour and minute in four figures.
  static bool is_clock(std::int32_t figures) {
    return figures >= 0 && figures / 100 <= 23 && figures % 100 <= 59;
  }
  bool is_bare_number(const Label& label) const {
    return label.place == LabelPlace::first && !label.range && !label.fixed &&
           std::ranges::all_of(label.span.of(text_), ascii::is_digit);
  }

  /// What must look alike for one label to bear out another.
  static std::uint32_t shape(const Label& label) {
    const LabelFields& f = label.first;
    std::uint32_t bits = 0;
    if (f.has_year()) bits |= 1;
    if (f.has_part_of_year()) bits |= 2;
    if (f.has(F::day)) bits |= 4;
    if (f.has(F::weekday)) bits |= 8;
    if (bits == 0 && f.has_clock()) bits |= 16;
    return bits << 8 | static_cast<std::uint32_t>(label.place) << 4 |
           static_cast<std::uint32_t>(label.closer);
  }

  /// How many of its like a label wants beside it on the page: one that names a day and is closed
  /// by a colon none.
  static std::uint32_t wanted(const Label& label) {
    if (label.place == LabelPlace::last) return 3;
    if (label.fixed) return 1;
    const LabelFields& f = label.first;
    const bool full = f.has_year() || (f.has_part_of_year() && f.has(F::day)) ||
                      (f.has(F::weekday) && f.has(F::day));
    const bool sure = label.closer == Closer::line || label.closer == Closer::colon;
    if (sure && full) return 1;
    if (sure)
      return label.place == LabelPlace::cell || f.has(F::weekday) || f.has(F::month) ||
                     f.has(F::shift)
                 ? 1
                 : 2;
    if (label.closer == Closer::stop) return full ? 2 : 3;
    return 3;
  }

  void keep_borne_out() {
    std::map<std::uint32_t, std::uint32_t> count, first, last;
    for (const Label& label : labels_) {
      const std::uint32_t key = shape(label);
      if (count[key]++ == 0) first[key] = label.paragraph;
      last[key] = label.paragraph;
    }
    // among paragraphs of the list, not in prose that sometimes begins with a year
    const auto dense = [&](const Label& label) {
      const std::uint32_t key = shape(label);
      const std::uint32_t stretch = last[key] - first[key] + 1;
      return count[key] * 3 >= stretch;
    };
    const auto sure = std::ranges::count_if(labels_, [&](const Label& label) {
      return label.closer <= Closer::colon && count[shape(label)] >= wanted(label);
    });
    // "1:24 a.m.:" below "7:44 p.m. on Monday:" and "7:57 p.m. on Monday:"
    constexpr std::ptrdiff_t fewest_clocks = 3;
    const auto clocks = std::ranges::count_if(labels_, [&](const Label& label) {
      return label.closer <= Closer::colon && label.first.has_clock();
    });
    // "March 2006." below "27 to 29 November 2004." and "16 February 2006."
    constexpr std::ptrdiff_t fewest_full = 3;
    const auto full = std::ranges::count_if(labels_, [&](const Label& label) {
      return label.closer <= Closer::stop && names_part_and_year(label) &&
             count[shape(label)] >= wanted(label);
    });
    std::erase_if(labels_, [&](const Label& label) {
      const bool among_sure =
          label.closer == Closer::stop && ((sure >= 2 && label.first.has_part_of_year() &&
                                            (label.first.has_year() || label.first.has(F::day))) ||
                                           (full >= fewest_full && names_part_and_year(label)));
      const bool among_clocks =
          label.closer <= Closer::colon && label.first.has_clock() && clocks >= fewest_clocks;
      if (count[shape(label)] < wanted(label) && !among_sure && !among_clocks) return true;
      const bool in_log = log_ && is_bare_number(label) && label.first.has_clock();
      return label.closer == Closer::none && !in_log && (!dense(label) || !goes_on_as_entry(label));
    });
  }

  static bool names_part_and_year(const Label& label) {
    return label.first.has_part_of_year() && label.first.has_year();
  }

  /// "19:25 | Harrow lost to Denby": figures of rows that go up and down as no clock does are
  /// scores.
  void drop_scores() {
    constexpr int fewest = 2;
    const auto figures = [&](const Label& label) {
      return label.first.has_clock() && !dates_row(label) &&
             is_row(article_.paragraphs[label.paragraph]) &&
             std::ranges::none_of(label.span.of(text_), ascii::is_letter);
    };
    int rises = 0, falls = 0, before = -1;
    for (const Label& label : labels_) {
      const int clock = figures(label) ? label.first.clock() : -1;
      rises += before >= 0 && clock > before;
      falls += clock >= 0 && clock < before;
      before = clock;
    }
    if (rises >= fewest && falls >= fewest) std::erase_if(labels_, figures);
  }

  /// "Day 1: Monday, 4 May" tells the days of "Day 2:" and "Day 3:" too; where none of them has a
  /// day they are no labels.
  void place_counted_days() {
    std::optional<Label> known;  // the nearest one with both
    const auto tells_day = [](const Label& label) {
      return label.first.has(F::day) && label.first.has(F::month);
    };
    for (std::size_t l = 0; l < labels_.size(); ++l) {
      Label& label = labels_[l];
      if (!label.first.has(F::number)) continue;
      const bool alone = !tells_day(label);
      const bool above_day = alone && l + 1 < labels_.size() &&
                             labels_[l + 1].paragraph == label.paragraph + 1 &&
                             label.place == LabelPlace::whole && tells_day(labels_[l + 1]) &&
                             !labels_[l + 1].first.has(F::number);
      if (above_day) {
        known = labels_[l + 1];
        known->first.set(F::number, label.first.get(F::number, 0));
      } else if (!alone) {
        known = label;
      } else if (known) {
        count_on(known->first, label.first);
      }
    }
    std::erase_if(labels_, [&](const Label& l) { return l.first.has(F::number) && !tells_day(l); });
  }

  /// Gives a label that counts days the one that lies so many behind another's.
  static void count_on(const LabelFields& known, LabelFields& label) {
    constexpr int any_year = 2001;  // where both leave it open
    const int year = known.get(F::year, any_year);
    const std::optional<Day> first = make_day(year, static_cast<unsigned>(known.get(F::month, 0)),
                                              static_cast<unsigned>(known.get(F::day, 0)));
    if (!first) return;
    const int number = label.get(F::number, 0);
    const auto date = ymd(*first + std::chrono::days{number - known.get(F::number, 0)});
    if (known.has(F::year)) label.set(F::year, static_cast<int>(date.year()));
    label.set(F::month, static_cast<int>(static_cast<unsigned>(date.month())));
    label.set(F::day, static_cast<int>(static_cast<unsigned>(date.day())));
  }

  /// "Late 2026 Confirmed" stands above what it dates as "Late 2026" does, where every label of the
  /// page has such a word or two behind it.
  void make_whole() {
    constexpr std::uint32_t longest_rest = 24;  // bytes
    const auto is_short = [&](const Label& label) {
      const Span paragraph = article_.paragraphs[label.paragraph].span;
      const std::string_view rest = text_.substr(label.content, paragraph.end - label.content);
      return rest.size() < longest_rest && std::ranges::count(rest, ' ') < 2 &&
             !rest.ends_with('.') && label.paragraph + 1 < article_.paragraphs.size();
    };
    std::size_t brief = 0, beginning = 0, above = 0;
    for (std::size_t l = 0; l < labels_.size(); ++l) {
      if (labels_[l].place != LabelPlace::first || labels_[l].closer != Closer::none) continue;
      ++beginning;
      brief += is_short(labels_[l]);
      above += l + 1 == labels_.size() || labels_[l + 1].paragraph > labels_[l].paragraph + 1;
    }
    if (beginning < 3 || brief != beginning || above * 2 < beginning) return;
    for (Label& label : labels_)
      if (label.place == LabelPlace::first && label.closer == Closer::none)
        label.place = LabelPlace::whole, label.closer = Closer::line,
        label.content = article_.paragraphs[label.paragraph].span.end;
  }

  /// Behind a label that nothing closes the entry begins anew: a capital, a digit, a quotation
  /// mark.
  bool goes_on_as_entry(const Label& label) const {
    if (label.content >= text_.size()) return true;
    std::uint32_t mark = label.content;
    while (mark > label.span.end && text_[mark - 1] == ' ') --mark;
    if (mark > label.span.end && text_[mark - 1] == ',')
      return !label.first.has_year() || label.first.has(F::day);
    std::size_t next = label.content;
    const char32_t c = next_code_point(text_, next);
    return !is_letter(c) || is_upper(c) || label.first.has_clock();
  }

  const Article& article_;
  std::string_view text_;
  const std::vector<Sentence>& sentences_;
  const Tokens& tokens_;
  const Dates& dates_;
  const Words& words_;
  LabelReader reader_;
  std::uint32_t first_token_ = 0, last_token_ = 0;
  std::vector<Label> labels_;
  bool log_ = false;  // entries begin with clock times of four digits
};

}  // namespace

std::vector<Label> find_labels(const Article& article, const std::vector<Sentence>& sentences,
                               const Tokens& tokens, const Dates& dates, const Words& words,
                               const LabelRules& rules) {
  return LabelFinder(article, sentences, tokens, dates, words, rules).find();
}

}  // namespace newsline::event
