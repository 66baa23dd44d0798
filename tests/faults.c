// A library that is loaded before all others (LD_PRELOAD) and lets the n-th call of one kind fail,
// so that the tests see what the program does then. FAULT: the kind; FAULT_N: which one, from 1;
// FAULT_ERRNO: how (a number), or "short": half of what was asked; FAULT_ON=1: all from there on
// too; FAULT_COUNT: a file that gets the number of calls; FAULT_THREADS=none: no thread is to be
// had, so that the calls have one order; FAULT_SIZE: only allocations of so many bytes are counted
// (from then on all fail). FAULT_CLOCK: a clock that jumps years to and fro. Linux, glibc.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static atomic_long calls;
static long nth, size_counted;
static int error_number, from_there_on, half, ready, no_threads, jumps;
static char kind[16];
static FILE* count;  // opened first: the program's sandbox lets no file be opened later

__attribute__((constructor)) static void begin(void) {
  jumps = getenv("FAULT_CLOCK") != NULL;
  const char* asked = getenv("FAULT");
  if (!asked) return;
  strncpy(kind, asked, sizeof kind - 1);
  nth = atol(getenv("FAULT_N") ? getenv("FAULT_N") : "0");
  const char* how = getenv("FAULT_ERRNO");
  half = how && !strcmp(how, "short");
  error_number = how ? atoi(how) : EIO;
  from_there_on = getenv("FAULT_ON") != NULL;
  size_counted = atol(getenv("FAULT_SIZE") ? getenv("FAULT_SIZE") : "0");
  no_threads = getenv("FAULT_THREADS") != NULL;
  const char* path = getenv("FAULT_COUNT");
  if (path) count = fopen(path, "we");
  ready = 1;
}

__attribute__((destructor)) static void end(void) {
  if (!ready || !count) return;
  ready = 0;
  fprintf(count, "%ld\n", (long)calls);
  fclose(count);
}

/// Whether this call of that kind is the one that fails.
static int fails(const char* name) {
  if (!ready || strcmp(kind, name) != 0) return 0;
  const long call = atomic_fetch_add(&calls, 1) + 1;
  return from_there_on ? call >= nth && nth > 0 : call == nth;
}

#define REAL(result, name, ...)       \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

extern void* __libc_malloc(size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_calloc(size_t, size_t);

static void* no_memory(void) {
  errno = ENOMEM;
  return NULL;
}
static int no_room(size_t size) {
  if (!size_counted || (long)size == size_counted) return fails("malloc");
  return ready && from_there_on && nth > 0 && calls >= nth && !strcmp(kind, "malloc");
}
void* malloc(size_t size) { return no_room(size) ? no_memory() : __libc_malloc(size); }
void* realloc(void* old, size_t size) {
  return no_room(size) ? no_memory() : __libc_realloc(old, size);
}
void* calloc(size_t count, size_t size) {
  return no_room(count * size) ? no_memory() : __libc_calloc(count, size);
}

static int no(void) {
  errno = error_number;
  return -1;
}

ssize_t write(int file, const void* bytes, size_t size) {
  REAL(ssize_t, "write", int, const void*, size_t);
  if (file == STDERR_FILENO || !fails("write")) return real(file, bytes, size);
  return half ? real(file, bytes, size > 1 ? size / 2 : size) : no();
}
ssize_t read(int file, void* bytes, size_t size) {
  REAL(ssize_t, "read", int, void*, size_t);
  if (!fails("read")) return real(file, bytes, size);
  return half ? real(file, bytes, size > 0 ? 1 : 0) : no();
}
ssize_t pread(int file, void* bytes, size_t size, off_t at) {
  REAL(ssize_t, "pread", int, void*, size_t, off_t);
  if (!fails("pread")) return real(file, bytes, size, at);
  return half ? real(file, bytes, size > 0 ? 1 : 0, at) : no();
}
ssize_t pread64(int file, void* bytes, size_t size, off_t at) {
  return pread(file, bytes, size, at);
}

static mode_t mode_of(int flags, va_list more) {
  return flags & O_CREAT ? va_arg(more, mode_t) : 0;
}
int open(const char* path, int flags, ...) {
  REAL(int, "open", const char*, int, ...);
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_of(flags, more);
  va_end(more);
  return fails("open") ? no() : real(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_of(flags, more);
  va_end(more);
  return open(path, flags, mode);
}
int rename(const char* from, const char* to) {
  REAL(int, "rename", const char*, const char*);
  return fails("rename") ? no() : real(from, to);
}
int fsync(int file) {
  REAL(int, "fsync", int);
  return fails("fsync") ? no() : real(file);
}
int close(int file) {
  REAL(int, "close", int);
  if (!fails("close")) return real(file);
  real(file);
  return no();
}
int mkdir(const char* path, mode_t mode) {
  REAL(int, "mkdir", const char*, mode_t);
  return fails("mkdir") ? no() : real(path, mode);
}
int fstat(int file, struct stat* status) {
  REAL(int, "fstat", int, struct stat*);
  return fails("fstat") ? no() : real(file, status);
}
int lstat(const char* path, struct stat* status) {
  REAL(int, "lstat", const char*, struct stat*);
  return fails("lstat") ? no() : real(path, status);
}
int poll(struct pollfd* files, nfds_t count, int milliseconds) {
  REAL(int, "poll", struct pollfd*, nfds_t, int);
  return fails("poll") ? no() : real(files, count, milliseconds);
}
int pipe2(int ends[2], int flags) {
  REAL(int, "pipe2", int*, int);
  return fails("pipe2") ? no() : real(ends, flags);
}
int flock(int file, int how) {
  REAL(int, "flock", int, int);
  return fails("flock") ? no() : real(file, how);
}
int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* with) {
  REAL(int, "pthread_create", pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  return no_threads || fails("thread") ? EAGAIN : real(thread, attributes, start, with);
}

int clock_gettime(clockid_t clock, struct timespec* now) {
  REAL(int, "clock_gettime", clockid_t, struct timespec*);
  const int result = real(clock, now);
  static atomic_int asked;
  if (jumps && result == 0 && clock == CLOCK_REALTIME)
    now->tv_sec += atomic_fetch_add(&asked, 1) % 2 ? 400000000 : -400000000;
  return result;
}
time_t time(time_t* at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
