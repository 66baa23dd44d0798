// Which side of the anchor the words around a timex point to.
//
// The nearest words decide: a preposition ("since May"), a noun that nobody plans ("the May 19
// crash"), else the verb of the same clause, before the timex or, where the timex opens the clause,
// behind it. A verb group is asked token by token; its helpers say what its form does not.
//
//     "The court, which met on Friday, will rule in May."
//     on Friday: before it "met", past -> -1       in May: before it "rule", a base form; its
//     helper "will" -> +1
//
// Evidence is strong (a tense) or weak (a participle alone, a present); the nearest strong one
// wins, else the nearest weak one.
//
// What it does not do: it parses no sentence. A window of forty tokens and the words that border
// clauses must do.
#include "tense.h"

#include <algorithm>

namespace newsline::timex {

namespace {

constexpr std::uint32_t longest_reach = 40;  // tokens: bounds the search beside one timex

constexpr int sure_ahead = 2;

/// A month may be the time of what is only intended, and so may a length that leads to a place ("in
/// two weeks").
bool may_be_intended(const TimexFields& fields) {
  return fields.has(TimexFields::month) || fields.get(TimexFields::point, 0) > 1;
}

int sign(int evidence) { return evidence > 0 ? 1 : evidence < 0 ? -1 : 0; }

}  // namespace

int Tense::of(const Timex& timex) const {
  const std::uint32_t begin = tokens_.begin(timex.sentence), end = tokens_.end(timex.sentence);
  const int beside = this->beside(timex, begin);
  if (beside < 0 && will_begin(timex, begin)) return 1;
  if (beside < 0 || beside == sure_ahead) return sign(beside);
  if (of_unplanned(timex, end)) return -1;
  if (moved(timex, begin) || of_coming(timex, begin)) return 1;
  if (planned_once(timex.first_token, begin)) return 0;
  if (may_be_intended(timex.fields) && intended(timex.first_token, begin)) return intended_side;
  // "Friday's ruling" is over unless a word says otherwise ("ahead of").
  if (possessive(timex, end)) return beside != 0 && !by_agent(timex, begin) ? beside : -1;
  std::uint32_t head = timex.first_token;
  while (head > begin && tokens_.all[head - 1].pos == Pos::adp) --head;
  if (conducted(head, begin)) return -1;
  if (is_on_weekday(timex, head, begin, end)) return 1;
  return by_verbs(timex, head, beside);
}

/// The side of the nearest verbs. "..., and on Friday it will vote": words that open a clause
/// (`head` is the first of them) belong to the verb behind them, others to the one before.
int Tense::by_verbs(const Timex& timex, std::uint32_t head, int beside) const {
  const std::uint32_t begin = tokens_.begin(timex.sentence), end = tokens_.end(timex.sentence);
  const bool opens = head == begin || rules_.cue(tokens_.all[head - 1].key) == Cue::clause ||
                     tokens_.all[head - 1].pos == Pos::cconj;
  if (opens)
    if (const int side = after(timex.last_token, end)) return side;
  if (const int side = before(timex.first_token, begin, true))
    return side == any_time ? beside : side;
  if (!opens)
    if (const int side = after(timex.last_token, end)) return side;
  if (const int side = before(timex.first_token, begin, false))
    return side == any_time ? beside : side;
  return beside;
}

/// "Friday's ruling".
bool Tense::possessive(const Timex& timex, std::uint32_t end) const {
  return timex.last_token < end && tokens_.all[timex.last_token].pos == Pos::part &&
         !tokens_.all[timex.last_token].space_before;
}

/// "damaged by Monday's storm", not "must be finished by Monday's meeting": `timex` is possessive.
bool Tense::by_agent(const Timex& timex, std::uint32_t begin) const {
  const std::uint32_t lead = timex.first_token;
  return lead >= begin + 2 && rules_.cue(tokens_.all[lead - 1].key) == Cue::future_beside &&
         tokens_.all[lead - 2].form == VerbForm::past_participle && verb(lead - 2, begin) < 0;
}

/// "Originally set to open on 6 May, ...", "first planned for 6 May": that day may be over.
bool Tense::planned_once(std::uint32_t from, std::uint32_t begin) const {
  constexpr std::uint32_t reach = 7;
  for (std::uint32_t t = from, seen = 0; t-- > begin && seen < reach; ++seen) {
    const Cue cue = rules_.cue(tokens_.all[t].key);
    if (cue == Cue::clause) return false;
    const bool opens = t == begin || rules_.cue(tokens_.all[t - 1].key) == Cue::clause;
    if ((cue == Cue::at_first || (cue == Cue::order && opens)) && t + 1 < from) {
      const Token& next = tokens_.all[t + 1];
      return next.pos == Pos::verb || next.pos == Pos::adj ||
             next.form == VerbForm::past_participle;
    }
  }
  return false;
}

/// "The vote is on Friday".
bool Tense::is_on_weekday(const Timex& timex, std::uint32_t head, std::uint32_t begin,
                          std::uint32_t end) const {
  if (head == begin || !timex.fields.has(TimexFields::weekday)) return false;
  const Token& verb = tokens_.all[head - 1];
  return verb.pos == Pos::aux && verb.form == VerbForm::present &&
         ends_clause(timex.last_token, end);
}

/// The side that leaves no doubt: a plain preposition leads the timex ("on 2 February"), or none
/// ("met Feb. 2"), and all verbs of its clause that tell a side tell the same.
int Tense::sure(const Timex& timex) const {
  const std::uint32_t begin = tokens_.begin(timex.sentence), end = tokens_.end(timex.sentence);
  if (of_unplanned(timex, end) || since_its_start(timex, begin)) return -strong;
  std::uint32_t lead = timex.first_token;
  while (lead > begin && tokens_.all[lead - 1].pos == Pos::det) --lead;
  if (lead == begin) return 0;
  const Cue leads = rules_.cue(tokens_.all[lead - 1].key);
  const bool of_plans = leads == Cue::future_beside || leads == Cue::until;
  const bool opens_stretch = (leads == Cue::from || leads == Cue::between) &&
                             opens_stretch_at(timex, lead - 1, begin, end);
  const bool led = of_plans || opens_stretch || leads == Cue::dates || leads == Cue::toward;
  if (!led && (lead != timex.first_token || !stands_bare(timex, end))) return 0;
  const std::pair clause = rest_of_clause(timex, led ? lead - 1 : lead);
  const int side = agreed_side(clause, begin, clause.second <= timex.first_token);
  if (of_plans || opens_stretch) return side >= strong ? side : 0;  // "by 15 May"
  // "set for 15 May": the plan may have been dropped since
  if (leads == Cue::toward) return side >= strong ? weak : 0;
  // a participle that stands alone is the verb, or says what is over
  return side == -weak ? -strong : side;
}

/// "will run from 3 May", "zeigt seine Bilder vom 3. bis 5. Mai", not "l'édition du 3 mai": behind
/// a noun only where the other end follows.
bool Tense::opens_stretch_at(const Timex& timex, std::uint32_t preposition, std::uint32_t begin,
                             std::uint32_t end) const {
  if (timex.last_token < end) {
    const Cue behind = rules_.cue(tokens_.all[timex.last_token].key);
    if (behind == Cue::to || behind == Cue::infinitive || behind == Cue::until ||
        behind == Cue::both)
      return true;
  }
  if (preposition == begin) return false;
  const Pos before = tokens_.all[preposition - 1].pos;
  return before == Pos::verb || before == Pos::adv || before == Pos::pron;
}

/// "will meet Dec. 18 in Leeds", not "set Dec. 18 as the day" or "the Dec. 18 meeting": a day
/// behind a verb or its object, before another time or place or the end of its clause.
bool Tense::stands_bare(const Timex& timex, std::uint32_t end) const {
  const Pos before = tokens_.all[timex.first_token - 1].pos;
  if (!timex.fields.has(TimexFields::day) ||
      (before != Pos::verb && before != Pos::noun && before != Pos::propn && before != Pos::adv &&
       before != Pos::pron))
    return false;
  if (timex.last_token == end) return true;
  const Token& behind = tokens_.all[timex.last_token];
  const Cue cue = rules_.cue(behind.key);
  return behind.pos == Pos::cconj || cue == Cue::dates || cue == Cue::to || cue == Cue::until ||
         (behind.pos == Pos::punct && behind.span.of(text_) != "-");
}

/// The tokens of the clause behind the timex where its preposition opens the clause, else those
/// before it.
std::pair<std::uint32_t, std::uint32_t> Tense::rest_of_clause(const Timex& timex,
                                                              std::uint32_t preposition) const {
  const std::uint32_t begin = tokens_.begin(timex.sentence), end = tokens_.end(timex.sentence);
  const auto borders = [&](std::uint32_t t) {
    return rules_.cue(tokens_.all[t].key) == Cue::clause;
  };
  if (preposition > begin && !borders(preposition - 1)) {
    std::uint32_t first = preposition;
    while (first > begin && preposition - first < longest_reach && !borders(first - 1)) --first;
    return {first, preposition};
  }
  const std::uint32_t first = timex.last_token;
  std::uint32_t last = first;
  if (last < end && borders(last)) ++last;
  while (last < end && last - first < longest_reach && !borders(last)) ++last;
  return {first, last};
}

/// The side that all verbs tell which tell one; 0 where two disagree, but for weak ones that stand
/// farther off than a past: "demanded how he could be sure what he did on 3 May".
int Tense::agreed_side(std::pair<std::uint32_t, std::uint32_t> clause, std::uint32_t begin,
                       bool from_end) const {
  int side = 0;
  bool meant = false;  // a verb without a tense stands between: "decided against singing on 3 May"
  for (std::uint32_t n = 0; n < clause.second - clause.first; ++n) {
    const std::uint32_t t = from_end ? clause.second - 1 - n : clause.first + n;
    const VerbForm form = tokens_.all[t].form;
    meant = meant || (from_end && (form == VerbForm::gerund || form == VerbForm::base));
    if (meant && rules_.cue(tokens_.all[t].key) == Cue::intent) return 0;
    const int found = verb(t, begin);
    const bool is_weak = found == weak || found == -weak;
    if (found == any_time) return 0;
    if (found * side < 0) {
      if (is_weak && side == -strong) continue;
      return 0;
    }
    if (found != 0 && (!is_weak || side == 0)) side = found;
  }
  return side;
}

/// Words right before it: "since May" is past; "by Friday" is to come where no verb says otherwise.
int Tense::beside(const Timex& timex, std::uint32_t begin) const {
  for (std::uint32_t t = timex.first_token, seen = 0; t-- > begin && seen < 2; ++seen) {
    const Cue cue = rules_.cue(tokens_.all[t].key);
    if (cue == Cue::past_beside || of_its_day(timex, t, begin)) return -1;
    if (cue == Cue::ahead) return sure_ahead;
    if (cue == Cue::future_beside || cue == Cue::until) return 1;
  }
  return since_noun(timex, begin) ? -1 : 0;
}

/// "die Überschwemmungen vom Sonntag", but not "die Schau vom Sonntag bis Dienstag": whatever the
/// verb, it has been.
bool Tense::of_its_day(const Timex& timex, std::uint32_t t, std::uint32_t begin) const {
  if (rules_.cue(tokens_.all[t].key) != Cue::of_day || t + 1 != timex.first_token || t == begin ||
      !timex.fields.has(TimexFields::weekday))
    return false;
  const bool goes_on =
      timex.last_token < tokens_.all.size() && (tokens_.all[timex.last_token].pos == Pos::adp ||
                                                tokens_.all[timex.last_token].pos == Pos::part);
  return tokens_.all[t - 1].pos == Pos::noun && !goes_on;
}

/// "depuis la rentrée de janvier": a noun stands between.
bool Tense::since_noun(const Timex& timex, std::uint32_t begin) const {
  return led_over(Cue::past_beside, timex.first_token, begin, 5, {Pos::noun, Pos::det, Pos::adp});
}

/// "se realizará desde el 3 de mayo": what leads to a beginning that has been elsewhere leads to
/// one that lies ahead behind a future.
bool Tense::will_begin(const Timex& timex, std::uint32_t begin) const {
  constexpr std::uint32_t reach = 6;
  for (std::uint32_t t = timex.first_token, seen = 0; t-- > begin && seen < reach; ++seen) {
    if (rules_.cue(tokens_.all[t].key) == Cue::clause) return false;
    if (tokens_.all[t].pos == Pos::verb || tokens_.all[t].pos == Pos::aux)
      return tokens_.all[t].form == VerbForm::future;
  }
  return false;
}

/// "until his next hearing in May", written in January: nouns alone stand between the two, and what
/// determines them before, as nothing does in "the shop next door".
bool Tense::of_coming(const Timex& timex, std::uint32_t begin) const {
  constexpr std::uint32_t reach = 6;
  for (std::uint32_t t = timex.first_token, seen = 0; t-- > begin && seen < reach; ++seen) {
    const Token& token = tokens_.all[t];
    if (rules_.cue(token.key) == Cue::coming)
      return t > begin &&
             (tokens_.all[t - 1].pos == Pos::det || tokens_.all[t - 1].pos == Pos::pron);
    if (token.pos != Pos::noun && token.pos != Pos::adj && token.pos != Pos::adp) return false;
  }
  return false;
}

/// "could explain the May 19 crash": whatever the verb, it has happened.
bool Tense::of_unplanned(const Timex& timex, std::uint32_t end) const {
  std::uint32_t t = timex.last_token;
  while (t < end && t < timex.last_token + 3 &&
         (tokens_.all[t].pos == Pos::adj || tokens_.all[t].pos == Pos::noun) &&
         rules_.cue(tokens_.all[t].key) != Cue::unplanned)
    ++t;
  return t < end && rules_.cue(tokens_.all[t].key) == Cue::unplanned &&
         tokens_.all[t].pos == Pos::noun;
}

/// "since the start of the war on 7 October": nouns alone stand between the two.
bool Tense::since_its_start(const Timex& timex, std::uint32_t begin) const {
  return led_over(Cue::past_beside, timex.first_token, begin, 8,
                  {Pos::noun, Pos::propn, Pos::adj, Pos::det, Pos::adp});
}

/// No verb follows before the clause ends ("The vote is on Friday", not "ist am Freitag
/// gestorben").
bool Tense::ends_clause(std::uint32_t from, std::uint32_t end) const {
  for (std::uint32_t t = from; t < end && rules_.cue(tokens_.all[t].key) != Cue::clause; ++t)
    if (tokens_.all[t].pos == Pos::verb || tokens_.all[t].form == VerbForm::past_participle)
      return false;
  return true;
}

/// "a poll conducted in late July": the participle of what is over, right before it.
bool Tense::conducted(std::uint32_t head, std::uint32_t begin) const {
  if (head <= begin + 1) return false;
  const Token &verb = tokens_.all[head - 1], &before = tokens_.all[head - 2];
  const Cue cue = rules_.cue(verb.key);
  return verb.pos == Pos::verb && verb.form == VerbForm::past_participle && cue == Cue::none &&
         (before.pos == Pos::noun || before.pos == Pos::propn ||
          rules_.cue(before.key) == Cue::clause);
}

/// "The vote was postponed until Tuesday", "gave him until March": the day that something is moved
/// to lies ahead.
bool Tense::moved(const Timex& timex, std::uint32_t begin) const {
  std::uint32_t t = timex.first_token;
  for (std::uint32_t seen = 0;
       t > begin && seen < 3 && rules_.cue(tokens_.all[t].key) != Cue::until; ++seen)
    --t;
  if (rules_.cue(tokens_.all[t].key) != Cue::until || t == timex.first_token) {
    // "rescheduled the start for Saturday", "was delayed to Friday"
    if (timex.first_token == begin || possessive(timex, tokens_.end(timex.sentence))) return false;
    t = timex.first_token - 1;
    const Cue leads = rules_.cue(tokens_.all[t].key);
    if (leads != Cue::toward && leads != Cue::infinitive) return false;
  }
  for (std::uint32_t seen = 0; t-- > begin && seen < 8; ++seen) {
    const Token& token = tokens_.all[t];
    if (rules_.cue(token.key) == Cue::moves) return true;
    if (token.pos == Pos::verb) return false;
  }
  return false;
}

/// "agreed to buy it in February", "guidelines to be published in May": the nearest verb is an
/// infinitive that tells a purpose.
bool Tense::intended(std::uint32_t from, std::uint32_t begin) const {
  std::uint32_t t = from;
  for (std::uint32_t seen = 0; t-- > begin && seen < 15; ++seen) {
    if (tokens_.all[t].pos == Pos::verb) break;
    // "expected to return after having a son in August"
    if (t == begin || tokens_.all[t].form == VerbForm::gerund) return false;
  }
  if (t >= from || tokens_.all[t].pos != Pos::verb) return false;
  const bool passive = t >= begin + 2 && tokens_.all[t - 1].pos == Pos::aux &&
                       tokens_.all[t - 1].form == VerbForm::base;
  if (passive) --t;
  if (t < begin + 2 || rules_.cue(tokens_.all[t - 1].key) != Cue::infinitive) return false;
  const Token& governor = tokens_.all[t - 2];
  return rules_.cue(governor.key) == Cue::intent || (passive && governor.pos == Pos::noun);
}

/// The nearest strong evidence; the nearest weak one where there is none. any_time where the verb
/// tells no side. `inside`: not beyond the conjunction that opens the clause ("meldt dat de man
/// zondag is aangehouden").
int Tense::before(std::uint32_t from, std::uint32_t begin, bool inside) const {
  int hint = 0;
  std::uint32_t seen = 0;
  for (std::uint32_t t = from; t-- > begin && seen < longest_reach; ++seen) {
    const int found = verb(t, begin);
    // what stands before it belongs to another verb
    if (found == any_time) return hint == 0 ? any_time : sign(hint);
    if (found >= strong || found <= -strong) return sign(found);
    if (hint == 0 && found == weak && plainly_present(t, begin)) return 1;
    // "dijo que la sesión empieza el jueves": another clause's verb stands before it
    if ((hint != 0 || inside) && tokens_.all[t].pos == Pos::sconj) {
      const bool borders = hint == 0 && rules_.cue(tokens_.all[t].key) == Cue::from;
      if (hint < 0 || borders || !lacks_tense(t, from)) return sign(hint);
    }
    if (hint == 0) hint = found;
  }
  return sign(hint);
}

/// "was shot while trying to stop a man on Tuesday": the clause that a conjunction opens has no
/// tense but that of the verb before it; "that drilling could resume by Thursday" has one.
bool Tense::lacks_tense(std::uint32_t opener, std::uint32_t end) const {
  if (opener + 1 >= end || tokens_.all[opener + 1].form != VerbForm::gerund) return false;
  for (std::uint32_t t = opener + 2; t < end; ++t)
    if (is_finite(tokens_.all[t].form)) return false;
  return true;
}

/// "the session that starts in January": a present tense with its subject right before it is the
/// verb of the date.
bool Tense::plainly_present(std::uint32_t t, std::uint32_t begin) const {
  const Token& verb = tokens_.all[t];
  if (verb.pos != Pos::verb || verb.form != VerbForm::present || t == begin) return false;
  const Pos before = tokens_.all[t - 1].pos;
  return before == Pos::pron || before == Pos::det || before == Pos::sconj;
}

int Tense::after(std::uint32_t from, std::uint32_t end) const {
  int hint = 0;
  if (stands_second(from, end)) return 1;
  std::uint32_t seen = 0;
  for (std::uint32_t t = from; t < end && seen < longest_reach; ++t, ++seen) {
    const int found = verb(t, from);
    if (hint < 0) return -1;  // a weak past that stands first is the main verb
    if (found == any_time) return sign(hint);
    if (found >= strong || found <= -strong) return sign(found);
    if (hint == 0) hint = found;
    // "Wahlen im November hätten Folgen, sagte sie": what follows belongs to another verb
    if (found == weak && rules_.cue(tokens_.all[t].key) == Cue::wished) return 1;
  }
  return sign(hint);
}

/// "Ab Dezember eröffnet eine Zweigstelle": right behind the time that opens its clause stands a
/// finite verb, though it may look like a participle, which would have a helper.
bool Tense::stands_second(std::uint32_t from, std::uint32_t end) const {
  if (from + 1 >= end || tokens_.all[from].pos != Pos::verb ||
      tokens_.all[from].form != VerbForm::past_participle)
    return false;
  if (rules_.past_ending(tokens_.all[from].span.of(text_)) || tokens_.all[from + 1].pos != Pos::det)
    return false;
  for (std::uint32_t t = from + 1; t < end && rules_.cue(tokens_.all[t].key) != Cue::clause; ++t)
    if (tokens_.all[t].pos == Pos::aux) return false;
  return true;
}

/// What the verb group that holds this token says: strong or weak, past below 0 and future above; 0
/// where it says nothing or is no verb.
int Tense::verb(std::uint32_t t, std::uint32_t begin) const {
  if (const std::optional<int> side = by_cue(t, begin)) return *side;
  const Token& token = tokens_.all[t];
  if (token.pos == Pos::verb || token.pos == Pos::aux) return by_form(t, begin);
  // Taggers take "outlined" and "announced" for adjectives now and then.
  return !token.capital && token.pos != Pos::noun && rules_.past_ending(token.span.of(text_)) &&
                 !attributive(t, begin)
             ? -weak
             : 0;
}

/// "is set to", "is due to".
std::optional<int> Tense::by_future_to(std::uint32_t t, std::uint32_t begin) const {
  if (next_is(t, Cue::infinitive)) return strong;
  if (next_is(t, Cue::toward)) return had_been(t, begin) ? -strong : strong;
  return tokens_.all[t].form == VerbForm::gerund ? std::optional(0) : std::nullopt;
}

/// "plans", "aims", also where it is taken for a noun.
int Tense::by_future_verb(std::uint32_t t) const {
  const Token& token = tokens_.all[t];
  const bool past = token.form == VerbForm::past;
  if (!past && next_is(t, Cue::infinitive)) return strong;
  if (token.pos != Pos::verb) return 0;
  return past ? -weak : strong;
}

/// What the word lists or its ending say of the word; none where its form decides.
std::optional<int> Tense::by_cue(std::uint32_t t, std::uint32_t begin) const {
  const Token& token = tokens_.all[t];
  // "passed to Will Ruiz on Sunday"
  if (token.capital && token.pos == Pos::propn) return 0;
  switch (rules_.cue(token.key)) {
    case Cue::future:
      if (closes_bracket(t, begin)) return 0;
      return had_been(t, begin) || ends_in_perfect(t) ? -strong : strong;
    case Cue::perfect:
      if (!perfect(t)) return std::nullopt;
      return ahead(t, begin) ? 0 : -strong;
    case Cue::past:
      if (next_is(t, Cue::infinitive)) return std::nullopt;  // "will have to wait" has no perfect
      return -strong;
    case Cue::future_to:
      return by_future_to(t, begin);
    case Cue::future_verb:
      return by_future_verb(t);
    case Cue::wished:
      return has_participle(t) ? -strong : weak;
    case Cue::begins:
      return token.pos == Pos::noun && leads_to_day(t, begin) ? std::optional(weak) : std::nullopt;
    case Cue::none:
      if (const int side = token.capital ? 0 : rules_.form_side(token.span.of(text_)))
        return side * strong;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

/// "Voting starts on Friday", "Filming starts next week": a verb that is taken for a noun, between
/// its subject and what tells when.
bool Tense::leads_to_day(std::uint32_t t, std::uint32_t begin) const {
  if (t == begin || t + 1 >= tokens_.all.size()) return false;
  const Token &subject = tokens_.all[t - 1], &behind = tokens_.all[t + 1];
  const bool names = subject.pos == Pos::noun || subject.pos == Pos::propn ||
                     subject.pos == Pos::verb || subject.pos == Pos::adj;
  return names && (rules_.cue(behind.key) == Cue::dates || behind.pos == Pos::adj ||
                   behind.pos == Pos::propn || behind.pos == Pos::adv);
}

/// "hätten ... gespalten": a participle stands in the rest of the clause.
bool Tense::has_participle(std::uint32_t t) const {
  const std::uint32_t end = *std::ranges::upper_bound(tokens_.first, t);
  for (std::uint32_t i = t + 1; i < end && i - t < longest_reach; ++i) {
    if (rules_.cue(tokens_.all[i].key) == Cue::clause) return false;
    if (tokens_.all[i].form == VerbForm::past_participle && tokens_.all[i].pos != Pos::adj)
      return true;
  }
  return false;
}

bool Tense::next_is(std::uint32_t t, Cue cue) const {
  return t + 1 < tokens_.all.size() && rules_.cue(tokens_.all[t + 1].key) == cue;
}

/// What the form of a verb says, with its helpers where it says nothing by itself.
int Tense::by_form(std::uint32_t t, std::uint32_t begin) const {
  const Token& token = tokens_.all[t];
  switch (token.form) {
    case VerbForm::past:
    case VerbForm::imperfect:
      return -strong;
    case VerbForm::future:
      return strong;
    case VerbForm::modal:
    case VerbForm::conditional:
      return weak;
    case VerbForm::none:
      return 0;
    case VerbForm::present:
      return token.pos == Pos::verb && rules_.cue(token.key) != Cue::timeless ? weak : 0;
    case VerbForm::base:
      // "Join us in May"
      if (token.pos == Pos::verb &&
          (t == begin || rules_.cue(tokens_.all[t - 1].key) == Cue::clause))
        return weak;
      break;
    default:
      break;
  }
  return helped(t, begin, token.form);
}

/// "have met", "have not yet been told", "have you seen"; but "might have results by November".
bool Tense::perfect(std::uint32_t t) const {
  for (std::uint32_t i = t + 1, seen = 0; i < tokens_.all.size() && seen < 4; ++i, ++seen) {
    const Token& token = tokens_.all[i];
    if (token.form == VerbForm::past_participle || token.form == VerbForm::past) return true;
    if (token.pos != Pos::adv && token.pos != Pos::part && token.pos != Pos::pron &&
        token.pos != Pos::aux)
      return false;
  }
  return false;
}

/// "will have hired": done, but not yet.
bool Tense::ahead(std::uint32_t t, std::uint32_t begin) const {
  return t > begin && rules_.cue(tokens_.all[t - 1].key) == Cue::future;
}

/// "sollen ... abgeschlossen werden", "mussten ... geschlossen werden": behind a participle, at the
/// end of its clause, the word tells no side.
bool Tense::closes_bracket(std::uint32_t t, std::uint32_t begin) const {
  if (t == begin || tokens_.all[t - 1].form != VerbForm::past_participle) return false;
  return t + 1 >= tokens_.all.size() || tokens_.all[t + 1].pos == Pos::punct ||
         rules_.cue(tokens_.all[t + 1].key) == Cue::clause;
}

/// "soll ... verlassen haben", "soll ... getötet worden sein": what is said to have happened.
bool Tense::ends_in_perfect(std::uint32_t t) const {
  const std::uint32_t end = *std::ranges::upper_bound(tokens_.first, t);
  std::uint32_t last = t + 1;
  while (last < end && last - t < longest_reach && rules_.cue(tokens_.all[last].key) != Cue::clause)
    ++last;
  if (last == end && last > t + 1) --last;  // the full stop
  if (last < t + 3) return false;
  const Token helper = tokens_.all[last - 1], done = tokens_.all[last - 2];
  const bool participle = done.form == VerbForm::past_participle;
  if (rules_.cue(helper.key) == Cue::past)
    return done.pos == Pos::verb && (participle || done.form == VerbForm::base);
  return helper.pos == Pos::aux && helper.form == VerbForm::base && done.pos == Pos::aux &&
         participle;
}

/// A word with this cue stands among the `reach` tokens before `t`, and none of these parts of
/// speech between.
bool Tense::led_by(Cue wanted, std::uint32_t t, std::uint32_t begin, std::uint32_t reach,
                   std::initializer_list<Pos> between) const {
  for (std::uint32_t seen = 0; t-- > begin && seen < reach; ++seen) {
    const Token& token = tokens_.all[t];
    if (rules_.cue(token.key) == wanted) return true;
    if (std::ranges::find(between, token.pos) != between.end()) return false;
  }
  return false;
}

/// The same, and no other parts of speech than these between.
bool Tense::led_over(Cue wanted, std::uint32_t t, std::uint32_t begin, std::uint32_t reach,
                     std::initializer_list<Pos> between) const {
  for (std::uint32_t seen = 0; t-- > begin && seen < reach; ++seen) {
    const Token& token = tokens_.all[t];
    if (rules_.cue(token.key) == wanted) return true;
    if (std::ranges::find(between, token.pos) == between.end()) return false;
  }
  return false;
}

/// "It had been due to expire on Friday", "as previously planned": what had been to come is over.
bool Tense::had_been(std::uint32_t t, std::uint32_t begin) const {
  for (std::uint32_t seen = 0; t-- > begin && seen < 3; ++seen) {
    const Token& token = tokens_.all[t];
    if (rules_.cue(token.key) == Cue::past && token.form == VerbForm::past) return true;
    if (token.pos != Pos::aux && token.pos != Pos::adv) return false;
  }
  return false;
}

/// "the first countries to join": the infinitive behind an order tells nothing of the time.
bool Tense::of_order(std::uint32_t to, std::uint32_t begin) const {
  return led_by(Cue::order, to, begin, 6, {Pos::verb, Pos::aux, Pos::punct, Pos::adp});
}

/// "the newly launched classes": a participle that only describes its noun.
bool Tense::attributive(std::uint32_t t, std::uint32_t begin) const {
  if (t <= begin || t + 1 >= tokens_.all.size()) return false;
  const Pos before = tokens_.all[t - 1].pos, behind = tokens_.all[t + 1].pos;
  return (before == Pos::det || before == Pos::adj || before == Pos::adv) &&
         (behind == Pos::noun || behind == Pos::propn || behind == Pos::adj);
}

/// "Neither of them could be reached", "nor could he": the subject denies.
bool Tense::denied(std::uint32_t t, std::uint32_t begin) const {
  return led_by(Cue::denies, t, begin, 8, {Pos::verb, Pos::punct});
}

/// A base form, participle or gerund takes its side from the words before it: "will meet", "has
/// met", "is meeting", "to meet".
int Tense::helped(std::uint32_t t, std::uint32_t begin, VerbForm form) const {
  const std::uint32_t verb = t;
  bool negated = false;
  if (form == VerbForm::gerund && t > begin && rules_.cue(tokens_.all[t - 1].key) == Cue::done)
    return -weak;
  for (std::uint32_t seen = 0; t-- > begin && seen < 5; ++seen) {
    const Token& helper = tokens_.all[t];
    if (const std::optional<int> side = by_helper(t, begin, verb, negated)) return *side;
    negated = negated || helper.pos == Pos::part;
    if (helper.pos != Pos::adv && helper.pos != Pos::aux && helper.pos != Pos::part) break;
  }
  if (form != VerbForm::past_participle) return 0;
  if (next_is(verb, Cue::future) && closes_bracket(verb + 1, begin)) return 0;
  return attributive(verb, begin) ? 0 : -weak;
}

/// What one word before the verb says; none where it says nothing. `negated`: a "not" stands
/// between the two.
std::optional<int> Tense::by_helper(std::uint32_t t, std::uint32_t begin, std::uint32_t verb,
                                    bool negated) const {
  const Token& helper = tokens_.all[t];
  const VerbForm form = tokens_.all[verb].form;
  const Cue cue = rules_.cue(helper.key);
  if (cue == Cue::future || helper.form == VerbForm::future) return strong;
  if (helper.form == VerbForm::conditional) return weak;
  // "could not be reached on Wednesday" is over, "could meet on Wednesday" is not.
  if (helper.form == VerbForm::modal)
    return cue == Cue::timeless &&
                   (negated || (form == VerbForm::past_participle && denied(t, begin)))
               ? -strong
               : weak;
  if (cue == Cue::infinitive)
    return form == VerbForm::base && !tokens_.all[verb].capital && !of_order(t, begin) ? weak : 0;
  if (helper.pos != Pos::aux) return std::nullopt;
  if (cue == Cue::perfect && ahead(t, begin)) return strong;
  if (helper.form == VerbForm::past || helper.form == VerbForm::imperfect || cue == Cue::past ||
      cue == Cue::perfect)
    return -strong;
  if (helper.form != VerbForm::present) return std::nullopt;
  if (form == VerbForm::gerund) return strong;
  return form == VerbForm::past_participle ? any_time : 0;  // "is heard in May"
}

}  // namespace newsline::timex
