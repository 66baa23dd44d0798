// What each date expression of a text counts from: step two, in the order of the text.
//
// News counts from its own day. A text about the past does not: "in May" is the May of the year
// that it named last, "on Monday" the Monday behind the day that it named last. So the text as a
// whole is read first (is it history, an essay, a game?), then its timexes are walked, each is
// given an anchor, a tense and a place (normalize.cpp), and what later ones may count from is
// remembered: the last day, month, year and period.
//
//     "The works opened on 3 March 1921. Two days later they burned. They were rebuilt in May. In
//     1930 they were sold, in 1931 closed." published 2024-06-13; three years far from its own and
//     none near: history 3 March 1921     words alone two days later   the text: from 3 March -> 5
//     March 1921 in May           no year: the last one named      -> May 1921, not May 2024
//
// Two timexes that are ends of one stretch ("from Monday to Wednesday") are read together: the last
// end counts from the first.
//
// What it does not do: it reads no words but the cues beside a timex
// (data/<language>/timecues.tsv), and never changes what words alone say.
#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "impl.h"
#include "tense.h"

namespace newsline {

using namespace timex;

namespace {

using F = TimexFields;

bool is_place(const Timex& timex) {
  return timex.interval && (timex.type == TimexType::date || timex.type == TimexType::time) &&
         !timex.vague;
}

// sentences: how long a text goes on speaking of the quarter it named
constexpr std::uint32_t period_reach = 6;
// sentences: how far behind its day "in the morning" may stand in a story
constexpr std::uint32_t day_reach = 3;
// years far from its own that a text of history names at least
constexpr std::size_t fewest_far = 4;
constexpr std::size_t fewest_of_game = 3;    // words
constexpr std::size_t fewest_of_essay = 20;  // sentences
// an essay speaks of a day in one of so many at most
constexpr std::size_t sentences_of_a_day = 40;
constexpr std::uint32_t lead_sentences = 4;  // where news says when it happened
constexpr std::size_t sure_far = 12;         // and where it speaks of its own day as news does
// then so many of them for each that counts from its own day
constexpr std::size_t sure_share = 8;
// sentences: how far behind its day a weekday may stand in a story
constexpr std::uint32_t week_reach = 8;
constexpr std::uint32_t longest_list = 20;  // timexes
constexpr std::size_t most_named_months = 50;
// that are looked through for the year of a month and day: bounds the work
constexpr std::size_t most_full_dates = 200;
constexpr std::uint32_t longest_post = 8;  // timexes between the words of a post and its day
// tokens between a length and the date that it counts from
constexpr std::uint32_t longest_counted = 10;
constexpr std::uint32_t longest_aside = 12;  // tokens
// days: "on the 12th" may lie so far before the day named last
constexpr int day_back = 10;
// days: what is announced may have begun so long before its end
constexpr int longest_show = 31;
// a month that lies this far ahead, though its number is lower, is one of the next year
constexpr int months_ahead = 5;

int year_of(Day day) { return static_cast<int>(ymd(day).year()); }

/// Words that leave only the year open: "in May", "on 3 June".
bool lacks_year(const F& fields, bool history) {
  return (fields.has(F::month) || fields.has(F::holiday) || fields.has(F::season)) &&
         !fields.has(F::year) && !fields.has(F::short_year) && !fields.has(F::shift) &&
         (!fields.has(F::direction) || (history && fields.has(F::day))) &&
         fields.get(F::kind, 0) == static_cast<int>(Kind::date);
}

/// "the end of the year", "the beginning of this month".
bool part_of_this_unit(const F& fields) {
  const Mod part = static_cast<Mod>(fields.get(F::mod, 0));
  return (part == Mod::start || part == Mod::end) && fields.has(F::unit) &&
         fields.get(F::shift, 1) == 0;
}

/// Walks the timexes in order and remembers what later ones may count from.
class Resolver {
 public:
  Resolver(Timexes& timexes, const Article& article, const std::vector<Sentence>& sentences,
           const Tokens& tokens, const TimexRules::Impl& rules, std::optional<Day> document,
           const EntryDates* entries)
      : timexes_(timexes),
        article_(article),
        sentences_(sentences),
        tokens_(tokens),
        rules_(rules),
        tense_(article.text, tokens, rules),
        document_(document),
        entries_(entries) {}

  void run() {
    read_whole_text();
    for (std::uint32_t i = 0; i < timexes_.all.size(); ++i) resolve(i);
    ranges();
  }

 private:
  /// What the text as a whole says of how its dates are meant, before the first of them is placed.
  void read_whole_text() {
    running_ = tells_history();
    essay_ = is_essay();
    if (std::ranges::any_of(timexes_.all, bare_quarter) && tells_game())
      timexes_.all.erase_if(bare_quarter);
    southern_ = southern(article_, rules_);
    reviewed_year_ = year_in_review();
    timexes_.all.erase_if([&](const Timex& timex) { return season_of_name(timex); });
    // without a day of its own a text's months are still those of the years that it names
    history_ = running_ || !document_;
    for (std::uint32_t i = 0; i < timexes_.all.size() && full_dates_.size() < most_full_dates;
         ++i) {
      const F& f = timexes_.all[i].fields;
      if (!f.has(F::year) || !f.has(F::month)) continue;
      if (f.has(F::day))
        full_dates_.push_back(i);
      else if (f.get(F::era, 0) == 0 && named_months_.size() < most_named_months)
        named_months_.push_back(i);
    }
  }

  /// "2017 in review": the one year that the title looks back on, from its December or the year
  /// behind. What is told of it stands in the present tense, and says no year.
  std::optional<int> year_in_review() const {
    std::optional<int> year;
    bool review = false;
    const std::string_view title = article_.title;
    const auto in_word = [&](std::size_t at) {
      return ascii::is_alnum(title[at]) || static_cast<unsigned char>(title[at]) >= 0x80;
    };
    for (std::size_t at = 0; at < title.size(); ++at) {
      std::size_t end = at;
      while (end < title.size() && in_word(end)) ++end;
      if (end == at) continue;
      const std::string_view word = title.substr(at, end - at);
      at = end;
      review = review || rules_.cue(word_key(word)) == Cue::review;
      if (word.size() != 4 || !ascii::all_digits(word)) continue;
      if (year) return std::nullopt;
      year = (word[0] - '0') * 1000 + (word[1] - '0') * 100 + (word[2] - '0') * 10 + word[3] - '0';
    }
    if (!review || !year) return std::nullopt;
    const bool over =
        !document_ || year_of(*document_) == *year + 1 ||
        (year_of(*document_) == *year && ymd(*document_).month() == std::chrono::December);
    return over ? year : std::nullopt;
  }

  void resolve(std::uint32_t i) {
    Timex timex = timexes_.all[i];
    int tense = tense_.of(timex);
    Anchor anchor = anchor_of(i, tense);
    anchor.southern = southern_;
    if ((lacks_year(timex.fields, false) || part_of_this_unit(timex.fields)) &&
        anchor.basis == Basis::document_time && !anchor.year)
      anchor.side = tense_.sure(timex);
    if (dates_clause(i)) count_back(i, timex, anchor);
    if (tense > 0) keep_order(i, anchor);
    normalize(timex, anchor, tense);
    timex.tense = static_cast<std::int8_t>(tense);
    timex.counted_from = counted_from(timex, anchor);
    if (nowadays(timex) && means_our_times(timex, tense)) refer_to_present(timex);
    timexes_.all.set(i, timex);
    remember_period(i);
    if (is_place(timex)) remember(i);
  }

  /// "will meet on Monday and sign on Tuesday", written on a Tuesday: behind a weekday to come the
  /// next one is not the day of writing.
  void keep_order(std::uint32_t i, Anchor& anchor) const {
    if (i == 0 || anchor.basis != Basis::document_time) return;
    const Timex &before = timexes_.all[i - 1], &timex = timexes_.all[i];
    if (before.sentence != timex.sentence || before.tense <= 0 || !is_place(before) ||
        !weekday_alone(before.fields) || !weekday_alone(timex.fields))
      return;
    const Day day = *anchor.day, named = before.interval->first_day();
    const bool today = iso_weekday(day) == timex.fields[F::weekday];
    if (!today || named <= day || timex.fields.has(F::shift) || timex.fields.has(F::direction))
      return;
    anchor.from = day;
    anchor.day = named;
  }

  /// A long text that hardly ever speaks of a day.
  bool is_essay() const {
    const auto days = static_cast<std::size_t>(std::ranges::count_if(
        timexes_.all, [&](const Timex& timex) { return speaks_of_days(timex); }));
    return document_ && sentences_.size() >= fewest_of_essay &&
           days * sentences_of_a_day <= sentences_.size();
  }

  /// Whether "today" is no day here: in history, and in an essay behind its opening.
  bool means_our_times(const Timex& timex, int tense) const {
    return running_ || (essay_ && tense >= 0 && timex.sentence >= lead_sentences);
  }

  /// A text that tells history names years far from its own day again and again and hardly ever
  /// counts from that day; one that says what was "yesterday" or on a Monday that follows no other
  /// day is news, however much of the past it tells.
  bool tells_history() const {
    std::size_t far = 0, near = 0;
    bool news = false;
    std::uint32_t far_day = Timex::none;  // the sentence of the last day of a far year
    for (const Timex& timex : timexes_.all) {
      const F& f = timex.fields;
      // plans for years to come are no history
      if (names_far_year(timex) && !since(timex) && !to_come(timex)) ++far;
      // news looks back a year
      if (document_ && f.has(F::year) && f[F::year] == year_of(*document_) - 1) ++near;
      if (f.has(F::day) && (names_far_year(timex) || far_day != Timex::none))
        far_day = timex.sentence;
      if (!counts_from_document(timex)) continue;
      ++near;
      if (opens_with_year(timex)) return false;
      const bool today = f.get(F::unit, -1) == static_cast<int>(Unit::day) && f[F::shift] == 0;
      if (timex.sentence < lead_sentences)
        news = true;
      else if (f.has(F::weekday))
        news |= far_day == Timex::none || timex.sentence > far_day + week_reach;
      else
        news = news || (f.has(F::shift) && (!today || tense_.of(timex) < 0));
    }
    if (news) return far >= sure_far && far > sure_share * near;
    // a text that names a day of such a year and never counts from its own
    const bool one_less = near == 0 && far_day != Timex::none;
    return far > near && far >= (one_less ? fewest_far - 1 : fewest_far);
  }

  /// "Who died in 2024"
  static bool opens_with_year(const Timex& timex) {
    return timex.sentence == 0 && timex.fields.has(F::year);
  }

  /// "the lowest since 2009" tells nothing of 2009.
  bool since(const Timex& timex) const {
    return timex.first_token > tokens_.begin(timex.sentence) &&
           rules_.cue(tokens_.all[timex.first_token - 1].key) == Cue::past_beside;
  }

  bool to_come(const Timex& timex) const {
    return document_ && timex.fields[F::year] > year_of(*document_);
  }

  bool names_far_year(const Timex& timex) const {
    return timex.fields.has(F::year) &&
           (!document_ || std::abs(timex.fields[F::year] - year_of(*document_)) > 1);
  }

  /// "last month", "on Friday", the year of the document. "the end of the year" says nothing of
  /// whose year it is.
  bool counts_from_document(const Timex& timex) const {
    const F& f = timex.fields;
    if ((document_ && f.get(F::year, 0) == year_of(*document_)) ||
        (f.has(F::weekday) && !f.has(F::month)))
      return true;
    return f.has(F::shift) && anchor_kind(f) == AnchorKind::document &&
           (f[F::shift] != 0 || f.get(F::unit, 0) <= static_cast<int>(Unit::week));
  }

  /// What the timex counts from. `tense` is overruled where the anchor itself says the side.
  Anchor anchor_of(std::uint32_t i, int& tense) const {
    const Timex timex = timexes_.all[i];
    const F& f = timex.fields;
    if (const EntryDate* entry = entry_of(timex)) {
      if (entry->label.contains(timex.span))
        tense = 0;
      else if (tense <= 0 && soon_after(*entry, timex))
        tense = 1;
      if (const std::optional<Anchor> in_entry = entry_anchor(*entry, timex)) return *in_entry;
    }
    Anchor anchor;
    anchor.day = day_of_writing(timex);
    if (anchor.day) anchor.basis = Basis::document_time;
    const bool of_document = anchor_kind(f) == AnchorKind::document;
    if (of_document) {
      if (const std::uint32_t said = day_of_saying(i); said != Timex::none) return from_timex(said);
      if (const std::uint32_t post =
              !f.has(F::year) && counts_from_document(timex) ? day_of_post(i) : Timex::none;
          post != Timex::none)
        anchor = from_timex(post);
      if (closes_span(i)) return start_of_span(i, tense);
      if (running_) running_anchor(timex, anchor, tense);
    } else {
      anchor_in_text(i, anchor, tense);
    }
    if (lacks_year(f, history_)) lend_year(i, anchor, tense);
    if (of_document && tense != 0 && anchor.day && !anchor.year && opens_span(i))
      before_end_of_span(i, anchor, tense);
    if (hour_alone(f)) anchor_of_hour(i, anchor, tense);
    return anchor;
  }

  /// Where the rule says that the words count from something in the text.
  void anchor_in_text(std::uint32_t i, Anchor& anchor, int& tense) const {
    const Timex& timex = timexes_.all[i];
    bool by_text = false;
    switch (anchor_kind(timex.fields)) {
      case AnchorKind::document:
        break;
      case AnchorKind::text:
        by_text = true;
        break;
      case AnchorKind::text_if_past:
        by_text = tense < 0 || history_;
        break;
      case AnchorKind::text_near:
        by_text = last_day_ != Timex::none &&
                  timex.sentence - timexes_.all[last_day_].sentence <= day_reach;
        break;
      case AnchorKind::period:
        compare(i, anchor);
        break;
      case AnchorKind::behind:
        if (numbered_quarter(timex))
          compare(i, anchor);
        else
          anchor = behind(i);
        break;
      case AnchorKind::beside:
        if (beside(i, anchor)) tense = 1;
        break;
    }
    if (!by_text) return;
    text_anchor(timex, anchor);
    tense = 0;  // "that summer" is the nearest to what was named, before it or after
  }

  /// "the quarter" where the text has numbered it, by the firm's own year.
  bool numbered_quarter(const Timex& timex) const {
    return timex.fields.get(F::unit, -1) == static_cast<int>(Unit::quarter) && period_ &&
           period_->grain == Grain::quarter && timex.sentence <= period_sentence_ + period_reach;
  }

  /// The last end of a stretch counts from its first.
  Anchor start_of_span(std::uint32_t i, int& tense) const {
    Anchor anchor = from_timex(i - 1);
    anchor.from = timexes_.all[i - 1].counted_from;
    anchor.side = 2;
    tense = 1;
    return anchor;
  }

  /// The year for a month without one, from the date behind it or the text before it.
  void lend_year(std::uint32_t i, Anchor& anchor, int tense) const {
    constexpr int by_future = 2;
    if (year_behind(i, anchor)) return;
    const Timex& timex = timexes_.all[i];
    const Anchor own = anchor;
    if (reviewed_year_ && tense_.sure(timex) < by_future)
      anchor.year = reviewed_year_;
    else
      running_year(timex, anchor, tense);
    if (anchor.year && !on_weekday(timex.fields, *anchor.year)) anchor = own;
  }

  /// A clock time by itself belongs to the date in the brackets behind it, or to the day that was
  /// named right before.
  void anchor_of_hour(std::uint32_t i, Anchor& anchor, int tense) const {
    if (date_in_brackets(i)) {
      anchor = behind(i);
      return;
    }
    if (last_day_ == Timex::none) return;
    const std::uint32_t here = timexes_.all[i].sentence, named = timexes_.all[last_day_].sentence;
    const bool goes_on =
        here - named == 1 && sentences_[named].paragraph == sentences_[here].paragraph && tense < 0;
    if (named == here || goes_on || (history_ && here - named <= day_reach))
      anchor = from_timex(last_day_);
  }

  /// The day that a placed timex was counted from; where only its year was lent, the first day of
  /// the date that lent it.
  std::optional<Day> counted_from(const Timex& timex, const Anchor& anchor) const {
    if (timex.basis == Basis::words_alone || !timex.interval) return std::nullopt;
    if (anchor.from) return anchor.from;
    if (!anchor.year || anchor.timex == Timex::none) return anchor.day;
    const std::optional<Interval> lender = timexes_.all[anchor.timex].interval;
    return lender ? std::optional(lender->first_day()) : std::nullopt;
  }

  /// None for a label that is itself counted ("next year:"): it would count from where it leads to.
  const EntryDate* entry_of(const Timex& timex) const {
    const EntryDate* const entry =
        entries_ ? entries_->of(sentences_[timex.sentence].paragraph) : nullptr;
    const bool counted = timex.fields.has(F::shift) || timex.fields.has(F::direction);
    return entry && counted && entry->label.overlaps(timex.span) ? nullptr : entry;
  }

  /// What stands in an entry of a chronology counts from the entry's own date; so do the words of
  /// its label, whatever they leave open. Words that count from the text before them ("two days
  /// later") are left to the text, and so are days below a mere month or year.
  std::optional<Anchor> entry_anchor(const EntryDate& entry, const Timex& timex) const {
    const F& f = timex.fields;
    Anchor anchor;
    anchor.day = entry.when.first_day();
    anchor.basis = Basis::earlier_timex;
    if (entry.label.contains(timex.span)) {
      if (!f.has(F::year) && !f.has(F::short_year) &&
          (f.has(F::month) || f.has(F::season) || f.has(F::quarter) || f.has(F::half)))
        anchor.year = year_of(*anchor.day);
      return anchor;
    }
    if (is_same_stretch(entry, timex)) return anchor;
    if (anchor_kind(f) != AnchorKind::document) return std::nullopt;
    const bool fine = f.has(F::weekday) || f.has(F::weekend) || hour_alone(f) ||
                      (f.has(F::shift) && f.get(F::unit, 0) < static_cast<int>(Unit::week));
    if (entry.grain > Grain::day && fine) return std::nullopt;
    if (lacks_year(f, history_) && entry.grain >= Grain::year) anchor.year = year_of(*anchor.day);
    return anchor;
  }

  /// "Wednesday (July 6): ... The video sparked protests on Thursday": the day that follows rather
  /// than the one six days before, where it has come when the page appears.
  bool soon_after(const EntryDate& entry, const Timex& timex) const {
    constexpr int soon = 2, week = 7;  // days
    const F& f = timex.fields;
    if (!f.has(F::weekday) || f.has(F::day) || f.has(F::month) || f.has(F::direction) ||
        f.has(F::shift) || entry.grain != Grain::day || !document_)
      return false;
    const Day day = entry.when.first_day();
    const int ahead = (f[F::weekday] - iso_weekday(day) + week) % week;
    return ahead > 0 && ahead <= soon && day + std::chrono::days{ahead} <= *document_;
  }

  /// "18 May 1991: ... without Brook, who left in 1988. Penn replaces her, but leaves later that
  /// year": of the entry's day, where the sentence itself named no other date.
  bool is_same_stretch(const EntryDate& entry, const Timex& timex) const {
    const F& f = timex.fields;
    const bool same = anchor_kind(f) == AnchorKind::text && f.has(F::shift) && f[F::shift] == 0 &&
                      f.get(F::unit, 0) >= static_cast<int>(Unit::month);
    return same && entry.grain <= Grain::day &&
           (last_timex_ == Timex::none || timexes_.all[last_timex_].sentence != timex.sentence);
  }

  /// An entry of a live blog has its own.
  std::optional<Day> day_of_writing(const Timex& timex) const {
    const std::optional<Published>& stamp =
        article_.paragraphs[sentences_[timex.sentence].paragraph].stamp;
    return stamp ? std::optional(stamp->day()) : document_;
  }

  /// "yesterday", "on Friday", "at 3 p.m.", a date around its own: news counts in days. A text that
  /// never does means our times where it says "today".
  static bool speaks_of_days(const Timex& timex) {
    const F& f = timex.fields;
    if (f.get(F::kind, -1) != static_cast<int>(Kind::date) || nowadays(timex)) return false;
    return f.has(F::hour) || f.has(F::part) || f.has(F::weekday) || f.has(F::day) ||
           (f.has(F::shift) && f.get(F::unit, -1) == static_cast<int>(Unit::day));
  }

  /// "the second quarter", without the year.
  static bool bare_quarter(const Timex& timex) {
    const F& f = timex.fields;
    return f.has(F::quarter) && !f.has(F::year) && !f.has(F::short_year) && !f.has(F::shift) &&
           !f.has(F::fiscal);
  }

  /// A report on a game has its words in every tenth sentence or more.
  bool tells_game() const {
    const auto words = static_cast<std::size_t>(std::ranges::count_if(
        tokens_.all, [&](const Token& token) { return rules_.cue(token.key) == Cue::game; }));
    return words >= fewest_of_game && words * 10 >= sentences_.size();
  }

  /// "today" in a text that tells history is the time of writing, not a day.
  static bool nowadays(const Timex& timex) {
    const F& f = timex.fields;
    return f.has(F::shift) && f[F::shift] == 0 &&
           f.get(F::unit, -1) == static_cast<int>(Unit::day) &&
           anchor_kind(f) == AnchorKind::document && !f.has(F::part) && !f.has(F::hour) &&
           timex.mod == Mod::none;
  }

  static void refer_to_present(Timex& timex) {
    timex.value = "PRESENT_REF";
    timex.vague = true;
    timex.interval.reset();
    timex.basis = Basis::words_alone;
    timex.anchor = Timex::none;
    timex.counted_from.reset();
  }

  /// 'She wrote on 2 April: "I will leave tomorrow."': what is quoted counts from the day on which
  /// it was said.
  std::uint32_t day_of_saying(std::uint32_t i) const {
    const Timex& timex = timexes_.all[i];
    const F& f = timex.fields;
    if (i == 0 || !f.has(F::shift) || f.get(F::unit, -1) != static_cast<int>(Unit::day))
      return Timex::none;
    const Timex& before = timexes_.all[i - 1];
    if (before.sentence != timex.sentence || !is_place(before) || before.grain > Grain::day)
      return Timex::none;
    for (std::uint32_t t = before.last_token, seen = 0; t + 1 < timex.first_token && seen < 3;
         ++t, ++seen) {
      const std::string_view mark = tokens_.all[t].span.of(article_.text),
                             next = tokens_.all[t + 1].span.of(article_.text);
      if ((mark == ":" || mark == ",") && rules_.cue(tokens_.all[t + 1].key) == Cue::clause &&
          next != mark)
        return i - 1;
    }
    return Timex::none;
  }

  /// "We open today. — The Museum (@museum) March 5, 2021": an embedded post counts from the day
  /// below it, in its paragraph or the next.
  std::uint32_t day_of_post(std::uint32_t i) const {
    const std::uint32_t paragraph = sentences_[timexes_.all[i].sentence].paragraph;
    for (std::uint32_t next = i + 1; next < timexes_.all.size() && next <= i + longest_post;
         ++next) {
      const std::uint32_t at = sentences_[timexes_.all[next].sentence].paragraph;
      if (at > paragraph + 1) break;
      if (signs_post(timexes_.all[next], article_.paragraphs[at].span)) return next;
    }
    return Timex::none;
  }

  bool signs_post(const Timex& date, Span paragraph) const {
    constexpr std::uint32_t longest_name = 60;  // bytes
    if (!is_place(date) || !date.year_given || date.grain > Grain::day ||
        date.basis != Basis::words_alone || paragraph.end - date.span.end > 2)
      return false;
    const std::uint32_t from =
        std::max(paragraph.begin, date.span.begin - std::min(date.span.begin, longest_name));
    std::string_view before = std::string_view(article_.text).substr(from, date.span.begin - from);
    while (before.ends_with(' ')) before.remove_suffix(1);
    return before.ends_with(')') && before.find("(@") != std::string_view::npos;
  }

  /// "at 4 in the morning (4 a.m. EDT Thursday)"
  bool date_in_brackets(std::uint32_t i) const {
    if (i + 1 >= timexes_.all.size()) return false;
    const Timex &a = timexes_.all[i], &b = timexes_.all[i + 1];
    return a.sentence == b.sentence && b.first_token == a.last_token + 1 &&
           tokens_.all[a.last_token].span.of(article_.text) == "(" && b.fields.has(F::hour) &&
           !hour_alone(b.fields);
  }

  Anchor from_timex(std::uint32_t i) const {
    const Timex& timex = timexes_.all[i];
    Anchor anchor{timex.interval->first_day(), {}, {}, Basis::earlier_timex, i};
    if (timex.grain > Grain::day) anchor.stretch = timex.interval;
    return anchor;
  }

  /// "two days after the vote on 3 May": the next date of the sentence, as it will be read.
  Anchor behind(std::uint32_t i) const {
    for (std::uint32_t next = i + 1;
         next < timexes_.all.size() && timexes_.all[next].sentence == timexes_.all[i].sentence &&
         next <= i + 2;
         ++next) {
      Timex date = timexes_.all[next];
      if (anchor_kind(date.fields) != AnchorKind::document) continue;
      int tense = tense_.of(date);
      const Anchor anchor = anchor_of(next, tense);
      normalize(date, anchor, tense);
      if (!is_place(date)) continue;
      Anchor found{date.interval->first_day(), {}, {}, Basis::earlier_timex, next};
      if (date.grain > Grain::day) found.stretch = date.interval;
      return found;
    }
    return {};
  }

  /// "on 5 - 6 May (Wed-Thu)": the weekdays are those of the first day of the list before them.
  bool beside(std::uint32_t i, Anchor& anchor) const {
    std::uint32_t first = i;
    while (first > 0 && i - first < longest_list) {
      const Timex &a = timexes_.all[first - 1], &b = timexes_.all[first];
      if (a.sentence != b.sentence || !is_place(a) || b.first_token > a.last_token + 1) break;
      --first;
    }
    if (first == i) return false;
    anchor = from_timex(first);
    return true;
  }

  /// A weekday without its week, a month without its year, a day without its month: the words leave
  /// open which one.
  static bool leaves_open(const F& f) {
    if (f.get(F::kind, -1) != static_cast<int>(Kind::date) || f.has(F::shift) ||
        f.has(F::direction) || f.has(F::anchor))
      return false;
    return (f.has(F::weekday) && !f.has(F::month)) || (f.has(F::day) && !f.has(F::month)) ||
           lacks_year(f, false);
  }
  static bool weekday_alone(const F& f) { return f.has(F::weekday) && !f.has(F::month); }

  /// "from Monday to Wednesday", "between 5 and 9 June", "von Mai bis August": the two are ends of
  /// one stretch.
  bool spans(const Timex& a, const Timex& b) const {
    if (a.sentence != b.sentence || weekday_alone(a.fields) != weekday_alone(b.fields))
      return false;
    const Cue cue = joint(a, b);
    if (moved(a)) return false;
    if (cue == Cue::both) return a.first_token > tokens_.begin(a.sentence) && led_by_between(a);
    return cue == Cue::to;
  }
  /// "postponed from 16 May to 30 May": from one day to another.
  bool moved(const Timex& a) const {
    for (std::uint32_t t = a.first_token, seen = 0; t-- > tokens_.begin(a.sentence) && seen < 8;
         ++seen) {
      if (rules_.cue(tokens_.all[t].key) == Cue::moves) return true;
      if (tokens_.all[t].pos == Pos::verb || tokens_.all[t].pos == Pos::punct) return false;
    }
    return false;
  }
  bool led_by_between(const Timex& a) const { return led_by(Cue::between, a); }
  bool led_by(Cue wanted, const Timex& a) const {
    for (std::uint32_t t = a.first_token, seen = 0; t-- > tokens_.begin(a.sentence) && seen < 2;
         ++seen) {
      if (rules_.cue(tokens_.all[t].key) == wanted) return true;
      if (tokens_.all[t].pos != Pos::det) return false;
    }
    return false;
  }

  bool closes_span(std::uint32_t i) const {
    if (i == 0 || !leaves_open(timexes_.all[i].fields)) return false;
    const Timex& a = timexes_.all[i - 1];
    return is_place(a) && a.grain <= Grain::year && spans(a, timexes_.all[i]);
  }

  bool opens_span(std::uint32_t i) const {
    if (i + 1 >= timexes_.all.size() || !leaves_open(timexes_.all[i].fields)) return false;
    const Timex& b = timexes_.all[i + 1];
    return leaves_open(b.fields) && spans(timexes_.all[i], b);
  }

  /// "lasted from November to March": what is over ended before the anchor, so the first end is
  /// sought before the last; so it is of days around the anchor ("is shown from 3 to 12 May",
  /// written on the 5th).
  void before_end_of_span(std::uint32_t i, Anchor& anchor, int& tense) const {
    Timex last = timexes_.all[i + 1];
    Anchor around = anchor;
    around.side = tense < 0 ? -2 : 2;
    normalize(last, around, tense < 0 ? -1 : 1);
    if (!is_place(last)) return;
    const Day end = last.interval->first_day();
    const bool days = timexes_.all[i].fields.has(F::day) && last.fields.has(F::day);
    if (tense > 0 && (!days || end > *anchor.day + std::chrono::days{longest_show})) return;
    anchor.from = anchor.day;
    anchor.day = end - std::chrono::days{1};
    tense = -1;
  }

  /// "a day after the bridge collapsed": a length before a clause of its own, no date behind it
  /// that it could count from.
  bool dates_clause(std::uint32_t i) const {
    const F& f = timexes_.all[i].fields;
    return f.get(F::point, 0) == 1 && anchor_kind(f) == AnchorKind::behind && f.has(F::direction) &&
           !f.has(F::clause) && !counts_behind(i);
  }

  /// The date that follows belongs to the words behind the length: "two days after the vote on 3
  /// May", not "a day after it fell, on 3 May".
  bool counts_behind(std::uint32_t i) const {
    if (i + 1 >= timexes_.all.size()) return false;
    const Timex &a = timexes_.all[i], &b = timexes_.all[i + 1];
    if (a.sentence != b.sentence || b.first_token > a.last_token + longest_counted) return false;
    for (std::uint32_t t = a.last_token; t < b.first_token; ++t)
      if (rules_.cue(tokens_.all[t].key) == Cue::clause) return false;
    return true;
  }

  /// "resigned on Monday, a day after the bridge collapsed": the clause behind lies a day before
  /// what the main clause names.
  void count_back(std::uint32_t i, Timex& timex, Anchor& anchor) const {
    anchor = {};
    const std::uint32_t sentence = timex.sentence;
    if (i > 0 && timexes_.all[i - 1].sentence == sentence && is_place(timexes_.all[i - 1]) &&
        timexes_.all[i - 1].grain <= Grain::day)
      anchor = from_timex(i - 1);
    else if (i + 1 < timexes_.all.size() && timexes_.all[i + 1].sentence == sentence)
      anchor = behind(i);
    if (anchor.stretch) anchor = {};  // no day
    if (!anchor.day) return;
    timex.fields.set(F::direction, -timex.fields[F::direction]);
    timex.fields.set(F::clause, 1);
  }

  /// "the Autumn Statement", "Spring Hill", "the Winter Classic": a season that is part of a name.
  bool season_of_name(const Timex& timex) const {
    const F& f = timex.fields;
    if (!f.has(F::season) || f.has(F::year) || f.has(F::short_year) || f.has(F::shift) ||
        f.has(F::direction) || f.has(F::anchor) || f.has(F::unit))
      return false;
    if (f.get(F::kind, -1) != static_cast<int>(Kind::date) ||
        timex.last_token >= tokens_.end(timex.sentence))
      return false;
    const Token &season = tokens_.all[timex.last_token - 1], &next = tokens_.all[timex.last_token];
    return season.capital && !season.all_capitals && next.kind == TokenKind::word && next.capital &&
           timex.first_token > tokens_.begin(timex.sentence);
  }

  /// Where a text tells history, its own date is what the words count from: "on Monday" is the next
  /// one after the day named last, "the end of the year" that of the year named last. Only "ago"
  /// still counts from the day of writing.
  void running_anchor(const Timex& timex, Anchor& anchor, int& tense) const {
    const F& f = timex.fields;
    const bool in_month = f.has(F::month) || f.has(F::shift);
    const bool weekday = !in_month && (f.has(F::weekday) || f.has(F::weekend)),
               day = !in_month && f.has(F::day);
    const bool counted = f.has(F::shift) && f.has(F::unit);
    const bool part = f.has(F::quarter) || f.has(F::half);
    if (!weekday && !day && !counted && !part) return;
    const bool in_days = weekday || (counted && f[F::unit] < static_cast<int>(Unit::week));
    const std::uint32_t from = latest(in_days, day);
    if (from == Timex::none) {
      if (!document_ || (focus_ != Timex::none && !weekday)) anchor = {};
      return;
    }
    if (weekday && too_far_behind(timex, from)) return;
    anchor = from_timex(from);
    if (day) *anchor.day -= std::chrono::days{day_back};
    if (part && !counted) anchor.year = year_of(*anchor.day);
    if (weekday || day) tense = 1;
  }

  /// The timex named last that is as fine as the words: a day, a month or any.
  std::uint32_t latest(bool days, bool months) const {
    return days ? last_day_ : months ? last_month_ : last_timex_;
  }

  /// A weekday so far behind the day named last is one of the page's own week.
  bool too_far_behind(const Timex& timex, std::uint32_t day) const {
    return document_ && timex.sentence > timexes_.all[day].sentence + week_reach;
  }

  /// "On 9 July there is a concert, at 8 p.m.": a clock time or part of the day belongs to the day
  /// that its sentence named before.
  static bool hour_alone(const F& fields) {
    if (!fields.has(F::hour) && !fields.has(F::part)) return false;
    for (int slot = F::year; slot < F::part; ++slot)
      if (fields.has(static_cast<F::Slot>(slot))) return false;
    for (const F::Slot slot :
         {F::weekend, F::holiday, F::number, F::unit, F::shift, F::direction, F::anchor})
      if (fields.has(slot)) return false;
    return true;
  }

  /// "the next day", "two years later", "that month" count from the last timex that is as fine as
  /// they are.
  void text_anchor(const Timex& timex, Anchor& anchor) const {
    const F& f = timex.fields;
    const bool season = f.has(F::season) || f.has(F::month);
    const int unit = season ? static_cast<int>(Unit::year)
                            : f.get(F::unit, f.has(F::weekday) ? static_cast<int>(Unit::day) : 0);
    const bool fine = unit < static_cast<int>(Unit::week);
    const bool months = unit < static_cast<int>(Unit::quarter);
    const std::uint32_t from = latest(fine, months);
    if (from == Timex::none) {
      if (f.get(F::shift, 0) != 0 || f.has(F::number) || (fine && f.has(F::part))) anchor = {};
      return;
    }
    // In news "that night" after "earlier this month" is none of a day named before that.
    const bool stale = fine && f.has(F::part) && !history_ && last_timex_ != from &&
                       timexes_.all[last_timex_].sentence > timexes_.all[from].sentence;
    anchor = stale ? Anchor{} : from_timex(from);
    if (stale) return;
    // "In 1941 it began. That autumn ...": of a year the season is a part, of a day or month it is
    // the nearest.
    if (season && !f.has(F::direction) && !f.has(F::shift) &&
        timexes_.all[from].grain >= Grain::year)
      anchor.year = year_of(*anchor.day);
  }

  /// "from 2 May to 5 June 2021": the year is written once, at the end.
  bool year_behind(std::uint32_t i, Anchor& anchor) const {
    if (i + 1 >= timexes_.all.size()) return false;
    const Timex &a = timexes_.all[i], &b = timexes_.all[i + 1];
    if (a.sentence != b.sentence || !b.interval || !b.fields.has(F::year) ||
        b.grain > Grain::year || b.basis != Basis::words_alone)
      return false;
    if (joint(a, b) == Cue::none && !beside_date(a, b)) return false;
    anchor.year =
        b.fields[F::year] - (a.fields.get(F::month, 0) > b.fields.get(F::month, 12) ? 1 : 0);
    anchor.basis = Basis::earlier_timex;
    anchor.timex = i + 1;
    return true;
  }

  /// "Easter Monday, 24 April 1916", "3 May, 5 June 1940".
  bool beside_date(const Timex& a, const Timex& b) const {
    return b.fields.has(F::month) && b.first_token == a.last_token + 1 &&
           rules_.cue(tokens_.all[a.last_token].key) == Cue::clause;
  }

  /// "Monday, 18 February" is none of a year whose 18 February is no Monday.
  static bool on_weekday(const F& f, int year) {
    if (!f.has(F::weekday) || !f.has(F::month) || !f.has(F::day)) return true;
    const std::optional<Day> day =
        make_day(year, static_cast<unsigned>(f[F::month]), static_cast<unsigned>(f[F::day]));
    return !day || iso_weekday(*day) == f[F::weekday];
  }

  /// The year of a month without one: in a text that tells history, and beside a date of another
  /// year, the year named last; a month of spring after one of autumn lies in the next.
  void running_year(const Timex& timex, Anchor& anchor, int tense) const {
    if (anchor_kind(timex.fields) != AnchorKind::document) return;
    if (const std::uint32_t named = year_named_for(timex, tense); named != Timex::none) {
      anchor.period.reset();
      return lend(named, timexes_.all[named].fields[F::year], anchor);
    }
    if (section_ != Timex::none)
      return lend(section_, year_of(timexes_.all[section_].interval->first_day()), anchor);
    if (focus_ == Timex::none || (!document_ && tense > 0 && !tells_past(timex.sentence))) return;
    const Timex& earlier = timexes_.all[focus_];
    if (!history_ && (!lends_in_news(earlier, timex, tense) || in_aside(earlier))) return;
    lend(focus_, year_of(earlier.interval->first_day()) + (in_next_year(earlier, timex) ? 1 : 0),
         anchor);
  }

  static void lend(std::uint32_t lender, int year, Anchor& anchor) {
    anchor.year = year;
    anchor.basis = Basis::earlier_timex;
    anchor.timex = lender;
  }

  /// The date that names this very month, or day and month, with its year; history comes by the
  /// same day of several years.
  std::uint32_t year_named_for(const Timex& timex, int tense) const {
    if ((history_ && focus_ != Timex::none) || tense > 0) return Timex::none;
    if (const std::uint32_t named = named_elsewhere(timex); named != Timex::none) return named;
    return timex.fields.has(F::day) ? month_named_before(timex) : Timex::none;
  }

  /// In news only a date of another year in the same sentence lends its year.
  bool lends_in_news(const Timex& earlier, const Timex& timex, int tense) const {
    if (earlier.sentence != timex.sentence || earlier.grain > Grain::month) return false;
    if (!document_) return true;
    const int year = year_of(earlier.interval->first_day()), own = year_of(*document_);
    return year != own && (tense <= 0 || year > own);
  }

  /// A month of spring behind one of autumn.
  static bool in_next_year(const Timex& earlier, const Timex& timex) {
    if ((earlier.grain > Grain::month && earlier.grain != Grain::season) ||
        !timex.fields.has(F::month))
      return false;
    const auto before =
        static_cast<int>(static_cast<unsigned>(ymd(earlier.interval->first_day()).month()));
    const int month = timex.fields[F::month];
    return before > month && month + 12 - before <= months_ahead;
  }

  /// "A meeting is planned for 18 March" says nothing of the year of what stands before it, "It was
  /// planned for" does.
  bool tells_past(std::uint32_t sentence) const {
    for (std::uint32_t t = tokens_.begin(sentence); t < tokens_.end(sentence); ++t)
      if ((tokens_.all[t].form == VerbForm::past || tokens_.all[t].form == VerbForm::imperfect) &&
          (tokens_.all[t].pos == Pos::verb || tokens_.all[t].pos == Pos::aux))
        return true;
    return false;
  }

  /// "The club, founded on 1 June 1903, was sold on 2 May": a date of an aside lends its year to
  /// nothing behind the aside.
  bool in_aside(const Timex& timex) const {
    const std::uint32_t begin = tokens_.begin(timex.sentence), end = tokens_.end(timex.sentence);
    if (timex.last_token >= end || rules_.cue(tokens_.all[timex.last_token].key) != Cue::clause)
      return false;
    for (std::uint32_t t = timex.first_token, seen = 0; t-- > begin && seen < longest_aside;
         ++seen) {
      if (rules_.cue(tokens_.all[t].key) != Cue::clause) continue;
      const Token& first = tokens_.all[t + 1];
      return first.pos == Pos::verb || first.pos == Pos::pron || first.pos == Pos::adj;
    }
    return false;
  }

  /// The timex that names this month and day with its year ("the Oct. 7 attack" beside "Oct. 7,
  /// 2023"), where all that do agree on one.
  std::uint32_t named_elsewhere(const Timex& timex) const {
    if (!timex.fields.has(F::month) || !timex.fields.has(F::day)) return Timex::none;
    std::uint32_t found = Timex::none;
    for (const std::uint32_t i : full_dates_) {
      const F& f = timexes_.all[i].fields;
      if (f[F::month] != timex.fields[F::month] || f[F::day] != timex.fields[F::day]) continue;
      if (found != Timex::none && timexes_.all[found].fields[F::year] != f[F::year])
        return Timex::none;
      if (found == Timex::none) found = i;
    }
    return found;
  }

  /// The month that the text named before with its year ("the July 2021 unrest", then "on July 8"),
  /// where all that did agree on one, and it is not the year that nearness would give anyhow.
  std::uint32_t month_named_before(const Timex& timex) const {
    if (!timex.fields.has(F::month) || !document_) return Timex::none;
    const int back =
        static_cast<int>(static_cast<unsigned>(ymd(*document_).month())) - timex.fields[F::month];
    // news speaks of this month and the last
    if (back == 0 || back == 1 || back == -11) return Timex::none;
    std::uint32_t found = Timex::none;
    for (const std::uint32_t i : named_months_) {
      const Timex& earlier = timexes_.all[i];
      if (earlier.first_token >= timex.first_token) break;
      if (earlier.fields[F::month] != timex.fields[F::month]) continue;
      if (found != Timex::none && timexes_.all[found].fields[F::year] != earlier.fields[F::year])
        return Timex::none;
      found = i;
    }
    return found;
  }

  /// "a year earlier" in a story on a quarter is that quarter of the year before; "the quarter" is
  /// the one the text speaks of, else the last one that is over.
  void compare(std::uint32_t i, Anchor& anchor) const {
    const Timex& timex = timexes_.all[i];
    if (const std::uint32_t month = month_compared(i); month != Timex::none) {
      anchor.period = CalendarUnit{Grain::month, *timexes_.all[month].interval, {}, false};
      anchor.day = anchor.period->interval.first_day();
      anchor.basis = Basis::earlier_timex;
      anchor.timex = month;
      return;
    }
    const bool quarter = timex.fields.get(F::unit, -1) == static_cast<int>(Unit::quarter);
    const bool over = period_ && period_->grain == Grain::quarter && anchor.day &&
                      period_->interval.last_day() <= *anchor.day;
    if (!period_ || timex.sentence > period_sentence_ + period_reach || (quarter && !over)) {
      // "the period" is a quarter only where one was named
      if (timex.fields.has(F::whole)) anchor.day.reset();
      if (anchor.day && quarter) anchor.day = shifted(*anchor.day, -1, Unit::quarter);
      return;
    }
    if (timex.fields.get(F::unit, -1) != static_cast<int>(Unit::year) ||
        timex.fields.get(F::shift, -1) != 0)
      anchor.period = period_;
    anchor.day = period_->interval.first_day();
    anchor.basis = Basis::earlier_timex;
    anchor.timex = period_timex_;
  }

  /// "sales rose in February from a year earlier": the month that the sentence named last. A year
  /// counted from one that is to come is none.
  std::uint32_t month_compared(std::uint32_t i) const {
    const Timex& timex = timexes_.all[i];
    if (timex.fields.get(F::unit, -1) != static_cast<int>(Unit::year) ||
        timex.fields.get(F::shift, -1) == 0)
      return Timex::none;
    for (std::uint32_t j = i; j-- > 0 && timexes_.all[j].sentence == timex.sentence;) {
      const Timex& before = timexes_.all[j];
      if (!is_place(before)) continue;
      const bool month = before.grain == Grain::month && !before.fields.has(F::mod) &&
                         (!document_ || before.interval->first_day() <= *document_);
      return month ? j : Timex::none;
    }
    return Timex::none;
  }

  /// What a text compares with the year before: the quarter it named last, or the whole year after
  /// "the first nine months".
  void remember_period(std::uint32_t i) {
    const Timex& timex = timexes_.all[i];
    const bool compares = anchor_kind(timex.fields) == AnchorKind::period;
    // what is not over is no baseline
    if (period_ && document_ && timex.interval && timex.interval->last_day() > *document_) return;
    if (timex.grain == Grain::quarter && timex.interval &&
        !(compares && timex.fields.get(F::unit, 0) != static_cast<int>(Unit::quarter))) {
      if (!compares || !period_) {
        period_ = CalendarUnit{timex.grain, *timex.interval, {}, false};
        period_timex_ = i;
      }
      period_sentence_ = timex.sentence;
    } else if (document_ && timex.type == TimexType::duration && !timex.vague &&
               timex.fields.get(F::unit, 0) == static_cast<int>(Unit::month) &&
               timex.fields.get(F::number, 0) % 3 == 0 && timex.fields.get(F::number, 0) >= 6 &&
               timex.fields.get(F::number, 0) <= 12 && timex.fields.has(F::whole)) {
      period_ = CalendarUnit{Grain::year, year_interval(year_of(*document_)), {}, false};
      period_timex_ = Timex::none;
      period_sentence_ = timex.sentence;
    }
  }

  /// A paragraph that is nothing but a year ("2023", "In 2023:") heads what follows it.
  bool heads_section(const Timex& timex) const {
    if (timex.grain < Grain::month || timex.grain > Grain::year || !timex.year_given) return false;
    const Paragraph& paragraph = article_.paragraphs[sentences_[timex.sentence].paragraph];
    const std::uint32_t rest = paragraph.span.size() - timex.span.size();
    return rest <= 4 || (paragraph.kind == ParagraphKind::heading && rest <= 12);
  }

  void remember(std::uint32_t i) {
    const Timex& timex = timexes_.all[i];
    if (heads_section(timex)) section_ = i;
    if (history_ && (timex.basis == Basis::document_time || looks_back(timex))) return;
    const bool long_time = timex.grain == Grain::decade || timex.grain == Grain::part_of_decade ||
                           timex.grain == Grain::century;
    // "the same year" is none of "the 1850s"
    if (!long_time || last_timex_ == Timex::none) last_timex_ = i;
    if (timex.grain <= Grain::day) last_day_ = i;
    if (timex.grain <= Grain::month) last_month_ = i;
    if (leads_on(timex)) focus_ = i;
  }

  /// "Two months earlier he had warned": the story goes on from where it stood.
  static bool looks_back(const Timex& timex) {
    const F& f = timex.fields;
    return anchor_kind(f) == AnchorKind::text &&
           (f.has(F::shift) ? f[F::shift] : f.get(F::direction, 0)) < 0;
  }

  /// Whether later words may count from its year: not where it only tells how long something went
  /// on ("until 1953"), nor where it is part of a name or noun ("the 1995 study").
  bool leads_on(const Timex& timex) const {
    if (!(timex.year_given || (timex.basis == Basis::earlier_timex && timex.grain <= Grain::year)))
      return false;
    if (focus_ == Timex::none || timex.grain < Grain::year) return true;
    const std::uint32_t begin = tokens_.begin(timex.sentence), end = tokens_.end(timex.sentence);
    if (timex.first_token == begin) return true;
    const Token& before = tokens_.all[timex.first_token - 1];
    const Cue cue = rules_.cue(before.key);
    if (cue == Cue::until || cue == Cue::past_beside) return false;
    return !(before.pos == Pos::det && timex.last_token < end &&
             (tokens_.all[timex.last_token].pos == Pos::noun ||
              tokens_.all[timex.last_token].pos == Pos::propn));
  }

  /// Neighbors in one sentence, joined by "to" or "and": "from May 3 to May 5", "between 2010 and
  /// 2015".
  void ranges() {
    for (std::uint32_t i = 0; i + 1 < timexes_.all.size(); ++i) {
      const Timex &a = timexes_.all[i], &b = timexes_.all[i + 1];
      if (a.sentence != b.sentence || !is_place(a) || !is_place(b) || !joined(a, b)) continue;
      // "in 2014–15 and 2016–17"
      const bool ends_another = !timexes_.ranges.empty() && timexes_.ranges.back().last == i;
      if (ends_another && joint(a, b) == Cue::both) continue;
      if (b.interval->last <= a.interval->first) continue;
      timexes_.ranges.push_back(
          {i, i + 1, {a.span.begin, b.span.end}, {a.interval->first, b.interval->last}});
    }
  }

  /// "to the 5th", "bis zum 5.", "hasta el 5"
  bool leads_on(std::uint32_t t) const {
    return tokens_.all[t].pos == Pos::det || tokens_.all[t].pos == Pos::adp ||
           rules_.cue(tokens_.all[t].key) == Cue::until;
  }
  /// "à partir de jeudi et jusqu’à samedi", with the first of the two.
  bool goes_on_until(const Timex& a) const {
    const Cue next = rules_.cue(tokens_.all[a.last_token + 1].key);
    return (next == Cue::to || next == Cue::until) &&
           (led_by(Cue::from, a) || led_by(Cue::past_beside, a));
  }
  /// What joins two neighbors: `to`, `both` ("and"), or none.
  Cue joint(const Timex& a, const Timex& b) const {
    // in one token: "1996-1997"
    if (a.last_token > b.first_token) return b.span.begin - a.span.end == 1 ? Cue::to : Cue::none;
    const std::uint32_t gap = b.first_token - a.last_token;
    if (gap == 0 || gap > 3) return Cue::none;
    for (std::uint32_t t = a.last_token + 1; t < b.first_token; ++t)
      if (!leads_on(t)) return Cue::none;
    Cue cue = rules_.cue(tokens_.all[a.last_token].key);
    // "18 years ago – on the same day"
    if (cue == Cue::to && gap > 1 && tokens_.all[a.last_token].kind == TokenKind::punctuation)
      return Cue::none;
    if (cue == Cue::before_to && gap > 1) cue = rules_.cue(tokens_.all[a.last_token + 1].key);
    if (cue == Cue::both && gap > 1 && goes_on_until(a)) return Cue::to;
    if (cue == Cue::into) return gap == 1 && led_by(Cue::from, a) ? Cue::to : Cue::none;
    // one word in some languages
    if (cue == Cue::to || cue == Cue::until || cue == Cue::infinitive) return Cue::to;
    // "entre le 3 et le 5 janvier"
    return cue == Cue::both && (gap == 1 || (gap == 2 && led_by_between(a))) ? Cue::both
                                                                             : Cue::none;
  }

  bool joined(const Timex& a, const Timex& b) const {
    const Cue cue = joint(a, b);
    if (cue != Cue::both) return cue == Cue::to;
    // "on 3 May and a day later" are two days
    const bool counted = anchor_kind(b.fields) == AnchorKind::text;
    return (a.first_token > tokens_.begin(a.sentence) && led_by_between(a)) ||
           (!counted && a.interval->last == b.interval->first);
  }

  Timexes& timexes_;
  const Article& article_;
  const std::vector<Sentence>& sentences_;
  const Tokens& tokens_;
  const TimexRules::Impl& rules_;
  Tense tense_;
  std::optional<Day> document_;
  const EntryDates* entries_;
  bool running_ = false, history_ = false, essay_ = false, southern_ = false;
  std::vector<std::uint32_t> full_dates_;    // with month, day and year
  std::vector<std::uint32_t> named_months_;  // with month and year alone
  std::optional<int> reviewed_year_;
  std::optional<CalendarUnit> period_;
  std::uint32_t last_timex_ = Timex::none, last_day_ = Timex::none, last_month_ = Timex::none,
                focus_ = Timex::none, section_ = Timex::none, period_timex_ = Timex::none;
  std::uint32_t period_sentence_ = 0;
};

}  // namespace

void resolve(Timexes& timexes, const Article& article, const std::vector<Sentence>& sentences,
             const Tokens& tokens, const TimexRules& rules, std::optional<Published> document_time,
             const EntryDates* entries) {
  timexes.ranges.clear();
  std::optional<Day> day;
  if (document_time) day = document_time->day();
  Resolver(timexes, article, sentences, tokens, rules.impl(), day, entries).run();
}

}  // namespace newsline
