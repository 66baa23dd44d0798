#pragma once
#include "clauses.h"

namespace newsline::event {

/// The subject of a clause, as tokens of the sentence: half-open, empty when it has none before its
/// verb.
Span subject_tokens(const Syntax& s, std::uint32_t clause);

inline bool is_mark(const Token& token) { return token.kind == TokenKind::punctuation; }

}  // namespace newsline::event
