#pragma once
#include <stdexcept>
#include <string>
#include <utility>

namespace newsline {

/// What cannot be read, in one sentence, with a stable code ("input.empty"; `newsline --help` lists
/// them). Thrown in page, rules and run; caught once per page, in run.
class Error : public std::runtime_error {
 public:
  Error(std::string code, const std::string& message)
      : std::runtime_error(message), code_(std::move(code)) {}
  const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

}  // namespace newsline
