#include "layout.h"

#include <algorithm>

namespace newsline::event_room {

namespace {

Interval whole_days(const Interval& interval) { return day_range(interval.first_day(), interval.last_day()); }

Told told_range(const Timexes& timexes, std::uint32_t number) {
  const TimexRange& range = timexes.ranges[number];
  const Timex &first = timexes.all[range.first], &last = timexes.all[range.last];
  return {range.first, number, first.first_token, last.last_token, range.span, whole_days(range.interval), Grain::range,
          first.approximate || last.approximate};
}

}  // namespace

std::optional<Told> told_alone(const Timexes& timexes, std::uint32_t number) {
  const Timex& timex = timexes.all[number];
  if (!timex.interval || timex.vague || timex.type == TimexType::set || timex.interval->first >= timex.interval->last) return std::nullopt;
  return Told{number, Timex::none, timex.first_token, timex.last_token, timex.span, whole_days(*timex.interval), std::max(timex.grain, Grain::day), timex.approximate};
}

Dates::Dates(const Timexes& timexes) : timexes_(timexes) {
  std::size_t next = 0;  // the first range that begins behind the timex
  for (std::uint32_t t = 0; t < timexes.all.size(); ++t) {
    while (next < timexes.ranges.size() && timexes.ranges[next].first <= t) ++next;
    if (next > 0 && t <= timexes.ranges[next - 1].last) {
      const TimexRange& range = timexes.ranges[next - 1];
      if (t == range.first && range.interval.first < range.interval.last) places_.push_back({timexes.all[t].first_token, static_cast<std::uint32_t>(next - 1), true});
    } else if (told_alone(timexes, t)) {
      places_.push_back({timexes.all[t].first_token, t, false});
    }
  }
}

Told Dates::operator[](std::size_t number) const {
  const Place& place = places_[number];
  return place.range ? told_range(timexes_, place.number) : *told_alone(timexes_, place.number);
}

std::size_t Dates::from(std::uint32_t token) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(places_, token, {}, &Place::first_token) - places_.begin());
}

namespace {

class LayoutReader {
 public:
  LayoutReader(const Reading& reading, const Dates& dates, const Words& words)
      : reading_(reading), tokens_(reading.tokens.all), text_(reading.article.text), dates_(dates), words_(words) {}

  Layout read() {
    index_sentences();
    const std::size_t count = reading_.article.paragraphs.size();
    layout_.paragraphs.assign(count, {});
    layout_.date_only.assign(count, false);
    for (std::uint32_t p = 0; p < count; ++p)
      if (tells_story(reading_.article.paragraphs[p].kind)) look_at(p);
    drop_publication_line();
    spread_headings();
    find_dateline();
    return std::move(layout_);
  }

 private:
  void index_sentences() {
    const std::size_t count = reading_.article.paragraphs.size();
    layout_.first_sentence.assign(count + 1, static_cast<std::uint32_t>(reading_.sentences.size()));
    for (std::size_t s = reading_.sentences.size(); s-- > 0;) layout_.first_sentence[reading_.sentences[s].paragraph] = static_cast<std::uint32_t>(s);
    for (std::size_t p = count; p-- > 0;) layout_.first_sentence[p] = std::min(layout_.first_sentence[p], layout_.first_sentence[p + 1]);
  }

  std::string_view word(std::uint32_t token) const { return tokens_[token].span.of(text_); }
  bool is_colon(std::uint32_t token) const { return word(token) == ":" || word(token) == "|"; }
  bool is_dash(std::uint32_t token) const {
    const std::string_view w = word(token);
    return w == "–" || w == "—" || w == "--" || (w == "-" && tokens_[token].space_before);
  }
  bool is_punctuation(std::uint32_t token) const {
    return tokens_[token].kind == TokenKind::punctuation || tokens_[token].kind == TokenKind::symbol;
  }
  /// A word that may stand before the date of a label: "Throughout 2023", "By late May", "On Tuesday:".
  bool leads_label(std::uint32_t token) const {
    const Token word = tokens_[token];
    return words_.phrase(&word, &word + 1) != Phrase::none || words_.find(word.key).has(Word::determiner);
  }

  void look_at(std::uint32_t p) {
    const Paragraph& paragraph = reading_.article.paragraphs[p];
    if (paragraph.stamp) return stamp(p, *paragraph.stamp);
    const std::uint32_t first_sentence = layout_.first_sentence[p], end_sentence = layout_.first_sentence[p + 1];
    if (first_sentence == end_sentence) return;
    const std::uint32_t first = reading_.tokens.begin(first_sentence), last = reading_.tokens.end(end_sentence - 1);
    std::uint32_t at = first;
    while (at < last && is_punctuation(at)) ++at;
    const std::uint32_t opening = at;
    while (at < last && at < opening + 2 && !dated_at(at) && leads_label(at)) ++at;
    const std::optional<Told> told = dated_at(at);
    if (!told || told->last_token > last) return;
    const std::uint32_t behind = behind_date(*told, last);
    if (behind == last) {
      layout_.date_only[p] = true;
      layout_.paragraphs[p] = {Dating::Kind::heading, *told, paragraph.span.end, false};
      return;
    }
    if (const std::uint32_t content = label_end(p, at > opening, *told, behind, last); content != nowhere_token)
      layout_.paragraphs[p] = {Dating::Kind::label, *told, tokens_[content].span.begin, true};
  }

  std::optional<Told> dated_at(std::uint32_t token) const {
    const std::size_t date = dates_.from(token);
    return date < dates_.size() && dates_.first_token(date) == token ? std::optional(dates_[date]) : std::nullopt;
  }

  /// Further dates that belong to the first, brackets, a full stop: "Tuesday, 5 May (day 3)".
  std::uint32_t behind_date(const Told& told, std::uint32_t last) const {
    std::uint32_t at = told.last_token;
    while (at < last) {
      if (is_punctuation(at) && !is_colon(at) && !is_dash(at)) ++at;
      else if (const std::optional<Told> next = dated_at(at)) at = next->last_token;
      else break;
    }
    // "1996:" alone in its line
    if (at < last && (is_colon(at) || is_dash(at)) && at + 1 == last) return last;
    return at;
  }

  /// The first token of the words behind a label, or nowhere_token where the date is no label.
  std::uint32_t label_end(std::uint32_t p, bool preposition, const Told& told, std::uint32_t behind, std::uint32_t last) const {
    const ParagraphKind kind = reading_.article.paragraphs[p].kind;
    if (behind + 1 < last && is_colon(behind)) return behind + 1;
    if (behind + 1 < last && is_dash(behind) && !preposition) return behind + 1;
    if (preposition) return nowhere_token;
    // a cell of its own, or a line of its own above the words
    const std::string_view gap = text_.substr(told.span.end, tokens_[behind].span.begin - told.span.end);
    if (gap.find('\n') != std::string_view::npos || gap.find('\t') != std::string_view::npos) return behind;
    return kind == ParagraphKind::table_row && told.grain <= Grain::decade && behind == told.last_token && tokens_[behind].capital ? behind : nowhere_token;
  }

  void stamp(std::uint32_t p, const Published& published) {
    Told told;
    told.when = day_interval(published.day());
    told.span = {reading_.article.paragraphs[p].span.begin, reading_.article.paragraphs[p].span.begin};
    layout_.paragraphs[p] = {Dating::Kind::stamp, told, reading_.article.paragraphs[p].span.begin, false};
    ++layout_.dated_paragraphs;
  }

  /// A date alone near the top that is the day of publication dates the page, not its paragraphs.
  void drop_publication_line() {
    std::uint32_t only = nowhere_token, count = 0;
    for (std::uint32_t p = 0; p < layout_.paragraphs.size(); ++p)
      if (layout_.date_only[p]) only = p, ++count;
    if (count != 1 || only > 3 || !reading_.document_time) return;
    const Told& told = layout_.paragraphs[only].told;
    const auto distance = told.when.first_day() - reading_.document_time->day();
    if (told.grain == Grain::day && distance <= std::chrono::days{2} && distance >= std::chrono::days{-2}) layout_.paragraphs[only] = {};
  }

  /// A date heading dates what follows, until the next heading; a year heading completes the labels below it.
  void spread_headings() {
    std::optional<Dating> scope;
    bool fresh = false;
    for (std::uint32_t p = 0; p < layout_.paragraphs.size(); ++p) {
      Dating& here = layout_.paragraphs[p];
      const ParagraphKind kind = reading_.article.paragraphs[p].kind;
      if (!tells_story(kind)) continue;
      if (here.kind == Dating::Kind::heading) {
        if (scope) complete(here.told, scope->told);
        // "May 5" below "2021" narrows it; the year stays for the days that follow
        if (!scope || here.told.grain >= Grain::year || !given_year(here.told)) {
          if (here.told.grain >= Grain::month) year_scope_ = here.told;
        }
        scope = here, fresh = true;
        continue;
      }
      if (here.kind == Dating::Kind::label) {
        if (year_scope_) complete(here.told, *year_scope_);
        if (kind == ParagraphKind::heading) scope = here, fresh = true;
        ++layout_.dated_paragraphs;
        continue;
      }
      if (here.kind == Dating::Kind::stamp) continue;
      if (kind == ParagraphKind::heading) scope.reset(), year_scope_.reset();
      if (!scope || layout_.date_only[p] || kind == ParagraphKind::caption) continue;
      here = *scope;
      here.kind = Dating::Kind::heading;
      here.content = reading_.article.paragraphs[p].span.begin;
      here.leads = fresh;
      fresh = false;
      ++layout_.dated_paragraphs;
    }
  }

  bool given_year(const Told& told) const { return told.timex != Timex::none && reading_.timexes.all[told.timex].year_given; }

  /// A label without a year, below a heading that has one, lies in that year.
  void complete(Told& told, const Told& heading) const {
    if (told.timex == Timex::none || given_year(told) || told.grain > Grain::month || heading.grain > Grain::year) return;
    const auto wanted = ymd(heading.when.first_day()).year();
    const auto first = ymd(told.when.first_day()), last = ymd(told.when.last_day());
    if (first.year() == wanted) return;
    const auto moved = [&](const std::chrono::year_month_day& day, int years) {
      return make_day(static_cast<int>(day.year()) + years, static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    };
    const int years = static_cast<int>(wanted) - static_cast<int>(first.year());
    const auto from = moved(first, years), to = moved(last, years);
    if (from && to) told.when = day_range(*from, *to);
  }

  /// Capitals, a date and a dash at the head of the story.
  void find_dateline() {
    for (std::uint32_t p = 0; p < layout_.paragraphs.size(); ++p) {
      const std::uint32_t s = layout_.first_sentence[p];
      if (s == layout_.first_sentence[p + 1] || reading_.article.paragraphs[p].kind != ParagraphKind::paragraph) continue;
      if (layout_.paragraphs[p].kind != Dating::Kind::none || layout_.date_only[p]) continue;
      const std::uint32_t first = reading_.tokens.begin(s), last = std::min(reading_.tokens.end(s), first + 24);
      bool dated = false;
      for (std::uint32_t at = first; at < last; ++at) {
        if (is_dash(at) && at > first) {
          if (dated || all_capitals(first)) layout_.dateline = Span{tokens_[first].span.begin, tokens_[at].span.end};
          return;
        }
        if (const std::optional<Told> told = dated_at(at)) dated = true, at = told->last_token - 1;
        else if (!is_punctuation(at) && !tokens_[at].capital && tokens_[at].kind == TokenKind::word) break;
      }
      if (dateline_paragraphs_++ > 1) return;
    }
  }
  bool all_capitals(std::uint32_t token) const { return tokens_[token].all_capitals && tokens_[token].span.size() > 2; }

  static constexpr std::uint32_t nowhere_token = 0xFFFFFFFF;
  const Reading& reading_;
  const TokenList& tokens_;
  std::string_view text_;
  const Dates& dates_;
  const Words& words_;
  Layout layout_;
  std::optional<Told> year_scope_;
  int dateline_paragraphs_ = 0;
};

}  // namespace

Layout read_layout(const Reading& reading, const Dates& dates, const Words& words) { return LayoutReader(reading, dates, words).read(); }

}  // namespace newsline::event_room
