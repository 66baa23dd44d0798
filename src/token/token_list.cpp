#include "base/pack.h"
#include "base/utf8.h"
#include "token.h"

namespace newsline {

namespace {

constexpr unsigned pos_at = 3, form_at = 8, capital_at = 12, all_capitals_at = 13, space_at = 14;

std::uint16_t traits_of(const Token& token) {
  return static_cast<std::uint16_t>(
      static_cast<unsigned>(token.kind) | static_cast<unsigned>(token.pos) << pos_at |
      static_cast<unsigned>(token.form) << form_at | (token.capital ? 1U << capital_at : 0U) |
      (token.all_capitals ? 1U << all_capitals_at : 0U) |
      (token.space_before ? 1U << space_at : 0U));
}

void take_traits(Token& token, unsigned traits) {
  token.kind = static_cast<TokenKind>(traits & 7U);
  token.pos = static_cast<Pos>(traits >> pos_at & 31U);
  token.form = static_cast<VerbForm>(traits >> form_at & 15U);
  token.capital = (traits >> capital_at & 1U) != 0;
  token.all_capitals = (traits >> all_capitals_at & 1U) != 0;
  token.space_before = (traits >> space_at & 1U) != 0;
}

}  // namespace

void TokenList::settle(bool last) {
  std::size_t done = 0;
  // the next one asks where the last one ended
  for (; open_.size() - done > block_size || (last && done < open_.size());
       done += std::min(block_size, open_.size() - done))
    pack_block(done);
  packed_ += done;
  open_.erase(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(done));
  if (last) open_.shrink_to_fit();
}

void TokenList::pack_block(std::size_t first) {
  const std::size_t count = std::min(block_size, open_.size() - first);
  Block& block = blocks_.emplace_back();
  block.begin = open_[first].span.begin;
  std::uint32_t end = block.begin;
  for (std::size_t i = 0; i < count; ++i) {
    const Token& token = open_[first + i];
    const std::uint32_t gap = token.span.begin - end;
    pack(block.sizes, static_cast<std::uint64_t>(token.span.size()) << 2 | std::min(gap, 3U));
    if (gap >= 3) pack(block.sizes, gap);
    block.traits[i] = traits_of(token);
    end = token.span.end;
  }
  block.sizes.shrink_to_fit();
}

Token TokenList::unpacked(std::size_t number) const {
  if (cache_.empty()) cache_.resize(blocks_at_hand);
  const std::size_t wanted = number / block_size;
  Cache& cache = cache_[wanted % blocks_at_hand];
  if (cache.block != wanted) {
    const Block& block = blocks_[wanted];
    Unpacker from(block.sizes.data());
    std::uint32_t at = block.begin;
    const std::size_t count = std::min(block_size, packed_ - wanted * block_size);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t size = from.number();
      at += (size & 3U) == 3 ? from.small() : static_cast<std::uint32_t>(size & 3U);
      Token& token = cache.tokens[i];
      token.span = {at, at + static_cast<std::uint32_t>(size >> 2)};
      token.key = word_key(token.span.of(text_));
      take_traits(token, block.traits[i]);
      at = token.span.end;
    }
    cache.block = wanted;
  }
  return cache.tokens[number % block_size];
}

void TokenList::copy(std::size_t first, std::size_t last, std::vector<Token>& to) const {
  to.clear();
  to.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) to.push_back((*this)[i]);
}

void TokenList::set(std::size_t number, Pos pos, VerbForm form) {
  if (number >= packed_) {
    open_[number - packed_].pos = pos;
    open_[number - packed_].form = form;
    return;
  }
  Token token = unpacked(number);
  token.pos = pos;
  token.form = form;
  const std::size_t block = number / block_size;
  blocks_[block].traits[number % block_size] = traits_of(token);
  cache_[block % blocks_at_hand].tokens[number % block_size] = token;
}

}  // namespace newsline
