#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>

#include "base/data.h"

namespace newsline::entity {

/// What words that stand for a name can mean, by their own looks: "he", "it", "the company", "the
/// minister", "the fair".
enum class AnaphorKind : std::uint8_t { person, thing, firm, title, noun };

/// What can be seen of a pronoun of a person and a name that it may stand for. The names are those
/// of data/entity/antecedents.tsv.
enum class AntecedentFeature : std::uint8_t {
  // where it was named last
  same_sentence,
  one_back,
  two_back,
  three_back,
  further_back,
  not_near,
  same_paragraph,
  paragraph_before,
  opens_paragraph,
  // how it stands there
  opens_sentence,
  subject,
  speaks,
  owner,
  aside,
  last_named,
  first_named,
  // the sentences before were about it
  meant_before,
  meant_two_before,
  leads_before,
  // how much of the page is about it
  most_named,
  only_of_kind,
  half_of_kind,
  named_once,
  in_title,
  // who else could be meant
  only_near,
  rival_in_sentence,
  rivals_in_sentence,
  rival_since,
  rival_leads,
  rival_meant,
  // the anaphor
  same_gender,
  unknown_gender,
  possessive,
  inner,
  reported,
  opening,
  goes_on,
  somebody_else,
  noun_leads,
  count
};

constexpr std::size_t antecedent_features = static_cast<std::size_t>(AntecedentFeature::count);
using AntecedentFeatures = std::bitset<antecedent_features>;

std::string_view name_of(AntecedentFeature feature);

/// A logistic regression.
class AntecedentModel {
 public:
  AntecedentModel() = default;
  explicit AntecedentModel(const Data& data);
  /// How likely the pronoun stands for the name.
  double operator()(const AntecedentFeatures& features) const;
  /// How likely it must be.
  double least() const { return least_; }

 private:
  std::array<double, antecedent_features> weight_{};
  double bias_ = 0, least_ = 1;
};

}  // namespace newsline::entity
