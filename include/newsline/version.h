#pragma once

namespace newsline {

inline constexpr const char version[] = "0.1.0";

}  // namespace newsline
