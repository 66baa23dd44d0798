#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/inflate.h"
#include "run/interrupt.h"

namespace newsline::run {

/// The bytes of a descriptor as they come, unpacked where they are gzip or zstd, however many
/// members they hold. Memory: one piece, and the packed bytes of the member that is being read up
/// to a few MiB.
class ByteStream {
 public:
  /// `descriptor` stays the caller's; `head` is what was read of it already.
  ByteStream(int descriptor, const Interrupt& interrupt, std::string head = {});

  /// Appends at least one byte; false at the end, and when a signal came. Throws Error: input.read,
  /// when reading failed; input.decompress, when what is packed is broken or cut off: resume() goes
  /// on behind it.
  bool more(std::string& to);
  /// Where a member has given all of its bytes, reads on to its checksum; may append. Throws as
  /// more().
  void close_member(std::string& to);
  /// After input.decompress: goes to the next member that begins with these bytes; false when there
  /// is none.
  bool resume(std::string_view beginning);

 private:
  void begin();
  void take_dictionary();
  bool at_padding();
  bool unpack_piece(std::string& to, bool& ended);
  bool read_raw();
  std::string_view rest() const { return std::string_view(raw_).substr(at_); }

  int descriptor_;
  const Interrupt& interrupt_;
  // from the first byte of the member that is being read, as long as that is near
  std::string raw_;
  std::size_t at_ = 0;                  // what of it is used
  std::unique_ptr<Inflater> inflater_;  // null: the bytes are as they are
  Packing packing_ = Packing::none;
  bool begun_ = false;
};

}  // namespace newsline::run
