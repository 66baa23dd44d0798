#pragma once
#include <memory>

#include "newsline/chronology.h"

namespace newsline {

class Data;

/// The same for chronologies that come one by one: of each only what merging needs is kept, some
/// 600 bytes a source.
class Merger {
 public:
  Merger();
  /// With the rules of a folder; `data` must live as long.
  explicit Merger(const Data& data);
  ~Merger();
  Merger(const Merger&) = delete;
  Merger& operator=(const Merger&) = delete;
  void add(Chronology&& chronology);
  /// Of all that were added; afterwards there are none.
  Chronology merged();

 private:
  struct Gathered;
  std::unique_ptr<Gathered> gathered_;
  const Data* data_ = nullptr;  // none: what is laid into the program
};

}  // namespace newsline
