#pragma once
// The only file that knows Catch2 2.13 (Debian 12) from Catch2 3.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
