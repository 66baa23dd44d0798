// From a read page to its events, sentence by sentence.
//
// A date of the sentence, or of the label or heading above it, is attached to a trigger (a verb or
// a noun that names a happening), asked for objections, weighed, and given a certainty. Events of
// one sentence that share a date are one, the surer; each that is left gets a headline,
// participants and a salience. A sentence without a date goes on with the day of the one before it,
// or is the page's own news.
//
//     "The court, which met on Friday, will rule in May."      published 2024-06-13
//     on Friday   trigger "met", past     -> 2024-06-07, asserted
//     in May      trigger "rule", future  -> 2025-05, planned: "The court will rule"
//
// What it does not do: it knows no grammar (syntax/), cuts no headlines (headline/) and sees one
// page alone (chronology/ merges pages).
#include "event.h"

#include <algorithm>
#include <cmath>

#include "base/ascii.h"
#include "base/utf8.h"
#include "certainty.h"
#include "event/headline/headline.h"
#include "event/syntax/shared_trigger.h"
#include "event/syntax/subject.h"
#include "paragraph_dates.h"
#include "roles.h"
#include "salience.h"
#include "samples.h"

namespace newsline {

using namespace event;

namespace {

using namespace event;

constexpr double least_of_mention = 0.12;
// of undated news that the title has too: the share of them that are right
constexpr double sure_by_title = 0.75;
// of a happening that is given only where the page's main ones are asked for
constexpr double least_salience = 0.2;
constexpr std::size_t most_events = 40;  // of one sentence: a list of dates without end is no story

/// Where candidates of headlines are noted down, and by which penalties they are looked for.
struct HeadlineNotes {
  const Penalties& penalties;
  bool explore;
  std::vector<HeadlineSample> samples;
};

/// One happening on the way to being an event.
struct EventCandidate {
  DateMention date{};
  Attachment at{};
  Trigger trigger{};
  Verdict verdict{};
  Features features{};
  double confidence = 0;
  std::string reason;
  bool own_date = false;  // the sentence names it
  // its date is that of the clause behind: "a day after the bridge collapsed"
  bool of_clause = false;
  bool sure = true;                  // enough to stand in the chronology
  bool secondary = false;            // given only where the page's main happenings are asked for
  Relation relation = Relation::on;  // of a secondary one
  Derivation derivation = Derivation::explicit_;
};

class EventExtractor {
 public:
  EventExtractor(const Reading& reading, const EventRules::Impl& rules)
      : reading_(reading),
        words_(rules.words),
        weights_(*rules.weights),
        salience_(*rules.salience),
        penalties_(*rules.penalties),
        parser_(rules.grammar),
        text_(reading.article.text),
        dates_(reading.timexes),
        page_layout_(reading.labels && reading.labels->layout()
                         ? reading.labels->layout()
                         : std::make_shared<const ParagraphDates>(
                               read_paragraph_dates(reading, dates_, words_, *rules.labels))),
        layout_(*page_layout_),
        wanted_(wants_tags(reading.article, reading.sentences, reading.timexes)),
        title_(stems_of(reading.article.title)) {
    read_page_context();
  }

  void tell(const std::function<void(Event&&)>& take) {
    std::size_t date = 0, timex = 0;
    for (std::uint32_t s = 0; s < reading_.sentences.size(); ++s) {
      const std::uint32_t begin = reading_.tokens.begin(s), end = reading_.tokens.end(s);
      while (date < dates_.size() && dates_.first_token(date) < begin) ++date;
      while (timex < reading_.timexes.all.size() && reading_.timexes.all[timex].first_token < begin)
        ++timex;
      std::size_t date_end = date, timex_end = timex;
      while (date_end < dates_.size() && dates_.first_token(date_end) < end) ++date_end;
      while (timex_end < reading_.timexes.all.size() &&
             reading_.timexes.all[timex_end].first_token < end)
        ++timex_end;
      sentence(s, {date, date_end}, {timex, timex_end});
      for (Event& event : events_) take(std::move(event));
      events_.clear();
    }
  }
  /// From here on every happening is given that its words or the page let date, also the less sure.
  void tell_mentions() { mentions_ = true; }
  /// From here on every happening that no rule speaks against is noted down too.
  void note(std::vector<Sample>& samples) { samples_ = &samples; }
  /// From here on the other happenings of a sentence are given too, where they may be among the
  /// page's main ones.
  void allow_secondary() { secondary_ = true; }
  /// From here on the reasons tell how the headlines were chosen.
  void explain() { explains_ = true; }
  void note(std::vector<SalienceSample>& samples) {
    secondary_ = true, salience_samples_ = &samples;
  }
  void note(HeadlineNotes& notes) { headline_samples_ = &notes; }

 private:
  struct Part {
    std::size_t first, last;
  };

  const Paragraph& paragraph_of(std::uint32_t s) const {
    return reading_.article.paragraphs[reading_.sentences[s].paragraph];
  }

  void sentence(std::uint32_t s, Part dates, Part timexes) {
    const std::uint32_t begin = reading_.tokens.begin(s), end = reading_.tokens.end(s);
    if (begin == end || !may_tell(s)) return;
    const ParagraphDate& dating = layout_.paragraphs[reading_.sentences[s].paragraph];
    const bool own_dates = dates.first != dates.last,
               dated = dating.kind != ParagraphDate::Kind::none;
    const bool story = !dated && may_be_news(s) && !waits_for_day(timexes);
    if (!own_dates && !dated && !story) return;
    const std::uint32_t from = content_start(s, dating);
    const std::vector<bool> timex = tokens_of(timexes, begin, end);
    if (!tells_words(from, begin, timex)) return;
    Syntax syntax = read_syntax(reading_.tokens, begin, end, text_, timex, words_);
    const bool decided_by_tree = own_dates || dated;
    if (decided_by_tree) read_with_tree(syntax, from - begin);
    if (is_chrome(syntax, from - begin)) return;
    if ((is_caption(s) || shows_picture(syntax, from - begin)) && !tells_past(syntax)) return;

    std::vector<EventCandidate> event_candidates;
    around_ = surroundings(s, syntax, from - begin, dates);
    habit_end_ = nowhere;
    for (std::size_t d = dates.first; d < dates.last && event_candidates.size() < most_events; ++d)
      if (in_content(dates_[d], dating, from, end))
        own_date(s, syntax, dates_[d], event_candidates);
    if (dated)
      inherited_date(s, syntax, dating, from - begin, event_candidates);
    else if (event_candidates.empty() && story && !own_dates)
      undated(s, syntax, from - begin, event_candidates);
    part_shared(s, syntax, event_candidates);
    join_same(event_candidates);
    remember(s, syntax, event_candidates);
    if (!dated) further(s, syntax, from - begin, event_candidates);
    if (!event_candidates.empty() && !decided_by_tree) parse(syntax, from - begin);
    write_all(s, syntax, event_candidates, from - begin);
  }

  /// Gives a sentence its tree, which is asked for the verb where the tags show none.
  void read_with_tree(Syntax& syntax, std::uint32_t from) {
    parse(syntax, from);
    const std::optional<FoundVerb> verb = verb_by_tree(syntax, from);
    if (!verb) return;
    syntax = read_syntax(reading_.tokens, syntax.begin, syntax.begin + syntax.size(), text_,
                         syntax.timex, words_, verb);
    parse(syntax, from);
  }

  bool is_caption(std::uint32_t s) const { return paragraph_of(s).kind == ParagraphKind::caption; }

  /// Story text that is more than a date; the caption above the story tells what its picture shows.
  bool may_tell(std::uint32_t s) const {
    const std::uint32_t p = reading_.sentences[s].paragraph;
    return is_story_text(paragraph_of(s).kind) && !layout_.date_only[p] &&
           !(is_caption(s) && s == layout_.first_sentence[p]);
  }

  /// The tokens of a sentence that belong to times.
  std::vector<bool> tokens_of(Part timexes, std::uint32_t begin, std::uint32_t end) const {
    std::vector<bool> timex(end - begin, false);
    for (std::size_t t = timexes.first; t < timexes.last; ++t)
      for (std::uint32_t i = reading_.timexes.all[t].first_token;
           i < reading_.timexes.all[t].last_token && i < end; ++i)
        timex[i - begin] = true;
    return timex;
  }

  /// A date of the sentence proper, not of the label before it, and not one that only repeats the
  /// stretch of its entry.
  bool in_content(const DateMention& date, const ParagraphDate& dating, std::uint32_t from,
                  std::uint32_t end) const {
    const bool dated = dating.kind != ParagraphDate::Kind::none;
    return date.first_token >= from && date.last_token <= end &&
           !(dated && spans_entry(date, dating.date));
  }

  /// The happenings of the sentence that are wanted only where the page's main ones are asked for.
  void further(std::uint32_t s, const Syntax& syntax, std::uint32_t from,
               std::vector<EventCandidate>& event_candidates) {
    if (mentions_) secondary_mentions(syntax, from, event_candidates);
    if (secondary_ && may_be_news(s)) secondary_happenings(s, syntax, from, event_candidates);
  }

  /// The events that stand without the secondary ones are written as if there were none: only those
  /// see all.
  void write_all(std::uint32_t s, const Syntax& syntax,
                 const std::vector<EventCandidate>& event_candidates, std::uint32_t from) {
    std::vector<EventCandidate> main = event_candidates;
    std::erase_if(main, &EventCandidate::secondary);
    std::uint32_t rank = 0;
    for (const EventCandidate& event_candidate : event_candidates)
      write(s, syntax, event_candidate, from, event_candidate.secondary ? event_candidates : main,
            rank++);
  }

  /// "He lost his hand that night": a day that the words point to and the text does not tell is not
  /// the page's own.
  bool waits_for_day(Part timexes) const {
    for (std::size_t t = timexes.first; t < timexes.last; ++t) {
      const Timex& timex = reading_.timexes.all[t];
      const bool points = timex.type == TimexType::date || timex.type == TimexType::time;
      if (points && !timex.vague && !timex.interval && timex.fields.has(TimexFields::anchor))
        return true;
    }
    return false;
  }

  /// Only sentences with a date, and others that tell something, are parsed, and those when it is
  /// asked how they are built: one in nine of a page. A label or a dateline is no part of the tree.
  void parse(Syntax& syntax, std::uint32_t from) {
    const std::uint32_t before = behind_credit(syntax, from);
    syntax.tree.make_by([this, &syntax, before] {
      parser_.parse(syntax.tokens.data() + before, syntax.tokens.size() - before, text_, tree_);
      return tree_.empty() ? Dependencies() : Dependencies(tree_, before);
    });
  }

  /// "The senator hails the plan", where the tags take "hails" for a noun: the tree's root, if it
  /// is a verb with a subject. The tree must not have been asked for yet.
  std::optional<FoundVerb> verb_by_tree(const Syntax& syntax, std::uint32_t from) {
    constexpr std::uint32_t fewest = 4;  // tokens of a sentence
    if (syntax.size() < from + fewest || !lacks_main_verb(syntax)) return std::nullopt;
    if (syntax.tree().empty()) return std::nullopt;
    const auto before = static_cast<std::uint32_t>(syntax.size() - tree_.size());
    const std::size_t root = tree_.root();
    const std::uint32_t verb = before + static_cast<std::uint32_t>(root);
    const grammar::Morphology& found = tree_[root].morphology;
    const Token& token = syntax.tokens[verb];
    const bool mistaken = is_noun(token) || token.pos == Pos::adj || token.pos == Pos::verb;
    if (!mistaken || syntax.verb_of[verb] != nowhere || syntax.timex[verb]) return std::nullopt;
    if (from > 0 && verb == from && opens_entry(root)) return FoundVerb{verb, VerbForm::present};
    const std::size_t subject = tree_.child(root, grammar::Relation::nsubj);
    const bool led = subject != grammar::Node::none && subject < root;
    // "The council announces that ..."
    const std::size_t clause = tree_.child(root, grammar::Relation::ccomp);
    if (led && clause != grammar::Node::none && clause > root &&
        tree_.child(root, grammar::Relation::cop) == grammar::Node::none &&
        tree_.child(clause, grammar::Relation::mark) != grammar::Node::none)
      return FoundVerb{verb, VerbForm::present};
    if (found.pos != Pos::verb || found.finiteness != grammar::Finiteness::finite)
      return std::nullopt;
    const bool holds = verb > before && is_noun(syntax.tokens[verb - 1]) &&
                       tree_.child(root, grammar::Relation::obj) != grammar::Node::none;
    if (!led && !holds) return std::nullopt;
    const bool past = found.tense == grammar::Tense::past;
    return FoundVerb{verb, past ? VerbForm::past : VerbForm::present};
  }

  /// "8 July 2013 – Announces that she will not run", "Suspends her campaign": the entry's first
  /// word, which has an object with its article or a clause of its own, is a verb whose subject is
  /// that of the whole list.
  bool opens_entry(std::size_t root) const {
    const auto has = [&](std::size_t node, grammar::Relation relation) {
      return tree_.child(node, relation) != grammar::Node::none;
    };
    const std::size_t object = tree_.child(root, grammar::Relation::obj);
    if (object != grammar::Node::none && object > root)
      return has(object, grammar::Relation::det) || has(object, grammar::Relation::nmod_poss);
    for (const auto relation : {grammar::Relation::acl_relcl, grammar::Relation::ccomp}) {
      const std::size_t clause = tree_.child(root, relation);
      if (clause != grammar::Node::none && clause > root && has(clause, grammar::Relation::mark) &&
          has(clause, grammar::Relation::nsubj))
        return true;
    }
    return false;
  }

  /// A word that is no part of a time.
  bool tells_words(std::uint32_t from, std::uint32_t begin, const std::vector<bool>& timex) const {
    for (std::uint32_t i = from; i < begin + timex.size(); ++i)
      if (reading_.tokens.all[i].kind == TokenKind::word && !timex[i - begin]) return true;
    return false;
  }

  /// Where the words of the sentence begin: behind a bullet's label, a dateline stays.
  std::uint32_t content_start(std::uint32_t s, const ParagraphDate& dating) const {
    std::uint32_t at = reading_.tokens.begin(s);
    if (dating.kind != ParagraphDate::Kind::label) return at;
    while (at < reading_.tokens.end(s) && reading_.tokens.all[at].span.begin < dating.content) ++at;
    return at;
  }

  /// "Last updated 14 May", "Photo: ...", "Related: ...".
  bool is_chrome(const Syntax& s, std::uint32_t from) const {
    const std::uint32_t length = s.size() - from;
    for (std::uint32_t i = from; i < s.size() && i < from + 2; ++i) {
      const bool colon = i + 1 < s.size() && s.tokens[i + 1].span.of(text_) == ":";
      if (s.has(i, Word::credit) && colon) return true;
      if (s.has(i, Word::chrome) && (colon || length < 9)) return true;
    }
    return false;
  }

  /// "In this photo provided by the county, workers carry sandbags on Friday".
  static bool shows_picture(const Syntax& s, std::uint32_t from) {
    constexpr std::uint32_t reach = 8;  // tokens
    if (from + 3 >= s.size() || s.tokens[from].pos != Pos::adp ||
        !s.has(from + 1, Word::demonstrative))
      return false;
    for (std::uint32_t i = from + 2; i < s.size() && i < from + reach; ++i) {
      if (s.has(i, Word::credit)) return true;
      if (!s.timex[i] && s.tokens[i].pos != Pos::adj && s.tokens[i].pos != Pos::noun &&
          s.tokens[i].pos != Pos::punct)
        return false;
    }
    return false;
  }

  /// What stands behind a picture's description may tell something; the description itself shows
  /// it.
  static bool tells_past(const Syntax& s) {
    return std::ranges::any_of(s.verbs, [](const VerbGroup& g) { return g.finite && g.past; });
  }

  bool in_dateline(const DateMention& date) const {
    return layout_.dateline && layout_.dateline->contains(date.span);
  }

  /// "postponed from 15 March to 12 April" is a move from one day to another, no stretch of time.
  bool moves(const Syntax& syntax, const DateMention& date) const {
    if (date.range == Timex::none) return false;
    const std::uint32_t first = date.first_token - syntax.begin;
    for (std::uint32_t i = first, steps = 0; i-- > 0 && steps < 10; ++steps) {
      if (syntax.has(i, Word::postpone) && syntax.verb_of[i] != nowhere) return true;
      if (syntax.tokens[i].pos == Pos::punct) return false;
    }
    return false;
  }

  /// "Jan. 1: Crowds greet the year": what counts from the entry's day and holds it says no more.
  bool spans_entry(const DateMention& date, const DateMention& entry) const {
    if (date.range != Timex::none || reading_.timexes.all[date.timex].year_given ||
        date.when == entry.when)
      return false;
    return date.when.first <= entry.when.first && date.when.last >= entry.when.last;
  }

  void own_date(std::uint32_t s, const Syntax& syntax, const DateMention& date,
                std::vector<EventCandidate>& event_candidates) {
    if (in_dateline(date) || in_name(date) || in_code(date) || numbers_house(syntax, date)) return;
    if (moves(syntax, date)) {
      const TimexRange& range = reading_.timexes.ranges[date.range];
      for (const std::uint32_t end : {range.first, range.last})
        if (const auto one = single_date(reading_.timexes, end))
          own_date(s, syntax, *one, event_candidates);
      return;
    }
    EventCandidate event_candidate;
    event_candidate.date = date;
    event_candidate.own_date = true;
    event_candidate.at = attach(syntax, date.first_token - syntax.begin,
                                date.last_token - syntax.begin, date.grain, words_);
    event_candidate.of_clause = date.range == Timex::none &&
                                reading_.timexes.all[date.timex].fields.has(TimexFields::clause);
    event_candidate.trigger = event_candidate.of_clause
                                  ? clause_trigger(syntax, event_candidate.at.last)
                                  : find_trigger(syntax, event_candidate.at);
    if (event_candidate.of_clause && event_candidate.trigger.kind == TriggerKind::none) return;
    event_candidate.derivation = derivation(date);
    const Candidate candidate = candidate_of(s, syntax, event_candidate);
    if (objected(candidate)) return;
    const bool to_come = later(date.when, s) ||
                         (lies_ahead(date, s) && !tells_past(syntax, event_candidate.trigger));
    event_candidate.verdict =
        certainty_of(syntax, event_candidate.trigger, &event_candidate.at, to_come, words_);
    weigh(candidate, DatedBy::itself, event_candidate, event_candidates);
    ++around_.number_in_sentence;
  }

  /// A list of days shares what speaks against the first: "on a Tuesday, Wednesday or Sunday".
  bool objected(const Candidate& candidate) {
    const bool listed = habit_end_ != nowhere && candidate.at.first > habit_end_ &&
                        candidate.at.first - habit_end_ < 3;
    if (!listed && !why_not_an_event(candidate)) return false;
    if (listed || shared_by_list(candidate)) habit_end_ = candidate.at.last;
    return true;
  }

  /// Asks the weights; what is too unsure is left out.
  void weigh(const Candidate& candidate, DatedBy by, EventCandidate& event_candidate,
             std::vector<EventCandidate>& event_candidates) {
    event_candidate.features = features_of(candidate, around_, by);
    event_candidate.confidence = weights_.confidence(event_candidate.features, by);
    if (samples_)
      samples_->push_back({candidate.sentence, candidate.date.when, by, event_candidate.features,
                           event_candidate.derivation});
    const bool weak = by == DatedBy::story || by == DatedBy::page;
    if (event_candidate.confidence >= (mentions_ && weak ? least_of_mention : weights_.least(by)))
      event_candidates.push_back(event_candidate);
    event_candidate.sure = event_candidate.confidence >= weights_.least(by);
    if (!event_candidates.empty()) event_candidates.back().sure = event_candidate.sure;
  }

  /// The sentence's one date is a day that a main clause names, not part of a noun.
  static bool beside(const Syntax& syntax, const EventCandidate& event_candidate) {
    const Clause& clause = syntax.clauses[event_candidate.trigger.clause];
    return event_candidate.own_date && event_candidate.date.grain == Grain::day &&
           !event_candidate.at.prenominal && !clause.relative && !clause.participial;
  }

  /// The other verbs of a sentence: an undated saying has the page's day, what stands beside the
  /// one date of the sentence has that.
  void secondary_mentions(const Syntax& syntax, std::uint32_t from,
                          std::vector<EventCandidate>& event_candidates) const {
    if (!reading_.document_time) return;
    const std::size_t own = event_candidates.size();
    for (std::uint32_t v = 0; v < syntax.verbs.size() && event_candidates.size() < most_events;
         ++v) {
      const VerbGroup& g = syntax.verbs[v];
      const bool seen = std::ranges::any_of(
          event_candidates, [&](const EventCandidate& d) { return d.trigger.verb == v; });
      if (seen || g.first < from || !g.finite || g.future || g.possible || g.weak_modal ||
          g.negated || syntax.has(g.head, Word::state))
        continue;
      EventCandidate event_candidate;
      event_candidate.trigger = {TriggerKind::verb, g.head, v, g.clause, true};
      event_candidate.confidence = least_of_mention;
      if (syntax.has(g.head, Word::mere_report) && !syntax.clauses[g.clause].subordinate) {
        date_saying(event_candidate);
      } else if (own == 1 && beside(syntax, event_candidates[0]) && g.past && !g.perfect &&
                 !syntax.clauses[g.clause].subordinate && !syntax.has(g.head, Word::report)) {
        event_candidate.date = event_candidates[0].date;
        event_candidate.derivation = Derivation::inherited;
        event_candidate.reason = "told beside the date of the sentence";
      } else {
        continue;
      }
      event_candidates.push_back(event_candidate);
    }
  }

  /// Who "announced Friday" goes on speaking on that day where no other one is told.
  void date_saying(EventCandidate& event_candidate) const {
    if (day_of_speech_) {
      event_candidate.date = *day_of_speech_;
      event_candidate.derivation = Derivation::inherited;
      event_candidate.reason = "said on the day on which the page's speakers spoke";
      return;
    }
    event_candidate.date.when = day_interval(reading_.document_time->day());
    event_candidate.derivation = Derivation::document;
    event_candidate.reason = "a saying without a date";
  }

  /// A page tells today what was said in the last days: the day of the last saying that has one.
  void remember_speech(const Syntax& syntax, const EventCandidate& event_candidate) {
    constexpr int reported_for = 3;  // days
    if (!reading_.document_time || event_candidate.date.grain != Grain::day ||
        event_candidate.trigger.kind != TriggerKind::verb ||
        event_candidate.verdict.certainty != Certainty::asserted ||
        !syntax.has(event_candidate.trigger.token, Word::report))
      return;
    const auto ago =
        (reading_.document_time->day() - event_candidate.date.when.first_day()).count();
    if (ago < 0 || ago > reported_for) return;
    day_of_speech_.reset();
    if (ago > 0) day_of_speech_ = event_candidate.date;
  }

  /// What else happens in a sentence: verbs of the past and nouns that name a happening. In a
  /// sentence with dates each has the date of the nearest happening, in one without the day that
  /// the text goes on with, or the page's own.
  void secondary_happenings(std::uint32_t s, const Syntax& syntax, std::uint32_t from,
                            std::vector<EventCandidate>& event_candidates) {
    constexpr std::size_t most_secondary = 6;
    const std::vector<EventCandidate> own = event_candidates;
    const std::size_t most = own.size() + most_secondary;
    const auto seen = [&](const Trigger& trigger) {
      return std::ranges::any_of(event_candidates, [&](const EventCandidate& d) {
        return d.trigger.token == trigger.token && d.trigger.kind != TriggerKind::none;
      });
    };
    for (std::uint32_t i = from; i < syntax.size() && i < 200 && event_candidates.size() < most;
         ++i) {
      EventCandidate event_candidate;
      event_candidate.trigger = happening_at(syntax, i);
      if (event_candidate.trigger.kind == TriggerKind::none || seen(event_candidate.trigger))
        continue;
      event_candidate.secondary = true;
      if (!own.empty())
        beside_nearest(syntax, own, event_candidate);
      else
        date_by_page(s, syntax, event_candidate);
      event_candidate.verdict = certainty_of(syntax, event_candidate.trigger, nullptr,
                                             later(event_candidate.date.when, s), words_);
      event_candidates.push_back(event_candidate);
    }
  }

  /// A clause under "before", "when", "who": it tells what was so then, seldom on the day of the
  /// sentence. What is said ("that ...") is no aside.
  static bool aside(const Syntax& syntax, std::uint32_t clause) {
    const Clause& c = syntax.clauses[clause];
    return c.relative ||
           (c.subordinate && (c.opener == nowhere || !syntax.has(c.opener, Word::content)));
  }

  static Trigger happening_at(const Syntax& syntax, std::uint32_t i) {
    const std::uint32_t clause = syntax.clause_of[i];
    if (syntax.verb_of[i] != nowhere) {
      const VerbGroup& g = syntax.verbs[syntax.verb_of[i]];
      const bool gone =
          ((g.finite && g.past) || g.perfect) && !(g.past && g.perfect) && !aside(syntax, g.clause);
      if (g.head != i || !gone || g.negated || syntax.has(g.head, Word::state)) return {};
      if (g.past && syntax.has(g.first, Word::be) && !g.passive && !g.progressive) return {};
      return {TriggerKind::verb, i, syntax.verb_of[i], g.clause, true};
    }
    if (syntax.tokens[i].pos != Pos::noun || !syntax.has(i, Word::happening) || syntax.timex[i])
      return {};
    std::uint32_t verb = nowhere;
    for (std::uint32_t j = i, steps = 0; j-- > 0 && verb == nowhere && steps < 20; ++steps)
      if (syntax.clause_of[j] == clause) verb = syntax.verb_of[j];
    return {TriggerKind::noun, i, verb, clause, true};
  }

  void beside_nearest(const Syntax& syntax, const std::vector<EventCandidate>& own,
                      EventCandidate& event_candidate) const {
    const auto distance = [&](const EventCandidate& d) {
      const std::uint32_t a = d.trigger.token, b = event_candidate.trigger.token;
      return (a < b ? b - a : a - b) + (syntax.clause_of[a] == syntax.clause_of[b] ? 0U : 3U);
    };
    const EventCandidate& nearest = *std::ranges::min_element(own, {}, distance);
    event_candidate.date = nearest.date;
    event_candidate.derivation =
        nearest.derivation == Derivation::document ? Derivation::document : Derivation::inherited;
    event_candidate.confidence = 0.5 * nearest.confidence;
    event_candidate.reason = "told beside the date of the sentence";
    // "said on Tuesday that the dam had burst": by then it had
    const bool said = nearest.trigger.kind == TriggerKind::verb &&
                      syntax.has(nearest.trigger.token, Word::report) &&
                      event_candidate.trigger.token > nearest.trigger.token;
    if (said) event_candidate.relation = Relation::by;
  }

  void date_by_page(std::uint32_t s, const Syntax& syntax, EventCandidate& event_candidate) {
    const auto ask = [&](DatedBy by) {
      return weights_.confidence(features_of(candidate_of(s, syntax, event_candidate), around_, by),
                                 by);
    };
    event_candidate.date.when = day_interval(reading_.document_time->day());
    event_candidate.confidence = ask(DatedBy::page);
    event_candidate.derivation = Derivation::document;
    event_candidate.reason = "the page's own news, told without a date";
    if (!before_ || s - before_->sentence > 3) return;
    const DateMention page = event_candidate.date;
    event_candidate.date = before_->date;
    const double going_on = ask(DatedBy::story);
    if (going_on < event_candidate.confidence) {
      event_candidate.date = page;
      return;
    }
    event_candidate.confidence = going_on;
    event_candidate.derivation = Derivation::inherited;
    event_candidate.reason = "goes on telling the day of an earlier sentence";
  }

  /// The day on which a sentence was written: an entry of a live blog has its own.
  std::optional<Day> day_of_writing(std::uint32_t s) const {
    if (const std::optional<Published>& stamp = paragraph_of(s).stamp) return stamp->day();
    return reading_.document_time ? std::optional(reading_.document_time->day()) : std::nullopt;
  }
  std::optional<long> days_to_document(const DateMention& date, std::uint32_t s) const {
    const std::optional<Day> written = day_of_writing(s);
    return written ? std::optional<long>((date.when.first_day() - *written).count()) : std::nullopt;
  }
  bool later(const Interval& when, std::uint32_t s) const {
    const std::optional<Day> written = day_of_writing(s);
    return written && when.first_day() > *written;
  }

  /// "later this summer", written in it: the rest of what has begun.
  bool lies_ahead(const DateMention& date, std::uint32_t s) const {
    if (date.range != Timex::none) return false;
    const Timex& timex = reading_.timexes.all[date.timex];
    const std::optional<Day> written = day_of_writing(s);
    return timex.fields.has(TimexFields::whole) && timex.mod == Mod::end && written &&
           date.when.last_day() > *written;
  }
  static bool tells_past(const Syntax& syntax, const Trigger& trigger) {
    return trigger.verb != nowhere &&
           (syntax.verbs[trigger.verb].past || syntax.verbs[trigger.verb].perfect);
  }

  /// A year or day that is part of a name tells which one is meant, not when it was: "the 2024
  /// Olympics".
  bool in_name(const DateMention& date) const {
    const auto& mentions = reading_.entities.mentions;
    auto mention = std::ranges::upper_bound(mentions, date.span.begin, {},
                                            [](const Mention& m) { return m.span.begin; });
    if (mention == mentions.begin()) return false;
    --mention;
    if (!mention->span.contains(date.span) || mention->span == date.span) return false;
    const EntityType type = reading_.entities.all[mention->entity].type;
    if (type == EntityType::person) return first_name(date, *mention);
    // "May Pen", but "in Monday's Berlin"
    return type != EntityType::place || date.grain == Grain::month || date.grain == Grain::season;
  }

  /// "CVE-2019-16760", "2049E Road", "1080p", "?from=2025-01-01": figures of a number or an address
  /// that tells no time.
  bool in_code(const DateMention& date) const {
    const auto at = [&](std::uint32_t byte) { return byte < text_.size() ? text_[byte] : ' '; };
    if (date.span.begin > 0 && at(date.span.begin - 1) == '=') return true;
    if (date.grain != Grain::year || date.range != Timex::none) return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (is_digit(at(date.span.end - 1)) && ascii::is_lower(at(date.span.end))) return true;
    const bool numbered = ascii::is_upper(at(date.span.end)) ||
                          (at(date.span.end) == '-' && is_digit(at(date.span.end + 1)));
    const bool lettered = date.span.begin > 1 && at(date.span.begin - 1) == '-' &&
                          ascii::is_upper(at(date.span.begin - 2));
    return ascii::is_upper(at(date.span.end)) || (numbered && lettered);
  }

  /// "of 1119 Eighth Street": what would be an early year, with a name behind it, is the number of
  /// a house.
  bool numbers_house(const Syntax& syntax, const DateMention& date) const {
    constexpr int first_common_year = 1500;
    if (date.grain != Grain::year || date.range != Timex::none) return false;
    const std::uint32_t first = date.first_token - syntax.begin,
                        behind = date.last_token - syntax.begin;
    if (behind >= syntax.size() || !syntax.tokens[behind].capital ||
        date.when.first >= year_interval(first_common_year).first)
      return false;
    return first > 0 && syntax.has(first - 1, Word::genitive);
  }

  /// "April Jones thanked ..."; but "in April Jones resigned".
  bool first_name(const DateMention& date, const Mention& mention) const {
    if (date.first_token != mention.first_token || date.last_token != date.first_token + 1 ||
        date.grain != Grain::month)
      return false;
    return date.first_token == 0 || !words_.find(reading_.tokens.all[date.first_token - 1].key)
                                         .has(Word::dating_preposition);
  }

  Derivation derivation(const DateMention& date) const {
    using Fields = TimexFields;
    const Timex& timex = reading_.timexes.all[date.timex];
    if (timex.year_given) return Derivation::explicit_;
    if (timex.basis == Basis::words_alone) return Derivation::explicit_;
    const bool relative = timex.fields.has(Fields::shift) || timex.fields.has(Fields::direction) ||
                          timex.fields.has(Fields::weekday);
    const bool calendar = timex.fields.has(Fields::month) || timex.fields.has(Fields::holiday) ||
                          timex.fields.has(Fields::season);
    return calendar && !relative ? Derivation::completed : Derivation::relative;
  }

  void inherited_date(std::uint32_t s, const Syntax& syntax, const ParagraphDate& dating,
                      std::uint32_t from, std::vector<EventCandidate>& event_candidates) {
    EventCandidate event_candidate;
    event_candidate.date = dating.date;
    event_candidate.trigger = main_trigger(syntax, from);
    event_candidate.derivation = Derivation::inherited;
    const bool opens = dating.leads && opened_ != reading_.sentences[s].paragraph;
    opened_ = reading_.sentences[s].paragraph;
    // a dated entry tells something, if only by its nouns; what follows must have a verb or a
    // happening
    if (event_candidate.trigger.kind == TriggerKind::none &&
        !(has_noun(syntax, from) && (opens || is_closed(syntax))))
      return;
    if (opens && goes_on(s, dating) && only_names(syntax, from)) return;
    // "Monday: Porridge with a banana", "4. Elena Marsh"; what happens then has its verb
    if (dating.bare && !(event_candidate.trigger.kind == TriggerKind::verb &&
                         syntax.verbs[event_candidate.trigger.verb].finite))
      return;
    if (paragraph_of(s).kind == ParagraphKind::heading && dating.kind != ParagraphDate::Kind::label)
      return;
    if (!opens && std::ranges::any_of(event_candidates, [&](const EventCandidate& d) {
          return d.trigger.token == event_candidate.trigger.token;
        }))
      return;
    if (std::ranges::any_of(event_candidates,
                            [&](const EventCandidate& d) { return narrows(d, dating.date); }))
      return;
    if (!opens && is_background(candidate_of(s, syntax, event_candidate))) return;
    event_candidate.verdict = certainty_of(syntax, event_candidate.trigger, nullptr,
                                           later(event_candidate.date.when, s), words_);
    event_candidate.reason =
        "dated by its " + std::string(dating.kind == ParagraphDate::Kind::label     ? "label"
                                      : dating.kind == ParagraphDate::Kind::heading ? "heading"
                                                                                    : "time stamp");
    around_.opens = opens;
    put_aside(syntax, event_candidate);
    std::vector<EventCandidate> weighed;
    weigh(candidate_of(s, syntax, event_candidate), DatedBy::layout, event_candidate, weighed);
    for (EventCandidate& one : weighed) one.confidence *= dating.trust;
    std::erase_if(weighed, [&](const EventCandidate& one) {
      return one.confidence < weights_.least(DatedBy::layout);
    });
    event_candidates.insert(event_candidates.begin(), weighed.begin(), weighed.end());
  }
  /// Another sentence of the same entry follows.
  bool goes_on(std::uint32_t s, const ParagraphDate& dating) const {
    if (s + 1 >= reading_.sentences.size()) return false;
    const std::uint32_t here = reading_.sentences[s].paragraph,
                        next = reading_.sentences[s + 1].paragraph;
    return next == here ||
           (next == here + 1 && layout_.paragraphs[next].kind != ParagraphDate::Kind::none &&
            layout_.paragraphs[next].date.span == dating.date.span);
  }
  /// "11 July 2011. Ada Brook. The director ...", "09:32 – Identified": a name or a single word
  /// that is no noun heads the entry and tells nothing by itself.
  static bool only_names(const Syntax& syntax, std::uint32_t from) {
    std::uint32_t words = 0;
    bool names = true, noun = false;
    for (std::uint32_t i = from; i < syntax.size(); ++i) {
      if (syntax.tokens[i].kind != TokenKind::word) continue;
      ++words;
      names = names && syntax.tokens[i].pos == Pos::propn;
      noun = noun || is_noun(syntax.tokens[i]);
    }
    return words <= 1 ? !noun : names;
  }
  /// "Ruiz later resigned", below the day that she was elected on: after that day. "Days earlier it
  /// had been sold": before it.
  static void put_aside(const Syntax& syntax, EventCandidate& event_candidate) {
    const Trigger& trigger = event_candidate.trigger;
    constexpr std::uint32_t opening = 2;  // tokens: "Days earlier it had ..."
    const bool says = syntax.any(Word::afterwards) || syntax.any(Word::beforehand);
    if (trigger.kind == TriggerKind::none || !says || is_attribute(syntax, trigger)) return;
    const std::uint32_t first = first_of(syntax, trigger);
    for (std::uint32_t i = 0; i < syntax.size(); ++i) {
      const bool inside = i + 1 == first || (i > first && i < trigger.token);  // "had earlier sold"
      if (!hangs_on(syntax, i, trigger.token) && !inside) continue;
      const bool never = i > 0 && syntax.has(i - 1, Word::negate);  // "never before"
      if (syntax.has(i, Word::afterwards) && !syntax.timex[i])
        event_candidate.at.relation = Phrase::relation_after;
      else if (syntax.has(i, Word::beforehand) && !never && (!syntax.timex[i] || i <= opening))
        event_candidate.at.relation = Phrase::relation_before;
    }
  }
  /// "signs in a person later confirmed to be ill"
  static bool is_attribute(const Syntax& syntax, const Trigger& trigger) {
    if (syntax.tree().empty()) return false;
    const Rel relation = syntax.tree().relation(trigger.token);
    return relation == Rel::acl || relation == Rel::relcl;
  }
  static bool hangs_on(const Syntax& syntax, std::uint32_t token, std::uint32_t above) {
    return !syntax.tree().empty() && syntax.tree().head(token) == above;
  }
  static std::uint32_t first_of(const Syntax& syntax, const Trigger& trigger) {
    return trigger.kind == TriggerKind::verb ? syntax.verbs[trigger.verb].first : trigger.token;
  }
  /// "1893 / Born in Leeds on 21 December": the sentence's own date says more than its label.
  static bool narrows(const EventCandidate& event_candidate, const DateMention& label) {
    return event_candidate.own_date && event_candidate.date.when != label.when &&
           event_candidate.date.when.first >= label.when.first &&
           event_candidate.date.when.last <= label.when.last;
  }
  /// A sentence whose verb was not seen, rather than a caption or a heading: it has some words and
  /// a full stop.
  bool is_closed(const Syntax& syntax) const {
    return syntax.size() > 3 && syntax.tokens.back().span.of(text_) == ".";
  }
  static bool has_noun(const Syntax& syntax, std::uint32_t from) {
    for (std::uint32_t i = from; i < syntax.size(); ++i)
      if (syntax.tokens[i].pos == Pos::noun || syntax.tokens[i].pos == Pos::propn ||
          syntax.tokens[i].pos == Pos::verb)
        return true;
    return false;
  }

  /// Running text of a page that is no chronology may tell the page's own news.
  bool may_be_news(std::uint32_t s) const {
    return reading_.document_time && layout_.dated_paragraphs < 2 &&
           paragraph_of(s).kind == ParagraphKind::paragraph && wanted_[s] &&
           story_index_[s] < most_story;
  }

  bool before_said() const { return before_ && before_->saying; }

  /// The sentence that tells what the page's title tells: the first of the best among those that
  /// begin the story. None where no sentence has most of the title's words.
  void find_main_sentence() {
    constexpr std::uint32_t looked_at = 8;  // sentences of the story
    constexpr std::size_t fewest = 3;       // words of a title that are enough to know it by
    if (!reading_.document_time || title_.size() < fewest) {
      return;
    }
    std::size_t most = 0;
    for (std::uint32_t s = 0; s < reading_.sentences.size() && story_index_[s] < looked_at; ++s) {
      if (paragraph_of(s).kind != ParagraphKind::paragraph) {
        continue;
      }
      std::vector<std::uint64_t> shared;
      for (std::uint32_t i = reading_.tokens.begin(s); i < reading_.tokens.end(s); ++i) {
        const std::uint64_t stem = stem_of(reading_.tokens.all[i].span.of(text_));
        if (stem != 0 && std::ranges::binary_search(title_, stem) &&
            std::ranges::find(shared, stem) == shared.end()) {
          shared.push_back(stem);
        }
      }
      if (shared.size() > most) {
        most = shared.size();
        main_sentence_ = s;
      }
    }
    if (most < fewest || 2 * most < title_.size()) {
      main_sentence_ = nowhere;
    }
  }

  /// A sentence of a story that names no date: it goes on with the day before it, or is the page's
  /// own news.
  void undated(std::uint32_t s, const Syntax& syntax, std::uint32_t from,
               std::vector<EventCandidate>& event_candidates) {
    if (in_quotation_[s] && !mentions_) return;
    EventCandidate event_candidate;
    event_candidate.trigger = main_trigger(syntax, from);
    if (!tells_what_happened(syntax, event_candidate.trigger)) return;
    if (is_writers_own(syntax, event_candidate.trigger)) return;
    const VerbGroup& group = syntax.verbs[event_candidate.trigger.verb];
    const bool mere_report = syntax.has(event_candidate.trigger.token, Word::mere_report);
    // what somebody says has the page's day, unless the speech goes on
    const bool main_news = s == main_sentence_ && !in_quotation_[s];
    const bool elsewhere = (mere_report || main_news) && !before_said();
    if (before_ && group.past && !elsewhere && s - before_->sentence < 4) {
      event_candidate.date = before_->date;
      event_candidate.derivation = Derivation::inherited;
      event_candidate.reason = "goes on telling the day of an earlier sentence";
      put_aside(syntax, event_candidate);
      weigh(candidate_of(s, syntax, event_candidate), DatedBy::story, event_candidate,
            event_candidates);
    }
    // that somebody said something without a day is not what the page is about
    if (!event_candidates.empty() || (mere_report && !main_news)) return;
    event_candidate.date = {};
    event_candidate.date.when = day_interval(reading_.document_time->day());
    event_candidate.derivation = Derivation::document;
    event_candidate.reason = "the page's own news, told without a date";
    weigh(candidate_of(s, syntax, event_candidate), DatedBy::page, event_candidate,
          event_candidates);
    if (main_news && (event_candidates.empty() || !event_candidates.back().sure)) {
      event_candidates.clear();
      event_candidate.confidence = std::max(event_candidate.confidence, sure_by_title);
      event_candidate.reason = "the page's own news, told by its title too, without a date";
      event_candidate.sure = true;
      event_candidates.push_back(event_candidate);
    }
  }

  Candidate candidate_of(std::uint32_t s, const Syntax& syntax, const EventCandidate& c) const {
    return {reading_,
            s,
            syntax,
            c.date,
            c.at,
            c.trigger,
            paragraph_of(s).kind,
            days_to_document(c.date, s),
            words_};
  }

  /// A verb in a past tense or the perfect that tells a happening, no state, and nothing that is
  /// only possible.
  static bool tells_what_happened(const Syntax& syntax, const Trigger& trigger) {
    if (trigger.kind != TriggerKind::verb || trigger.verb == nowhere ||
        syntax.has(trigger.token, Word::state))
      return false;
    const VerbGroup& group = syntax.verbs[trigger.verb];
    if (group.possible || group.weak_modal || group.future || group.negated) return false;
    if (group.perfect) return !group.past;
    if (!group.past || !group.finite || group.imperfect) return false;
    return !syntax.has(group.first, Word::be) || group.passive || group.progressive;
  }

  /// "We have picked the best ten": what the writer did, or the reader, is no news of a page
  /// without a date of its own.
  static bool is_writers_own(const Syntax& syntax, const Trigger& trigger) {
    constexpr std::uint32_t farthest = 3;  // tokens before the verb
    const VerbGroup& group = syntax.verbs[trigger.verb];
    for (std::uint32_t i = group.first, steps = 0; i-- > 0 && steps < farthest; ++steps) {
      if (syntax.clause_of[i] != group.clause || syntax.quoted[i]) return false;
      if (syntax.tokens[i].pos == Pos::pron)
        return syntax.has(i, Word::first_person) || syntax.has(i, Word::second_person);
    }
    return false;
  }

  /// Sentences that begin inside a quotation which an earlier one of their paragraph opened:
  /// somebody speaks, the page does not.
  void find_quotations() {
    in_quotation_.assign(reading_.sentences.size(), false);
    bool open = false;
    for (std::uint32_t s = 0; s < reading_.sentences.size(); ++s) {
      if (s == 0 || reading_.sentences[s].paragraph != reading_.sentences[s - 1].paragraph)
        open = false;
      in_quotation_[s] = open;
      for (std::uint32_t i = reading_.tokens.begin(s); i < reading_.tokens.end(s); ++i) {
        const Token& token = reading_.tokens.all[i];
        if (token.kind != TokenKind::punctuation) continue;
        const std::string_view mark = token.span.of(text_);
        if (mark == "“" || mark == "„" || mark == "«")
          open = true;
        else if (mark == "”" || mark == "»")
          open = false;
        else if (mark == "\"")
          open = !open;
      }
    }
  }

  /// What the page as a whole tells about its sentences.
  void read_page_context() {
    std::size_t near = 0, all = 0;
    for (std::size_t d = 0; d < dates_.size(); ++d) {
      const DateMention date = dates_[d];
      if (!reading_.document_time || date.grain > Grain::week) continue;
      const auto days = (date.when.first_day() - reading_.document_time->day()).count();
      ++all;
      near += days >= -2 && days <= 2;
    }
    page_is_news_ = all > 0 && near * 2 > all;
    story_index_.resize(reading_.sentences.size(), 0);
    find_quotations();
    std::uint32_t story = 0;
    for (std::uint32_t s = 0; s < reading_.sentences.size(); ++s) {
      story_index_[s] = story;
      if (paragraph_of(s).kind == ParagraphKind::paragraph &&
          !layout_.date_only[reading_.sentences[s].paragraph])
        ++story;
    }
    story_size_ = story;
    find_main_sentence();
    constexpr std::uint32_t counted = 4000;  // tokens that tell what a page is about
    const std::uint32_t size =
        std::min(counted, static_cast<std::uint32_t>(reading_.tokens.all.size()));
    std::uint32_t to_reader = 0, present = 0, past = 0;
    for (std::uint32_t i = 0; i < size; ++i) {
      present += reading_.tokens.all[i].form == VerbForm::present;
      past += reading_.tokens.all[i].form == VerbForm::past;
      to_reader += words_.find(reading_.tokens.all[i].key).has(Word::second_person);
      if (const std::uint64_t stem = stem_of(reading_.tokens.all[i].span.of(text_)); stem != 0) {
        page_stems_.add(stem);
      }
    }
    advice_page_ = 100 * to_reader > size;
    present_page_ = present > past;
  }

  ContextFeatures surroundings(std::uint32_t s, const Syntax& syntax, std::uint32_t from,
                               Part dates) const {
    ContextFeatures around;
    around.dates_in_sentence = static_cast<std::uint32_t>(dates.last - dates.first);
    around.sentence_of_story = story_index_[s];
    around.page_is_news = page_is_news_;
    around.advice_page = advice_page_;
    around.short_page = story_size_ < 25;
    around.present_page = present_page_;
    around.entry_page = layout_.dated_paragraphs >= 4;
    if (before_) {
      around.next_sentence = before_->sentence + 1 == s;
      around.same_paragraph =
          reading_.sentences[before_->sentence].paragraph == reading_.sentences[s].paragraph;
      around.next_paragraph = !around.same_paragraph;
      around.carried_on = before_->carried_on;
      around.after_saying = before_->saying;
      around.after_page_day =
          reading_.document_time && before_->date.when.first_day() == reading_.document_time->day();
    }
    const auto& mentions = reading_.entities.mentions;
    const auto mention =
        std::ranges::lower_bound(mentions, syntax.begin + from, {}, &Mention::first_token);
    around.name_at_start = mention != mentions.end() &&
                           mention->first_token <= syntax.begin + from + 2 && !mention->pronoun;
    const auto first = std::ranges::lower_bound(mentions, syntax.begin, {}, &Mention::first_token),
               last = std::ranges::lower_bound(mentions, syntax.begin + syntax.size(), {},
                                               &Mention::first_token);
    around.named = std::any_of(first, last, [](const Mention& m) { return !m.pronoun; });
    return around;
  }

  /// The day that the next sentences may go on with.
  void remember(std::uint32_t s, const Syntax& syntax,
                const std::vector<EventCandidate>& event_candidates) {
    for (const EventCandidate& event_candidate : event_candidates) {
      // "two days after the dam broke": nothing goes on with that day
      if (event_candidate.derivation == Derivation::document || !event_candidate.sure ||
          event_candidate.of_clause)
        continue;
      remember_speech(syntax, event_candidate);
      // "since 9 April" tells when it began: what follows was not on that day
      const bool day = event_candidate.date.grain == Grain::day &&
                       event_candidate.at.relation != Phrase::relation_since &&
                       event_candidate.verdict.certainty == Certainty::asserted &&
                       !later(event_candidate.date.when, s);
      before_.reset();
      if (day)
        before_ =
            Before{s, event_candidate.date, event_candidate.derivation == Derivation::inherited,
                   event_candidate.trigger.kind == TriggerKind::verb &&
                       syntax.has(event_candidate.trigger.token, Word::mere_report)};
    }
  }

  /// Dates that found one happening: each is given its own, or goes.
  void part_shared(std::uint32_t s, const Syntax& syntax,
                   std::vector<EventCandidate>& event_candidates) const {
    if (event_candidates.size() < 2) return;
    std::vector<DatedTrigger> dated;
    for (const EventCandidate& c : event_candidates)
      dated.push_back({c.at, c.trigger, c.own_date && !c.of_clause});
    part_shared_triggers(syntax, dated);
    for (std::size_t i = 0; i < dated.size(); ++i) {
      EventCandidate& c = event_candidates[i];
      if (dated[i].trigger.token == c.trigger.token) continue;
      c.trigger = dated[i].trigger;
      c.verdict = certainty_of(syntax, c.trigger, &c.at, later(c.date.when, s), words_);
    }
    if (const DateMention* const label = date_of_label(event_candidates))
      for (std::size_t i = 0; i < dated.size(); ++i)
        dated[i].dropped |= describes_alone(syntax, event_candidates[i], *label);
    for (std::size_t i = dated.size(); i-- > 0;)
      if (dated[i].dropped)
        event_candidates.erase(event_candidates.begin() + static_cast<std::ptrdiff_t>(i));
  }

  /// The date that the sentence does not name itself; null: there is none.
  static const DateMention* date_of_label(const std::vector<EventCandidate>& event_candidates) {
    const auto label = std::ranges::find_if(
        event_candidates, [](const EventCandidate& c) { return !c.own_date && !c.secondary; });
    return label == event_candidates.end() ? nullptr : &label->date;
  }
  bool is_mark(const Syntax& syntax, std::uint32_t token, std::string_view mark) const {
    return syntax.tokens[token].span.of(text_) == mark;
  }
  /// "9 May: Ruiz wants to hear of her 2020 opponents": a year of a noun, in an entry of another
  /// date.
  bool describes_alone(const Syntax& syntax, const EventCandidate& event_candidate,
                       const DateMention& label) const {
    if (!event_candidate.own_date || narrows(event_candidate, label)) return false;
    const Attachment& at = event_candidate.at;
    if (at.first > 0 && at.last < syntax.size() && is_mark(syntax, at.first - 1, "(") &&
        is_mark(syntax, at.last, ")"))
      return true;
    const std::uint32_t head = syntax.tree().empty() ? nowhere : head_outside(syntax, at);
    if (head == nowhere || !is_noun(syntax.tokens[head])) return false;
    // "he told of the 2015 fire", "falls after the losses in March"
    const bool before =
        event_candidate.date.when.last < label.when.first &&
        at.relation != Phrase::relation_since && !label.span.empty() &&
        syntax.tree().clause_of(at.first) == syntax.tree().clause_of(event_candidate.trigger.token);
    return head >= at.last || before;
  }

  /// Two happenings on one date give one event; a coarser date around a finer one of the same
  /// happening says nothing more.
  static void join_same(std::vector<EventCandidate>& event_candidates) {
    std::vector<EventCandidate> kept;
    for (const EventCandidate& event_candidate : event_candidates) {
      const auto same = std::ranges::find_if(
          kept, [&](const EventCandidate& k) { return k.date.when == event_candidate.date.when; });
      if (same == kept.end())
        kept.push_back(event_candidate);
      else if (same->derivation != Derivation::inherited && better(event_candidate, *same))
        *same = event_candidate;
    }
    event_candidates.clear();
    for (const EventCandidate& event_candidate : kept) {
      const bool covered = std::ranges::any_of(kept, [&](const EventCandidate& k) {
        return &k != &event_candidate && k.own_date && event_candidate.own_date &&
               k.date.when != event_candidate.date.when &&
               k.trigger.token == event_candidate.trigger.token &&
               k.trigger.kind == event_candidate.trigger.kind &&
               event_candidate.date.when.first <= k.date.when.first &&
               k.date.when.last <= event_candidate.date.when.last;
      });
      if (!covered) event_candidates.push_back(event_candidate);
    }
  }
  static bool better(const EventCandidate& a, const EventCandidate& b) {
    return a.confidence > b.confidence + 0.05;
  }

  void write(std::uint32_t s, const Syntax& syntax, const EventCandidate& event_candidate,
             std::uint32_t from, const std::vector<EventCandidate>& event_candidates,
             std::uint32_t rank) {
    Event event;
    event.sentence = s;
    event.span = {syntax.tokens[from].span.begin, reading_.sentences[s].span.end};
    event.clause = clause_span(syntax, event_candidate.trigger, from);
    if (event_candidate.trigger.kind != TriggerKind::none)
      event.trigger = syntax.tokens[event_candidate.trigger.token].span;
    event.date.when = event_candidate.date.when;
    event.date.grain = event_candidate.date.grain;
    // the "vor" of "vor zwei Jahren" leads to a place and is no "before"
    const bool counted =
        event_candidate.date.timex != Timex::none &&
        reading_.timexes.all[event_candidate.date.timex].fields.has(TimexFields::point);
    event.date.relation = counted || event_candidate.verdict.then || of_clock(event_candidate)
                              ? Relation::on
                          : event_candidate.secondary ? event_candidate.relation
                                                      : relation(event_candidate.at.relation);
    if (event.date.relation == Relation::since && tells_count(syntax, event_candidate, s))
      event.date.relation = Relation::by;
    event.date.derivation = event_candidate.derivation;
    event.date.approximate = event_candidate.date.approximate;
    event.date.timex = event_candidate.date.timex;
    event.date.range = event_candidate.date.range;
    event.date.expression = event_candidate.date.span;
    event.certainty = event_candidate.verdict.certainty;
    const std::uint32_t opening = behind_credit(syntax, from);
    const std::vector<NamedAnaphor> standing = anaphors(s, syntax, event_candidate, opening);
    std::string candidates;
    Headline told =
        tell_headline(s, syntax, event_candidate, event_candidates, opening, standing, candidates);
    if (!told.of_inner_clause && is_aside_of_entry(syntax, event_candidate, event_candidates))
      return;
    event.headline = std::move(told.line);
    event.participants =
        participants({reading_, s, syntax, event_candidate.trigger, opening,
                      elsewhere(syntax, event_candidate, event_candidates), event.headline},
                     words_);
    event.confidence = event_candidate.confidence;
    event.reason = reason(syntax, event_candidate) + candidates;
    event.secondary = event_candidate.secondary;
    event.event_class = kin_of(syntax, event_candidate.trigger, from);
    // "A fire destroyed the mill": one line tells the noun and the verb
    if (event.secondary &&
        std::ranges::any_of(events_, [&](const Event& e) { return e.headline == event.headline; }))
      return;
    const bool opens = s == layout_.first_sentence[reading_.sentences[s].paragraph];
    const std::uint64_t stem = stem_of(event.trigger.of(text_));
    const bool told_before = stem != 0 && std::ranges::find(seen_stems_, stem) != seen_stems_.end();
    if (stem != 0 && !told_before && seen_stems_.size() < 400) seen_stems_.push_back(stem);
    const bool same_clause = std::any_of(
        event_candidates.begin(),
        event_candidates.begin() + std::min<std::ptrdiff_t>(rank, std::ssize(event_candidates)),
        [&](const EventCandidate& d) {
          return d.trigger.clause == event_candidate.trigger.clause;
        });
    const SalienceFeatures cues = salience_features_of(
        {reading_, s, syntax, event_candidate.trigger, event, rank, story_index_[s], story_size_,
         opens, told_before, same_clause, &page_stems_},
        title_);
    event.salience = salience_(cues);
    if (salience_samples_) salience_samples_->push_back({s, event.trigger, cues});
    if (!event.secondary || event.salience >= least_salience) events_.push_back(std::move(event));
  }

  /// "broke out before noon on Tuesday": on that day.
  bool of_clock(const EventCandidate& event_candidate) const {
    const Phrase relation = event_candidate.at.relation;
    return (relation == Phrase::relation_before || relation == Phrase::relation_after) &&
           event_candidate.date.range == Timex::none && event_candidate.date.timex != Timex::none &&
           reading_.timexes.all[event_candidate.date.timex].fields.has(TimexFields::hour);
  }
  /// "As of Monday, five bridges had been shut": what had come about by then, not what began; but
  /// "The fee applies as of Monday".
  bool tells_count(const Syntax& syntax, const EventCandidate& event_candidate,
                   std::uint32_t s) const {
    const Attachment& at = event_candidate.at;
    return at.preposition != nowhere && syntax.has(at.preposition, Word::likening) &&
           event_candidate.verdict.certainty == Certainty::asserted &&
           !later(event_candidate.date.when, s);
  }

  /// Of the trigger or of what it hangs on ("agreed to rent"); where the verb was not seen, of the
  /// first word that has one ("Nordbank signs").
  std::uint32_t kin_of(const Syntax& s, const Trigger& trigger, std::uint32_t from) const {
    std::uint32_t event_class = 0;
    if (trigger.kind == TriggerKind::none) {
      for (std::uint32_t i = from; i < s.size() && i < from + 20 && event_class == 0; ++i)
        event_class = words_.event_class(s.tokens[i].key);
      return event_class;
    }
    event_class = words_.event_class(s.tokens[trigger.token].key);
    if (event_class == 0 && trigger.verb != nowhere && s.verbs[trigger.verb].governor != nowhere)
      event_class = words_.event_class(s.tokens[s.verbs[s.verbs[trigger.verb].governor].head].key);
    return event_class;
  }

  /// Behind a dateline or an agency's name in brackets: "(AP) Two trains ...". They are no part of
  /// what happened.
  std::uint32_t behind_credit(const Syntax& s, std::uint32_t from) const {
    std::uint32_t at = from;
    while (at < s.size() && layout_.dateline && s.tokens[at].span.begin < layout_.dateline->end &&
           s.tokens[at].span.begin >= layout_.dateline->begin)
      ++at;
    if (at == from) at = behind_place(s, from);
    if (at == from && s.tokens[at].span.of(text_) == "(") {
      std::uint32_t close = at;
      while (close < s.size() && close < at + 5 && s.tokens[close].span.of(text_) != ")") ++close;
      if (close < s.size() && s.tokens[close].span.of(text_) == ")") at = close + 1;
    }
    while (at > from && at < s.size() && s.tokens[at].pos == Pos::punct &&
           s.tokens[at].span.of(text_) != "\"" && s.tokens[at].span.of(text_) != "“")
      ++at;
    return at < s.size() ? at : from;
  }

  /// "Leeds — The court ruled", "New Haven: Two men were hurt": the place from which the first
  /// sentences of a story were sent.
  std::uint32_t behind_place(const Syntax& s, std::uint32_t from) const {
    constexpr std::uint32_t longest = 4;  // tokens of a place
    const auto& mentions = reading_.entities.mentions;
    const auto first =
        std::ranges::lower_bound(mentions, s.begin + from, {}, &Mention::first_token);
    if (first == mentions.end() || first->first_token != s.begin + from || first->pronoun ||
        reading_.entities.all[first->entity].type != EntityType::place)
      return from;
    const std::uint32_t mark = first->last_token - s.begin;
    if (mark > from + longest || mark + 2 >= s.size() || !s.tokens[mark + 1].capital) return from;
    const std::string_view word = s.tokens[mark].span.of(text_);
    const bool dash = word == "—" || word == "–" || word == "--";
    return dash || word == ":" ? mark + 1 : from;
  }

  /// "25 June 2023: Troops gather around the strip, from which they withdrew in 2005": where no
  /// line tells the clause of the date alone, the line would put the entry's news into that year.
  static bool is_aside_of_entry(const Syntax& syntax, const EventCandidate& event_candidate,
                                const std::vector<EventCandidate>& event_candidates) {
    const DateMention* const label = date_of_label(event_candidates);
    // what has only the time stamp of its post is prose
    if (!label || label->span.empty() || !event_candidate.own_date || syntax.tree().empty() ||
        narrows(event_candidate, *label))
      return false;
    const Dependencies& tree = syntax.tree();
    const Rel clause = tree.relation(tree.clause_of(event_candidate.at.first));
    return clause == Rel::relcl || clause == Rel::acl || clause == Rel::advcl ||
           syntax.clauses[syntax.clause_of[event_candidate.at.first]].relative;
  }

  Headline tell_headline(std::uint32_t s, const Syntax& syntax,
                         const EventCandidate& event_candidate,
                         const std::vector<EventCandidate>& event_candidates, std::uint32_t from,
                         const std::vector<NamedAnaphor>& standing, std::string& candidates) {
    HeadlineSource source{
        {syntax,
         words_,
         text_,
         from,
         event_candidate.trigger.kind == TriggerKind::none ? nowhere
                                                           : event_candidate.trigger.token,
         {},
         {},
         {}},
        standing};
    source.sentence.of_clause = event_candidate.of_clause;
    if (event_candidate.own_date && !event_candidate.of_clause)
      source.sentence.own.push_back(event_candidate.at);
    for (const EventCandidate& other : event_candidates)
      if (other.own_date && !other.of_clause && other.at.first != event_candidate.at.first) {
        source.sentence.others.push_back(other.at);
        if (event_candidate.trigger.kind != TriggerKind::none &&
            other.trigger.token == event_candidate.trigger.token)
          source.sentence.same.push_back(other.at);
      }
    if (headline_samples_)
      headline_samples_->samples.push_back(
          {reading_.sentences[s].span, syntax.tokens[event_candidate.trigger.token].span,
           event_candidate.date.when,
           headline_candidates(source, headline_samples_->penalties, headline_samples_->explore)});
    if (explains_) candidates = explain_headline(source, penalties_);
    return headline(source, penalties_);
  }
  /// What the entity room is sure of; where it is of nothing, what a pronoun at the head stands
  /// for.
  std::vector<NamedAnaphor> anaphors(std::uint32_t s, const Syntax& syntax,
                                     const EventCandidate& event_candidate,
                                     std::uint32_t from) const {
    if (event_candidate.trigger.kind == TriggerKind::none) return {};
    std::vector<NamedAnaphor> found;
    const auto& mentions = reading_.entities.mentions;
    for (auto m =
             std::ranges::lower_bound(mentions, syntax.begin + from, {}, &Mention::first_token);
         m != mentions.end() && m->last_token <= syntax.begin + syntax.size(); ++m)
      if (m->pronoun)
        found.push_back({{m->first_token - syntax.begin, m->last_token - syntax.begin},
                         reading_.entities.all[m->entity].name});
    if (found.empty())
      if (NamedAnaphor one = antecedent(s, syntax, from); one.tokens.size() > 0)
        found.push_back(std::move(one));
    return found;
  }
  /// The subject of the verb that the clause hangs on ("Weber said that he ..."); else the subject
  /// of a sentence or two before, when it is the only name of the right kind. In doubt the pronoun
  /// stays.
  NamedAnaphor antecedent(std::uint32_t s, const Syntax& syntax, std::uint32_t from) const {
    constexpr std::uint32_t head = 12;  // tokens
    std::uint32_t pronoun = from;
    while (pronoun < syntax.size() && pronoun < from + head && !stands_for_name(syntax, pronoun))
      ++pronoun;
    if (pronoun == syntax.size() || !stands_for_name(syntax, pronoun) || in_quotation_[s] ||
        syntax.quoted[pronoun])
      return {};
    const std::uint64_t key = syntax.tokens[pronoun].key;
    if (const Span above = subject_above(syntax, pronoun); !above.empty())
      return {{pronoun, pronoun + 1},
              only_fitting(syntax, key) ? name_in(syntax, above, key) : std::string{}};
    if (names_other(s, syntax, from, pronoun)) return {};
    for (std::uint32_t back = 1;
         back <= 2 && back <= s &&
         reading_.sentences[s - back].paragraph == reading_.sentences[s].paragraph;
         ++back) {
      const Syntax earlier = read_sentence(s - back);
      const Span subject = main_subject(earlier);
      if (subject.empty()) return {};
      if (subject.size() == 1 && earlier.has(subject.begin, Word::third_person)) continue;
      return {{pronoun, pronoun + 1},
              only_fitting(earlier, key) ? name_in(earlier, subject, key) : std::string{}};
    }
    return {};
  }
  /// A pronoun, not the article that is written like it ("het conflict").
  static bool stands_for_name(const Syntax& s, std::uint32_t i) {
    if (!s.has(i, Word::third_person)) return false;
    const bool article = s.has(i, Word::determiner) && !s.has(i, Word::possessive) &&
                         i + 1 < s.size() &&
                         (is_noun(s.tokens[i + 1]) || s.tokens[i + 1].pos == Pos::adj);
    return !article;
  }
  /// The subject of the nearest clause around a pronoun's own that names one.
  static Span subject_above(const Syntax& s, std::uint32_t pronoun) {
    const Dependencies& tree = s.tree();
    if (tree.empty()) return {};
    for (std::uint32_t clause = tree.clause_of(pronoun); tree.head(clause) != nowhere;) {
      clause = tree.clause_of(tree.head(clause));
      const std::uint32_t subject = tree.subject(clause);
      if (subject != nowhere && !tree.stretch(subject).contains(pronoun))
        return {tree.stretch(subject).first, tree.stretch(subject).last};
    }
    return {};
  }
  /// Something before the pronoun that it could mean just as well: "With the mayor, he ...". A
  /// place, a time and a happening are none.
  bool names_other(std::uint32_t s, const Syntax& syntax, std::uint32_t from,
                   std::uint32_t pronoun) const {
    for (std::uint32_t i = from; i < pronoun; ++i)
      if (is_noun(syntax.tokens[i]) && !syntax.timex[i] && !syntax.has(i, Word::happening) &&
          !in_place(s, syntax.begin + i))
        return true;
    return false;
  }
  bool in_place(std::uint32_t s, std::uint32_t token) const {
    const auto& mentions = reading_.entities.mentions;
    auto m = std::ranges::lower_bound(mentions, s, {}, &Mention::sentence);
    while (m != mentions.end() && m->sentence == s && m->last_token <= token) ++m;
    return m != mentions.end() && m->first_token <= token && token < m->last_token &&
           reading_.entities.all[m->entity].type == EntityType::place;
  }
  bool could_mean(std::uint64_t pronoun, const Entity& entity) const {
    const WordSet words = words_.find(pronoun);
    const bool person = entity.type == EntityType::person;
    if (words.has(Word::male_pronoun) && entity.gender == Gender::female) return false;
    if (words.has(Word::female_pronoun) && entity.gender == Gender::male) return false;
    return words.has(Word::person_pronoun) ? person : words.has(Word::thing_pronoun) && !person;
  }
  /// The sentence names at most one that the pronoun could mean.
  bool only_fitting(const Syntax& s, std::uint64_t pronoun) const {
    const auto& mentions = reading_.entities.mentions;
    std::uint32_t found = nowhere;
    for (auto m = std::ranges::lower_bound(mentions, s.begin, {}, &Mention::first_token);
         m != mentions.end() && m->first_token < s.begin + s.size(); ++m) {
      const Entity& entity = reading_.entities.all[m->entity];
      if (m->modifier || entity.type == EntityType::place || !could_mean(pronoun, entity)) continue;
      if (found != nowhere && found != m->entity) return false;
      found = m->entity;
    }
    return true;
  }
  Syntax read_sentence(std::uint32_t s) const {
    const std::uint32_t begin = reading_.tokens.begin(s),
                        end = std::min(reading_.tokens.end(s), begin + 200);
    return read_syntax(reading_.tokens, begin, end, text_, std::vector<bool>(end - begin, false),
                       words_);
  }
  static Span main_subject(const Syntax& s) {
    for (std::uint32_t c = 0; c < s.clauses.size(); ++c)
      if (!s.clauses[c].subordinate && !s.clauses[c].participial) return subject_tokens(s, c);
    return {};
  }
  /// The one name that makes up the subject, a person for "he" and "she", none for "it".
  std::string name_in(const Syntax& s, Span subject, std::uint64_t pronoun) const {
    const auto& mentions = reading_.entities.mentions;
    auto mention =
        std::ranges::lower_bound(mentions, s.begin + subject.begin, {}, &Mention::first_token);
    if (mention == mentions.end() || mention->last_token > s.begin + subject.end ||
        mention->pronoun)
      return {};
    // "Ford and Toyota"
    if (mention + 1 != mentions.end() && (mention + 1)->last_token <= s.begin + subject.end)
      return {};
    const Entity& entity = reading_.entities.all[mention->entity];
    // "Ford's shares": the name is not the subject itself
    const bool whole =
        mention->last_token == s.begin + subject.end || entity.type == EntityType::person;
    return could_mean(pronoun, entity) && whole ? entity.name : std::string{};
  }

  /// The clauses that tell the other happenings of the sentence.
  static std::vector<bool> elsewhere(const Syntax& s, const EventCandidate& event_candidate,
                                     const std::vector<EventCandidate>& event_candidates) {
    std::vector<bool> other(s.clauses.size(), false);
    for (const EventCandidate& d : event_candidates)
      if (d.trigger.kind != TriggerKind::none) other[d.trigger.clause] = true;
    if (event_candidate.trigger.kind != TriggerKind::none)
      other[event_candidate.trigger.clause] = false;
    return other;
  }

  Span clause_span(const Syntax& s, const Trigger& trigger, std::uint32_t from) const {
    const Clause& clause = s.clauses[trigger.kind == TriggerKind::none ? 0 : trigger.clause];
    const std::uint32_t first = std::max(clause.first, from),
                        last = std::max(first + 1, clause.last);
    if (trigger.kind == TriggerKind::none || last > s.size())
      return {s.tokens[from].span.begin, s.tokens.back().span.end};
    return {s.tokens[first].span.begin, s.tokens[last - 1].span.end};
  }

  static Relation relation(Phrase phrase) {
    switch (phrase) {
      case Phrase::relation_by:
        return Relation::by;
      case Phrase::relation_before:
        return Relation::before;
      case Phrase::relation_after:
        return Relation::after;
      case Phrase::relation_since:
        return Relation::since;
      case Phrase::relation_until:
        return Relation::until;
      default:
        return Relation::on;
    }
  }

  std::string reason(const Syntax& syntax, const EventCandidate& event_candidate) const {
    std::string words;
    if (event_candidate.trigger.kind != TriggerKind::none) {
      words = event_candidate.trigger.kind == TriggerKind::verb ? "the verb \"" : "the noun \"";
      words += std::string(syntax.tokens[event_candidate.trigger.token].span.of(text_)) + "\"";
    } else {
      words = "no verb";
    }
    if (event_candidate.own_date)
      words +=
          "; its date is \"" + std::string(event_candidate.date.span.of(text_)) + "\"" +
          (event_candidate.trigger.same_clause ? " of the same clause" : " of the same sentence");
    if (!event_candidate.reason.empty()) words += "; " + event_candidate.reason;
    if (*event_candidate.verdict.reason)
      words += std::string("; ") + event_candidate.verdict.reason;
    return words;
  }

  struct Before {
    std::uint32_t sentence = 0;
    DateMention date{};
    bool carried_on = false, saying = false;
  };
  // the page's own news does not first come so far down
  static constexpr std::uint32_t most_story = 60;

  const Reading& reading_;
  const Words& words_;
  const Weights& weights_;
  const SalienceWeights& salience_;
  const Penalties& penalties_;
  grammar::Parser parser_;
  grammar::Tree tree_;
  std::string_view text_;
  Dates dates_;
  std::shared_ptr<const ParagraphDates> page_layout_;
  const ParagraphDates& layout_;
  std::vector<bool> wanted_, in_quotation_;        // by sentence
  std::vector<std::uint64_t> title_, seen_stems_;  // of the page's title, of the triggers seen
  std::vector<Event> events_;                      // of the sentence
  std::vector<Sample>* samples_ = nullptr;
  std::vector<SalienceSample>* salience_samples_ = nullptr;
  HeadlineNotes* headline_samples_ = nullptr;
  bool mentions_ = false, secondary_ = false, explains_ = false;
  bool page_is_news_ = false;
  bool advice_page_ = false;
  bool present_page_ = false;
  std::vector<std::uint32_t> story_index_;  // by sentence, how many of running text come before
  std::uint32_t story_size_ = 0;
  PageStems page_stems_;
  std::uint32_t main_sentence_ = nowhere;  // tells what the title tells
  std::optional<Before> before_;           // the last sentence with a date
  std::optional<DateMention> day_of_speech_;
  ContextFeatures around_;
  std::uint32_t habit_end_ = nowhere;
  std::uint32_t opened_ = nowhere;  // the dated paragraph whose first words came last
};

}  // namespace

Edtf edtf_of(const EventDate& date, const Timexes& timexes) {
  Edtf edtf{.interval = date.when,
            .grain = date.grain,
            .approximate = date.approximate,
            .uncertain = date.uncertain};
  if (date.range == Timex::none) return edtf;
  edtf.first_grain = timexes.all[timexes.ranges[date.range].first].grain;
  edtf.last_grain = timexes.all[timexes.ranges[date.range].last].grain;
  return edtf;
}

void extract_events(const Reading& reading, const EventRules& rules, EventScope extent,
                    const std::function<void(Event&&)>& take) {
  EventExtractor teller(reading, rules.impl());
  if (extent == EventScope::secondary || extent == EventScope::explained) teller.allow_secondary();
  if (extent == EventScope::explained) teller.explain();
  if (extent == EventScope::mentions) teller.tell_mentions();
  teller.tell(take);
}

namespace {

std::vector<Event> all_of(const Reading& reading, const EventRules& rules, EventScope extent) {
  std::vector<Event> all;
  extract_events(reading, rules, extent, [&](Event&& event) { all.push_back(std::move(event)); });
  return all;
}

}  // namespace

std::vector<Event> events(const Reading& reading, const EventRules& rules) {
  return all_of(reading, rules, EventScope::events);
}
std::vector<Event> events_and_secondary(const Reading& reading, const EventRules& rules) {
  return all_of(reading, rules, EventScope::secondary);
}
std::vector<Event> event_mentions(const Reading& reading, const EventRules& rules) {
  return all_of(reading, rules, EventScope::mentions);
}

std::vector<bool> wants_tags(const Article& article, const std::vector<Sentence>& sentences,
                             const Timexes& timexes) {
  constexpr std::size_t lead = 40;
  std::vector<bool> paragraph(article.paragraphs.size() + 2, false);
  for (const Timex& timex : timexes.all) {
    const std::uint32_t at = sentences[timex.sentence].paragraph;
    paragraph[at] = paragraph[at + 1] = true;
  }
  std::vector<bool> wanted(sentences.size());
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const std::uint32_t at = sentences[s].paragraph;
    const bool heading =
        at < article.paragraphs.size() && article.paragraphs[at].kind == ParagraphKind::heading;
    wanted[s] = s < lead || heading || paragraph[at];
  }
  return wanted;
}

std::vector<event::Sample> event::samples(const Reading& reading, const EventRules& rules) {
  std::vector<Sample> found;
  EventExtractor teller(reading, rules.impl());
  teller.note(found);
  teller.tell([](Event&&) {});
  return found;
}

std::vector<event::SalienceSample> event::salience_samples(const Reading& reading,
                                                           const EventRules& rules) {
  std::vector<SalienceSample> found;
  EventExtractor teller(reading, rules.impl());
  teller.note(found);
  teller.tell([](Event&&) {});
  return found;
}

std::vector<event::HeadlineSample> event::headline_samples(const Reading& reading,
                                                           const EventRules& rules,
                                                           const Penalties& penalties,
                                                           bool explore) {
  HeadlineNotes notes{penalties, explore, {}};
  EventExtractor teller(reading, rules.impl());
  teller.note(notes);
  teller.tell([](Event&&) {});
  return std::move(notes.samples);
}

}  // namespace newsline
