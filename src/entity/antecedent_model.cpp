#include "antecedent_model.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "rules/rows.h"

namespace newsline::entity {

namespace {

constexpr std::array<std::string_view, antecedent_features> names{"same_sentence",
                                                                  "one_back",
                                                                  "two_back",
                                                                  "three_back",
                                                                  "further_back",
                                                                  "not_near",
                                                                  "same_paragraph",
                                                                  "paragraph_before",
                                                                  "opens_paragraph",
                                                                  "opens_sentence",
                                                                  "subject",
                                                                  "speaks",
                                                                  "owner",
                                                                  "aside",
                                                                  "last_named",
                                                                  "first_named",
                                                                  "meant_before",
                                                                  "meant_two_before",
                                                                  "leads_before",
                                                                  "most_named",
                                                                  "only_of_kind",
                                                                  "half_of_kind",
                                                                  "named_once",
                                                                  "in_title",
                                                                  "only_near",
                                                                  "rival_in_sentence",
                                                                  "rivals_in_sentence",
                                                                  "rival_since",
                                                                  "rival_leads",
                                                                  "rival_meant",
                                                                  "same_gender",
                                                                  "unknown_gender",
                                                                  "possessive",
                                                                  "inner",
                                                                  "reported",
                                                                  "opening",
                                                                  "goes_on",
                                                                  "somebody_else",
                                                                  "noun_leads"};

}  // namespace

std::string_view name_of(AntecedentFeature feature) {
  return names[static_cast<std::size_t>(feature)];
}

AntecedentModel::AntecedentModel(const Data& data) {
  read_weights(data, "entity/antecedents.tsv", {{"bias", &bias_}, {"least", &least_}},
               [&](std::string_view name) {
                 const auto known = std::ranges::find(names, name);
                 return known == names.end()
                            ? nullptr
                            : &weight_[static_cast<std::size_t>(known - names.begin())];
               });
}

double AntecedentModel::operator()(const AntecedentFeatures& features) const {
  double sum = bias_;
  for (std::size_t i = 0; i < features.size(); ++i)
    if (features[i]) sum += weight_[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace newsline::entity
