// ChildProcess: a program started with one end of a socket as its descriptor 3, and nothing else of
// ours; killed and reaped when the value goes away. Not thread-safe.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace nunchi::decode {

inline constexpr int kChildSocket = 3;

class ChildProcess {
 public:
  // io_failure: the program cannot be started.
  static Result<ChildProcess> start(const std::vector<std::string>& command);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess();

  // Both carry the whole span or fail: corrupt_data when the child has crashed, io_failure when it
  // has ended in another way, too_large when `time` is up. A child's time is up when it has used
  // that much of a processor, or has slept that long, since reset_clock; that others keep the
  // processor from it does not count (but ten times `time` ends it in any case).
  void reset_clock();
  Status send(std::span<const std::byte> bytes, std::chrono::milliseconds time);
  Status receive(std::span<std::byte> bytes, std::chrono::milliseconds time);

 private:
  ChildProcess(pid_t pid, int socket) noexcept : pid_(pid), socket_(socket) {}
  Status wait_for(short events, std::chrono::milliseconds time);
  std::chrono::nanoseconds processor_time() const noexcept;
  bool is_asleep() const;
  Error ended();
  void end() noexcept;

  pid_t pid_ = -1;
  int socket_ = -1;
  std::chrono::steady_clock::time_point started_{};
  std::chrono::nanoseconds used_before_{};
  std::chrono::milliseconds asleep_{};
};

}  // namespace nunchi::decode
