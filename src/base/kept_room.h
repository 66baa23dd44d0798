#pragma once
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace newsline {

/// What one search or parser leaves for the next one of its thread, so that short texts do not pay
/// for its room again and again. It is no thread_local: where there is no memory to note the
/// destructor of one, the C library ends the program. Threads that share a place find it empty now
/// and then.
template <class Room>
class KeptRoom {
 public:
  /// Null: nothing was left.
  static std::unique_ptr<Room> take() { return std::unique_ptr<Room>{place().exchange(nullptr)}; }
  static void leave(std::unique_ptr<Room> room) { delete place().exchange(room.release()); }

 private:
  static constexpr std::size_t most = 64;
  static std::atomic<Room*>& place() {
    static std::array<std::atomic<Room*>, most> places{};
    return places[std::hash<std::thread::id>()(std::this_thread::get_id()) % most];
  }
};

}  // namespace newsline
