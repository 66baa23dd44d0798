#include "newsline/token.h"

namespace newsline {
struct TagModel::Inner {};
TagModel::TagModel(const Data&, std::string_view) : inner_(std::make_unique<Inner>()) {}
TagModel::~TagModel() = default;
TagModel::TagModel(TagModel&&) noexcept = default;
void tag(Tokens&, const Article&, std::size_t, const TagModel&) {}
}  // namespace newsline
