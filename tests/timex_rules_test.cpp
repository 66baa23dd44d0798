#include "base/data.h"
#include "catch.h"
#include "run/check.h"

using namespace newsline;

TEST_CASE("every rule reads its own examples and leaves its counter-examples alone", "[timex]") {
  const run::RulesReport report = run::check_rules(Data{});
  CHECK(report.failures.empty());
  INFO(report.failures);
  CHECK(report.failed == 0);
  CHECK(report.rules > 0);
  CHECK(report.examples > report.rules);
}
