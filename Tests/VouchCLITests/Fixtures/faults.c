// Makes calls of a process fail, or moves a file right before one; loaded with LD_PRELOAD.
//
//   FAULTS_BELOW=DIR    only calls on files below this folder count (several, split by ':')
//   FAULTS_LOG=FILE     writes a line for each call that counts: number, name, file
//   FAULTS_AT=N         call N fails (the first is 1); 'N+' for all from there on that take room
//   FAULTS_CODE=E       with this errno
//   FAULTS_ONLY=NAMES   only calls of these names count (split by ','): open write fsync ftruncate
//                       link rename mkdir unlink
//   FAULTS_SWAP=A:B     instead of failing, B takes the place of A before call N, and A that of B
//                       after it, unless FAULTS_ONCE is set
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;
static long fail_at;
static int fails_on;
static int code = EIO;
static int log_file = -1;
static const char *below, *only;
static char swap_a[PATH_MAX], swap_b[PATH_MAX];

__attribute__((constructor)) static void read_plan(void) {
  const char *at = getenv("FAULTS_AT"), *log = getenv("FAULTS_LOG"), *number = getenv("FAULTS_CODE");
  const char *swap = getenv("FAULTS_SWAP");
  below = getenv("FAULTS_BELOW");
  only = getenv("FAULTS_ONLY");
  if (at) {
    fail_at = atol(at);
    fails_on = strchr(at, '+') != NULL;
  }
  if (number) code = atoi(number);
  if (swap) sscanf(swap, "%[^:]:%s", swap_a, swap_b);
  // The raw calls, because those of the library are counted.
  if (log) log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

// The path that a descriptor and a name stand for, as far as it can be told.
static void whole(int folder, const char *name, char *path) {
  char link[64], found[PATH_MAX];
  int descriptor = folder, length = 0;
  if (name && sscanf(name, "/proc/self/fd/%d%n", &descriptor, &length) == 1) name += length;
  else if (name && (name[0] == '/' || folder == AT_FDCWD)) {
    if (name[0] == '/') snprintf(path, PATH_MAX, "%s", name);
    else if (getcwd(found, sizeof found)) snprintf(path, PATH_MAX, "%.2000s/%.2000s", found, name);
    else path[0] = 0;
    return;
  }
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = readlink(link, found, sizeof found - 1);
  found[count < 0 ? 0 : count] = 0;
  snprintf(path, PATH_MAX, "%.2000s%s%.2000s", found, name && name[0] && name[0] != '/' ? "/" : "", name ? name : "");
}

static int matters(const char *path) {
  if (!below) return 0;
  for (const char *from = below; *from;) {
    size_t length = strcspn(from, ":");
    if (!strncmp(path, from, length) && (path[length] == '/' || !path[length])) return 1;
    from += length + (from[length] == ':');
  }
  return 0;
}

static int named(const char *name) {
  if (!only) return 1;
  for (const char *from = only; *from;) {
    size_t length = strcspn(from, ",");
    if (!strncmp(name, from, length) && !name[length]) return 1;
    from += length + (from[length] == ',');
  }
  return 0;
}

static void swap(void) {
  syscall(SYS_renameat2, AT_FDCWD, swap_a, AT_FDCWD, swap_b, RENAME_EXCHANGE);
}

// What becomes of a call: 0 it goes on, 1 it fails, 2 it goes on with the files swapped.
static int fate(const char *name, int folder, const char *file) {
  char path[PATH_MAX];
  if (!named(name)) return 0;
  int before = errno;
  whole(folder, file, path);
  errno = before;
  if (!matters(path)) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (log_file >= 0) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, name, path);
    syscall(SYS_write, log_file, line, (size_t)length);
  }
  if (!fail_at || (fails_on ? number < fail_at : number != fail_at)) return 0;
  // A full disk lets go of files.
  if (fails_on && strcmp(name, "write") && strcmp(name, "mkdir") && strcmp(name, "link")) return 0;
  if (!swap_a[0]) {
    errno = code;
    return 1;
  }
  swap();
  return getenv("FAULTS_ONCE") ? 0 : 2;
}

#define REAL(name, type, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)
#define GO(call_name, folder, file, call) \
  int fate_ = fate(call_name, folder, file); \
  if (fate_ == 1) return -1; \
  __auto_type result = call; \
  if (fate_ == 2) { int before = errno; swap(); errno = before; } \
  return result

static mode_t mode_of(int flags, va_list list) {
  return flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list list; va_start(list, flags); mode_t mode = mode_of(flags, list); va_end(list); \
    REAL(name, int, const char *, int, ...); \
    GO("open", AT_FDCWD, path, real(path, flags, mode)); \
  }
OPEN(open)
OPEN(open64)
#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    va_list list; va_start(list, flags); mode_t mode = mode_of(flags, list); va_end(list); \
    REAL(name, int, int, const char *, int, ...); \
    GO("open", folder, path, real(folder, path, flags, mode)); \
  }
OPENAT(openat)
OPENAT(openat64)
ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write, ssize_t, int, const void *, size_t);
  GO("write", file, NULL, real(file, bytes, count));
}
#define PWRITE(name, offset_type) \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) { \
    REAL(name, ssize_t, int, const void *, size_t, offset_type); \
    GO("write", file, NULL, real(file, bytes, count, offset)); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)
#define SYNC(name) \
  int name(int file) { \
    REAL(name, int, int); \
    GO("fsync", file, NULL, real(file)); \
  }
SYNC(fsync)
SYNC(fdatasync)
#define TRUNCATE(name, offset_type) \
  int name(int file, offset_type length) { \
    REAL(name, int, int, offset_type); \
    GO("ftruncate", file, NULL, real(file, length)); \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)
int link(const char *from, const char *to) {
  REAL(link, int, const char *, const char *);
  GO("link", AT_FDCWD, to, real(from, to));
}
int linkat(int folder, const char *from, int target, const char *to, int flags) {
  REAL(linkat, int, int, const char *, int, const char *, int);
  GO("link", target, to, real(folder, from, target, to, flags));
}
int rename(const char *from, const char *to) {
  REAL(rename, int, const char *, const char *);
  GO("rename", AT_FDCWD, to, real(from, to));
}
int renameat(int folder, const char *from, int target, const char *to) {
  REAL(renameat, int, int, const char *, int, const char *);
  GO("rename", target, to, real(folder, from, target, to));
}
int mkdir(const char *path, mode_t mode) {
  REAL(mkdir, int, const char *, mode_t);
  GO("mkdir", AT_FDCWD, path, real(path, mode));
}
int mkdirat(int folder, const char *path, mode_t mode) {
  REAL(mkdirat, int, int, const char *, mode_t);
  GO("mkdir", folder, path, real(folder, path, mode));
}
int unlink(const char *path) {
  REAL(unlink, int, const char *);
  GO("unlink", AT_FDCWD, path, real(path));
}
int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat, int, int, const char *, int);
  GO("unlink", folder, path, real(folder, path, flags));
}
