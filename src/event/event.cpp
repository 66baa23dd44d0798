#include "newsline/event.h"

namespace newsline {
struct EventRules::Inner {};
EventRules::EventRules(const Data&, std::string_view) : inner_(std::make_unique<Inner>()) {}
EventRules::~EventRules() = default;
EventRules::EventRules(EventRules&&) noexcept = default;
std::vector<Event> events(const Reading&, const EventRules&) { return {}; }
}  // namespace newsline
