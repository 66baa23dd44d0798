#include <algorithm>
#include <array>
#include <unordered_map>

#include "inner.h"

namespace newsline {

namespace {

constexpr std::uint32_t nothing = 0xFFFFFFFF;

/// One spelling, with all the places where the article uses it.
struct Surface {
  std::uint64_t key = 0;
  std::uint32_t first_draft = nothing;  // where it is used first
  std::uint32_t uses = 0;
  std::uint32_t words = 0;              // tokens
  std::uint32_t group = nothing;        // another surface: the same thing (a union-find parent)
  std::uint32_t known = Gazetteer::none;
  std::uint32_t flags = 0;
  std::array<std::uint32_t, 7> votes{}; // by EntityType
  Evidence evidence = Evidence::shape;
  std::uint32_t stands_for = nothing;   // the surface that it is short for
  bool acronym = false, surname = false;
};

constexpr std::uint32_t weight(Evidence evidence) {
  switch (evidence) {
    case Evidence::shape: return 1;
    case Evidence::brand: return 2;
    case Evidence::model: return 4;
    case Evidence::acronym: return 4;
    case Evidence::title: return 8;
    case Evidence::form: return 8;
    case Evidence::gazetteer: return 10;
    case Evidence::user: return 1000;
  }
  return 1;
}

class Joiner {
 public:
  Joiner(const Text& text, std::vector<Draft> drafts) : text_(text), drafts_(std::move(drafts)) {}

  Entities run() {
    collect();
    declared_acronyms();
    short_names();
    settle_doubts();
    find_again();
    return result();
  }

 private:
  const Token& at(std::uint32_t i) const { return text_.tokens.all[i]; }

  std::uint32_t surface_of(std::uint64_t key) {
    const auto [place, fresh] = by_key_.try_emplace(key, static_cast<std::uint32_t>(surfaces_.size()));
    if (fresh) {
      surfaces_.push_back({});
      surfaces_.back().key = key;
    }
    return place->second;
  }

  void use(std::uint32_t number) {
    const Draft& draft = drafts_[number];
    Surface& surface = surfaces_[surface_of(draft.key)];
    if (surface.first_draft == nothing) {
      surface.first_draft = number;
      surface.words = draft.last_token - draft.first_token;
    }
    ++surface.uses;
    surface.flags |= draft.flags;
    if (surface.known == Gazetteer::none) surface.known = draft.known;
    surface.votes[static_cast<std::size_t>(draft.type)] += weight(draft.evidence);
    surface.evidence = std::max(surface.evidence, draft.evidence);
  }

  void collect() {
    for (std::uint32_t i = 0; i < drafts_.size(); ++i)
      if (!drafts_[i].doubtful) use(i);
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
      if (surfaces_[surfaces_[s].group].group != nothing) surfaces_[s].group = surfaces_[surfaces_[s].group].group;
      s = surfaces_[s].group;
    }
    return s;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (surfaces_[b].first_draft > surfaces_[a].first_draft) std::swap(a, b);
    surfaces_[a].group = b;
  }

  EntityType type_of(std::uint32_t s) const {
    const auto& votes = surfaces_[s].votes;
    return static_cast<EntityType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  }

  /// "Amazon Web Services (AWS)", "the IAEA (International Atomic Energy Agency)".
  void declared_acronyms() {
    const std::size_t count = drafts_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Draft draft = drafts_[i];
      const std::uint32_t open = draft.last_token;
      if (draft.doubtful || open + 2 >= text_.tokens.end(draft.sentence) || text_.of(at(open)) != "(" ) continue;
      std::uint32_t close = open + 1;
      while (close < text_.tokens.end(draft.sentence) && close < open + 4 && text_.of(at(close)) != ")") ++close;
      if (close >= text_.tokens.end(draft.sentence) || text_.of(at(close)) != ")" || close == open + 1) continue;
      if (close == open + 2 && initials_fit(text_.of(draft.span), text_.of(at(open + 1)))) declare(draft, open + 1);
    }
    std::ranges::stable_sort(drafts_, {}, [](const Draft& draft) { return draft.span.begin; });
    renumber();
  }

  void declare(const Draft& full, std::uint32_t token) {
    const std::uint64_t key = at(token).key;
    acronyms_.emplace_back(key, full.key);
    for (const Draft& draft : drafts_)
      if (draft.first_token <= token && token < draft.last_token) {
        if (!draft.doubtful) return;
      }
    Draft draft;
    draft.span = at(token).span;
    draft.sentence = full.sentence;
    draft.first_token = token;
    draft.last_token = token + 1;
    draft.type = full.type;
    draft.evidence = Evidence::acronym;
    draft.key = key;
    drafts_.push_back(draft);
  }

  /// The letters of a short name are the first letters of the words, small words left out or not, or run through them in order.
  static bool initials_fit(std::string_view full, std::string_view letters) {
    if (letters.size() < 2 || letters.size() > 8) return false;
    std::string all, capitals;
    bool start = true;
    for (std::size_t i = 0; i < full.size();) {
      const char32_t c = next_code_point(full, i);
      if (is_letter(c) || is_digit(c)) {
        if (start) append_code_point(all, fold(c));
        if (is_upper(c)) append_code_point(capitals, fold(c));
        start = false;
      } else {
        start = c != U'\'' && c != 0x2019 && c != U'.';
      }
    }
    std::string want;
    for (std::size_t i = 0; i < letters.size();) {
      const char32_t c = next_code_point(letters, i);
      if (is_letter(c) || is_digit(c)) append_code_point(want, fold(c));
    }
    if (want.size() < 2) return false;
    std::string heads;  // initials of the words written with a capital
    start = true;
    for (std::size_t i = 0; i < full.size();) {
      const char32_t c = next_code_point(full, i);
      if (is_letter(c) && start && is_upper(c)) append_code_point(heads, fold(c));
      start = !is_letter(c) && !is_digit(c) && c != U'\'' && c != 0x2019 && c != U'.';
    }
    return want == all || want == heads || want == capitals || (heads.size() > 1 && want.starts_with(heads)) || (want.size() > 2 && heads.starts_with(want));
  }

  void renumber() {
    surfaces_.clear();
    by_key_.clear();
    collect();
    for (const auto& [key, full] : acronyms_) {
      const std::uint32_t s = surface_of(key), f = surface_of(full);
      if (s == f || surfaces_[s].first_draft == nothing || surfaces_[f].first_draft == nothing) continue;
      surfaces_[s].acronym = true;
      surfaces_[s].stands_for = f;
      // What the article declares outweighs what the gazetteer holds an acronym for.
      if (surfaces_[s].known != surfaces_[f].known) leave(s);
      join(s, f);
    }
  }

  void leave(std::uint32_t s) {
    surfaces_[s].known = Gazetteer::none;
    if (surfaces_[s].group == nothing) {
      for (std::uint32_t other = 0; other < surfaces_.size(); ++other)
        if (surfaces_[other].group == s) return;  // others hang on it: leave them together
    }
    surfaces_[s].group = nothing;
  }

  /// Surname after full name, a company without its legal form, the first word of a longer name.
  void short_names() {
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_last, by_first;
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      const Surface& surface = surfaces_[s];
      if (surface.words < 2 || surface.first_draft == nothing) continue;
      const Draft& draft = drafts_[surface.first_draft];
      std::uint32_t last = draft.last_token - 1;
      while (last > draft.first_token + 1 && (text_.rules.words.find(at(last).key) & word_name_end)) --last;
      if (type_of(s) == EntityType::person) by_last[at(last).key].push_back(s);
      by_first[at(draft.first_token).key].push_back(s);
      if (text_.rules.words.find(at(last).key) & word_org_tail) join_bare(s, draft);
    }
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      if (surfaces_[s].first_draft == nothing || surfaces_[s].words != 1) continue;
      if (sure(s) && type_of(s) != EntityType::person) continue;
      if (const auto found = by_last.find(surfaces_[s].key); found != by_last.end()) {
        const std::uint32_t full = nearest(s, found->second);
        surfaces_[s].surname = true;
        surfaces_[s].stands_for = full;
        join(s, full);
      } else if (const auto begins = by_first.find(surfaces_[s].key); begins != by_first.end() && surfaces_[s].known == Gazetteer::none) {
        const std::uint32_t full = nearest(s, begins->second);
        const EntityType type = type_of(full);
        if (type == EntityType::person ? begins->second.size() == 1 : type == EntityType::organization && begins->second.size() == 1 && !sure(full)) {
          surfaces_[s].stands_for = full;
          join(s, full);
        }
      }
    }
  }

  bool sure(std::uint32_t s) const {
    const Surface& surface = surfaces_[s];
    return surface.known != Gazetteer::none && (surface.flags & (name_hand | name_country | name_user)) && !(surface.flags & name_ambiguous);
  }

  void join_bare(std::uint32_t s, const Draft& draft) {
    std::uint32_t last = draft.last_token;
    while (last > draft.first_token + 1 && (text_.rules.words.find(at(last - 1).key) & word_org_tail)) {
      --last;
      if (const auto found = by_key_.find(phrase_key(text_, draft.first_token, last)); found != by_key_.end() && found->second != s) {
        surfaces_[found->second].stands_for = s;
        join(found->second, s);
      }
    }
  }

  /// The full name that is used last before the short one; else the first after it.
  std::uint32_t nearest(std::uint32_t s, const std::vector<std::uint32_t>& full) const {
    std::uint32_t best = full.front();
    for (const std::uint32_t f : full)
      if (surfaces_[f].first_draft < surfaces_[s].first_draft && (surfaces_[best].first_draft > surfaces_[s].first_draft || surfaces_[f].first_draft > surfaces_[best].first_draft)) best = f;
    return best;
  }

  /// A doubtful name stands when the article uses it elsewhere without doubt.
  void settle_doubts() {
    std::erase_if(drafts_, [&](const Draft& draft) { return draft.doubtful && !settled(draft); });
    for (Draft& draft : drafts_) draft.doubtful = false;
  }

  bool settled(const Draft& draft) const {
    if (const auto found = by_key_.find(draft.key); found != by_key_.end() && surfaces_[found->second].first_draft != nothing) return true;
    return draft.known != Gazetteer::none &&
           std::ranges::any_of(surfaces_, [&](const Surface& surface) { return surface.known == draft.known && surface.first_draft != nothing; });
  }

  /// What was found once is found everywhere: at the start of a sentence, in a headline, and surnames of full names.
  void find_again() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> starts;  // first word, surface
    std::vector<Draft> more;
    for (const Surface& surface : surfaces_)
      if (surface.first_draft != nothing) starts.emplace_back(at_first(surface), static_cast<std::uint32_t>(&surface - surfaces_.data()));
    std::vector<std::pair<std::uint64_t, std::uint32_t>> surnames;
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s) {
      if (surfaces_[s].first_draft == nothing || surfaces_[s].words < 2 || type_of(root(s)) != EntityType::person) continue;
      std::uint32_t last = first_of(s).last_token - 1;
      while (last > first_of(s).first_token + 1 && (text_.rules.words.find(at(last).key) & word_name_end)) --last;
      if (!(text_.rules.gazetteer.find(at(last).key).flags & name_common)) surnames.emplace_back(at(last).key, s);
    }
    bare_companies(starts);
    std::ranges::sort(starts);
    std::ranges::sort(surnames);
    std::size_t next = 0;
    for (std::uint32_t sentence = 0; sentence < text_.sentences.size(); ++sentence)
      for (std::uint32_t i = text_.tokens.begin(sentence); i < text_.tokens.end(sentence); ++i) {
        while (next < drafts_.size() && drafts_[next].last_token <= i) ++next;
        if (next < drafts_.size() && drafts_[next].first_token <= i) continue;
        if (!at(i).capital || at(i).kind == TokenKind::url) continue;
        const std::uint32_t stop = next < drafts_.size() ? std::min(drafts_[next].first_token, text_.tokens.end(sentence)) : text_.tokens.end(sentence);
        if (const std::uint32_t last = again(i, stop, sentence, starts, surnames, more); last != 0) i = last - 1;
      }
    const std::size_t before = drafts_.size();
    drafts_.insert(drafts_.end(), more.begin(), more.end());
    for (std::size_t i = before; i < drafts_.size(); ++i) ++surfaces_[by_key_.at(drafts_[i].key)].uses;
    std::ranges::stable_sort(drafts_, {}, [](const Draft& draft) { return draft.span.begin; });
    for (Surface& surface : surfaces_) surface.first_draft = nothing;
    for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
      Surface& surface = surfaces_[by_key_.at(drafts_[i].key)];
      if (surface.first_draft == nothing) surface.first_draft = i;
    }
  }

  /// "Vantiro" where the article has named "Vantiro Inc.".
  void bare_companies(std::vector<std::pair<std::uint64_t, std::uint32_t>>& starts) {
    for (std::uint32_t s = 0, count = static_cast<std::uint32_t>(surfaces_.size()); s < count; ++s) {
      if (surfaces_[s].first_draft == nothing || surfaces_[s].words < 2) continue;
      const Draft draft = first_of(s);
      std::uint32_t last = draft.last_token;
      while (last > draft.first_token + 1 && (text_.rules.words.find(at(last - 1).key) & word_org_tail)) --last;
      if (last == draft.last_token || (last == draft.first_token + 1 && (text_.rules.gazetteer.find(at(draft.first_token).key).flags & (name_common | name_given)))) continue;
      const std::uint32_t bare = surface_of(phrase_key(text_, draft.first_token, last));
      if (surfaces_[bare].first_draft != nothing) continue;
      surfaces_[bare].words = last - draft.first_token;
      surfaces_[bare].stands_for = s;
      if (root(bare) != root(s)) surfaces_[bare].group = root(s);
      starts.emplace_back(at(draft.first_token).key, bare);
    }
  }

  const Draft& first_of(std::uint32_t s) const { return drafts_[surfaces_[s].first_draft]; }
  std::uint64_t at_first(const Surface& surface) const { return at(drafts_[surface.first_draft].first_token).key; }

  std::uint32_t again(std::uint32_t i, std::uint32_t stop, std::uint32_t sentence, const std::vector<std::pair<std::uint64_t, std::uint32_t>>& starts,
                      const std::vector<std::pair<std::uint64_t, std::uint32_t>>& surnames, std::vector<Draft>& more) {
    std::uint32_t best = nothing, last = 0;
    for (auto it = std::ranges::lower_bound(starts, at(i).key, {}, &std::pair<std::uint64_t, std::uint32_t>::first); it != starts.end() && it->first == at(i).key; ++it) {
      const Surface& surface = surfaces_[it->second];
      if (i + surface.words > stop || i + surface.words <= last) continue;
      if (surface.words == 1 && (surface.flags & name_common) && surface.uses < 2) continue;
      if ((surface.flags & name_capitals) && !at(i).all_capitals) continue;
      if (phrase_key(text_, i, i + surface.words) == surface.key) {
        best = it->second;
        last = i + surface.words;
      }
    }
    std::uint64_t key = best == nothing ? 0 : surfaces_[best].key;
    if (best == nothing) {
      const auto it = std::ranges::lower_bound(surnames, at(i).key, {}, &std::pair<std::uint64_t, std::uint32_t>::first);
      if (it == surnames.end() || it->first != at(i).key) return 0;
      const std::uint32_t full = it->second;
      best = surface_of(at(i).key);
      key = at(i).key;
      last = i + 1;
      surfaces_[best].words = 1;
      surfaces_[best].surname = true;
      surfaces_[best].stands_for = full;
      if (root(best) != root(full)) surfaces_[best].group = root(full);
    }
    Draft draft;
    draft.span = {at(i).span.begin, at(last - 1).span.end};
    draft.sentence = sentence;
    draft.first_token = i;
    draft.last_token = last;
    draft.type = type_of(best);
    draft.key = key;
    more.push_back(draft);
    return last;
  }

  Entities result() {
    Entities entities;
    std::vector<std::uint32_t> entity_of(surfaces_.size(), nothing);
    std::vector<std::uint32_t> roots;
    for (const Draft& draft : drafts_) {
      const std::uint32_t r = root(by_key_.at(draft.key));
      if (entity_of[r] == nothing) {
        entity_of[r] = static_cast<std::uint32_t>(roots.size());
        roots.push_back(r);
        entities.all.emplace_back();
      }
      ++entities.all[entity_of[r]].mentions;
    }
    std::vector<std::vector<std::uint32_t>> members(roots.size());
    for (std::uint32_t s = 0; s < surfaces_.size(); ++s)
      if (surfaces_[s].first_draft != nothing) members[entity_of[root(s)]].push_back(s);
    for (std::size_t e = 0; e < roots.size(); ++e) describe(entities.all[e], members[e]);
    const std::vector<std::uint32_t> rank = sort(entities);
    for (const Draft& draft : drafts_)
      entities.mentions.push_back({draft.span, draft.sentence, draft.first_token, draft.last_token, rank[entity_of[root(by_key_.at(draft.key))]], false, draft.modifier});
    return entities;
  }

  /// Most mentioned first; gives for each entity its new place.
  static std::vector<std::uint32_t> sort(Entities& entities) {
    std::vector<std::uint32_t> order(entities.all.size()), rank(entities.all.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t i) { return entities.all[i].mentions; });
    std::vector<Entity> sorted;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      rank[order[i]] = i;
      sorted.push_back(std::move(entities.all[order[i]]));
    }
    entities.all = std::move(sorted);
    for (std::size_t i = 0; i < entities.all.size(); ++i) {
      std::uint32_t same = 1;
      for (std::size_t j = 0; j < i; ++j) same += entities.all[j].id == entities.all[i].id || entities.all[j].id.starts_with(std::string(entities.all[i].id).append("~"));
      if (same > 1) entities.all[i].id.append("~").append(std::to_string(same));
    }
    return rank;
  }

  void describe(Entity& entity, std::vector<std::uint32_t>& members) {
    std::ranges::sort(members, {}, [&](std::uint32_t s) { return surfaces_[s].first_draft; });
    std::array<std::uint32_t, 7> votes{};
    std::uint32_t fullest = members.front(), known = Gazetteer::none;
    for (const std::uint32_t s : members) {
      // A longer name tells more of what it names than a surname or a bare first word.
      for (std::size_t t = 0; t < votes.size(); ++t) votes[t] += surfaces_[s].votes[t] * std::min(surfaces_[s].words + 1, 4U);
      if (known == Gazetteer::none) known = surfaces_[s].known;
      if (fuller(s, fullest)) fullest = s;
    }
    entity.type = static_cast<EntityType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
    entity.name = one_line(text_.of(first_of(fullest).span));
    for (const std::uint32_t s : members)
      if (std::string name = one_line(text_.of(first_of(s).span)); s != fullest && name != entity.name) entity.aliases.push_back(std::move(name));
    entity.reason = reason(members, fullest, known);
    if (known != Gazetteer::none) {
      const Gazetteer::Thing thing = text_.rules.gazetteer.thing(known);
      if (!thing.id.empty()) entity.id = thing.id;
      else if (thing.wikidata != 0) entity.id.append("wikidata:Q").append(std::to_string(thing.wikidata));
      else entity.id = slug(thing.name);  // of its one name, so that pages that use others agree
    }
    if (entity.id.empty()) entity.id = slug(entity.name);
  }

  bool fuller(std::uint32_t a, std::uint32_t b) const {
    const std::string_view left = text_.of(first_of(a).span), right = text_.of(first_of(b).span);
    if (surfaces_[a].acronym != surfaces_[b].acronym) return !surfaces_[a].acronym;
    return left.size() > right.size();
  }

  std::string reason(const std::vector<std::uint32_t>& members, std::uint32_t fullest, std::uint32_t known) const {
    if (known != Gazetteer::none) {
      const Gazetteer::Thing thing = text_.rules.gazetteer.thing(known);
      std::string words = surfaces_[fullest].evidence == Evidence::user ? "your gazetteer: " : "gazetteer: ";
      words += thing.name;
      if (thing.maker != Gazetteer::none) words += std::string(" of ").append(text_.rules.gazetteer.thing(thing.maker).name);
      return words;
    }
    for (const std::uint32_t s : members) {
      if (surfaces_[s].acronym) return std::string("acronym declared: ").append(one_line(text_.of(first_of(s).span)));
      if (surfaces_[s].surname) return "full name, and surname after it";
    }
    switch (surfaces_[fullest].evidence) {
      case Evidence::title: return "title before it";
      case Evidence::form: return "a company's form behind it";
      case Evidence::model: return "model";
      default: return "capitals and the words around";
    }
  }

  static std::string one_line(std::string_view words) {
    std::string line;
    bool gap = false;
    for (std::size_t i = 0; i < words.size();) {
      const std::size_t before = i;
      if (is_space(next_code_point(words, i))) {
        gap = true;
        continue;
      }
      if (gap && !line.empty()) line += ' ';
      gap = false;
      line += words.substr(before, i - before);
    }
    return line;
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
  std::vector<Draft> drafts_;
  std::vector<Surface> surfaces_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_key_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> acronyms_;  // keys: short, full
};

}  // namespace

Entities join_names(const Text& text, std::vector<Draft> drafts) { return Joiner(text, std::move(drafts)).run(); }

}  // namespace newsline
