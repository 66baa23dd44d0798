#pragma once
#include <cstdlib>
#include <string_view>

// A fuzz target takes any bytes and calls demand() for all that must hold whatever they are. Each
// is a file of its own; fuzz.cpp makes a libFuzzer program of one of them, replay.cpp a program
// that runs seeds and finds through all of them, without a fuzzer.

namespace newsline::fuzz {

inline void demand(bool holds) {
  if (!holds) std::abort();
}

void page(std::string_view bytes);        // bytes to a tree of nodes
void story(std::string_view bytes);       // bytes to every format
void record(std::string_view bytes);      // a line of --records
void json_ld(std::string_view bytes);     // what a script of a page says of it
void archive(std::string_view bytes);     // WARC, packed streams, lines
void chronology(std::string_view bytes);  // what newsline wrote, read back and merged
void rules(std::string_view bytes);       // files of words and patterns
void model(std::string_view bytes);       // a file of weights

struct Target {
  const char* name;
  void (*run)(std::string_view bytes);
};
inline constexpr Target targets[] = {
    {"page", page},       {"story", story},           {"record", record}, {"json_ld", json_ld},
    {"archive", archive}, {"chronology", chronology}, {"rules", rules},   {"model", model}};

}  // namespace newsline::fuzz
