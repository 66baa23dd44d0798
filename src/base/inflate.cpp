#include "inflate.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <new>

namespace newsline {
namespace {

constexpr std::string_view gzip_magic("\x1F\x8B\x08", 3);
constexpr std::string_view zstd_magic("\x28\xB5\x2F\xFD", 4);
constexpr int window_log = 27;  // zstd: 128 MiB of memory at most, as its own command line allows

/// A frame that decoders pass over: "\x50\x2A\x4D\x18" to "\x5F\x2A\x4D\x18" (RFC 8878, 3.1.2).
bool is_skippable(std::string_view head) noexcept {
  return head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0) == 0x50 &&
         head.substr(1, 3) == "\x2A\x4D\x18";
}

}  // namespace

Packing packing_of(std::string_view head) noexcept {
  if (head.starts_with(gzip_magic)) return Packing::gzip;
  return head.starts_with(zstd_magic) || is_skippable(head) ? Packing::zstd : Packing::none;
}

std::size_t find_member(std::string_view packed, Packing packing, std::size_t from) noexcept {
  return packed.find(packing == Packing::gzip ? gzip_magic : zstd_magic, from);
}

struct Inflater::Impl {
  z_stream zlib{};
  ZSTD_DCtx* zstd = nullptr;  // null: zlib's
  bool inside = false;
  const char* problem = "";
};

Inflater::Inflater(Packing packing) : impl_(std::make_unique<Impl>()) {
  if (packing != Packing::zstd) {
    const int window = packing == Packing::gzip ? 16 + MAX_WBITS : -MAX_WBITS;
    if (inflateInit2(&impl_->zlib, window) != Z_OK) throw std::bad_alloc();
    return;
  }
  impl_->zstd = ZSTD_createDCtx();
  if (!impl_->zstd) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(impl_->zstd, ZSTD_d_windowLogMax, window_log);
}

Inflater::~Inflater() {
  if (impl_->zstd)
    ZSTD_freeDCtx(impl_->zstd);
  else
    inflateEnd(&impl_->zlib);
}

Inflater::State Inflater::unpack(std::string_view& in, char* out, std::size_t room,
                                 std::size_t& made) {
  Impl& impl = *impl_;
  const std::size_t before = in.size();
  bool ended = false;
  if (!impl.zstd) {
    constexpr std::size_t most = std::numeric_limits<uInt>::max();
    z_stream& z = impl.zlib;
    // zlib's type, not its habit: it does not write there
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    const auto given = static_cast<uInt>(std::min(in.size(), most));
    z.avail_in = given;
    z.next_out = reinterpret_cast<Bytef*>(out);
    const auto free = static_cast<uInt>(std::min(room, most));
    z.avail_out = free;
    const int state = inflate(&z, Z_NO_FLUSH);
    in.remove_prefix(given - z.avail_in);
    made = free - z.avail_out;
    ended = state == Z_STREAM_END;
    if (state == Z_MEM_ERROR) throw std::bad_alloc();
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) {
      impl.problem = z.msg ? z.msg : "bad data";
      return State::broken;
    }
  } else {
    ZSTD_outBuffer to{out, room, 0};
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    const std::size_t wanted = ZSTD_decompressStream(impl.zstd, &to, &from);
    in.remove_prefix(from.pos);
    made = to.pos;
    if (ZSTD_isError(wanted)) {
      impl.problem = ZSTD_getErrorName(wanted);
      return State::broken;
    }
    ended = wanted == 0 && (impl.inside || before > in.size());
  }
  impl.inside = !ended && (impl.inside || before > in.size());
  if (!ended) return State::more;
  restart();
  return State::member_end;
}

bool Inflater::inside() const noexcept { return impl_->inside; }

void Inflater::restart() noexcept {
  impl_->inside = false;
  if (impl_->zstd)
    ZSTD_DCtx_reset(impl_->zstd, ZSTD_reset_session_only);
  else
    inflateReset(&impl_->zlib);
}

void Inflater::set_dictionary(std::string_view dictionary) {
  if (impl_->zstd) ZSTD_DCtx_loadDictionary(impl_->zstd, dictionary.data(), dictionary.size());
}

const char* Inflater::problem() const noexcept { return impl_->problem; }

std::uint32_t crc32_of(std::string_view bytes) noexcept {
  return static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string unpacked_head(std::string_view head, std::size_t size) {
  const Packing packing = packing_of(head);
  if (packing == Packing::none) return {};
  Inflater inflater(packing);
  std::string out(size, '\0');
  std::size_t used = 0;
  while (used < size && !head.empty()) {
    std::size_t made = 0;
    const std::size_t before = head.size();
    const Inflater::State state = inflater.unpack(head, out.data() + used, size - used, made);
    used += made;
    if (state == Inflater::State::broken || (made == 0 && head.size() == before)) break;
  }
  out.resize(used);
  return out;
}

}  // namespace newsline
