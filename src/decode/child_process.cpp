#include "decode/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

extern char** environ;

namespace nunchi::decode {
namespace {

Error system_error(const char* task, int reason) {
  return {ErrorCode::io_failure,
          std::string(task) + ": " + std::generic_category().message(reason)};
}

// posix_spawn's two lists, freed together.
struct SpawnSettings {
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

int spawn(const std::vector<std::string>& command, int socket, pid_t& pid) {
  SpawnSettings settings;
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&settings.actions, standard, "/dev/null", O_RDWR, 0);
  }
  posix_spawn_file_actions_adddup2(&settings.actions, socket, kChildSocket);
  posix_spawn_file_actions_addclosefrom_np(&settings.actions, kChildSocket + 1);
  // A group of its own: Ctrl-C is for us, we end our children ourselves.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&settings.attributes, &none);
  posix_spawnattr_setpgroup(&settings.attributes, 0);
  posix_spawnattr_setflags(&settings.attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  return posix_spawn(&pid, command[0].c_str(), &settings.actions, &settings.attributes,
                     arguments.data(), environ);
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& command) {
  if (command.empty()) return Error{ErrorCode::invalid_argument, "start a child: no program"};
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return system_error("start a child", errno);
  }
  pid_t pid = -1;
  const int failure = spawn(command, ends[1], pid);
  ::close(ends[1]);
  if (failure != 0) {
    ::close(ends[0]);
    return system_error(("start " + command[0]).c_str(), failure);
  }
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return ChildProcess(pid, ends[0]);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept { *this = std::move(other); }

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this == &other) return *this;
  end();
  pid_ = std::exchange(other.pid_, -1);
  socket_ = std::exchange(other.socket_, -1);
  started_ = other.started_;
  used_before_ = other.used_before_;
  asleep_ = other.asleep_;
  return *this;
}

ChildProcess::~ChildProcess() { end(); }

void ChildProcess::end() noexcept {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

Error ChildProcess::ended() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGXCPU) return {ErrorCode::too_large, "the decoder took too much time"};
    return {ErrorCode::corrupt_data,
            std::string("the decoder crashed (") + strsignal(signal) + ")"};
  }
  return {ErrorCode::io_failure,
          "the decoder ended by itself with code " + std::to_string(WEXITSTATUS(status))};
}

std::chrono::nanoseconds ChildProcess::processor_time() const noexcept {
  clockid_t clock = 0;
  timespec time{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// Neither running nor waiting for a processor: the letter behind the program's name in brackets.
bool ChildProcess::is_asleep() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  return name_end == std::string::npos || name_end + 2 >= line.size() || line[name_end + 2] != 'R';
}

void ChildProcess::reset_clock() {
  started_ = std::chrono::steady_clock::now();
  used_before_ = processor_time();
  asleep_ = {};
}

Status ChildProcess::wait_for(short events, std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds kSlice{50};
  while (true) {
    pollfd waiting{socket_, events, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(kSlice.count()));
    if (ready > 0) return ok();
    if (ready < 0 && errno != EINTR) return system_error("wait for the decoder", errno);
    if (is_asleep()) asleep_ += kSlice;
    if (processor_time() - used_before_ >= time || asleep_ >= time ||
        std::chrono::steady_clock::now() - started_ >= 10 * time) {
      return Error{ErrorCode::too_large, "the decoder took too much time"};
    }
  }
}

Status ChildProcess::send(std::span<const std::byte> bytes, std::chrono::milliseconds time) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (auto waited = wait_for(POLLOUT, time); !waited) return waited;
    } else if (errno != EINTR) {
      return ended();
    }
  }
  return ok();
}

Status ChildProcess::receive(std::span<std::byte> bytes, std::chrono::milliseconds time) {
  while (!bytes.empty()) {
    const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (got > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    } else if (got == 0) {
      return ended();
    } else if (errno == EAGAIN) {
      if (auto waited = wait_for(POLLIN, time); !waited) return waited;
    } else if (errno != EINTR) {
      return ended();
    }
  }
  return ok();
}

}  // namespace nunchi::decode
