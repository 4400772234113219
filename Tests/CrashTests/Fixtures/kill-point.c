// Kills a process at a chosen call that changes something outside of it; loaded with LD_PRELOAD.
//
//   STORM_LOG=FILE    writes a line for each such call: number, name, file; with STORM_KILL for
//                     the call that kills alone
//   STORM_KILL=N      sends SIGKILL at call N (the first is 1)
//   STORM_WHEN=W      before (the call never happens), half (only half of a write does), after
//
// A process that is killed leaves no chance to anything that would tidy up behind it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum moment { BEFORE, HALF, AFTER };

static atomic_long calls;
static long kill_at;
static enum moment moment;
static int log_file = -1;

__attribute__((constructor)) static void read_plan(void) {
  const char *number = getenv("STORM_KILL"), *when = getenv("STORM_WHEN"), *log = getenv("STORM_LOG");
  kill_at = number ? atol(number) : 0;
  moment = when && !strcmp(when, "half") ? HALF : when && !strcmp(when, "after") ? AFTER : BEFORE;
  // The raw calls, because those of the library are counted.
  if (log) log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(long number, const char *name, const char *file, int descriptor) {
  if (log_file < 0 || (kill_at && number != kill_at)) return;
  char link[64], folder[PATH_MAX] = "", line[2 * PATH_MAX + 128];
  // A path without a slash in front lies below the folder that the descriptor stands for.
  if (descriptor >= 0 && (!file || file[0] != '/')) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, folder, sizeof folder - 1);
    folder[length < 0 ? 0 : length] = 0;
  }
  int length = snprintf(line, sizeof line, "%ld %s %s%s%s\n", number, name, folder,
                        file && *folder ? "/" : "", file ? file : "");
  syscall(SYS_write, log_file, line, (size_t)length);
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

// True where this is the call to die at.
static int counts(const char *name, const char *file, int descriptor) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  note(number, name, file, descriptor);
  if (number != kill_at) return 0;
  if (moment == BEFORE) die();
  return 1;
}

#define REAL(type, name) \
  static type(*real)() = NULL; \
  if (!real) real = (type(*)())dlsym(RTLD_NEXT, #name)

#define CALL(type, name, file, descriptor, ...) \
  REAL(type, name); \
  int is_last = counts(#name, file, descriptor); \
  type result = real(__VA_ARGS__); \
  if (is_last) die(); \
  return result

// A write that was cut in two, as it is where the system writes page by page.
#define WRITE(name, descriptor, bytes, count, ...) \
  REAL(ssize_t, name); \
  int is_last = counts(#name, NULL, descriptor); \
  ssize_t result = real(descriptor, bytes, is_last && moment == HALF ? count / 2 : count, ##__VA_ARGS__); \
  if (is_last) die(); \
  return result

ssize_t write(int file, const void *bytes, size_t count) { WRITE(write, file, bytes, count); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { WRITE(pwrite, file, bytes, count, at); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { WRITE(pwrite64, file, bytes, count, at); }

int fsync(int file) { CALL(int, fsync, NULL, file, file); }
int fdatasync(int file) { CALL(int, fdatasync, NULL, file, file); }
int ftruncate(int file, off_t length) { CALL(int, ftruncate, NULL, file, file, length); }
int ftruncate64(int file, off64_t length) { CALL(int, ftruncate64, NULL, file, file, length); }

int rename(const char *old, const char *new) { CALL(int, rename, new, -1, old, new); }
int renameat(int from, const char *old, int to, const char *new) {
  CALL(int, renameat, new, to, from, old, to, new);
}
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
  CALL(int, renameat2, new, to, from, old, to, new, flags);
}
int link(const char *old, const char *new) { CALL(int, link, new, -1, old, new); }
int linkat(int from, const char *old, int to, const char *new, int flags) {
  CALL(int, linkat, new, to, from, old, to, new, flags);
}
int unlink(const char *path) { CALL(int, unlink, path, -1, path); }
int unlinkat(int folder, const char *path, int flags) {
  CALL(int, unlinkat, path, folder, folder, path, flags);
}
int mkdir(const char *path, mode_t mode) { CALL(int, mkdir, path, -1, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) {
  CALL(int, mkdirat, path, folder, folder, path, mode);
}

// Opening counts only where it can make a file.
#define OPEN(name, folder, path, flags, ...) \
  mode_t mode = 0; \
  if (flags & (O_CREAT | __O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  } \
  REAL(int, name); \
  int is_last = flags & O_CREAT ? counts(#name, path, folder) : 0; \
  int result = real(__VA_ARGS__, mode); \
  if (is_last) die(); \
  return result

int open(const char *path, int flags, ...) { OPEN(open, -1, path, flags, path, flags); }
int open64(const char *path, int flags, ...) { OPEN(open64, -1, path, flags, path, flags); }
int openat(int folder, const char *path, int flags, ...) { OPEN(openat, folder, path, flags, folder, path, flags); }
int openat64(int folder, const char *path, int flags, ...) {
  OPEN(openat64, folder, path, flags, folder, path, flags);
}
