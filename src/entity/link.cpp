// Which of the names of an article are one thing.
//
// Names with one key are one surface. Surfaces are then joined: those that the gazetteer knows as
// one thing, a short name with the full one that it is short for (a surname, an acronym, a company
// without its legal form). Each group votes on its type, with the weight of the evidence.
//
//     "Ada Quill ... Quill ... the Harrow Transit Bureau (HTB) ... HTB"
//     surfaces: Ada Quill | Quill | Harrow Transit Bureau | HTB
//     groups:   Ada Quill = Quill (surname)    Harrow Transit Bureau = HTB (initials)
//
// What it does not do: it joins no two full names but by the gazetteer, and leaves each surname one
// bearer, the one whom the article names most.
#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "impl.h"

namespace newsline::entity {

namespace {

constexpr std::uint32_t nothing = 0xFFFFFFFF;
constexpr std::uint32_t most_words = 12;  // of a name that is looked for again

/// One spelling, with all the places where the article uses it.
struct Surface {
  std::uint64_t key = 0;
  std::uint32_t first_candidate = nothing;  // where it is used first
  std::uint32_t uses = 0;
  std::uint32_t words = 0;        // tokens
  std::uint32_t group = nothing;  // another surface: the same thing (a union-find parent)
  std::uint32_t known = Gazetteer::none;
  std::uint32_t flags = 0;
  std::array<std::uint32_t, 7> votes{};  // by EntityType
  Evidence evidence = Evidence::shape;
  std::uint32_t stands_for = nothing;  // the surface that it is short for
  bool acronym = false, surname = false;
  bool bare = false;   // a company without its legal form, not used so far
  bool leads = false;  // others hang on it
};

constexpr std::uint32_t weight(Evidence evidence) {
  switch (evidence) {
    case Evidence::shape:
      return 1;
    case Evidence::brand:
      return 2;
    case Evidence::model:
      return 4;
    case Evidence::acronym:
      return 4;
    case Evidence::title:
      return 8;
    case Evidence::form:
      return 8;
    case Evidence::gazetteer:
      return 10;
    case Evidence::user:
      return 1000;
  }
  return 1;
}

class NameLinker {
 public:
  NameLinker(const Text& text, std::vector<NameCandidate> candidates)
      : text_(text), candidates_(std::move(candidates)) {}

  Entities run() {
    common_acronyms();
    surnames_behind_particles();
    firms_taken_for_persons();
    without_cases();
    collect();
    declared_acronyms();
    short_names();
    settle_doubts();
    find_again();
    with_particles();
    return result();
  }

 private:
  using Starts = std::vector<std::pair<std::uint64_t, std::uint32_t>>;  // key of a word, surface

  Token at(std::uint32_t i) const { return text_.tokens.all[i]; }

  std::uint32_t surface_of(std::uint64_t key) {
    const auto [place, fresh] =
        by_key_.try_emplace(key, static_cast<std::uint32_t>(surfaces_.size()));
    if (fresh) {
      surfaces_.push_back({});
      surfaces_.back().key = key;
    }
    return place->second;
  }

  void use(std::uint32_t number) {
    const NameCandidate& candidate = candidates_[number];
    Surface& surface = surfaces_[surface_of(candidate.key)];
    if (shows_better(number, surface)) {
      surface.first_candidate = number;
      surface.words = candidate.last_token - candidate.first_token;
    }
    ++surface.uses;
    surface.flags |= candidate.flags;
    if (surface.known == Gazetteer::none) surface.known = candidate.known;
    surface.votes[static_cast<std::size_t>(candidate.type)] += weight(candidate.evidence);
    surface.evidence = std::max(surface.evidence, candidate.evidence);
  }

  /// A name is shown as it is used first, without the ending of a case where it can be.
  bool shows_better(std::uint32_t number, const Surface& surface) const {
    if (surface.first_candidate == nothing) return true;
    const auto declined = [&](const NameCandidate& candidate) {
      return (candidate.ending != 0 ? 1 : 0) + (adjective_of(candidate).oblique ? 1 : 0);
    };
    return declined(candidates_[surface.first_candidate]) > declined(candidates_[number]);
  }

  /// The adjective that opens a name of several words, without its ending; empty: none does.
  struct Adjective {
    std::string_view stem, ending;
    bool oblique = false;
  };
  Adjective adjective_of(const NameCandidate& candidate) const {
    const NameWords& words = text_.rules.words;
    if (words.plain_endings().empty() || candidate.type == EntityType::person ||
        candidate.last_token - candidate.first_token < 2)
      return {};
    const std::string_view word = text_.of(at(candidate.first_token));
    for (const bool oblique : {true, false})
      for (const std::string& ending : oblique ? words.oblique_endings() : words.plain_endings()) {
        if (!word.ends_with(ending)) continue;
        const std::string_view stem = word.substr(0, word.size() - ending.size());
        if (words.is_adjective_stem(stem)) return {stem, word.substr(stem.size()), oblique};
      }
    return {};
  }

  /// "Martin Kolbs" is Martin Kolb, "der Deutschen Bank" the Deutsche Bank, where the article has
  /// that name too; "Frankreichs" is the Frankreich of the lists.
  void without_cases() {
    const std::vector<std::string>& endings = text_.rules.words.case_endings();
    if (endings.empty()) return;
    std::unordered_map<std::uint64_t, std::uint64_t> names;  // key without an adjective's ending
    for (NameCandidate& candidate : candidates_) {
      if (!whole_words(candidate)) continue;
      name_of_lists(candidate);
      if (!candidate.doubtful) names.try_emplace(key_without(candidate, 0), candidate.key);
    }
    constexpr std::size_t shortest = 3;  // bytes of the word that is left
    for (NameCandidate& candidate : candidates_) {
      if (!whole_words(candidate)) continue;
      const std::string_view word = text_.of(at(candidate.last_token - 1));
      const auto same = names.find(key_without(candidate, 0));
      std::uint64_t name = same == names.end() ? candidate.key : same->second;
      for (const std::string& ending : endings) {
        if (word.size() < ending.size() + shortest || !word.ends_with(ending)) continue;
        const std::uint64_t key = key_without(candidate, ending.size());
        const auto found = names.find(key);
        if (found == names.end() && !is_place_of_lists(candidate, key)) continue;
        candidate.ending = static_cast<std::uint8_t>(ending.size());
        name = found == names.end() ? key : found->second;
        break;
      }
      rename(candidate, name);
    }
  }

  /// "Bento de Lima", "Deodoro da Fonseca": two persons with nothing but small words of a surname
  /// between them are one, where no model has read the sentence; but "la Carmen de Bizet".
  void surnames_behind_particles() {
    if (text_.rules.tagger) return;
    std::size_t kept = 0;
    for (const NameCandidate& candidate : candidates_) {
      if (kept > 0 && is_surname_of(candidates_[kept - 1], candidate)) {
        NameCandidate& person = candidates_[kept - 1];
        person.last_token = candidate.last_token;
        person.span.end = candidate.span.end;
        person.key = phrase_key(text_, person.first_token, person.last_token);
        person.known = person.listed = Gazetteer::none;
        person.flags = 0;
        continue;
      }
      candidates_[kept++] = candidate;
    }
    candidates_.resize(kept);
  }

  bool is_surname_of(const NameCandidate& person, const NameCandidate& surname) const {
    constexpr std::uint32_t most = 2;  // particles
    const bool unlisted = surname.type == EntityType::organization &&
                          surname.evidence == Evidence::shape && surname.known == Gazetteer::none;
    if (person.type != EntityType::person || person.sentence != surname.sentence ||
        !(surname.type == EntityType::person || unlisted) ||
        surname.last_token - surname.first_token != 1 || at(surname.first_token).all_capitals ||
        surname.first_token <= person.last_token || surname.first_token - person.last_token > most)
      return false;
    for (std::uint32_t i = person.last_token; i < surname.first_token; ++i)
      if (at(i).capital || (text_.rules.words.find(at(i).key) & word_particle) == 0) return false;
    return person.first_token == text_.tokens.begin(person.sentence) ||
           (text_.rules.words.find(at(person.first_token - 1).key) & word_determiner) == 0;
  }

  bool whole_words(const NameCandidate& candidate) const {
    if (candidate.last_token == candidate.first_token) return false;
    const Token last = at(candidate.last_token - 1);
    return candidate.span.end == last.span.end && last.kind == TokenKind::word;
  }

  void rename(NameCandidate& candidate, std::uint64_t name) {
    if (const Adjective adjective = adjective_of(candidate);
        adjective.oblique && behind_article_e(candidate))
      for (const std::string& ending : text_.rules.words.plain_endings())
        if (adjective.ending.starts_with(ending))
          nominatives_.try_emplace(name, with_ending(candidate, adjective, ending));
    if (name == candidate.key) return;
    endings_.insert_or_assign(candidate.key, std::pair(name, candidate.ending));
    candidate.key = name;
  }

  bool behind_article_e(const NameCandidate& candidate) const {
    return candidate.first_token > text_.tokens.begin(candidate.sentence) &&
           (text_.rules.words.find(at(candidate.first_token - 1).key) & word_article_e) != 0;
  }

  /// The name with its adjective in another ending, without the ending of its last word.
  std::string with_ending(const NameCandidate& candidate, const Adjective& adjective,
                          std::string_view ending) const {
    std::string name(adjective.stem);
    name += ending;
    std::string_view rest =
        text_.of(Span{at(candidate.first_token).span.end, at(candidate.last_token - 1).span.end});
    rest.remove_suffix(candidate.ending);
    return one_line(name += rest);
  }

  /// "des Weißen Hauses", where the lists have "Weißes Haus": the name is the one of the lists.
  void name_of_lists(NameCandidate& candidate) {
    const Adjective adjective = adjective_of(candidate);
    if (adjective.stem.empty() || candidate.known != Gazetteer::none) return;
    const std::string_view word = text_.of(at(candidate.last_token - 1));
    for (const std::string& plain : text_.rules.words.plain_endings()) {
      const auto known_as = [&](std::size_t ending) {
        candidate.ending = static_cast<std::uint8_t>(ending);
        std::string name = with_ending(candidate, adjective, plain);
        const std::uint64_t key = word_key(name);
        const Gazetteer::Known known = text_.rules.gazetteer.find(key);
        if (known.entity == Gazetteer::none || !(known.flags & (name_hand | name_country)))
          return false;
        candidate.type = text_.rules.gazetteer.thing(known.entity).type;
        candidate.evidence = Evidence::gazetteer;
        candidate.known = known.entity;
        candidate.flags = known.flags;
        candidate.doubtful = false;
        nominatives_.insert_or_assign(key, std::move(name));
        rename(candidate, key);
        return true;
      };
      if (known_as(0)) return;
      for (const std::string& ending : text_.rules.words.case_endings())
        if (word.ends_with(ending) && known_as(ending.size())) return;
      candidate.ending = 0;
    }
  }

  /// Whether a word that the lists do not know is a place of theirs without its ending; the name
  /// is that place's then.
  bool is_place_of_lists(NameCandidate& candidate, std::uint64_t key) const {
    if (candidate.known != Gazetteer::none || candidate.last_token - candidate.first_token != 1)
      return false;
    const Gazetteer::Known known = text_.rules.gazetteer.find(key);
    if (known.entity == Gazetteer::none || !(known.flags & (name_hand | name_country)) ||
        (known.flags & (name_common | name_given)) ||
        text_.rules.gazetteer.thing(known.entity).type != EntityType::place)
      return false;
    candidate.type = EntityType::place;
    candidate.evidence = Evidence::gazetteer;
    candidate.known = known.entity;
    candidate.flags = known.flags;
    candidate.doubtful = false;
    return true;
  }

  /// The key of a name without the ending of its adjective and so many bytes of its last word.
  std::uint64_t key_without(const NameCandidate& candidate, std::size_t ending) const {
    const std::uint32_t last = candidate.last_token - 1;
    std::string_view word = text_.of(at(last));
    word.remove_suffix(ending);
    if (last == candidate.first_token) return word_key(word);
    const std::string_view stem = adjective_of(candidate).stem;
    PhraseKey key(stem.empty() ? at(candidate.first_token).key : word_key(stem));
    for (std::uint32_t i = candidate.first_token + 1; i <= last; ++i) {
      if (at(i).space_before) key.space();
      key.add(i == last ? word : text_.of(at(i)));
    }
    return key.value();
  }

  void collect() {
    for (std::uint32_t i = 0; i < candidates_.size(); ++i)
      if (!candidates_[i].doubtful) use(i);
    // Spellings that the gazetteer holds to be one thing.
    std::unordered_map<std::uint32_t, std::uint32_t> by_known;
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s)
      if (surfaces_[s].known != Gazetteer::none) {
        const auto [place, fresh] = by_known.try_emplace(surfaces_[s].known, s);
        if (!fresh) join(s, place->second);
      }
  }

  std::uint32_t root(std::uint32_t s) {
    while (surfaces_[s].group != nothing) {
      if (surfaces_[surfaces_[s].group].group != nothing)
        surfaces_[s].group = surfaces_[surfaces_[s].group].group;
      s = surfaces_[s].group;
    }
    return s;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (surfaces_[b].first_candidate > surfaces_[a].first_candidate) std::swap(a, b);
    surfaces_[a].group = b;
    surfaces_[b].leads = true;
  }

  EntityType type_of(std::uint32_t s) const {
    const auto& votes = surfaces_[s].votes;
    return static_cast<EntityType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  }

  /// "exclusive economic zones (EEZ)": what the article spells out in small letters names no one
  /// thing; nor does a unit, "30 GW".
  void common_acronyms() {
    std::vector<std::uint64_t> common;
    for (const NameCandidate& candidate : candidates_) {
      if (candidate.last_token - candidate.first_token != 1 ||
          !at(candidate.first_token).all_capitals ||
          (candidate.flags & (name_hand | name_user | name_country)))
        continue;
      if (spelled_in_small_letters(candidate) || is_unit(candidate))
        common.push_back(candidate.key);
    }
    if (common.empty()) return;
    std::ranges::sort(common);
    std::erase_if(candidates_, [&](const NameCandidate& candidate) {
      return std::ranges::binary_search(common, at(candidate.last_token - 1).key);
    });
  }

  /// News names a person in full first: a single word that a firm of the lists bears, and nobody on
  /// the page, is the firm.
  void firms_taken_for_persons() {
    if (std::ranges::none_of(candidates_, [](const NameCandidate& candidate) {
          return candidate.listed != Gazetteer::none;
        }))
      return;
    std::vector<std::uint64_t> parts;  // of the names of persons
    for (const NameCandidate& candidate : candidates_)
      if (candidate.type == EntityType::person && candidate.last_token - candidate.first_token > 1)
        for (std::uint32_t i = candidate.first_token; i < candidate.last_token; ++i)
          parts.push_back(at(i).key);
    std::ranges::sort(parts);
    for (NameCandidate& candidate : candidates_) {
      if (candidate.listed == Gazetteer::none || std::ranges::binary_search(parts, candidate.key))
        continue;
      candidate.type = text_.rules.gazetteer.thing(candidate.listed).type;
      candidate.known = candidate.listed;
      candidate.evidence = Evidence::gazetteer;
    }
  }

  /// Two or three capitals that a number counts, and no noun behind them that it could count.
  bool is_unit(const NameCandidate& candidate) const {
    const std::uint32_t i = candidate.first_token, next = i + 1;
    constexpr std::uint32_t longest = 3;
    if (candidate.known != Gazetteer::none || at(i).span.size() > longest || !at(i).space_before ||
        i == text_.tokens.begin(candidate.sentence) || at(i - 1).kind != TokenKind::number)
      return false;
    if (next >= text_.tokens.end(candidate.sentence)) return true;
    const Pos pos = at(next).pos;
    return at(next).kind != TokenKind::number && pos != Pos::noun && pos != Pos::propn &&
           pos != Pos::adj && pos != Pos::x;
  }

  /// As many small words as letters stand before "(EEZ)" and begin with them.
  bool spelled_in_small_letters(const NameCandidate& candidate) const {
    const std::uint32_t begin = text_.tokens.begin(candidate.sentence),
                        open = candidate.first_token - 1;
    const std::string_view letters = text_.of(at(candidate.first_token));
    if (candidate.first_token <= begin || text_.of(at(open)) != "(" ||
        candidate.last_token >= text_.tokens.end(candidate.sentence) ||
        text_.of(at(candidate.last_token)) != ")")
      return false;
    std::uint32_t i = open;
    std::size_t left = letters.size() - (letters.ends_with('s') ? 1 : 0);
    for (; left != 0 && i > begin; --i, --left) {
      const Token& token = at(i - 1);
      std::size_t first = 0, wanted = left - 1;
      if (token.capital || token.kind != TokenKind::word ||
          next_code_point(text_.of(token), first) != fold(next_code_point(letters, wanted)))
        return false;
    }
    return left == 0;
  }

  /// "Amazon Web Services (AWS)", "the IAEA (International Atomic Energy Agency)".
  void declared_acronyms() {
    const std::size_t count = candidates_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const NameCandidate candidate = candidates_[i];
      const std::uint32_t open = candidate.last_token;
      if (candidate.doubtful || open + 2 >= text_.tokens.end(candidate.sentence) ||
          text_.of(at(open)) != "(")
        continue;
      std::uint32_t close = open + 1;
      while (close < text_.tokens.end(candidate.sentence) && close < open + 4 &&
             text_.of(at(close)) != ")")
        ++close;
      if (close >= text_.tokens.end(candidate.sentence) || text_.of(at(close)) != ")" ||
          close == open + 1)
        continue;
      if (close == open + 2 && initials_fit(text_.of(candidate.span), text_.of(at(open + 1))))
        declare(candidate, open + 1, count);
    }
    std::ranges::stable_sort(candidates_, {},
                             [](const NameCandidate& candidate) { return candidate.span.begin; });
    renumber();
  }

  /// The first `count` drafts stand in order.
  void declare(const NameCandidate& full, std::uint32_t token, std::size_t count) {
    const std::uint64_t key = at(token).key;
    acronyms_.emplace_back(key, full.key);
    const auto stop = candidates_.begin() + static_cast<std::ptrdiff_t>(count);
    const auto there =
        std::ranges::upper_bound(candidates_.begin(), stop, token, {}, &NameCandidate::last_token);
    if (there != stop && there->first_token <= token && !there->doubtful) return;
    NameCandidate candidate;
    candidate.span = at(token).span;
    candidate.sentence = full.sentence;
    candidate.first_token = token;
    candidate.last_token = token + 1;
    candidate.type = full.type;
    candidate.evidence = Evidence::acronym;
    candidate.key = key;
    candidates_.push_back(candidate);
  }

  /// The letters of a short name are the first letters of the words, small words left out or not,
  /// or run through them in order.
  static bool initials_fit(std::string_view full, std::string_view letters) {
    if (letters.size() < 2 || letters.size() > 8) return false;
    std::string want;
    for (std::size_t i = 0; i < letters.size();) {
      const char32_t c = next_code_point(letters, i);
      if (is_letter(c) || is_digit(c)) append_code_point(want, fold(c));
    }
    if (want.size() < 2) return false;
    const Initials of = initials(full);
    return want == of.all || want == of.heads || want == of.capitals ||
           (of.heads.size() > 1 && want.starts_with(of.heads)) ||
           (want.size() > 2 && of.heads.starts_with(want));
  }

  struct Initials {
    std::string all;       // of all words
    std::string heads;     // of the words written with a capital
    std::string capitals;  // all capitals, also inside a word
  };
  static Initials initials(std::string_view full) {
    Initials found;
    bool start = true;
    for (std::size_t i = 0; i < full.size();) {
      const char32_t c = next_code_point(full, i);
      if (is_letter(c) || is_digit(c)) {
        if (start) append_code_point(found.all, fold(c));
        if (start && is_letter(c) && is_upper(c)) append_code_point(found.heads, fold(c));
        if (is_upper(c)) append_code_point(found.capitals, fold(c));
        start = false;
      } else {
        start = c != U'\'' && c != 0x2019 && c != U'.';
      }
    }
    return found;
  }

  void renumber() {
    surfaces_.clear();
    by_key_.clear();
    collect();
    for (const auto& [key, full] : acronyms_) {
      const std::uint32_t s = surface_of(key), f = surface_of(full);
      if (s == f || surfaces_[s].first_candidate == nothing ||
          surfaces_[f].first_candidate == nothing)
        continue;
      surfaces_[s].acronym = true;
      surfaces_[s].stands_for = f;
      // What the article declares outweighs what the gazetteer holds an acronym for.
      if (surfaces_[s].known != surfaces_[f].known) leave(s);
      join(s, f);
    }
  }

  void leave(std::uint32_t s) {
    if (surfaces_[s].leads) return;
    surfaces_[s].known = Gazetteer::none;
    surfaces_[s].group = nothing;
  }

  /// Surname after full name, a company without its legal form, the first word of a longer name.
  void short_names() {
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_last, by_first;
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      const Surface& surface = surfaces_[s];
      if (surface.words < 2 || surface.first_candidate == nothing) continue;
      const NameCandidate& candidate = candidates_[surface.first_candidate];
      std::uint32_t last = candidate.last_token - 1;
      while (last > candidate.first_token + 1 &&
             (text_.rules.words.find(at(last).key) & word_name_end))
        --last;
      if (type_of(s) == EntityType::person) by_last[at(last).key].push_back(s);
      by_first[at(candidate.first_token).key].push_back(s);
      if (text_.rules.words.find(at(last).key) & word_org_tail) join_bare(s, candidate);
    }
    join_tails();
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      if (surfaces_[s].first_candidate == nothing || surfaces_[s].words != 1) continue;
      if (sure(s) && type_of(s) != EntityType::person) continue;
      if (const auto found = by_last.find(surfaces_[s].key); found != by_last.end()) {
        const std::uint32_t full = nearest(s, found->second);
        surfaces_[s].surname = true;
        surfaces_[s].stands_for = full;
        join(s, full);
      } else if (const auto begins = by_first.find(surfaces_[s].key);
                 begins != by_first.end() && surfaces_[s].known == Gazetteer::none) {
        const std::uint32_t full = nearest(s, begins->second);
        const EntityType type = type_of(full);
        if (begins->second.size() == 1 &&
            (type == EntityType::person || (type == EntityType::organization && !sure(full)) ||
             (type == EntityType::place && before_connector(full)))) {
          surfaces_[s].stands_for = full;
          join(s, full);
        }
      }
    }
  }

  /// "Gulf of Mexico": "the Gulf" may stand for it.
  bool before_connector(std::uint32_t s) const {
    const NameCandidate& candidate = candidates_[surfaces_[s].first_candidate];
    return candidate.last_token - candidate.first_token > 2 &&
           (text_.rules.words.find(at(candidate.first_token + 1).key) & word_connector) != 0;
  }

  /// "Intelligence Committee" where the article names a "House Intelligence Committee" and no
  /// other.
  void join_tails() {
    // key of the last two words or more; nothing: of several names
    std::unordered_map<std::uint64_t, std::uint32_t> tails;
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      if (!headed(s)) continue;
      const NameCandidate& candidate = candidates_[surfaces_[s].first_candidate];
      for (std::uint32_t from = candidate.first_token + 1; from + 1 < candidate.last_token;
           ++from) {
        const auto [place, fresh] =
            tails.try_emplace(phrase_key(text_, from, candidate.last_token), s);
        if (!fresh) place->second = nothing;
      }
    }
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      if (surfaces_[s].first_candidate == nothing || surfaces_[s].words < 2 || sure(s)) continue;
      const auto found = tails.find(surfaces_[s].key);
      if (found == tails.end() || found->second == nothing || found->second == s) continue;
      surfaces_[s].stands_for = found->second;
      join(s, found->second);
    }
  }

  /// A name of two words or more that ends in a word that tells what it is: "Commission",
  /// "Statehouse".
  bool headed(std::uint32_t s) const {
    if (surfaces_[s].first_candidate == nothing || surfaces_[s].words < 2 ||
        surfaces_[s].words > most_words)
      return false;
    const EntityType type = type_of(s);
    if (type != EntityType::organization && type != EntityType::place) return false;
    return (text_.rules.words.find(
                at(candidates_[surfaces_[s].first_candidate].last_token - 1).key) &
            (word_org_head | word_place_head)) != 0;
  }

  bool sure(std::uint32_t s) const {
    const Surface& surface = surfaces_[s];
    return surface.known != Gazetteer::none &&
           (surface.flags & (name_hand | name_country | name_user)) &&
           !(surface.flags & name_ambiguous);
  }

  /// "China" is not short for "China Airlines".
  bool is_other(std::uint32_t bare, std::uint32_t full) const {
    return sure(bare) && surfaces_[bare].known != surfaces_[full].known &&
           text_.rules.gazetteer.thing(surfaces_[bare].known).type == EntityType::place;
  }

  void join_bare(std::uint32_t s, const NameCandidate& candidate) {
    std::uint32_t last = candidate.last_token;
    while (last > candidate.first_token + 1 &&
           (text_.rules.words.find(at(last - 1).key) & word_org_tail)) {
      --last;
      if (const auto found = by_key_.find(phrase_key(text_, candidate.first_token, last));
          found != by_key_.end() && found->second != s && !is_other(found->second, s)) {
        surfaces_[found->second].stands_for = s;
        join(found->second, s);
      }
    }
  }

  /// Of the full names that come before the short one, that which is used most, then the last; else
  /// the first after it.
  std::uint32_t nearest(std::uint32_t s, const std::vector<std::uint32_t>& full) const {
    std::uint32_t best = full.front();
    const auto rank = [&](std::uint32_t f) {
      const bool before = surfaces_[f].first_candidate < surfaces_[s].first_candidate;
      return std::tuple(before, before ? surfaces_[f].uses : 0,
                        before ? surfaces_[f].first_candidate : ~surfaces_[f].first_candidate);
    };
    for (const std::uint32_t f : full)
      if (rank(f) > rank(best)) best = f;
    return best;
  }

  /// A doubtful name stands when the article uses it elsewhere without doubt.
  void settle_doubts() {
    // what the gazetteer holds it to be, surface
    std::unordered_map<std::uint32_t, std::uint32_t> known;
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s)
      if (surfaces_[s].first_candidate != nothing && surfaces_[s].known != Gazetteer::none)
        known.try_emplace(surfaces_[s].known, s);
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      if (!candidates_[i].doubtful || used(candidates_[i].key)) continue;
      const auto found = known.find(candidates_[i].known);
      if (found == known.end()) continue;
      use(i);  // a spelling of its own
      join(surface_of(candidates_[i].key), found->second);
    }
    std::erase_if(candidates_, [&](const NameCandidate& candidate) {
      return candidate.doubtful && !used(candidate.key);
    });
    for (NameCandidate& candidate : candidates_) candidate.doubtful = false;
    number_first_uses();
  }

  bool used(std::uint64_t key) const {
    const auto found = by_key_.find(key);
    return found != by_key_.end() && surfaces_[found->second].first_candidate != nothing;
  }

  /// What was found once is found everywhere: at the start of a sentence, in a headline, and
  /// surnames of full names.
  void find_again() {
    std::vector<NameCandidate> more;
    for (const auto& [written, name] : endings_)
      if (used(name.first)) by_key_.try_emplace(written, surface_of(name.first));
    Starts surnames;
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      if (surfaces_[s].first_candidate == nothing || surfaces_[s].words < 2 ||
          type_of(root(s)) != EntityType::person)
        continue;
      std::uint32_t last = first_of(s).last_token - 1;
      while (last > first_of(s).first_token + 1 &&
             (text_.rules.words.find(at(last).key) & word_name_end))
        --last;
      surnames.emplace_back(at(last).key, s);
    }
    Starts tails;  // "the Commission"
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s)
      if (headed(s)) tails.emplace_back(at(first_of(s).last_token - 1).key, s);
    bare_companies();
    one_each(surnames, true);
    one_each(tails, false);
    std::size_t next = 0;
    for (std::uint32_t sentence = 0; sentence < text_.sentences.size(); ++sentence)
      for (std::uint32_t i = text_.tokens.begin(sentence); i < text_.tokens.end(sentence); ++i) {
        while (next < candidates_.size() && candidates_[next].last_token <= i) ++next;
        if (next < candidates_.size() && candidates_[next].first_token <= i) continue;
        if (!at(i).capital || at(i).kind == TokenKind::url) continue;
        const std::uint32_t stop =
            next < candidates_.size()
                ? std::min(candidates_[next].first_token, text_.tokens.end(sentence))
                : text_.tokens.end(sentence);
        if (const std::uint32_t last = again(i, stop, sentence, more); last != 0)
          i = last - 1;
        else if (!again_short(i, sentence, surnames, true, more))
          again_short(i, sentence, tails, false, more);
      }
    const std::size_t before = candidates_.size();
    candidates_.insert(candidates_.end(), more.begin(), more.end());
    for (std::size_t i = before; i < candidates_.size(); ++i)
      ++surfaces_[by_key_.at(candidates_[i].key)].uses;
    std::ranges::stable_sort(candidates_, {},
                             [](const NameCandidate& candidate) { return candidate.span.begin; });
    number_first_uses();
  }

  /// "bin Laden", where the article has named Osama bin Laden: the small word belongs to the name.
  void with_particles() {
    const auto small = [&](std::uint32_t i) {
      return !at(i).capital && (text_.rules.words.find(at(i).key) & word_particle) != 0;
    };
    std::unordered_map<std::uint64_t, std::uint64_t> particles;  // by surname
    for (const NameCandidate& candidate : candidates_)
      if (candidate.type == EntityType::person &&
          candidate.last_token - candidate.first_token == 3 && small(candidate.last_token - 2))
        particles.try_emplace(at(candidate.last_token - 1).key, at(candidate.last_token - 2).key);
    if (particles.empty()) return;
    for (NameCandidate& candidate : candidates_) {
      const std::uint32_t first = candidate.first_token;
      if (candidate.last_token - first != 1 || first == text_.tokens.begin(candidate.sentence) ||
          !small(first - 1))
        continue;
      const auto found = particles.find(at(first).key);
      if (found == particles.end() || found->second != at(first - 1).key) continue;
      candidate.first_token = first - 1;
      candidate.span.begin = at(first - 1).span.begin;
    }
  }

  /// After drafts went or came.
  void number_first_uses() {
    for (Surface& surface : surfaces_) surface.first_candidate = nothing;
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      Surface& surface = surfaces_[surface_of(candidates_[i].key)];
      if (shows_better(i, surface)) surface.first_candidate = i;
    }
  }

  /// "Vantiro" where the article has named "Vantiro Inc.".
  void bare_companies() {
    for (std::uint32_t s = 0, count = static_cast<std::uint32_t>(surfaces_.size()); s < count;
         ++s) {
      if (surfaces_[s].first_candidate == nothing || surfaces_[s].words < 2) continue;
      const NameCandidate candidate = first_of(s);
      std::uint32_t last = candidate.last_token;
      while (last > candidate.first_token + 1 &&
             (text_.rules.words.find(at(last - 1).key) & word_org_tail))
        --last;
      if (last == candidate.last_token ||
          (last == candidate.first_token + 1 && says_little(candidate.first_token)))
        continue;
      const std::uint32_t bare = surface_of(phrase_key(text_, candidate.first_token, last));
      if (surfaces_[bare].first_candidate != nothing) continue;
      surfaces_[bare].words = last - candidate.first_token;
      surfaces_[bare].stands_for = s;
      if (root(bare) != root(s)) surfaces_[bare].group = root(s);
      surfaces_[bare].bare = true;
    }
  }

  /// "British" of "British Petroleum", "Ana" of "Ana Holdings".
  bool says_little(std::uint32_t first) const {
    const std::uint64_t key = at(first).key;
    return (text_.rules.gazetteer.find(key).flags & (name_common | name_given)) ||
           (text_.rules.words.find(key) & (word_demonym | word_demonym_noun));
  }

  const NameCandidate& first_of(std::uint32_t s) const {
    return candidates_[surfaces_[s].first_candidate];
  }

  /// The longest known spelling that stands at `i`; returns the token behind it, or 0.
  std::uint32_t again(std::uint32_t i, std::uint32_t stop, std::uint32_t sentence,
                      std::vector<NameCandidate>& more) {
    std::uint32_t best = nothing, last = 0;
    std::uint8_t ending = 0;
    PhraseKey key(at(i).key);
    for (std::uint32_t j = i; j < stop && j < i + most_words; ++j) {
      if (j != i) {
        if (at(j).space_before) key.space();
        key.add(text_.of(at(j)));
      }
      const auto found = by_key_.find(key.value());
      if (found == by_key_.end()) continue;
      const Surface& surface = surfaces_[found->second];
      if (surface.first_candidate == nothing && !surface.bare) continue;
      if (surface.words == 1 && (surface.flags & name_common) && surface.uses < 2) continue;
      if ((surface.flags & name_capitals) && !at(i).all_capitals) continue;
      best = found->second;
      last = j + 1;
      const auto inflected = endings_.find(key.value());
      ending = inflected == endings_.end() ? 0 : inflected->second.second;
    }
    if (best == nothing) return 0;
    more.push_back(draft_of(i, last, sentence, best));
    more.back().ending = ending;
    return last;
  }

  /// Leaves one bearer of each short name: of surnames that which the article uses most; a word
  /// that ends several names is none.
  void one_each(Starts& shorts, bool surnames) {
    std::ranges::sort(shorts);
    Starts kept;
    for (std::size_t i = 0; i < shorts.size();) {
      std::uint32_t full = shorts[i].second;
      bool several = false;
      std::size_t j = i;
      for (; j < shorts.size() && shorts[j].first == shorts[i].first; ++j) {
        several |= root(shorts[j].second) != root(full);
        if (surfaces_[shorts[j].second].uses > surfaces_[full].uses) full = shorts[j].second;
      }
      if (surnames || !several) kept.emplace_back(shorts[i].first, full);
      i = j;
    }
    shorts = std::move(kept);
  }

  /// A surname, or the last word of a longer name after "the".
  bool again_short(std::uint32_t i, std::uint32_t sentence, const Starts& shorts, bool surname,
                   std::vector<NameCandidate>& more) {
    const auto it = std::ranges::lower_bound(shorts, at(i).key, {}, &Starts::value_type::first);
    if (it == shorts.end() || it->first != at(i).key || at(i).all_capitals) return false;
    const bool opens = i == text_.tokens.begin(sentence);
    if (surname && tells_time(i, opens)) return false;
    if (surname) {
      const bool common = (text_.rules.gazetteer.find(at(i).key).flags & name_common) != 0;
      if (common && (opens || in_title_case(sentence)) && !named_by_what_follows(i, sentence))
        return false;
    } else {
      if (opens || !(text_.rules.words.find(at(i - 1).key) & word_determiner) ||
          in_title_case(sentence))
        return false;
    }
    const std::uint32_t full = it->second;
    const std::uint32_t s = surface_of(at(i).key);
    if (surfaces_[s].first_candidate != nothing && root(s) != root(full)) return false;
    surfaces_[s].words = 1;
    surfaces_[s].surname = surname;
    surfaces_[s].stands_for = full;
    if (root(s) != root(full)) surfaces_[s].group = root(full);
    more.push_back(draft_of(i, i + 1, sentence, s));
    return true;
  }

  /// "am Freitag", where somebody is called Peter Freitag: where every noun has a capital, only a
  /// title tells a name from a day.
  bool tells_time(std::uint32_t i, bool opens) const {
    const auto& words = text_.rules.words;
    return words.noun_capitals() && (words.find(at(i).key) & word_calendar) != 0 &&
           (opens || (words.find(at(i - 1).key) & word_title) == 0);
  }

  /// "King and Weeks were ...", "Brown said": what only a name has after it.
  bool named_by_what_follows(std::uint32_t i, std::uint32_t sentence) const {
    if (i + 1 >= text_.tokens.end(sentence)) return false;
    const std::string_view next = text_.of(at(i + 1));
    if (next.size() <= 4 && (next.starts_with('\'') || next.starts_with("\xE2\x80\x99")))
      return true;
    return (text_.rules.words.find(at(i + 1).key) & (word_say | word_joiner)) != 0;
  }

  bool in_title_case(std::uint32_t sentence) {
    if (title_case_.size() <= sentence) title_case_.resize(text_.sentences.size(), unknown);
    if (title_case_[sentence] == unknown) title_case_[sentence] = looks_title_case(sentence);
    return title_case_[sentence] == 1;
  }

  bool looks_title_case(std::uint32_t sentence) const {
    std::uint32_t capitals = 0, words = 0;
    for (std::uint32_t i = text_.tokens.begin(sentence); i < text_.tokens.end(sentence); ++i) {
      if (at(i).kind != TokenKind::word || at(i).span.size() < 4) continue;
      ++words;
      capitals += at(i).capital;
    }
    return capitals * 10 >= words * 7;
  }

  NameCandidate draft_of(std::uint32_t first, std::uint32_t last, std::uint32_t sentence,
                         std::uint32_t s) const {
    NameCandidate candidate;
    candidate.span = {at(first).span.begin, at(last - 1).span.end};
    candidate.sentence = sentence;
    candidate.first_token = first;
    candidate.last_token = last;
    candidate.type = type_of(s);
    candidate.key = surfaces_[s].key;
    return candidate;
  }

  Entities result() {
    Entities entities;
    std::vector<std::uint32_t> entity_of(surfaces_.size(), nothing);
    std::vector<std::uint32_t> roots;
    for (const NameCandidate& candidate : candidates_) {
      const std::uint32_t r = root(by_key_.at(candidate.key));
      if (entity_of[r] == nothing) {
        entity_of[r] = static_cast<std::uint32_t>(roots.size());
        roots.push_back(r);
        entities.all.emplace_back();
      }
      ++entities.all[entity_of[r]].mentions;
    }
    find_spellings();
    std::vector<std::vector<std::uint32_t>> members(roots.size());
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s)
      if (surfaces_[s].first_candidate != nothing) members[entity_of[root(s)]].push_back(s);
    for (std::size_t e = 0; e < roots.size(); ++e) describe(entities.all[e], members[e]);
    const std::vector<std::uint32_t> rank = sort(entities);
    for (const NameCandidate& candidate : candidates_)
      entities.mentions.push_back(
          {candidate.span, candidate.sentence, candidate.first_token, candidate.last_token,
           rank[entity_of[root(by_key_.at(candidate.key))]], false, candidate.modifier});
    return entities;
  }

  /// Most mentioned first; gives for each entity its new place.
  static std::vector<std::uint32_t> sort(Entities& entities) {
    std::vector<std::uint32_t> order(entities.all.size()), rank(entities.all.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::uint32_t i) { return entities.all[i].mentions; });
    std::vector<Entity> sorted;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      rank[order[i]] = i;
      sorted.push_back(std::move(entities.all[order[i]]));
    }
    entities.all = std::move(sorted);
    std::unordered_map<std::string, std::uint32_t> ids;  // two things of one name
    for (Entity& entity : entities.all)
      if (const std::uint32_t same = ++ids[entity.id]; same > 1)
        entity.id.append("~").append(std::to_string(same));
    return rank;
  }

  static bool in_capitals(std::string_view name) {
    bool letters = false;
    for (std::size_t at = 0; at < name.size();) {
      const char32_t c = next_code_point(name, at);
      if (!is_letter(c)) continue;
      if (!is_upper(c)) return false;
      letters = true;
    }
    return letters;
  }

  /// Of the names that are used in capitals first ("TRIPOLI, Libya --"), how the article spells
  /// them elsewhere: the commonest spelling, of several the first.
  void find_spellings() {
    std::unordered_map<std::uint32_t, std::unordered_map<std::string, std::uint32_t>> counts;
    for (const NameCandidate& candidate : candidates_) {
      const std::uint32_t s = by_key_.at(candidate.key);
      if (!in_capitals(text_.of(first_of(s).span))) continue;
      std::string name = one_line(text_.of(candidate.span));
      if (in_capitals(name)) continue;
      std::string& best = spellings_[s];
      if (++counts[s][name] > (best.empty() ? 0 : counts[s][best])) best = std::move(name);
    }
  }

  /// How a name is shown: as the article spells it, in small letters where it or the list does so
  /// too.
  std::string spelling(std::uint32_t s) const {
    const auto found = spellings_.find(s);
    if (found != spellings_.end()) return found->second;
    const auto nominative = nominatives_.find(surfaces_[s].key);
    if (nominative != nominatives_.end() &&
        (surfaces_[s].known != Gazetteer::none || adjective_of(first_of(s)).oblique))
      return nominative->second;
    std::string_view words = text_.of(first_of(s).span);
    words.remove_suffix(first_of(s).ending);
    std::string name = one_line(words);
    if (surfaces_[s].known == Gazetteer::none || !in_capitals(name)) return name;
    const std::string_view listed = text_.rules.gazetteer.thing(surfaces_[s].known).name;
    return word_key(listed) == word_key(name) ? std::string(listed) : name;
  }

  void describe(Entity& entity, std::vector<std::uint32_t>& members) {
    std::ranges::sort(members, {}, [&](std::uint32_t s) { return surfaces_[s].first_candidate; });
    std::array<std::uint32_t, 7> votes{};
    std::uint32_t fullest = members.front(), known = Gazetteer::none;
    for (const std::uint32_t s : members) {
      // A longer name tells more of what it names than a surname or a bare first word.
      for (std::size_t t = 0; t < votes.size(); ++t)
        votes[t] += surfaces_[s].votes[t] * std::min(surfaces_[s].words + 1, 4U);
      if (known == Gazetteer::none) known = surfaces_[s].known;
      if (fuller(s, fullest)) fullest = s;
    }
    entity.type =
        static_cast<EntityType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
    entity.name = spelling(fullest);
    for (const std::uint32_t s : members)
      if (std::string name = spelling(s); s != fullest && name != entity.name)
        entity.aliases.push_back(std::move(name));
    entity.reason = reason(members, fullest, known);
    if (known != Gazetteer::none) {
      const Gazetteer::Thing thing = text_.rules.gazetteer.thing(known);
      if (!thing.id.empty())
        entity.id = thing.id;
      else if (thing.wikidata != 0)
        entity.id.append("wikidata:Q").append(std::to_string(thing.wikidata));
      else
        entity.id = slug(thing.name);  // of its one name, so that pages that use others agree
    }
    if (entity.id.empty()) entity.id = slug(entity.name);
  }

  bool fuller(std::uint32_t a, std::uint32_t b) const {
    const std::string_view left = text_.of(first_of(a).span), right = text_.of(first_of(b).span);
    if (surfaces_[a].acronym != surfaces_[b].acronym) return !surfaces_[a].acronym;
    // A country is best known by the name that is used most: "China", not "People's Republic of
    // China".
    const bool country = surfaces_[a].known != Gazetteer::none &&
                         surfaces_[a].known == surfaces_[b].known &&
                         ((surfaces_[a].flags | surfaces_[b].flags) & name_country);
    if (country && surfaces_[a].uses != surfaces_[b].uses)
      return surfaces_[a].uses > surfaces_[b].uses;
    return left.size() > right.size();
  }

  std::string reason(const std::vector<std::uint32_t>& members, std::uint32_t fullest,
                     std::uint32_t known) const {
    if (known != Gazetteer::none) {
      const Gazetteer::Thing thing = text_.rules.gazetteer.thing(known);
      std::string words =
          surfaces_[fullest].evidence == Evidence::user ? "your gazetteer: " : "gazetteer: ";
      words += thing.name;
      if (thing.maker != Gazetteer::none)
        words += std::string(" of ").append(text_.rules.gazetteer.thing(thing.maker).name);
      return words;
    }
    for (const std::uint32_t s : members) {
      if (surfaces_[s].acronym)
        return std::string("acronym declared: ").append(one_line(text_.of(first_of(s).span)));
      if (surfaces_[s].surname) return "full name, and surname after it";
    }
    switch (surfaces_[fullest].evidence) {
      case Evidence::title:
        return "title before it";
      case Evidence::form:
        return "a company's form behind it";
      case Evidence::model:
        return "model";
      default:
        return "capitals and the words around";
    }
  }

  static std::string slug(std::string_view name) {
    std::string id;
    const std::string folded = fold(name);
    bool gap = false;
    for (std::size_t i = 0; i < folded.size();) {
      const char32_t c = next_code_point(folded, i);
      if (!is_letter(c) && !is_digit(c)) {
        gap = !id.empty();
        continue;
      }
      if (gap) id += '-';
      gap = false;
      append_code_point(id, c);
    }
    return id.empty() ? "name" : id;
  }

  const Text& text_;
  std::vector<NameCandidate> candidates_;
  std::vector<Surface> surfaces_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_key_;
  // of a name as it is written with the ending of a case: key of the name, bytes of the ending
  std::unordered_map<std::uint64_t, std::pair<std::uint64_t, std::uint8_t>> endings_;
  // by key: names as they stand without an article, where the article changes their adjective
  std::unordered_map<std::uint64_t, std::string> nominatives_;
  // of surfaces that are used in capitals first
  std::unordered_map<std::uint32_t, std::string> spellings_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> acronyms_;  // keys: short, full
  static constexpr std::uint8_t unknown = 2;
  std::vector<std::uint8_t> title_case_;  // by sentence: 0, 1 or unknown
};

}  // namespace

Entities join_names(const Text& text, std::vector<NameCandidate> candidates) {
  return NameLinker(text, std::move(candidates)).run();
}

}  // namespace newsline::entity
