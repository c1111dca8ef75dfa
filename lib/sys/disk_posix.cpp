// SPDX-License-Identifier: MIT
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/disk.hpp"
#include "sys/file_handle.hpp"
#include "sys/held.hpp"

namespace cmtool {
namespace {

using Path = Disk::Path;

// O_NONBLOCK: opening a FIFO that was put in a file's place must not wait for its writer.
constexpr int careful = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

Error cannot_read(int number, const Path& path) { return errno_error(number, tr("{} cannot be read", path.string())); }
Error cannot_write(int number, const Path& path) { return errno_error(number, tr("{} cannot be written", path.string())); }

Error not_a_file(const Path& path) {
  return {.fault = Fault::state, .message = tr("{} is not a regular file", path.string()),
          .hint = tr("a link, a folder, a pipe or a device stands in its place; move it away")};
}

FileHandle opened(const Path& path, int flags, mode_t mode = 0) {
  return FileHandle(uninterrupted([&] { return ::open(path.c_str(), flags, mode); }));
}

/// A descriptor that is surely that of a regular file, with its facts.
Result<FileHandle> regular(const Path& path, int flags, mode_t mode, struct stat& facts, Error (*fail)(int, const Path&)) {
  FileHandle file = opened(path, flags, mode);
  // ELOOP: a symlink; ENXIO: a FIFO without reader, or a socket; EISDIR: a folder opened for writing.
  if (!file.open() && (errno == ELOOP || errno == ENXIO || errno == EISDIR)) return not_a_file(path);
  if (!file.open()) return fail(errno, path);
  if (::fstat(file.fd(), &facts) != 0) return fail(errno, path);
  if (!S_ISREG(facts.st_mode)) return not_a_file(path);
  return file;
}

/// 0 or the errno.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto wrote = uninterrupted([&] { return ::write(fd, bytes.data(), bytes.size()); });
    if (wrote < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return 0;
}

Instant instant(const timespec& at) {
  return Instant(std::chrono::seconds(at.tv_sec) +
                 std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(at.tv_nsec)));
}

Entry::Kind kind_of(mode_t mode) {
  return S_ISREG(mode) ? Entry::Kind::file : S_ISDIR(mode) ? Entry::Kind::folder : Entry::Kind::other;
}

class PosixLock final : public Lock {
 public:
  explicit PosixLock(FileHandle file) : file_(std::move(file)) {}

 private:
  FileHandle file_;  // closing it frees the lock, as does the kernel when the process dies
};

class PosixSource final : public Source {
 public:
  PosixSource(FileHandle file, std::uint64_t size, Path path) : file_(std::move(file)), size_(size), path_(std::move(path)) {}

  [[nodiscard]] std::uint64_t size() const override { return size_; }
  Result<std::size_t> read(char* to, std::size_t count) override {
    const auto got = uninterrupted([&] { return ::read(file_.fd(), to, count); });
    if (got < 0) return cannot_read(errno, path_);
    return static_cast<std::size_t>(got);
  }
  Result<void> rewind() override {
    if (::lseek(file_.fd(), 0, SEEK_SET) < 0) return cannot_read(errno, path_);
    return {};
  }
  Result<void> go_to(std::uint64_t at) override {
    if (::lseek(file_.fd(), static_cast<off_t>(std::min(at, size_)), SEEK_SET) < 0) return cannot_read(errno, path_);
    return {};
  }

 private:
  FileHandle file_;
  std::uint64_t size_;
  Path path_;
};

/// The process that holds the flock on this file, from /proc/locks; empty where that is not told (in a container).
std::string holder(const struct stat& facts) {
  const FileHandle locks = opened("/proc/locks", O_RDONLY | O_CLOEXEC);
  std::string text(64 * 1024, '\0');
  const auto got = locks.open() ? ::read(locks.fd(), text.data(), text.size()) : -1;
  if (got <= 0) return {};
  text.resize(static_cast<std::size_t>(got));
  // "1: FLOCK  ADVISORY  WRITE 1234 fe:00:5678 0 EOF" (proc_locks(5), 2024)
  const std::string inode = ":" + std::to_string(facts.st_ino) + " ";
  for (const auto& line : split(text, '\n')) {
    if (line.find(inode) == std::string::npos || line.find("FLOCK") == std::string::npos) continue;
    std::vector<std::string> words = split(line, ' ');
    std::erase(words, "");
    const auto id = words.size() > 4 && words[1] == "FLOCK" ? to_integer(words[4]) : std::nullopt;
    if (id && *id > 0) return words[4];
  }
  return {};
}

class PosixDisk final : public Disk {
 public:
  Result<std::string> read(const Path& path, std::uint64_t limit) override {
    struct stat facts{};
    TRY(FileHandle file, regular(path, O_RDONLY | careful, 0, facts, cannot_read));
    std::string bytes;
    std::size_t have = 0;
    // One byte more than it claims to have, so that the usual file is read in one call and its end is seen in the second.
    bytes.resize(std::min(static_cast<std::uint64_t>(std::max<off_t>(facts.st_size, 0)), limit) + 1);
    for (;;) {
      const auto got = uninterrupted([&] { return ::read(file.fd(), bytes.data() + have, bytes.size() - have); });
      if (got < 0) return cannot_read(errno, path);
      if (got == 0) break;
      have += static_cast<std::size_t>(got);
      if (have > limit) {
        return Error{.fault = Fault::state, .message = tr("{} is larger than {} bytes", path.string(), limit)};
      }
      if (have == bytes.size()) bytes.resize(std::min<std::uint64_t>(bytes.size() * 2, limit + 1));
    }
    bytes.resize(have);
    if (const int number = file.close(); number != 0) return cannot_read(number, path);
    return bytes;
  }

  Result<std::unique_ptr<Source>> open(const Path& path, bool follow) override {
    struct stat facts{};
    TRY(FileHandle file, regular(path, O_RDONLY | (follow ? careful & ~O_NOFOLLOW : careful), 0, facts, cannot_read));
    return std::unique_ptr<Source>(
        std::make_unique<PosixSource>(std::move(file), static_cast<std::uint64_t>(facts.st_size), path));
  }

  Result<void> write_new(const Path& path, std::string_view bytes, Readable readable) override {
    FileHandle file = opened(path, O_WRONLY | O_CREAT | O_EXCL | careful, mode(readable) & 0666);
    if (!file.open()) return cannot_write(errno, path);
    int number = write_all(file.fd(), bytes);
    // The umask is strict, for the workspace's sake; a page for everyone says so itself.
    const bool is_hidden = readable == Readable::everyone && uninterrupted([&] { return ::fchmod(file.fd(), mode(readable) & 0666); }) != 0;
    if (number == 0 && is_hidden) number = errno;
    if (const int closing = file.close(); number == 0) number = closing;
    if (number == 0) return {};
    (void)::unlink(path.c_str());
    return cannot_write(number, path);
  }

  Result<void> append(const Path& path, std::string_view bytes) override {
    struct stat facts{};
    TRY(FileHandle file, regular(path, O_WRONLY | O_CREAT | O_APPEND | careful, 0600, facts, cannot_write));
    int number = write_all(file.fd(), bytes);
    // Half a line must not stay; writers hold a lock, so nobody else has added anything meanwhile.
    if (number != 0) (void)!::ftruncate(file.fd(), facts.st_size);
    if (const int closing = file.close(); number == 0) number = closing;
    if (number != 0) return cannot_write(number, path);
    return {};
  }

  Result<void> truncate(const Path& path, std::uint64_t size) override {
    struct stat facts{};
    TRY(FileHandle file, regular(path, O_WRONLY | careful, 0, facts, cannot_write));
    int number = uninterrupted([&] { return ::ftruncate(file.fd(), static_cast<off_t>(size)); }) == 0 ? 0 : errno;
    if (const int closing = file.close(); number == 0) number = closing;
    if (number != 0) return cannot_write(number, path);
    return {};
  }

  Result<void> sync(const Path& path) override {
    struct stat facts{};
    TRY(FileHandle file, regular(path, O_RDONLY | careful, 0, facts, cannot_write));
    int number = uninterrupted([&] { return ::fsync(file.fd()); }) == 0 ? 0 : errno;
    if (const int closing = file.close(); number == 0) number = closing;
    if (number != 0) return cannot_write(number, path);
    return {};
  }

  Result<void> sync_folder(const Path& path) override {
    return with_folder(path, [](int fd) {
      // Some network file systems know no sync of a folder and say EINVAL; there is nothing better to do there.
      return ::fsync(fd) == 0 || errno == EINVAL ? 0 : -1;
    });
  }

  Result<void> sync_all(const Path& folder) override {
    // Linux reports write errors here since 5.8 (syncfs(2), 2023).
    return with_folder(folder, [](int fd) { return ::syncfs(fd); });
  }

  Result<void> make_private(const Path& path) override {
    const FileHandle file = opened(path, O_RDONLY | careful);
    struct stat facts{};
    if (!file.open() || ::fstat(file.fd(), &facts) != 0) return cannot_write(errno, path);
    const mode_t rights = S_ISDIR(facts.st_mode) ? 0700 : 0600;
    if (uninterrupted([&] { return ::fchmod(file.fd(), rights); }) != 0) return cannot_write(errno, path);
    return {};
  }

  Result<void> rename(const Path& from, const Path& to) override {
    if (uninterrupted([&] { return ::rename(from.c_str(), to.c_str()); }) != 0) return cannot_write(errno, to);
    return {};
  }

  Result<void> rename_new(const Path& from, const Path& to) override {
    const auto answer = uninterrupted([&] { return ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 1u); });
    if (answer == 0) return {};
    if (errno != EINVAL && errno != ENOSYS) return cannot_write(errno, to);
    // A file system without RENAME_NOREPLACE: a hard link is exclusive too.
    if (::link(from.c_str(), to.c_str()) != 0) return cannot_write(errno, to);
    return remove(from);
  }

  Result<void> remove(const Path& path) override {
    if (uninterrupted([&] { return ::unlink(path.c_str()); }) != 0) {
      return errno_error(errno, tr("{} cannot be removed", path.string()));
    }
    return {};
  }

  Result<void> remove_folder(const Path& path) override {
    if (uninterrupted([&] { return ::rmdir(path.c_str()); }) != 0) {
      return errno_error(errno, tr("{} cannot be removed", path.string()));
    }
    return {};
  }

  Result<void> make_folder(const Path& path, Readable readable) override {
    if (uninterrupted([&] { return ::mkdir(path.c_str(), mode(readable)); }) == 0) {
      // The umask is strict, for the workspace's sake; a folder for everyone says so itself.
      if (readable == Readable::owner || uninterrupted([&] { return ::chmod(path.c_str(), mode(readable)); }) == 0) return {};
      return cannot_write(errno, path);
    }
    const int number = errno;
    struct stat facts{};
    if (number != EEXIST) return cannot_write(number, path);
    // A folder of the site may be reached through a link; in a workspace open_store() has looked at the root.
    if (::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode)) return {};
    return Error{.fault = Fault::conflict, .message = tr("{} is not a folder", path.string())};
  }

  Result<std::vector<Entry>> list(const Path& path) override {
    FileHandle folder = opened(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (!folder.open()) return cannot_read(errno, path);
    DIR* const stream = ::fdopendir(folder.fd());
    if (stream == nullptr) return cannot_read(errno, path);
    const std::unique_ptr<DIR, int (*)(DIR*)> closed(stream, [](DIR* open) { return ::closedir(open); });
    return entries(stream, path, folder.release());
  }

  Result<FileFacts> facts(const Path& path) override {
    struct stat found{};
    if (uninterrupted([&] { return ::lstat(path.c_str(), &found); }) != 0) return cannot_read(errno, path);
    return FileFacts{.kind = kind_of(found.st_mode), .bytes = static_cast<std::uint64_t>(found.st_size),
                     .mode = found.st_mode & 07777u, .ours = found.st_uid == ::geteuid(), .changed = instant(found.st_mtim)};
  }

  Result<std::unique_ptr<Lock>> lock(const Path& path, std::chrono::milliseconds patience) override {
    const auto give_up = std::chrono::steady_clock::now() + patience;
    auto wait = std::chrono::microseconds(500);
    struct stat facts{};
    for (;;) {
      TRY(FileHandle file, regular(path, O_RDWR | O_CREAT | careful, 0600, facts, cannot_write));
      if (uninterrupted([&] { return ::flock(file.fd(), LOCK_EX | LOCK_NB); }) == 0) {
        struct stat now{};
        // The name may have been given to another file while we waited: then this lock guards nothing.
        const bool same = ::lstat(path.c_str(), &now) == 0 && now.st_ino == facts.st_ino && now.st_dev == facts.st_dev;
        if (same) return std::unique_ptr<Lock>(std::make_unique<PosixLock>(std::move(file)));
      } else if (errno != EWOULDBLOCK) {
        return errno_error(errno, tr("{} cannot be locked", path.string()));
      }
      const auto now = std::chrono::steady_clock::now();
      if (now >= give_up) return held(path, facts);
      sleep(std::min<std::chrono::nanoseconds>(wait, give_up - now));
      wait = std::min(wait * 2, std::chrono::microseconds(20'000));
    }
  }

 private:
  static mode_t mode(Readable readable) { return readable == Readable::everyone ? 0755 : 0700; }

  static void sleep(std::chrono::nanoseconds time) {
    const timespec wait{.tv_sec = static_cast<time_t>(time.count() / 1'000'000'000), .tv_nsec = time.count() % 1'000'000'000};
    (void)::nanosleep(&wait, nullptr);
  }

  static Error held(const Path& path, const struct stat& facts) {
    const std::string process = holder(facts);
    return held_by_another({.fault = Fault::state,
                            .message = process.empty() ? tr("{} is held by another process", path.string())
                                                       : tr("{} is held by process {}", path.string(), process),
                            .hint = tr("another cmtool is at work here; try again when it is done")});
  }

  template <typename Call>
  static Result<void> with_folder(const Path& path, Call call) {
    FileHandle folder = opened(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (!folder.open()) return cannot_write(errno, path);
    int number = uninterrupted([&] { return call(folder.fd()); }) == 0 ? 0 : errno;
    if (const int closing = folder.close(); number == 0) number = closing;
    if (number != 0) return cannot_write(number, path);
    return {};
  }

  static Result<std::vector<Entry>> entries(DIR* stream, const Path& path, int fd) {
    std::vector<Entry> all;
    for (;;) {
      errno = 0;
      const dirent* const entry = ::readdir(stream);
      // The end and an error look alike but for errno; a list cut short must not pass for a whole one.
      if (entry == nullptr && errno == EINTR) continue;
      if (entry == nullptr && errno != 0) return cannot_read(errno, path);
      if (entry == nullptr) break;
      const std::string name = entry->d_name;
      if (name == "." || name == "..") continue;
      Entry::Kind kind = entry->d_type == DT_REG ? Entry::Kind::file : entry->d_type == DT_DIR ? Entry::Kind::folder : Entry::Kind::other;
      struct stat facts{};
      if (entry->d_type == DT_UNKNOWN && ::fstatat(fd, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0) kind = kind_of(facts.st_mode);
      all.push_back({.name = name, .kind = kind});
    }
    std::sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return all;
  }
};

}  // namespace

std::unique_ptr<Disk> posix_disk() { return std::make_unique<PosixDisk>(); }

}  // namespace cmtool
