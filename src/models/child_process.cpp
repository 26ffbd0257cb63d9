#include "models/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

#include "models/os_error.h"

extern char** environ;  // POSIX

namespace nunchi::models {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kKeptBytes = std::size_t{64} << 10;
constexpr std::chrono::milliseconds kBetweenLooks{200};
constexpr std::chrono::seconds kGrace{3};  // between asking a program to end and ending it

class Pipe {
 public:
  Pipe() { open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  bool is_open() const noexcept { return open_; }
  int reading() const noexcept { return ends_[0]; }
  int writing() const noexcept { return ends_[1]; }
  void close_writing() { close_end(1); }

 private:
  void close_end(std::size_t end) {
    if (open_ && ends_.at(end) >= 0) ::close(ends_.at(end));
    ends_.at(end) = -1;
  }
  std::array<int, 2> ends_{-1, -1};
  bool open_ = false;
};

// posix_spawn's two settings, freed at the end.
struct SpawnSettings {
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};

  SpawnSettings(const Pipe& output, const std::filesystem::path& folder) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.writing(), STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    posix_spawnattr_init(&attributes);
    // Signals as a program expects them, whatever this one does with its own.
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
};

std::vector<std::string> with_own_environment(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const std::string_view name = text.substr(0, text.find('=') + 1);
    const bool replaced = std::any_of(more.begin(), more.end(), [&](const std::string& m) {
      return std::string_view(m).starts_with(name);
    });
    if (!replaced) all.emplace_back(text);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

Result<pid_t> spawn(const Command& command, const Pipe& output) {
  const SpawnSettings settings(output, command.folder);
  std::vector<std::string> arguments{command.program.string()};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  std::vector<std::string> environment = with_own_environment(command.environment);
  pid_t child = -1;
  const int failed =
      ::posix_spawn(&child, command.program.c_str(), &settings.actions, &settings.attributes,
                    pointers(arguments).data(), pointers(environment).data());
  if (failed != 0) {
    return os_error("start", command.program, std::error_code(failed, std::generic_category()));
  }
  return child;
}

// A started program. At the end of the object it has ended and been waited for.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (ended()) return;
    ::kill(id_, SIGTERM);
    for (const auto until = Clock::now() + kGrace; Clock::now() < until && !ended();) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    if (ended()) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }

  bool ended() {
    if (!ended_) ended_ = ::waitpid(id_, &status_, WNOHANG) == id_;
    return ended_;
  }
  int exit_code() const {
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
  }

 private:
  pid_t id_;
  bool ended_ = false;
  int status_ = 0;
};

// Waits for words of the program, for `patience` at most. False: its end of the pipe is closed.
bool listen(int descriptor, std::chrono::milliseconds patience, std::string& output) {
  pollfd ready{.fd = descriptor, .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return true;
  std::array<char, 4096> words{};
  const ssize_t got = ::read(descriptor, words.data(), words.size());
  if (got < 0) return errno == EINTR;
  output.append(words.data(), static_cast<std::size_t>(got));
  if (output.size() > 2 * kKeptBytes) output.erase(0, output.size() - kKeptBytes);
  return got > 0;
}

Status may_go_on(const Command& command, Clock::time_point started, const std::stop_token& stop,
                 const std::function<Status()>& watch) {
  const std::string name = command.program.filename().string();
  if (stop.stop_requested()) return Error{ErrorCode::cancelled, name + " was stopped"};
  if (Clock::now() - started > command.time_limit) {
    return Error{ErrorCode::too_large,
                 fmt::format("{} took more than {} seconds", name, command.time_limit.count())};
  }
  return watch ? watch() : ok();
}

}  // namespace

Result<Finished> run(const Command& command, const std::stop_token& stop,
                     const std::function<Status()>& watch) {
  Pipe pipe;
  if (!pipe.is_open()) return os_error("start", command.program);
  auto started = spawn(command, pipe);
  if (!started) return std::move(started).error();
  Child child(*started);
  pipe.close_writing();
  Finished finished;
  const auto start = Clock::now();
  bool speaking = true;
  for (auto next_look = start + kBetweenLooks; !child.ended();) {
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::max(next_look - Clock::now(), Clock::duration::zero()));
    if (speaking) {
      speaking = listen(pipe.reading(), wait, finished.output);
    } else {  // it has closed its output and is about to end, or goes on in silence
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    if (Clock::now() < next_look) continue;
    next_look += kBetweenLooks;
    if (Status go = may_go_on(command, start, stop, watch); !go) return std::move(go).error();
  }
  // What is still in the pipe; a grandchild that holds it open is not waited for.
  for (std::size_t before = finished.output.size() + 1;
       speaking && finished.output.size() != before;) {
    before = finished.output.size();
    speaking = listen(pipe.reading(), std::chrono::milliseconds(0), finished.output);
  }
  if (finished.output.size() > kKeptBytes) {
    finished.output.erase(0, finished.output.size() - kKeptBytes);
  }
  finished.exit_code = child.exit_code();
  return finished;
}

}  // namespace nunchi::models
