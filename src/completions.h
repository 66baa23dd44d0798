#pragma once
// Completions for bash, zsh and fish, made from the options of the command line.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace newsline {

/// An option as the command line declares it.
struct OptionWords {
  std::vector<std::string> shorts, longs;  // without dashes
  std::string description;
  std::string value;  // what it takes: "FILE", "FORMAT", ...; empty: nothing
};

/// What a value may be: one of `words`; or, without any, the name of a file or of a folder.
struct ValueWords {
  std::string_view value;
  std::vector<std::string> words;
  bool files = false, folders = false;
};

/// The script of a shell: "bash", "zsh" or "fish"; empty for any other.
std::string completions(std::string_view shell, const std::vector<OptionWords>& options,
                        const std::vector<ValueWords>& values);

}  // namespace newsline
