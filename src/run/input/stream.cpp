#include "stream.h"

#include <algorithm>

#include "bytes.h"
#include "newsline/error.h"

namespace newsline::run {

namespace {

constexpr std::size_t piece = 1 << 16;
// packed bytes of one member that are searched again when it is broken
constexpr std::size_t most_kept = std::size_t{4} << 20;
constexpr std::size_t most_dictionary = std::size_t{16} << 20;
// packed bytes, enough to see what a member begins with
constexpr std::size_t looked_into = 4096;

}  // namespace

ByteStream::ByteStream(int descriptor, const Interrupt& interrupt, std::string head)
    : descriptor_(descriptor), interrupt_(interrupt), raw_(std::move(head)) {}

bool ByteStream::read_raw() {
  if (at_ > most_kept) {
    raw_.erase(0, at_);
    at_ = 0;
  }
  return read_more(descriptor_, raw_, &interrupt_) > 0;
}

void ByteStream::begin() {
  begun_ = true;
  while (raw_.size() < 4)
    if (!read_raw()) break;
  packing_ = packing_of(raw_);
  if (packing_ == Packing::none) return;
  inflater_ = std::make_unique<Inflater>(packing_);
  take_dictionary();
}

/// A zstd-compressed archive may begin with the dictionary of all its records, in a frame that
/// other readers pass over (IIPC, "zstd WARC 1.0").
void ByteStream::take_dictionary() {
  constexpr std::string_view magic = "\x5D\x2A\x4D\x18";
  if (!raw_.starts_with(magic)) return;
  while (raw_.size() < 8)
    if (!read_raw()) return;
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i)
    size |= std::size_t{static_cast<unsigned char>(raw_[4 + i])} << (8 * i);
  if (size > most_dictionary)
    throw Error("input.decompress", "a broken archive: its dictionary is larger than any");
  while (raw_.size() < 8 + size)
    if (!read_raw())
      throw Error("input.decompress", "a broken archive: it ends within its dictionary");
  const std::string_view dictionary = std::string_view(raw_).substr(8, size);
  inflater_->set_dictionary(packing_of(dictionary) == Packing::zstd
                                ? unpacked_head(dictionary, most_dictionary)
                                : dictionary);
  raw_.erase(0, 8 + size);
}

/// Zeros behind the last member, as tapes have them.
bool ByteStream::at_padding() {
  do {
    while (at_ < raw_.size() && raw_[at_] == '\0') ++at_;
  } while (at_ == raw_.size() && read_raw());
  return at_ == raw_.size();
}

/// Appends what the next piece gives; false at the end of the file. `ended`: a member ended.
bool ByteStream::unpack_piece(std::string& to, bool& ended) {
  ended = false;
  if (!inflater_->inside()) {
    raw_.erase(0, at_);
    at_ = 0;
    while (raw_.size() < 4 && read_raw()) {
    }
    if (raw_.empty()) return false;
    if (packing_of(raw_) != packing_) {
      if (at_padding()) return false;
      throw Error("input.decompress",
                  "what is packed is broken: no member begins where the one before ended");
    }
  }
  const std::size_t size = to.size(), before = at_;
  std::string_view in = rest();
  std::size_t made = 0;
  to.resize(size + piece);
  const Inflater::State state = inflater_->unpack(in, to.data() + size, piece, made);
  to.resize(size + made);
  at_ = raw_.size() - in.size();
  ended = state == Inflater::State::member_end;
  if (state == Inflater::State::broken)
    throw Error("input.decompress",
                std::string("what is packed is broken: ") + inflater_->problem());
  if (state == Inflater::State::more && made == 0 && at_ == before && at_ == raw_.size() &&
      !read_raw()) {
    if (interrupt_.came()) return false;
    throw Error("input.decompress", "what is packed is cut off");
  }
  return true;
}

bool ByteStream::more(std::string& to) {
  if (!begun_) begin();
  if (!inflater_) {
    if (raw_.empty()) return read_more(descriptor_, to, &interrupt_) > 0;
    to += raw_;
    raw_.clear();
    return true;
  }
  bool ended = false;
  for (const std::size_t before = to.size(); to.size() == before;)
    if (interrupt_.came() || !unpack_piece(to, ended)) return false;
  return true;
}

void ByteStream::close_member(std::string& to) {
  const std::size_t before = to.size();
  for (bool ended = false; inflater_ && inflater_->inside() && !ended && to.size() == before;)
    if (!unpack_piece(to, ended)) return;
}

bool ByteStream::resume(std::string_view beginning) {
  if (!inflater_) return false;
  inflater_->restart();
  // The broken member may have swallowed others before it was noticed: so the search starts at its
  // own beginning.
  for (std::size_t from = 1;;) {
    const std::size_t found = find_member(raw_, packing_, from);
    if (found == std::string::npos) {
      const std::size_t kept = std::min<std::size_t>(raw_.size(), 3);
      raw_.erase(0, raw_.size() - kept);
      at_ = 0;
      from = 0;
      if (!read_raw()) return false;
      continue;
    }
    while (raw_.size() - found < looked_into)
      if (!read_raw()) break;
    if (unpacked_head(std::string_view(raw_).substr(found, looked_into), beginning.size()) ==
            beginning ||
        packing_ == Packing::zstd) {
      raw_.erase(0, found);
      at_ = 0;
      return true;
    }
    from = found + 1;
  }
}

}  // namespace newsline::run
