#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace newsline::run {

/// Runs tasks on several threads and hands their results on in the order of the tasks. At most a
/// few tasks a thread are under way or waiting to be handed on, so memory is bounded however many
/// there are. Where fewer threads are to be had, fewer do it.
template <class Result>
struct Batch {
  using Task = std::function<Result()>;
  // the next task, or none at the end; never called by two threads at once
  std::function<std::optional<Task>()> next;
  std::function<void(Result&&)> done;  // called by the thread that called run(), in order
  std::function<void()> idle;          // called before that thread waits
  // wakes a `next` that waits for input, when `done` throws
  std::function<void()> stop;

  void run(unsigned threads) const;
};

namespace batch {

template <class Result>
class Line {
 public:
  Line(const Batch<Result>& batch, unsigned threads)
      : batch_(batch), room_for_(std::size_t{4} * threads) {}

  void work() noexcept {
    while (std::optional<Taken> taken = take()) {
      Slot slot;
      try {
        slot.result.emplace(taken->task());
      } catch (...) {
        slot.failure = std::current_exception();
      }
      put(taken->number, std::move(slot));
    }
  }

  /// Throws what a task, `next` or `done` threw.
  void hand_on() {
    while (std::optional<Slot> slot = first()) {
      if (slot->failure) std::rethrow_exception(slot->failure);
      batch_.done(std::move(*slot->result));
    }
  }

  /// Without any thread: one task after the other.
  void work_alone() {
    while (!ended_) {
      if (std::optional<Taken> taken = take()) {
        Slot slot;
        slot.result.emplace(taken->task());
        put(taken->number, std::move(slot));
      }
      while (!slots_.empty()) {
        std::optional<Slot> slot = first();
        if (slot->failure) std::rethrow_exception(slot->failure);
        batch_.done(std::move(*slot->result));
      }
    }
    first();  // throws what `next` threw
  }

  void stop() {
    {
      const std::scoped_lock lock(state_);
      ended_ = true;
    }
    room_.notify_all();
    batch_.stop();
  }

 private:
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr failure;
    bool filled = false;
  };
  struct Taken {
    std::size_t number;
    typename Batch<Result>::Task task;
  };

  std::optional<Taken> take() noexcept {
    const std::scoped_lock one_at_a_time(source_);
    {
      std::unique_lock lock(state_);
      room_.wait(lock, [&] { return ended_ || slots_.size() < room_for_; });
      if (ended_) return std::nullopt;
    }
    std::optional<typename Batch<Result>::Task> task;
    std::exception_ptr failure;
    try {
      task = batch_.next();
    } catch (...) {
      failure = std::current_exception();
    }
    const std::scoped_lock lock(state_);
    if (task) {
      try {
        slots_.emplace_back();
        return Taken{first_ + slots_.size() - 1, std::move(*task)};
      } catch (...) {
        failure = std::current_exception();
      }
    }
    ended_ = true;
    failure_ = failure;
    ready_.notify_one();
    return std::nullopt;
  }

  void put(std::size_t number, Slot&& slot) {
    const std::scoped_lock lock(state_);
    slot.filled = true;
    slots_[number - first_] = std::move(slot);
    if (number == first_) ready_.notify_one();
  }

  /// The next result in order, as soon as it is there; none at the end.
  std::optional<Slot> first() {
    std::unique_lock lock(state_);
    const auto ready = [&] { return slots_.empty() ? ended_ : slots_.front().filled; };
    if (!ready()) {
      lock.unlock();
      batch_.idle();
      lock.lock();
      ready_.wait(lock, ready);
    }
    if (slots_.empty()) {
      if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
      return std::nullopt;
    }
    Slot slot = std::move(slots_.front());
    slots_.pop_front();
    ++first_;
    lock.unlock();
    room_.notify_one();
    return slot;
  }

  const Batch<Result>& batch_;
  const std::size_t room_for_;
  std::mutex source_, state_;
  std::condition_variable room_, ready_;
  std::deque<Slot> slots_;  // of the tasks first_, first_ + 1, ...
  std::size_t first_ = 0;
  bool ended_ = false;
  std::exception_ptr failure_;  // of `next`: rethrown after the last result
};

}  // namespace batch

template <class Result>
void Batch<Result>::run(unsigned threads) const {
  batch::Line<Result> line(*this, threads);
  std::vector<std::jthread> workers;
  try {
    workers.reserve(threads);
    try {
      for (unsigned i = 0; i < threads; ++i) workers.emplace_back([&] { line.work(); });
    } catch (const std::system_error&) {
      // No more threads are to be had: those that are there do it.
    }
    if (workers.empty())
      line.work_alone();
    else
      line.hand_on();
  } catch (...) {
    line.stop();
    workers.clear();
    throw;
  }
}

}  // namespace newsline::run
