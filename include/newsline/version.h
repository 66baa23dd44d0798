#pragma once

namespace newsline {

inline constexpr const char version[] = "0.2.0";

}  // namespace newsline
