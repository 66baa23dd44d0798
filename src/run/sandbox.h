#pragma once
#include <span>
#include <string>
#include <vector>

namespace newsline::run {

/// What is left to a run when its sandbox is closed: everything that is open already, and this.
struct Allowance {
  /// May be read: a file, or a folder with all below it.
  std::vector<std::string> inputs;
  /// A result gets its name here: what is made was opened before.
  std::string result_folder;
  /// Results and folders of them are made, read and replaced here.
  std::vector<std::string> output_folders;
};

/// Gives up, for this process and for good, what reading a page never needs: other files than the
/// allowed ones (Landlock), other programs, the network, other processes, a file's owner and mode
/// (seccomp: the call fails with EPERM). For the thread that calls and those it starts later, so
/// before all others. Where the kernel has less, the run goes on with less, silently.
void close_sandbox(const Allowance& allowed) noexcept;

}  // namespace newsline::run
