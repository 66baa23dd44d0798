#pragma once
/// The terms that a chronology is told in. Their names in the JSON are those of
/// chronology.schema.json.
#include <cstdint>

namespace newsline {

/// Where the document creation time was read.
enum class DateSource : std::uint8_t {
  option,
  record,
  json_ld,
  meta,
  time_element,
  byline,
  dateline,
  url,
  text,
  none
};

enum class EntityType : std::uint8_t { person, organization, place, product, event, work, other };

/// By the wording; only where it does not tell, a date after the page's own makes a plan.
/// asserted: happened, or is stated as fact; so is what is disputed or alleged by somebody, under
/// its speaker. planned: will, is set to, is scheduled, is due; "postponed to Friday" for the
/// Friday; "said it would close". projected: expected, forecast, could, may; what stands under a
/// condition ("if talks fail, pilots will strike"). negated: did not, denied, refused, failed to;
/// what is cancelled ("the concert planned for Friday was cancelled") and the day before a
/// postponement ("originally scheduled for Monday"); the cancelling itself is asserted.
enum class Certainty : std::uint8_t { asserted, planned, projected, negated };

/// inherited: from a label, a heading, a time stamp or a sentence before that this one goes on
/// telling. document: the page's own day.
enum class Derivation : std::uint8_t { explicit_, completed, relative, inherited, document };

enum class Relation : std::uint8_t { on, by, before, after, since, until };

enum class Role : std::uint8_t { agent, patient, location, speaker, participant };

}  // namespace newsline
