#include "unpack.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "newsline/error.h"

namespace newsline::page {
namespace {

constexpr std::string_view gzip_magic("\x1F\x8B\x08", 3);
constexpr std::string_view zstd_magic("\x28\xB5\x2F\xFD", 4);
constexpr std::size_t chunk = std::size_t{64} << 10;
constexpr std::size_t free_ratio_bytes = std::size_t{1} << 20;  // so much may come out of anything
constexpr std::size_t most_ratio = 200;                         // of real pages the tightest is below 30
constexpr int most_layers = 3;
constexpr int window_log = 27;  // zstd: 128 MiB of memory at most, as its own command line allows

/// Where unpacked bytes are gathered, and where too many are refused.
class Sink {
 public:
  Sink(std::size_t packed, std::size_t max_bytes) : packed_(packed), max_bytes_(max_bytes) {}
  /// Room for one more piece, behind what is there.
  char* room() {
    if (out_.size() < used_ + chunk) out_.resize(std::max(used_ + chunk, out_.size() + out_.size() / 2));
    return out_.data() + used_;
  }
  void took(std::size_t bytes) {
    used_ += bytes;
    if (used_ > max_bytes_) throw Error("input.decompress_limit", "more than " + std::to_string(max_bytes_) + " bytes when unpacked");
    if (used_ > free_ratio_bytes && used_ / most_ratio > packed_) throw Error("input.decompress_limit", "unpacks to more than 200 times its size");
  }
  std::string finish() {
    out_.resize(used_);
    return std::move(out_);
  }

 private:
  std::string out_;
  std::size_t used_ = 0, packed_, max_bytes_;
};

struct Inflater {
  z_stream stream{};
  Inflater() {
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

std::string gunzip(std::string_view bytes, std::size_t max_bytes) {
  Sink sink(bytes.size(), max_bytes);
  Inflater inflater;
  z_stream& z = inflater.stream;
  while (bytes.starts_with(gzip_magic)) {
    inflateReset(&z);
    int state = Z_OK;
    while (state != Z_STREAM_END) {
      z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib's type, not its habit: it does not write there
      const auto given = static_cast<uInt>(std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max()));
      z.avail_in = given;
      z.next_out = reinterpret_cast<Bytef*>(sink.room());
      z.avail_out = chunk;
      state = inflate(&z, Z_NO_FLUSH);
      bytes.remove_prefix(given - z.avail_in);
      sink.took(chunk - z.avail_out);
      if (state == Z_BUF_ERROR || (state == Z_OK && bytes.empty() && z.avail_out != 0)) throw Error("input.decompress", "the gzip file is cut off");
      if (state != Z_OK && state != Z_STREAM_END) throw Error("input.decompress", std::string("the gzip file is broken: ") + (z.msg ? z.msg : "bad data"));
    }
  }
  return sink.finish();
}

struct FreeStream {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

std::string unzstd(std::string_view bytes, std::size_t max_bytes) {
  const std::unique_ptr<ZSTD_DStream, FreeStream> stream(ZSTD_createDStream());
  if (!stream) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, window_log);
  Sink sink(bytes.size(), max_bytes);
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (std::size_t wanted = 1; in.pos < in.size || wanted != 0;) {
    ZSTD_outBuffer out{sink.room(), chunk, 0};
    const std::size_t before = in.pos;
    wanted = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(wanted)) throw Error("input.decompress", std::string("the zstd file is broken: ") + ZSTD_getErrorName(wanted));
    sink.took(out.pos);
    if (in.pos == in.size && out.pos == 0 && in.pos == before && wanted != 0) throw Error("input.decompress", "the zstd file is cut off");
  }
  return sink.finish();
}

}  // namespace

std::string_view unpack(std::string_view bytes, std::size_t max_bytes, std::string& owned) {
  if (bytes.size() > max_bytes) throw Error("input.too_large", std::to_string(bytes.size()) + " bytes, more than " + std::to_string(max_bytes) + " (--max-bytes)");
  for (int layer = 0; layer < most_layers; ++layer) {
    if (bytes.starts_with(gzip_magic)) owned = gunzip(bytes, max_bytes);
    else if (bytes.starts_with(zstd_magic)) owned = unzstd(bytes, max_bytes);
    else return bytes;
    bytes = owned;
  }
  throw Error("input.decompress_limit", "packed more than three times over");
}

}  // namespace newsline::page
