// Whom "he", "it", "the company" and "the minister" stand for.
//
// Each name of the sentences before is a candidate; a model (antecedent_model.h) says of each how
// likely it is meant, from where and how it stands there, how much of the page is about it, and who
// else could be meant. Only where it is sure of one the anaphor becomes a mention. A title stands
// for its bearer, and a noun for what has it in its name, if the article gives it to one alone.
//
//     "Ada Quill, the finance minister, resigned. She ..."   She -> Ada Quill: the subject of the
//     sentence before, and no man
//
// No pronoun in a quotation is resolved, whose speaker knows who is meant.
// A mention-pair model as of Soon, Ng and Lim, "A machine learning approach to coreference
// resolution of noun phrases" (Computational Linguistics 27:4, 2001), that ranks all candidates.
#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

#include "anaphors.h"
#include "antecedent_model.h"
#include "antecedent_samples.h"
#include "base/utf8.h"
#include "impl.h"

namespace newsline::entity {

namespace {

constexpr std::uint32_t nobody = 0xFFFFFFFF;
constexpr std::uint32_t window = 5;  // sentences looked back
constexpr std::size_t most_candidates = 12;

/// A name that an anaphor may stand for.
struct Candidate {
  std::uint32_t entity = 0;
  const Mention* name = nullptr;  // the last one before the anaphor; null: only meant, or not near
  std::uint32_t back = window + 1;  // sentences between; past the window: not near
  std::uint32_t order = 0;          // 0: named last of all candidates
};

class Antecedents {
  /// The head noun of a name, and the sentence where it was first named.
  struct Head {
    std::uint32_t entity = 0, first = 0;
    std::string noun;
  };

 public:
  Antecedents(const Text& text, Entities& entities)
      : text_(text),
        entities_(entities),
        finder_(text),
        found_(text.sentences.size(), nobody),
        heads_of_sentences_(text.sentences.size()) {}

  /// With `samples` every anaphor that is weighed is noted down there.
  void run(std::vector<AntecedentSample>* samples) {
    samples_ = samples;
    first_of_.assign(text_.sentences.size() + 1,
                     static_cast<std::uint32_t>(entities_.mentions.size()));
    for (std::uint32_t m = static_cast<std::uint32_t>(entities_.mentions.size()); m-- > 0;)
      first_of_[entities_.mentions[m].sentence] = m;
    for (std::size_t s = text_.sentences.size(); s-- > 0;)
      first_of_[s] = std::min(first_of_[s], first_of_[s + 1]);
    bearers();
    find_heads();
    find_genders();
    count_persons();
    std::vector<Mention> standing;
    for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
      const std::uint32_t named =
          names(s).empty() ? text_.tokens.end(s) : names(s).front().first_token;
      heads_of_sentences_[s] = finder_.at_head(s, named);
      resolve(s, heads_of_sentences_[s], standing);
      for (const Anaphor& words : finder_.within(s))
        if (words.first != heads_of_sentences_[s].first) resolve(s, words, standing);
    }
    const auto middle = static_cast<std::ptrdiff_t>(entities_.mentions.size());
    entities_.mentions.insert(entities_.mentions.end(), standing.begin(), standing.end());
    std::ranges::inplace_merge(entities_.mentions, entities_.mentions.begin() + middle, {},
                               [](const Mention& m) { return m.span.begin; });
  }

 private:
  Token at(std::uint32_t i) const { return text_.tokens.all[i]; }
  std::uint32_t classes(std::uint32_t i) const { return text_.rules.words.find(at(i).key); }
  EntityType type(std::uint32_t entity) const { return entities_.all[entity].type; }
  std::span<const Mention> names(std::uint32_t s) const {
    return {entities_.mentions.data() + first_of_[s], entities_.mentions.data() + first_of_[s + 1]};
  }
  Span span_of(const Anaphor& words) const {
    return {at(words.first).span.begin, at(words.last - 1).span.end};
  }

  void resolve(std::uint32_t s, const Anaphor& words, std::vector<Mention>& standing) {
    if (words.empty() || names_something(s, words)) return;
    const std::uint32_t entity = meant(s, words);
    if (entity == nobody) return;
    if (words.kind == AnaphorKind::person) call(entity, words);
    // "His father spoke. He ...": the father
    if (!words.possessive && !words.inner) found_[s] = entity;
    standing.push_back({span_of(words), s, words.first, words.last, entity, true, false});
  }
  /// Whoever was "she" once is not "he" later.
  void call(std::uint32_t entity, const Anaphor& words) {
    const Gender gender = gender_of(classes(words.first));
    if (gender != Gender::unknown) called_.try_emplace(entity, gender);
  }

  /// Who is called by which title: "Finance Minister Ada Quill", "Ada Quill, the finance
  /// minister,". nobody: more than one.
  void bearers() {
    for (const Mention& name : entities_.mentions) {
      if (type(name.entity) != EntityType::person) continue;
      const std::uint32_t begin = text_.tokens.begin(name.sentence),
                          end = text_.tokens.end(name.sentence);
      if (name.first_token > begin && (classes(name.first_token - 1) & word_title)) {
        const Token before = at(name.first_token - 1);
        bears(bearers_, before.key, name.entity);
        const std::string_view title = text_.of(before);
        if (title.size() > shortest_stem && title.ends_with('.'))
          bears(short_titles_, fold(title.substr(0, title.size() - 1)), name.entity);
      }
      std::uint32_t i = name.last_token;
      if (i + 2 >= end || text_.of(at(i)) != ",") continue;
      const std::uint32_t stop = std::min(end, i + 5);
      for (++i; i < stop && at(i).kind == TokenKind::word && !at(i).capital; ++i)
        if (classes(i) & word_title) bears(bearers_, at(i).key, name.entity);
    }
  }
  template <class Titles, class Title>
  static void bears(Titles& titles, Title&& title, std::uint32_t entity) {
    const auto [place, fresh] = titles.try_emplace(std::forward<Title>(title), entity);
    if (!fresh && place->second != entity) place->second = nobody;
  }
  /// Whose title a noun is; "governor" is that of "Gov. Ada Quill" too.
  std::uint32_t bearer_of(const Token& noun) const {
    const auto known = bearers_.find(noun.key);
    std::uint32_t bearer = known == bearers_.end() ? nobody : known->second;
    if (known != bearers_.end() && bearer == nobody) return nobody;
    const std::string word = fold(text_.of(noun));
    for (const auto& [stem, entity] : short_titles_) {
      if (!word.starts_with(stem)) continue;
      if (entity == nobody || (bearer != nobody && bearer != entity)) return nobody;
      bearer = entity;
    }
    return bearer;
  }

  static Gender gender_of(std::uint32_t classes) {
    return (classes & word_female) ? Gender::female
           : (classes & word_male) ? Gender::male
                                   : Gender::unknown;
  }
  /// "Mrs. Quill", "Queen Ada", "Ada Quill". A title says it better than a given name.
  void find_genders() {
    const NameWords& given = text_.rules.given_names;
    for (const Mention& name : entities_.mentions) {
      Entity& entity = entities_.all[name.entity];
      if (entity.type != EntityType::person) continue;
      const bool led = name.first_token > text_.tokens.begin(name.sentence);
      Gender gender = led ? gender_of(classes(name.first_token - 1)) : Gender::unknown;
      if (gender == Gender::unknown) gender = gender_of(classes(name.first_token));
      if (gender == Gender::unknown && entity.gender == Gender::unknown &&
          name.last_token > name.first_token + 1)
        gender = gender_of(given.find(at(name.first_token).key));
      if (gender != Gender::unknown) entity.gender = gender;
    }
  }

  /// "The Netherlands".
  bool names_something(std::uint32_t s, const Anaphor& words) const {
    return std::ranges::any_of(names(s), [&](const Mention& name) {
      return !name.modifier && name.first_token < words.last && words.first < name.last_token;
    });
  }

  /// Whom the words stand for; nobody: not sure.
  std::uint32_t meant(std::uint32_t s, const Anaphor& words) {
    if (words.kind == AnaphorKind::person) return likeliest(s, words);
    if (words.kind == AnaphorKind::thing) return named_before(s, words);
    // "the world championships" are not the one European
    if (words.last == words.first + 2 && s > 0)
      if (const std::uint32_t entity = named_so(s, words.last - 1); entity != nobody) return entity;
    if (words.kind == AnaphorKind::title) return titled(s, words.last - 1);
    if (words.kind != AnaphorKind::firm) return nobody;
    const std::uint32_t entity = named_before(s, words);
    // told of what kind it is, it may be a firm without a name: "The union ... The port company"
    return entity == nobody || words.last == words.first + 2 || is_most_named(entity) ? entity
                                                                                      : nobody;
  }
  bool is_most_named(std::uint32_t entity) const {
    const auto first = std::ranges::find(entities_.all, type(entity), &Entity::type);
    return first != entities_.all.end() && first->mentions <= entities_.all[entity].mentions;
  }

  /// The only thing of the right kind in the sentence before; where that names none, in the one
  /// before it in the same paragraph.
  std::uint32_t named_before(std::uint32_t s, const Anaphor& words) const {
    const std::uint32_t near = before(s);
    if (near == s || goes_on(near, words)) return nobody;
    bool several = false;
    const std::uint32_t entity = only(near, words, several);
    if (entity != nobody || several) return entity;
    const std::uint32_t far = before(near);
    if (far == near || text_.sentences[far].paragraph != text_.sentences[s].paragraph ||
        !heads_of_sentences_[near].empty())
      return nobody;
    return only(far, words, several);
  }

  /// The only one that the words can mean. Of several persons the one that leads the sentence is
  /// meant where the others are only named as owners: "Ada Quill, whom Kolb's party had chosen".
  std::uint32_t only(std::uint32_t s, const Anaphor& words, bool& several) const {
    const AnaphorKind wanted = words.kind;
    const Named named = named_in(s, words);
    several = named.several;
    if (named.several && wanted == AnaphorKind::person && named.leader != nobody &&
        !named.free_others) {
      several = false;
      return named.leader;
    }
    if (named.several || named.entity == nobody || !named.free) return nobody;
    if (wanted == AnaphorKind::thing) return named.leader != nobody ? named.entity : nobody;
    if (wanted == AnaphorKind::person && named.leader == nobody && names_somebody(s)) return nobody;
    return named.entity;
  }

  /// What a sentence names that words could mean: one of them, the one that leads it, whether there
  /// are several, and whether one is named for itself and not as the owner of something.
  struct Named {
    std::uint32_t entity = nobody, leader = nobody;
    bool several = false, free = false, free_others = false;
  };
  Named named_in(std::uint32_t s, const Anaphor& words) const {
    Named found;
    if (found_[s] != nobody && could_mean(words, found_[s]) &&
        !(words.kind == AnaphorKind::thing && reports(s)))
      found.entity = found.leader = found_[s], found.free = true;
    for (const Mention& name : names(s)) {
      if (name.modifier || !could_mean(words, name.entity) ||
          (words.kind == AnaphorKind::firm && (aside(name) || institution(name, words))))
        continue;
      found.several |= found.entity != nobody && found.entity != name.entity;
      found.entity = name.entity;
      if (possessive(name)) continue;
      found.free = true;
      if (found.leader == nobody && opens(name)) found.leader = name.entity;
      found.free_others |= found.leader != nobody && name.entity != found.leader;
    }
    return found;
  }
  /// "The institute said that prices fell. It ...": the institute, or what it said.
  bool reports(std::uint32_t s) const {
    const Anaphor& words = heads_of_sentences_[s];
    return !words.empty() && words.last < text_.tokens.end(s) && (classes(words.last) & word_say);
  }

  /// "The Dockers' Union": no company, but a group.
  bool institution(const Mention& name, const Anaphor& words) const {
    if (classes(words.last - 1) & word_org_tail) return false;
    for (std::uint32_t i = name.first_token; i < name.last_token; ++i)
      if ((classes(i) & word_org_head) && !(classes(i) & word_firm)) return true;
    return false;
  }

  /// The person that the model is sure of, or thinks likely and the rule for things finds too.
  std::uint32_t likeliest(std::uint32_t s, const Anaphor& words) {
    constexpr double likely = 0.5;
    const std::vector<Candidate> candidates = candidates_of(s, words);
    AntecedentSample sample{span_of(words), s, {}};
    std::uint32_t best = nobody;
    double most = 0;
    for (const Candidate& candidate : candidates) {
      const AntecedentFeatures features = features_of(s, words, candidate, candidates);
      if (samples_) sample.candidates.push_back({candidate.entity, features});
      const double share = text_.rules.antecedents(features);
      if (share <= most || speaks_for(candidate) || has_rival(candidate, candidates)) continue;
      most = share;
      best = candidate.entity;
    }
    if (samples_ && !candidates.empty()) samples_->push_back(std::move(sample));
    if (most >= text_.rules.antecedents.least()) return best;
    return most >= likely && !words.inner && named_before(s, words) == best ? best : nobody;
  }

  /// "Ada Quill met Dora Hale": the sentence names two for themselves.
  bool has_rival(const Candidate& candidate, const std::vector<Candidate>& all) const {
    return std::ranges::any_of(all, [&](const Candidate& other) {
      return other.entity != candidate.entity && other.back == candidate.back &&
             other.back <= window && other.name != nullptr && !possessive(*other.name) &&
             !other.name->modifier && !aside(*other.name);
    });
  }

  /// "A spokesman for Ada Quill": in that sentence somebody else acts.
  bool speaks_for(const Candidate& candidate) const {
    return candidate.name != nullptr && !opens(*candidate.name) &&
           names_somebody(candidate.name->sentence);
  }

  /// What the sentences before name, and this one before the words, the last named first.
  std::vector<Candidate> candidates_of(std::uint32_t s, const Anaphor& words) const {
    std::vector<Candidate> all;
    const auto add = [&](std::uint32_t entity, const Mention* name, std::uint32_t back) {
      if (all.size() == most_candidates || !could_mean(words, entity)) return;
      const auto known = std::ranges::find(all, entity, &Candidate::entity);
      if (known == all.end())
        all.push_back({entity, name, back, static_cast<std::uint32_t>(all.size())});
      else if (known->name == nullptr && known->back == back)
        known->name = name;
    };
    for (std::uint32_t back = 0; back <= window && back <= s; ++back) {
      const std::span<const Mention> here = names(s - back);
      for (std::size_t n = here.size(); n-- > 0;)
        if (back > 0 || here[n].last_token <= words.first) add(here[n].entity, &here[n], back);
      if (found_[s - back] != nobody && (back > 0 || words.inner))
        add(found_[s - back], nullptr, back);
    }
    // whom the page is about
    if (most_named_ != nobody) add(most_named_, nullptr, window + 1);
    return all;
  }
  bool could_mean(const Anaphor& words, std::uint32_t entity) const {
    if (!fits(type(entity), words.kind)) return false;
    if (words.kind != AnaphorKind::person) return true;
    const Gender wanted = gender_of(classes(words.first));
    const auto called = called_.find(entity);
    return may_be(entity, wanted) &&
           (wanted == Gender::unknown || called == called_.end() || called->second == wanted);
  }
  static bool fits(EntityType type, AnaphorKind kind) {
    if (kind == AnaphorKind::person) return type == EntityType::person;
    if (kind == AnaphorKind::firm) return type == EntityType::organization;
    return type == EntityType::organization || type == EntityType::product ||
           type == EntityType::place;
  }
  bool may_be(std::uint32_t entity, Gender wanted) const {
    const Gender known = entities_.all[entity].gender;
    return wanted == Gender::unknown || known == Gender::unknown || wanted == known;
  }

  using F = AntecedentFeature;
  static void set(AntecedentFeatures& features, F feature, bool there) {
    if (there) features.set(static_cast<std::size_t>(feature));
  }
  AntecedentFeatures features_of(std::uint32_t s, const Anaphor& words, const Candidate& candidate,
                                 const std::vector<Candidate>& all) const {
    AntecedentFeatures features;
    const std::uint32_t back = candidate.back;
    set(features, F::same_sentence, back == 0);
    set(features, F::one_back, back == 1);
    set(features, F::two_back, back == 2);
    set(features, F::three_back, back == 3);
    set(features, F::further_back, back > 3 && back <= window);
    set(features, F::not_near, back > window);
    if (back <= window) {
      const std::uint32_t here = text_.sentences[s].paragraph,
                          there = text_.sentences[s - back].paragraph;
      set(features, F::same_paragraph, here == there);
      set(features, F::paragraph_before, there + 1 == here);
    }
    set(features, F::opens_paragraph,
        s == 0 || text_.sentences[s - 1].paragraph != text_.sentences[s].paragraph);
    if (candidate.name != nullptr) describe_name(*candidate.name, features);
    set(features, F::subject, candidate.name == nullptr && back <= window);
    set(features, F::meant_before, s > 0 && found_[s - 1] == candidate.entity);
    set(features, F::meant_two_before, s > 1 && found_[s - 2] == candidate.entity);
    set(features, F::leads_before, s > 0 && leads(s - 1, candidate.entity));
    describe_rivals(candidate, all, features);
    describe_weight(candidate.entity, features);
    describe_anaphor(s, words, candidate, features);
    return features;
  }
  void describe_name(const Mention& name, AntecedentFeatures& features) const {
    const std::uint32_t begin = text_.tokens.begin(name.sentence),
                        end = text_.tokens.end(name.sentence);
    const bool owner = possessive(name);
    set(features, F::opens_sentence, name.first_token <= begin + 1);
    set(features, F::subject, !owner && name.last_token < end && finder_.verb_at(name.last_token));
    set(features, F::speaks,
        (name.last_token < end && (classes(name.last_token) & word_say)) ||
            (name.first_token > begin && (classes(name.first_token - 1) & word_say)));
    set(features, F::owner, owner || name.modifier);
    set(features, F::aside, aside(name));
  }
  void describe_rivals(const Candidate& candidate, const std::vector<Candidate>& all,
                       AntecedentFeatures& features) const {
    std::size_t beside = 0, near = 0, since = 0;
    bool leads = false, meant = false, last_of_sentence = true;
    for (const Candidate& other : all) {
      near += other.back <= 1;
      if (other.entity == candidate.entity) continue;
      beside += other.back == candidate.back;
      since += other.back < candidate.back;
      last_of_sentence &= other.back != candidate.back || other.order < candidate.order;
      leads |= other.back == candidate.back && other.name != nullptr && opens(*other.name);
      meant |= other.back <= 2 && other.name == nullptr;
    }
    set(features, F::last_named, candidate.order == 0);
    set(features, F::first_named, beside > 0 && last_of_sentence);
    set(features, F::only_near, candidate.back <= 1 && near == 1);
    set(features, F::rival_in_sentence, beside == 1);
    set(features, F::rivals_in_sentence, beside > 1);
    set(features, F::rival_since, since > 0);
    set(features, F::rival_leads, leads);
    set(features, F::rival_meant, meant);
  }
  void describe_weight(std::uint32_t entity, AntecedentFeatures& features) const {
    const Entity& one = entities_.all[entity];
    set(features, F::most_named, one.mentions == entities_.all[most_named_].mentions);
    set(features, F::only_of_kind, persons_ == 1);
    set(features, F::half_of_kind, one.mentions * 2 >= persons_named_);
    set(features, F::named_once, one.mentions == 1);
    set(features, F::in_title, in_title(one));
  }
  void describe_anaphor(std::uint32_t s, const Anaphor& words, const Candidate& candidate,
                        AntecedentFeatures& features) const {
    const Gender wanted = gender_of(classes(words.first));
    const Gender known = entities_.all[candidate.entity].gender;
    set(features, F::same_gender, wanted != Gender::unknown && known == wanted);
    set(features, F::unknown_gender, wanted != Gender::unknown && known == Gender::unknown);
    set(features, F::possessive, words.possessive);
    set(features, F::inner, words.inner);
    set(features, F::reported,
        words.inner && words.first > 0 &&
            ((classes(words.first - 1) & word_say) ||
             (words.first > 1 && (classes(words.first - 2) & word_say))));
    set(features, F::opening, !words.inner && words.first > text_.tokens.begin(s));
    set(features, F::goes_on, s > 0 && goes_on(s - 1, words));
    set(features, F::somebody_else, candidate.back <= window && names_somebody(s - candidate.back));
    set(features, F::noun_leads, candidate.back <= window && noun_leads(s - candidate.back));
  }

  /// The sentence is about the entity from its first word.
  bool leads(std::uint32_t s, std::uint32_t entity) const {
    return found_[s] == entity || std::ranges::any_of(names(s), [&](const Mention& name) {
             return name.entity == entity && opens(name);
           });
  }
  /// Stands at the head of its sentence, and a verb or an aside follows.
  bool opens(const Mention& name) const {
    return name.first_token <= text_.tokens.begin(name.sentence) + 1 &&
           name.last_token < text_.tokens.end(name.sentence) &&
           (finder_.verb_at(name.last_token) || text_.of(at(name.last_token)) == ",");
  }
  /// Whether the sentence already speaks of somebody by the same word, and it is not known of whom.
  bool goes_on(std::uint32_t s, const Anaphor& words) const {
    if (found_[s] != nobody) return false;
    if (words.noun == 0)
      return heads_of_sentences_[s].kind == words.kind && !heads_of_sentences_[s].empty();
    for (std::uint32_t i = text_.tokens.begin(s); i < text_.tokens.end(s); ++i)
      if (at(i).key == words.noun && !at(i).capital && !names_itself(s, i)) return true;
    return false;
  }
  /// By the last of a person's names.
  bool in_title(const Entity& entity) const {
    const std::string& title = text_.article.title;
    const std::size_t space = entity.name.rfind(' ');
    const std::string_view last = space == std::string::npos
                                      ? std::string_view(entity.name)
                                      : std::string_view(entity.name).substr(space + 1);
    return title.find(last) != std::string::npos;
  }

  void count_persons() {
    for (std::uint32_t e = 0; e < entities_.all.size(); ++e) {
      if (type(e) != EntityType::person) continue;
      ++persons_;
      persons_named_ += entities_.all[e].mentions;
      if (most_named_ == nobody || entities_.all[e].mentions > entities_.all[most_named_].mentions)
        most_named_ = e;
    }
  }

  /// The sentence before, in this paragraph or the one above; `s` itself when there is none.
  std::uint32_t before(std::uint32_t s) const {
    if (s == 0) return s;
    const std::vector<Paragraph>& paragraphs = text_.article.paragraphs;
    const std::uint32_t here = text_.sentences[s].paragraph,
                        there = text_.sentences[s - 1].paragraph;
    if (here == there) return s - 1;
    const bool prose = there + 1 == here && here < paragraphs.size() &&
                       paragraphs[here].kind == ParagraphKind::paragraph &&
                       paragraphs[there].kind == ParagraphKind::paragraph;
    return prose ? s - 1 : s;
  }

  /// The one bearer of the title on the page, named at most three sentences before.
  std::uint32_t titled(std::uint32_t s, std::uint32_t noun) const {
    const std::uint32_t bearer = bearer_of(at(noun));
    if (bearer == nobody) return nobody;
    for (std::uint32_t t = before(s), from = s, steps = 0; t != from && steps < 3;
         from = t, t = before(t), ++steps) {
      if (found_[t] == bearer) return bearer;
      for (const Mention& name : names(t))
        if (name.entity == bearer) return bearer;
    }
    return nobody;
  }

  /// The one thing on the page whose name has this noun for its head, named before: "The Leeds Book
  /// Fair ... The fair", "Nordbank ... The bank". Persons are not called so, and places only when
  /// they are near.
  std::uint32_t named_so(std::uint32_t s, std::uint32_t noun) const {
    constexpr std::uint32_t near = 3;
    const std::string word = fold(text_.of(at(noun)));
    if (word.size() < 4) return nobody;
    std::uint32_t entity = nobody;
    for (const Head& head : heads_) {
      if (!head.noun.ends_with(word) || head.first >= s || head.entity == entity) continue;
      if (entity != nobody) return nobody;
      entity = head.entity;
    }
    if (entity == nobody || speaks_of_another(before(s), s, noun, entity)) return nobody;
    if (type(entity) != EntityType::place) return entity;
    for (std::uint32_t t = before(s), from = s, steps = 0; t != from && steps < near;
         from = t, t = before(t), ++steps)
      for (const Mention& name : names(t))
        if (name.entity == entity) return entity;
    return nobody;
  }
  /// The sentence has the noun of somebody else: "a bank", or a name that is not known as one.
  bool speaks_of_another(std::uint32_t near, std::uint32_t s, std::uint32_t noun,
                         std::uint32_t entity) const {
    if (near == s) return false;
    const std::string word = fold(text_.of(at(noun)));
    for (std::uint32_t i = text_.tokens.begin(near); i < text_.tokens.end(near); ++i) {
      if (!fold(text_.of(at(i))).ends_with(word)) continue;
      if (found_[near] == entity && at(i).key == at(noun).key) continue;
      const bool named = std::ranges::any_of(names(near), [&](const Mention& name) {
        return name.entity == entity && name.first_token <= i && i < name.last_token;
      });
      if (!named) return true;
    }
    return false;
  }
  /// "Leeds Book [Fair]", "Harrow [College] of Art".
  void find_heads() {
    constexpr std::size_t most = 100;  // of a hostile page
    for (const Mention& name : entities_.mentions) {
      if (type(name.entity) == EntityType::person) continue;
      std::uint32_t head = name.last_token - 1;
      for (std::uint32_t i = name.first_token + 1; i + 1 < name.last_token; ++i)
        if (!at(i).capital && (classes(i) & (word_connector | word_genitive)) && i < head + 1)
          head = std::min(head, i - 1);
      const std::string noun = fold(text_.of(at(head)));
      const auto same = [&](const Head& h) { return h.entity == name.entity && h.noun == noun; };
      if (std::ranges::any_of(heads_, same)) continue;
      if (heads_.size() == most) {
        // one that is not known may be meant
        heads_.clear();
        return;
      }
      heads_.push_back({name.entity, name.sentence, noun});
    }
  }

  /// "The group, Friends of the River, ...".
  bool names_itself(std::uint32_t s, std::uint32_t noun) const {
    if (noun + 2 >= text_.tokens.end(s) || text_.of(at(noun + 1)) != ",") return false;
    return std::ranges::any_of(names(s),
                               [&](const Mention& name) { return name.first_token == noun + 2; });
  }

  bool possessive(const Mention& name) const {
    if (name.last_token >= text_.tokens.end(name.sentence)) return false;
    const Token& next = at(name.last_token);
    const std::string_view mark = text_.of(next);
    return !next.space_before && (mark.starts_with('\'') || mark.starts_with("\xE2\x80\x99"));
  }

  /// "told Reuters", "PARIS (Reuters)": who was told does not act.
  bool aside(const Mention& name) const {
    if (name.first_token == text_.tokens.begin(name.sentence)) return false;
    return (classes(name.first_token - 1) & word_say) || text_.of(at(name.first_token - 1)) == "(";
  }

  /// "The monarch met", "Quill's father said": the sentence is about somebody without a name.
  bool noun_leads(std::uint32_t s) const {
    constexpr std::uint32_t most = 6;  // tokens of such a subject
    const std::uint32_t begin = text_.tokens.begin(s),
                        end = std::min(text_.tokens.end(s), begin + most);
    bool noun = false;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (noun && finder_.verb_at(i)) return true;
      noun = at(i).pos == Pos::noun && !in_name(s, i);
    }
    return false;
  }
  bool in_name(std::uint32_t s, std::uint32_t token) const {
    return std::ranges::any_of(names(s), [&](const Mention& name) {
      return name.first_token <= token && token < name.last_token;
    });
  }

  /// "a spokesman for": somebody who has no name here.
  bool names_somebody(std::uint32_t s) const {
    for (std::uint32_t i = text_.tokens.begin(s); i + 1 < text_.tokens.end(s); ++i)
      if ((classes(i) & word_determiner) && !at(i + 1).capital && (classes(i + 1) & word_title))
        return true;
    return false;
  }

  const Text& text_;
  Entities& entities_;
  AnaphorFinder finder_;
  std::vector<AntecedentSample>* samples_ = nullptr;
  std::vector<std::uint32_t> found_;               // by sentence: whom its head stands for
  std::vector<Anaphor> heads_of_sentences_;        // by sentence
  std::vector<std::uint32_t> first_of_;            // by sentence: its first name
  std::uint32_t persons_ = 0, persons_named_ = 0;  // of the page; mentions of all of them
  std::uint32_t most_named_ = nobody;              // of the persons
  std::unordered_map<std::uint64_t, std::uint32_t> bearers_;  // title, entity
  std::vector<Head> heads_;
  std::unordered_map<std::uint32_t, Gender> called_;             // entity, by its pronoun
  static constexpr std::size_t shortest_stem = 3;                // bytes
  std::unordered_map<std::string, std::uint32_t> short_titles_;  // "gov" of "Gov.", entity
};

}  // namespace

void find_antecedents(const Text& text, Entities& entities) {
  if (entities.all.empty()) return;
  Antecedents(text, entities).run(nullptr);
}

std::vector<AntecedentSample> antecedent_samples(const Text& text, Entities entities) {
  std::vector<AntecedentSample> samples;
  std::erase_if(entities.mentions, &Mention::pronoun);
  if (!entities.all.empty()) Antecedents(text, entities).run(&samples);
  return samples;
}

}  // namespace newsline::entity
