#include "languages.h"

#include <algorithm>

#include "bytes.h"

namespace newsline {

const EntityRules& Language::entity_rules() const {
  return entity_.get([&] {
    EntityRules rules(data_, code_);
    if (!gazetteer_.empty()) rules.add(gazetteer_, gazetteer_name_);
    return rules;
  });
}

namespace {

std::string primary(std::string_view code) {
  std::string result(code.substr(0, code.find_first_of("-_")));
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return result;
}

constexpr std::size_t gazetteer_cap = std::size_t{64} << 20;

}  // namespace

Languages::Languages(const std::string& data_folder, const std::string& gazetteer)
    : data_(data_folder.empty() ? Data{} : Data(data_folder)), supported_(data_.languages()), gazetteer_name_(gazetteer) {
  if (!gazetteer.empty()) gazetteer_ = read_needed_file(gazetteer, gazetteer_cap);
}

const Language& Languages::of(std::string_view code) {
  const std::string key = primary(code);
  const std::scoped_lock lock(adding_);
  auto& language = languages_[key];
  if (!language)
    language = std::make_unique<const Language>(data_, key, std::ranges::find(supported_, key) != supported_.end(), gazetteer_, gazetteer_name_);
  return *language;
}

}  // namespace newsline
