#include "newsline/entity.h"

namespace newsline {
struct EntityRules::Inner {};
EntityRules::EntityRules(const Data&, std::string_view) : inner_(std::make_unique<Inner>()) {}
EntityRules::~EntityRules() = default;
EntityRules::EntityRules(EntityRules&&) noexcept = default;
void EntityRules::add(std::string_view, std::string_view) {}
Entities entities(const Article&, const std::vector<Sentence>&, const Tokens&, const EntityRules&) { return {}; }
}  // namespace newsline
