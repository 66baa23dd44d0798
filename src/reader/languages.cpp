#include "languages.h"

#include <algorithm>

#include "base/ascii.h"

namespace newsline::reader {

const EntityRules& Language::entity_rules() const {
  return entity_.get([&] {
    EntityRules rules(data_, code_);
    if (!gazetteer_.empty()) rules.add(gazetteer_, gazetteer_name_);
    return rules;
  });
}

Languages::Languages(const std::string& data_folder, std::string gazetteer,
                     std::string gazetteer_name)
    : data_(data_folder.empty() ? Data{} : Data(data_folder)),
      supported_(data_.languages()),
      gazetteer_(std::move(gazetteer)),
      gazetteer_name_(std::move(gazetteer_name)) {}

const Language& Languages::of(std::string_view code) {
  const std::string key = ascii::lowered(primary_language(code));
  const std::scoped_lock lock(adding_);
  auto& language = languages_[key];
  if (!language)
    language = std::make_unique<const Language>(
        data_, key, std::ranges::find(supported_, key) != supported_.end(), gazetteer_,
        gazetteer_name_);
  return *language;
}

}  // namespace newsline::reader
