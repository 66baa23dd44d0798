// One target as a libFuzzer program: compiled with TARGET set to its name.
#include <cstddef>
#include <cstdint>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  newsline::fuzz::TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
