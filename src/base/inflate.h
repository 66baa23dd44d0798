#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace newsline {

enum class Packing : std::uint8_t { none, gzip, zstd, deflate };

/// How bytes are compressed, by their first four. `deflate`, without a head, is never found: a zip
/// file's entries are such.
Packing packing_of(std::string_view head) noexcept;

/// The first bytes of the next member that may begin in `packed` (a gzip member, a zstd frame), or
/// npos.
std::size_t find_member(std::string_view packed, Packing packing, std::size_t from) noexcept;

/// Unpacks gzip, deflate or zstd piece by piece: the one place that knows zlib and zstd. A file may
/// hold many members (gzip) or frames (zstd) one after the other; it stops behind each.
class Inflater {
 public:
  enum class State : std::uint8_t { more, member_end, broken };

  /// Throws std::bad_alloc.
  explicit Inflater(Packing packing);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Takes bytes from the front of `in` and writes at most `room` bytes to `out`; `made` says how
  /// many. `more`: give it more of either. After `broken` only restart() helps; problem() says why.
  State unpack(std::string_view& in, char* out, std::size_t room, std::size_t& made);
  /// Whether a member has begun and not ended: a file that ends here is cut off.
  bool inside() const noexcept;
  /// Forgets the member that it is in.
  void restart() noexcept;
  /// What zstd frames were packed with; copied. It stays over restart().
  void set_dictionary(std::string_view dictionary);
  const char* problem() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The checksum of gzip and zip.
std::uint32_t crc32_of(std::string_view bytes) noexcept;

/// At most `size` bytes of what `head`, the beginning of a packed file, unpacks to; fewer where it
/// is broken or too short.
std::string unpacked_head(std::string_view head, std::size_t size);

}  // namespace newsline
