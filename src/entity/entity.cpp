#include "entity.h"

#include <algorithm>
#include <array>

#include "impl.h"
#include "newsline/error.h"

namespace newsline {

using namespace entity;

namespace {

constexpr std::array<std::string_view, 7> type_names = {
    "person", "organization", "place", "product", "event", "work", "other"};

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t stop = std::min(text.find(mark, at), text.size());
    parts.push_back(text.substr(at, stop - at));
    at = stop + 1;
  }
  return parts;
}

}  // namespace

EntityRules::EntityRules(const Data& data, std::string_view language)
    : impl_(std::make_unique<Impl>()) {
  impl_->gazetteer = Gazetteer(data.file("gazetteer/names.bin"));
  impl_->words = NameWords(data, std::string(language) + "/names.tsv");
  impl_->given_names = NameWords(data, "given_names.tsv");
  impl_->antecedents = AntecedentModel(data);
  impl_->clusters = clusters_of(data, language);
  impl_->tagger =
      NameTagger(Perceptron(data.file(std::string(language) + "/names.model"), "names.model"));
}

EntityRules::~EntityRules() = default;
EntityRules::EntityRules(EntityRules&&) noexcept = default;

void EntityRules::add(std::string_view tsv, std::string_view file_name) {
  std::size_t number = 0;
  if (tsv.starts_with("\xEF\xBB\xBF")) tsv.remove_prefix(3);
  while (!tsv.empty()) {
    ++number;
    const std::size_t stop = tsv.find('\n');
    std::string_view line = tsv.substr(0, stop);
    tsv.remove_prefix(stop == std::string_view::npos ? tsv.size() : stop + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const auto wrong = [&](const std::string& what) {
      return Error("data.gazetteer",
                   std::string(file_name) + ":" + std::to_string(number) + ": " + what);
    };
    if (!is_utf8(line)) throw wrong("not UTF-8");
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields.size() < 2 || fields[0].empty())
      throw wrong("name and type wanted, parted by a tab");
    if (fields.size() > 4)
      throw wrong("more than four fields: name, type, id, aliases parted by |");
    const auto type = std::ranges::find(type_names, fields[1]);
    if (type == type_names.end())
      throw wrong("no such type: " + std::string(fields[1]) +
                  " (person, organization, place, product, event, work or other)");
    const std::vector<std::string_view> aliases =
        fields.size() > 3 ? split(fields[3], '|') : std::vector<std::string_view>{};
    impl_->gazetteer.add_user(fields[0], static_cast<EntityType>(type - type_names.begin()),
                              fields.size() > 2 ? fields[2] : std::string_view{}, aliases);
  }
  impl_->gazetteer.sort_user();
}

Entities entities(const Article& article, const std::vector<Sentence>& sentences,
                  const Tokens& tokens, const EntityRules& rules) {
  const Text text{article, sentences, tokens, rules.impl()};
  Entities found = join_names(text, find_names(text));
  find_antecedents(text, found);
  return found;
}

}  // namespace newsline
