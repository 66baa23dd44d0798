// Which date a page's layout gives to each of its paragraphs.
//
// The labels are found (labels.h) and solved together (label_solver.h); here they are spread. Under
// "July 1", alone in its line, stand all paragraphs up to the next label or heading; a label at the
// beginning of a paragraph dates that one, the deeper bullets below it, and what stands between it
// and the next label of its list. A heading right below a date that stands alone is the title of
// its entry. Where the entries of a page stand above their time stamps (a status page), each takes
// the stamp behind it.
//
// Traced: <h3>1953</h3><p>The works open.</p><p>May: A strike begins.</p>: "1953" is a whole label,
// "May:" the first words of a paragraph. The solver gives "May" the year of the heading that
// governs it. The first paragraph stands under the heading, the second has its label.
#include "paragraph_dates.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "label_solver.h"

namespace newsline::event {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;
constexpr std::uint32_t near_top = 4;  // paragraphs: where a page names its own day
// paragraphs between two labels of a list that belong to the first
constexpr std::uint32_t most_between = 8;
// bytes of a heading or title that is looked through for a date
constexpr std::uint32_t longest_title = 160;
// how fast trust grows with the margin of a label's date
constexpr double trust_a_margin = 1.4;

class LayoutReader {
 public:
  LayoutReader(const Reading& reading, const Dates& dates, const Words& words,
               const LabelRules& rules)
      : reading_(reading),
        tokens_(reading.tokens.all),
        text_(reading.article.text),
        dates_(dates),
        words_(words),
        rules_(rules),
        label_reader_(rules) {}

  ParagraphDates read() {
    index_sentences();
    const std::size_t count = reading_.article.paragraphs.size();
    layout_.paragraphs.assign(count, {});
    layout_.date_only.assign(count, false);
    labels_ =
        find_labels(reading_.article, reading_.sentences, reading_.tokens, dates_, words_, rules_);
    by_paragraph_.assign(count, none);
    drop_publication_line();
    for (std::uint32_t l = 0; l < labels_.size(); ++l) by_paragraph_[labels_[l].paragraph] = l;
    find_clues();
    complete_days_in_history();
    const std::optional<Published>& published = reading_.document_time;
    solved_ =
        solve_labels(labels_, clues_, published ? std::optional(published->day()) : std::nullopt);
    for (std::uint32_t p = 0; p < count; ++p)
      if (reading_.article.paragraphs[p].stamp &&
          is_story_text(reading_.article.paragraphs[p].kind))
        stamp(p, *reading_.article.paragraphs[p].stamp);
    if (stamps_follow())
      spread_backward();
    else
      spread();
    find_dateline();
    list_entries();
    return std::move(layout_);
  }

 private:
  void index_sentences() {
    const std::size_t count = reading_.article.paragraphs.size();
    layout_.first_sentence.assign(count + 1, static_cast<std::uint32_t>(reading_.sentences.size()));
    for (std::size_t s = reading_.sentences.size(); s-- > 0;)
      layout_.first_sentence[reading_.sentences[s].paragraph] = static_cast<std::uint32_t>(s);
    for (std::size_t p = count; p-- > 0;)
      layout_.first_sentence[p] =
          std::min(layout_.first_sentence[p], layout_.first_sentence[p + 1]);
  }

  const Paragraph& paragraph(std::uint32_t p) const { return reading_.article.paragraphs[p]; }
  /// A line that heads what follows without being marked as a heading: short, without a closing
  /// mark, above a label and below a sentence.
  bool is_plain_heading(std::uint32_t p) const {
    if (p == 0 || p + 1 >= paragraph_count() || paragraph(p).kind != ParagraphKind::paragraph ||
        !label_of(p + 1) || label_of(p - 1))
      return false;
    const std::string_view here = paragraph(p).span.of(text_),
                           before = paragraph(p - 1).span.of(text_);
    constexpr std::size_t longest = 80;  // bytes
    const auto ends = [](std::string_view words) {
      return !words.empty() &&
             std::string_view(".!?:;,\"").find(words.back()) != std::string_view::npos;
    };
    return here.size() < longest && !ends(here) && ends(before);
  }
  std::uint32_t paragraph_count() const {
    return static_cast<std::uint32_t>(reading_.article.paragraphs.size());
  }
  bool has_words(std::uint32_t p) const {
    return layout_.first_sentence[p] != layout_.first_sentence[p + 1] &&
           is_story_text(paragraph(p).kind);
  }
  bool is_heading(std::uint32_t p) const {
    return paragraph(p).kind == ParagraphKind::heading || is_plain_heading(p);
  }
  const Label* label_of(std::uint32_t p) const {
    return by_paragraph_[p] == none ? nullptr : &labels_[by_paragraph_[p]];
  }

  std::string_view word(std::uint32_t token) const { return tokens_[token].span.of(text_); }
  bool is_dash(std::uint32_t token) const {
    const std::string_view w = word(token);
    return w == "–" || w == "—" || w == "--" || (w == "-" && tokens_[token].space_before);
  }
  bool is_punctuation(std::uint32_t token) const {
    return tokens_[token].kind == TokenKind::punctuation ||
           tokens_[token].kind == TokenKind::symbol;
  }
  std::optional<DateMention> dated_at(std::uint32_t token) const {
    const std::size_t date = dates_.from(token);
    return date < dates_.size() && dates_.first_token(date) == token ? std::optional(dates_[date])
                                                                     : std::nullopt;
  }

  /// A date alone near the top that is the day of publication dates the page, not its paragraphs:
  /// where it is the only one, or heads nothing. So does the only label of a page, wherever it
  /// stands: "April 11, 2015" above a speech, "Today: ten hotels".
  void drop_publication_line() {
    if (!reading_.document_time) return;
    if (labels_.size() == 1 &&
        (labels_[0].place == LabelPlace::whole || labels_[0].first.has(TimexFields::shift)) &&
        is_publication_day(labels_[0])) {
      labels_.clear();
      return;
    }
    const auto whole = std::ranges::count_if(
        labels_, [](const Label& label) { return label.place == LabelPlace::whole; });
    std::erase_if(labels_, [&](const Label& label) {
      if (label.place != LabelPlace::whole || label.paragraph >= near_top) return false;
      const std::uint32_t next = label.paragraph + 1;
      const auto below = std::ranges::find(labels_, next, &Label::paragraph);
      const bool heads = below == labels_.end() ? next < paragraph_count() &&
                                                      paragraph(next).kind != ParagraphKind::heading
                                                : rank_of(*below) > rank_of(label);
      // "July 7", then "7 p.m. – People gather", published on 8 July
      const bool heads_clocks = below != labels_.end() && rank_of(*below) == LabelRank::clock &&
                                rank_of(label) == LabelRank::day;
      return (whole == 1 || !heads) && !heads_clocks && is_publication_day(label);
    });
  }
  bool is_publication_day(const Label& label) const {
    const std::optional<DateMention> mention =
        label.fixed ? label.fixed
                    : dated_at(reading_.tokens.begin(layout_.first_sentence[label.paragraph]));
    if (!mention || mention->grain != Grain::day) return false;
    const auto distance = mention->when.first_day() - reading_.document_time->day();
    return distance <= std::chrono::days{2} && distance >= std::chrono::days{-2};
  }

  // ---- what the page tells about its labels

  void find_clues() {
    clues_.assign(labels_.size(), {});
    LabelClues running;
    hear_words(reading_.article.title, running);
    hear_day_in_history(reading_.article.title, running);
    bool list_of_plans = announces_plans(reading_.article.title);
    bool above_list = true;  // what stands in entries tells of other days
    for (std::uint32_t p = 0; p < paragraph_count(); ++p) {
      if (by_paragraph_[p] != none) {
        LabelClues& clues = clues_[by_paragraph_[p]];
        clues = running;
        clues.plan_list = list_of_plans;
        const std::optional<int> tense = tense_of(p);
        clues.tense = tense.value_or(0);
        clues.verbless = !tense;
        clues.month_first = written_month_first(labels_[by_paragraph_[p]]);
        above_list = false;
        continue;
      }
      const Paragraph& here = paragraph(p);
      const std::string_view words = here.span.of(text_);
      const bool title_like = is_heading(p) || here.kind == ParagraphKind::title ||
                              (words.size() < longest_title && words.ends_with(':'));
      if (title_like) {
        hear_day_in_history(words, running);
        if (is_heading(p) && !below_whole_label(p)) ++running.section, above_list = true;
        hear_words(words, running);
        list_of_plans = list_of_plans || announces_plans(words);
      } else if (above_list && has_words(p)) {
        hear_prose(p, running);
      }
    }
  }
  bool below_whole_label(std::uint32_t p) const {
    const Label* before = p > 0 ? label_of(p - 1) : nullptr;
    return before && before->place == LabelPlace::whole;
  }

  /// A date in a heading or title: "Timeline for September 17, 2018: (all times UTC)".
  void hear_words(std::string_view words, LabelClues& clues) {
    if (words.size() > longest_title || rules_.empty()) return;
    std::optional<LabelMatch> best;
    const auto slots = [](const LabelMatch& match) {
      const LabelFields& f = match.first;
      return (f.has_year() ? 4 : 0) + (f.has_part_of_year() ? 2 : 0) +
             (f.has(TimexFields::day) && f.has(TimexFields::month) ? 1 : 0);
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = label_in(words, at);
      if (match && slots(*match) > (best ? slots(*best) : 3)) best = match;
    }
    if (!best) return;
    TimexFields fields = best->first.all();
    for (const auto slot : {TimexFields::hour, TimexFields::minute, TimexFields::weekday})
      fields.set(slot, TimexFields::open);
    const std::optional<CalendarPlace> place = place_of(fields);
    if (!place || place->grain > Grain::year) return;
    hear(place->interval, place->grain, clues);
  }
  /// The label that the words hold at `at`, a byte, where one may begin there.
  std::optional<LabelMatch> label_in(std::string_view words, std::size_t at) {
    if (at > 0 && words[at - 1] != ' ' && words[at - 1] != '(') return std::nullopt;
    return label_reader_.match(words, static_cast<std::uint32_t>(at),
                               static_cast<std::uint32_t>(words.size()));
  }
  static void hear(const Interval& when, Grain grain, LabelClues& clues) {
    const auto date = ymd(when.first_day());
    clues.year = static_cast<int>(date.year());
    if (grain <= Grain::month)
      clues.month = static_cast<int>(date.year()) * 12 +
                    static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    if (grain <= Grain::day) clues.day = when.first_day();
  }

  /// The day that the prose above a list named last; its year only where the words name it.
  void hear_prose(std::uint32_t p, LabelClues& clues) const {
    const std::uint32_t first = reading_.tokens.begin(layout_.first_sentence[p]),
                        last = reading_.tokens.end(layout_.first_sentence[p + 1] - 1);
    for (std::size_t d = dates_.from(first); d < dates_.size() && dates_.first_token(d) < last;
         ++d) {
      const DateMention mention = dates_[d];
      if (mention.grain != Grain::day) continue;
      clues.day = mention.when.first_day();
      if (!clues.year && mention.timex != Timex::none &&
          reading_.timexes.all[mention.timex].year_given)
        clues.year = static_cast<int>(ymd(*clues.day).year());
    }
  }

  bool announces_plans(std::string_view words) const { return says(words, Word::plan_list); }
  bool says(std::string_view words, Word kind) const {
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = atom_end(words, at);
      if (words_.find(word_key(words.substr(at, end - at))).has(kind)) return true;
      at = end;
    }
    return false;
  }

  /// "Today in Labor History: May 21"
  void hear_day_in_history(std::string_view words, LabelClues& clues) {
    if (words.size() > longest_title || rules_.empty() || !says(words, Word::day_in_history))
      return;
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = label_in(words, at);
      if (!match || match->range || match->first.has_year() ||
          !match->first.has(TimexFields::month) || !match->first.has(TimexFields::day))
        continue;
      const auto number = [&](TimexFields::Slot slot) {
        return static_cast<unsigned>(match->first.get(slot, 0));
      };
      clues.day_in_history = std::chrono::month{number(TimexFields::month)} /
                             std::chrono::day{number(TimexFields::day)};
      return;
    }
  }

  /// Below "Today in history, 21 May" the years of the entries are days.
  void complete_days_in_history() {
    constexpr std::ptrdiff_t fewest = 3;
    const auto completed = [&](std::uint32_t l) -> std::optional<Day> {
      const std::optional<int> year = bare_year(labels_[l]);
      const auto& date = clues_[l].day_in_history;
      if (!year || !date) return std::nullopt;
      return make_day(*year, static_cast<unsigned>(date->month()),
                      static_cast<unsigned>(date->day()));
    };
    std::ptrdiff_t count = 0;
    for (std::uint32_t l = 0; l < labels_.size(); ++l) count += completed(l).has_value();
    if (count < fewest) return;
    for (std::uint32_t l = 0; l < labels_.size(); ++l) {
      const std::optional<Day> day = completed(l);
      if (!day) continue;
      Label& label = labels_[l];
      days_in_history_.push_back(label.span.begin);
      if (label.fixed) {
        label.fixed->when = day_range(*day, *day);
        label.fixed->grain = Grain::day;
      } else {
        const auto date = *clues_[l].day_in_history;
        label.first.set(TimexFields::month, static_cast<int>(static_cast<unsigned>(date.month())));
        label.first.set(TimexFields::day, static_cast<int>(static_cast<unsigned>(date.day())));
      }
    }
  }
  /// The year that a label tells and nothing else.
  static std::optional<int> bare_year(const Label& label) {
    if (label.fixed)
      return label.fixed->grain == Grain::year && !label.fixed->approximate
                 ? std::optional(static_cast<int>(ymd(label.fixed->when.first_day()).year()))
                 : std::nullopt;
    const LabelFields& f = label.first;
    const bool more =
        label.range || f.has_part_of_year() || f.has(TimexFields::day) || f.has(TimexFields::mod);
    return f.has(TimexFields::year) && !more ? std::optional(f.get(TimexFields::year, 0))
                                             : std::nullopt;
  }

  /// Of the first finite verb of what a label dates: -1 past, 1 to come; none where it has words
  /// and no such verb.
  std::optional<int> tense_of(std::uint32_t p) const {
    const Label& label = labels_[by_paragraph_[p]];
    std::uint32_t from = p;
    std::uint32_t content = label.content;
    if (label.place == LabelPlace::whole) {
      from = p + 1;
      if (from < paragraph_count() && is_heading(from)) ++from;
      if (from >= paragraph_count() || by_paragraph_[from] != none || !has_words(from)) return 0;
      content = paragraph(from).span.begin;
    }
    if (!has_words(from)) return 0;
    constexpr std::uint32_t most_tokens = 40;
    const std::uint32_t first = reading_.tokens.begin(layout_.first_sentence[from]),
                        last = reading_.tokens.end(layout_.first_sentence[from + 1] - 1);
    for (std::uint32_t t = first, seen = 0; t < last && seen < most_tokens; ++t) {
      const Token token = tokens_[t];
      if (token.span.begin < content) continue;
      ++seen;
      // "had promised" is said from a later day
      if (token.form == VerbForm::past) return words_.find(token.key).has(Word::have) ? 0 : -1;
      if (token.form == VerbForm::imperfect) return 0;
      if (token.form == VerbForm::future ||
          (words_.find(token.key).has(Word::future) && token.pos == Pos::aux))
        return 1;
      if (token.form == VerbForm::present) return 0;
    }
    // a verb that the tags missed: "Crowds greet the new bridge."
    const bool sentence = last > first && word(last - 1) == ".";
    return sentence ? std::optional(0) : std::nullopt;
  }

  /// How the temporal rules read figures such as "9/5/19": they know the site.
  bool written_month_first(const Label& label) const {
    if (label.order != SlashOrder::either) return label.order == SlashOrder::month_first;
    const std::size_t date =
        dates_.from(reading_.tokens.begin(layout_.first_sentence[label.paragraph]));
    if (date >= dates_.size() || !dates_[date].span.overlaps(label.span)) return false;
    return static_cast<int>(static_cast<unsigned>(ymd(dates_[date].when.first_day()).month())) ==
           label.first.get(TimexFields::day, 0);
  }

  // ---- what the labels date

  std::optional<ParagraphDate> dating_of(std::uint32_t p, ParagraphDate::Kind kind) const {
    const Label& label = labels_[by_paragraph_[p]];
    const SolvedLabel& solved = solved_[by_paragraph_[p]];
    if (!solved.placed) return std::nullopt;
    ParagraphDate dating;
    dating.kind = kind;
    dating.date.when = solved.when;
    dating.date.grain = solved.grain;
    dating.date.approximate = solved.approximate;
    dating.date.span = label.span;
    dating.content = label.content;
    dating.leads = true;
    const LabelFields& f = label.first;
    dating.bare =
        !f.has(TimexFields::month) &&
        (f.has(TimexFields::day) ? label.closer == Closer::stop : f.has(TimexFields::weekday));
    dating.trust = 1 - 1 / (1 + std::exp(1 + trust_a_margin * solved.margin));
    if (label.fixed)
      dating.date = *label.fixed;
    else if (const std::size_t date = first_date_in(label.span); date < dates_.size()) {
      const DateMention mention = dates_[date];
      dating.date.timex = mention.timex;
      // it knows the site's half of the world
      if (mention.grain == Grain::season && solved.grain == Grain::season && label.first.has_year())
        dating.date.when = mention.when;
    }
    return dating;
  }
  std::size_t first_date_in(Span span) const {
    std::size_t low = 0, high = dates_.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (dates_[middle].span.begin < span.begin)
        low = middle + 1;
      else
        high = middle;
    }
    return low < dates_.size() && span.contains(dates_[low].span) ? low : dates_.size();
  }

  void stamp(std::uint32_t p, const Published& published) {
    DateMention mention;
    mention.when = day_interval(published.day());
    mention.span = {paragraph(p).span.begin, paragraph(p).span.begin};
    layout_.paragraphs[p] = {ParagraphDate::Kind::stamp, mention, paragraph(p).span.begin, false,
                             1};
    ++layout_.dated_paragraphs;
  }

  void give(std::uint32_t p, const ParagraphDate& dating) {
    layout_.paragraphs[p] = dating;
    ++layout_.dated_paragraphs;
  }
  void give_below(std::uint32_t p, ParagraphDate dating, bool leads, bool title) {
    dating.kind = title ? ParagraphDate::Kind::label : ParagraphDate::Kind::heading;
    dating.content = paragraph(p).span.begin;
    dating.leads = leads;
    give(p, dating);
  }

  /// A page whose entries stand above their time stamps: it begins with an entry and ends with a
  /// stamp.
  bool stamps_follow() const {
    std::uint32_t stamps = 0, first = none, last = none;
    for (std::uint32_t p = 0; p < paragraph_count(); ++p) {
      if (!has_words(p)) continue;
      if (first == none) first = p;
      last = p;
      const Label* label = label_of(p);
      stamps += label && label->place == LabelPlace::whole && label->first.has_clock();
    }
    return stamps >= 2 && !label_of(first) && label_of(last) &&
           label_of(last)->place == LabelPlace::whole && label_of(last)->first.has_clock();
  }
  void spread_backward() {
    std::optional<ParagraphDate> behind;
    for (std::uint32_t p = paragraph_count(); p-- > 0;) {
      if (!has_words(p)) continue;
      const Label* label = label_of(p);
      const bool whole = label && label->place == LabelPlace::whole;
      if (whole) {
        layout_.date_only[p] = true;
        behind = dating_of(p, ParagraphDate::Kind::heading);
        if (behind) layout_.paragraphs[p] = *behind;
      } else if (label) {
        if (const std::optional<ParagraphDate> own = dating_of(p, ParagraphDate::Kind::label))
          give(p, *own);
      } else if (is_heading(p)) {
        behind.reset();  // the status that heads the entry
      } else if (behind && layout_.paragraphs[p].kind == ParagraphDate::Kind::none) {
        give_below(p, *behind, false, false);
      }
    }
  }

  /// A label dates its paragraph and what belongs to it, a date that stands alone all that follows
  /// it.
  void spread() {
    // of a label that stands alone; of one at the beginning of a paragraph
    std::optional<ParagraphDate> scope, carried;
    std::uint32_t scope_at = none, carried_at = none;
    bool fresh = false;
    for (std::uint32_t p = 0; p < paragraph_count(); ++p) {
      if (!is_story_text(paragraph(p).kind)) continue;
      if (const Label* label = label_of(p)) {
        const bool whole = label->place == LabelPlace::whole;
        const std::optional<ParagraphDate> dating =
            dating_of(p, whole ? ParagraphDate::Kind::heading : ParagraphDate::Kind::label);
        if (whole) layout_.date_only[p] = true;
        if (whole || (is_heading(p) && !is_value(*label)))
          scope = dating, scope_at = p, fresh = true, carried.reset();
        else if (is_value(*label))
          carried.reset();
        else
          carried = dating, carried_at = p;
        if (dating && whole)
          layout_.paragraphs[p] = *dating;
        else if (dating)
          give(p, *dating);
        continue;
      }
      if (layout_.paragraphs[p].kind == ParagraphDate::Kind::stamp ||
          paragraph(p).kind == ParagraphKind::caption)
        continue;
      if (is_heading(p)) {
        carried.reset();
        if (scope && fresh && scope_at + 1 == p) {  // the title of the entry
          give_below(p, *scope, true, true);
          continue;
        }
        const bool below =
            scope && is_heading(scope_at) && paragraph(p).level > paragraph(scope_at).level;
        if (!below) scope.reset();
        continue;
      }
      if (carried && belongs_to(p, carried_at))
        give_below(p, *carried, false, false);
      else if (scope)
        give_below(p, *scope, fresh, false), fresh = false;
    }
  }

  /// "Primary election: June 22nd": the date tells of its own line alone.
  bool is_value(const Label& label) const {
    const std::string_view before = text_.substr(0, label.span.begin);
    const std::size_t last = before.find_last_not_of(' ');
    return label.place == LabelPlace::last && last != std::string_view::npos &&
           before[last] == ':' && paragraph(label.paragraph).kind != ParagraphKind::heading;
  }

  /// Deeper bullets below a labelled one, and what stands between two labels of a list.
  bool belongs_to(std::uint32_t p, std::uint32_t label_at) const {
    const Paragraph &here = paragraph(p), &labelled = paragraph(label_at);
    if (here.kind == ParagraphKind::list_item && labelled.kind == ParagraphKind::list_item &&
        here.level > labelled.level)
      return true;
    if (p - label_at > most_between) return false;
    for (std::uint32_t next = p + 1;
         next < paragraph_count() && next <= label_at + most_between + 1; ++next) {
      if (is_heading(next)) return false;
      if (const Label* label = label_of(next))
        return label->place != LabelPlace::whole && paragraph(next).kind == labelled.kind;
    }
    return false;
  }

  void list_entries() {
    const auto dated = [](const ParagraphDate& dating) {
      return dating.kind == ParagraphDate::Kind::label ||
             dating.kind == ParagraphDate::Kind::heading;
    };
    if (std::ranges::none_of(layout_.paragraphs, dated)) return;
    // a date alone labels nothing
    if (layout_.paragraphs.size() == 1 && layout_.date_only[0]) return;
    layout_.entries.of_paragraph.assign(layout_.paragraphs.size(), EntryDates::none);
    for (std::uint32_t p = 0; p < layout_.paragraphs.size(); ++p) {
      const ParagraphDate& dating = layout_.paragraphs[p];
      if (!dated(dating)) continue;
      auto& all = layout_.entries.all;
      if (all.empty() || all.back().when != dating.date.when ||
          all.back().label != dating.date.span)
        all.push_back(entry_of(dating.date));
      layout_.entries.of_paragraph[p] = static_cast<std::uint32_t>(all.size() - 1);
    }
  }

  /// What a label dates; of a day in history the year that the label tells.
  EntryDate entry_of(const DateMention& date) const {
    if (!std::ranges::binary_search(days_in_history_, date.span.begin))
      return {date.when, date.grain, date.span};
    TimexFields year;
    year.set(TimexFields::year, static_cast<int>(ymd(date.when.first_day()).year()));
    return {place_of(year)->interval, Grain::year, date.span};
  }

  /// Capitals, a date or an agency in brackets, and a dash at the head of the story.
  void find_dateline() {
    for (std::uint32_t p = 0; p < layout_.paragraphs.size(); ++p) {
      const std::uint32_t s = layout_.first_sentence[p];
      if (s == layout_.first_sentence[p + 1] ||
          reading_.article.paragraphs[p].kind != ParagraphKind::paragraph)
        continue;
      if (layout_.paragraphs[p].kind != ParagraphDate::Kind::none || layout_.date_only[p]) continue;
      const std::uint32_t first = reading_.tokens.begin(s),
                          last = std::min(reading_.tokens.end(s), first + 24);
      bool dated = false;
      for (std::uint32_t at = first; at < last; ++at) {
        if (at > first && (is_dash(at) || is_stop_dash(at))) {
          if (dated || all_capitals(first) || is_credited(first, at))
            layout_.dateline = Span{tokens_[first].span.begin, tokens_[at].span.end};
          return;
        }
        if (const std::optional<DateMention> mention = dated_at(at))
          dated = true, at = mention->last_token - 1;
        else if (word(at) == "(" && closing_bracket(at, last))
          at = *closing_bracket(at, last);  // "(awp/afp)"
        else if (!is_punctuation(at) && !tokens_[at].capital && tokens_[at].kind == TokenKind::word)
          break;
      }
      if (dateline_paragraphs_++ > 1) return;
    }
  }
  /// "Kiel (dpa/lno) - Der Rat tagt", not "Ana Ruiz (45) - sie war ..."
  bool is_credited(std::uint32_t first, std::uint32_t dash) const {
    if (dash + 1 >= tokens_.size() || word(dash - 1) != ")" || !tokens_[dash].space_before ||
        !tokens_[dash + 1].capital)
      return false;
    for (std::uint32_t at = dash - 1; at > first; --at) {
      if (word(at) == "(") return true;
      if (tokens_[at].kind == TokenKind::number || tokens_[at].kind == TokenKind::mixed)
        return false;
    }
    return false;
  }
  /// "(EFE).- The museum opens"
  bool is_stop_dash(std::uint32_t token) const {
    const bool glued = word(token) == "-" || word(token) == "–" || word(token) == "—";
    return word(token) == ".-" || (glued && word(token - 1) == "." && !tokens_[token].space_before);
  }
  std::optional<std::uint32_t> closing_bracket(std::uint32_t token, std::uint32_t last) const {
    constexpr std::uint32_t longest = 8;  // tokens
    for (std::uint32_t at = token; at < std::min(last, token + longest); ++at)
      if (word(at) == ")") return at;
    return std::nullopt;
  }
  bool all_capitals(std::uint32_t token) const {
    return tokens_[token].all_capitals && tokens_[token].span.size() > 2;
  }

  const Reading& reading_;
  const TokenList& tokens_;
  std::string_view text_;
  const Dates& dates_;
  const Words& words_;
  const LabelRules& rules_;
  LabelReader label_reader_;
  ParagraphDates layout_;
  std::vector<Label> labels_;
  std::vector<LabelClues> clues_;
  std::vector<SolvedLabel> solved_;
  std::vector<std::uint32_t> by_paragraph_;     // the label of each paragraph, or none
  std::vector<std::uint32_t> days_in_history_;  // where labels begin that tell the year alone
  int dateline_paragraphs_ = 0;
};

}  // namespace

ParagraphDates read_paragraph_dates(const Reading& reading, const Dates& dates, const Words& words,
                                    const LabelRules& rules) {
  return LayoutReader(reading, dates, words, rules).read();
}

}  // namespace newsline::event

namespace newsline {

const EntryDates* PageLabels::entries() const noexcept {
  return layout_ && !layout_->entries.all.empty() ? &layout_->entries : nullptr;
}

PageLabels read_labels(const Reading& reading, const EventRules& rules) {
  const EventRules::Impl& inner = rules.impl();
  const event::Dates dates(reading.timexes);
  return PageLabels(std::make_shared<const event::ParagraphDates>(
      event::read_paragraph_dates(reading, dates, inner.words, *inner.labels)));
}

}  // namespace newsline
