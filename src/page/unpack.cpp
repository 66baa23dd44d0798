#include "unpack.h"

#include <algorithm>
#include <utility>

#include "base/inflate.h"
#include "newsline/error.h"

namespace newsline::page {
namespace {

constexpr std::size_t chunk = std::size_t{64} << 10;
constexpr std::size_t free_ratio_bytes = std::size_t{1} << 20;  // so much may come out of anything
// of real pages the tightest is below 30
constexpr std::size_t most_ratio = 200;

/// Where unpacked bytes are gathered, and where too many are refused.
class Sink {
 public:
  Sink(std::size_t packed, std::size_t max_bytes) : packed_(packed), max_bytes_(max_bytes) {}
  /// Room for one more piece, behind what is there.
  char* room() {
    if (out_.size() < used_ + chunk)
      out_.resize(std::max(used_ + chunk, out_.size() + out_.size() / 2));
    return out_.data() + used_;
  }
  void took(std::size_t bytes) {
    used_ += bytes;
    refuse_bomb(packed_, used_, max_bytes_);
  }
  std::string finish() {
    out_.resize(used_);
    return std::move(out_);
  }

 private:
  std::string out_;
  std::size_t used_ = 0, packed_, max_bytes_;
};

std::string unpack_all(std::string_view bytes, Packing packing, std::size_t max_bytes) {
  const char* name = packing == Packing::gzip ? "gzip" : "zstd";
  Sink sink(bytes.size(), max_bytes);
  Inflater inflater(packing);
  // What stands behind the last gzip member is left out, as gzip does it.
  while (inflater.inside() || packing_of(bytes) == packing) {
    std::size_t made = 0;
    const std::size_t before = bytes.size();
    const Inflater::State state = inflater.unpack(bytes, sink.room(), chunk, made);
    sink.took(made);
    if (state == Inflater::State::broken)
      throw Error("input.decompress",
                  std::string("the ") + name + " file is broken: " + inflater.problem());
    if (state == Inflater::State::more && made == 0 && bytes.size() == before)
      throw Error("input.decompress", std::string("the ") + name + " file is cut off");
  }
  if (packing == Packing::zstd && !bytes.empty())
    throw Error("input.decompress", "the zstd file is broken: something else follows it");
  return sink.finish();
}

}  // namespace

void refuse_bomb(std::size_t packed, std::size_t unpacked, std::size_t max_bytes) {
  if (unpacked > max_bytes)
    throw Error("input.decompress_limit",
                "more than " + std::to_string(max_bytes) + " bytes when unpacked");
  if (unpacked > free_ratio_bytes && unpacked / most_ratio > packed)
    throw Error("input.decompress_limit", "unpacks to more than 200 times its size");
}

std::string_view unpack(std::string_view bytes, std::size_t max_bytes, std::string& owned) {
  if (bytes.size() > max_bytes)
    throw Error("input.too_large", std::to_string(bytes.size()) + " bytes, more than " +
                                       std::to_string(max_bytes) + " (--max-bytes)");
  for (int layer = 0; layer < most_layers; ++layer) {
    const Packing packing = packing_of(bytes);
    if (packing == Packing::none) return bytes;
    owned = unpack_all(bytes, packing, max_bytes);
    bytes = owned;
  }
  throw Error("input.decompress_limit", "packed more than three times over");
}

}  // namespace newsline::page
