#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "newsline/chronology.h"

namespace newsline {

class Data;

/// A merged chronology, handed on event by event: the words of all its events are never in memory
/// at once.
class MergedChronology {
 public:
  struct Parts;
  explicit MergedChronology(std::unique_ptr<Parts> parts);
  MergedChronology(MergedChronology&&) noexcept;
  MergedChronology& operator=(MergedChronology&&) noexcept;
  ~MergedChronology();
  const std::vector<Document>& documents() const noexcept;
  /// How many events there are.
  std::size_t size() const noexcept;
  /// In order of time. One thread at a time may ask.
  void events(const std::function<void(OutputEvent&&)>& take) const;
  const std::vector<OutputEntity>& entities() const noexcept;
  /// All of it at once.
  Chronology all() const;

 private:
  std::unique_ptr<Parts> parts_;
};

/// merge() for chronologies that come one by one: of each only what merging needs is kept, some
/// 150 bytes a source.
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
  MergedChronology merged();

 private:
  struct Gathered;
  std::unique_ptr<Gathered> gathered_;
  const Data* data_ = nullptr;  // none: what is laid into the program
};

}  // namespace newsline
