#include "antecedent_model.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "newsline/error.h"
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
  constexpr std::string_view file = "entity/antecedents.tsv";
  for (const Row& row : read_rows(data, file, 2)) {
    const auto known = std::ranges::find(names, row.fields[0]);
    const double value = number_of(row, 1, file);
    if (row.fields[0] == "least")
      least_ = value;
    else if (row.fields[0] == "bias")
      bias_ = value;
    else if (known == names.end())
      throw Error("data.rules", std::string(file) + ":" + std::to_string(row.line) +
                                    ": no such feature: " + std::string(row.fields[0]));
    else
      weight_[static_cast<std::size_t>(known - names.begin())] = value;
  }
}

double AntecedentModel::operator()(const AntecedentFeatures& features) const {
  double sum = bias_;
  for (std::size_t i = 0; i < features.size(); ++i)
    if (features[i]) sum += weight_[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace newsline::entity
