#include "newsline/timex.h"

namespace newsline {
struct TimexRules::Inner {};
TimexRules::TimexRules(const Data&, std::string_view) : inner_(std::make_unique<Inner>()) {}
TimexRules::~TimexRules() = default;
TimexRules::TimexRules(TimexRules&&) noexcept = default;
std::string_view TimexRules::rule_name(std::uint16_t) const { return {}; }
Timexes recognize(const Article&, const std::vector<Sentence>&, const Tokens&, const TimexRules&) { return {}; }
std::optional<Published> published_in_text(const Article&, const std::vector<Sentence>&, const Tokens&, const Timexes&) { return {}; }
void resolve(Timexes&, const Article&, const std::vector<Sentence>&, const Tokens&, const TimexRules&, std::optional<Published>) {}
}  // namespace newsline
