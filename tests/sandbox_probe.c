// A library that is loaded before all others (LD_PRELOAD) and tries, in the middle of reading a
// page, what a page that took the program over would try. Each try is a line on standard error,
// "probe: open /etc/passwd: EACCES". PROBE_READ, PROBE_WRITE, PROBE_MAKE: files to try besides;
// PROBE_OLD=1: a kernel that knows neither Landlock nor seccomp. Linux, glibc.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define REAL(result, name, ...)       \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void say(const char* what, const char* path, int failed) {
  const int why = errno;
  char line[1200];
  const char* word = failed ? strerrorname_np(why) : "works";
  const int size = snprintf(line, sizeof line, "probe: %s%s%s: %s\n", what, path[0] ? " " : "",
                            path, word ? word : "?");
  if (write(STDERR_FILENO, line, (size_t)size) < 0) abort();
}

static void try_open(const char* what, const char* path, int flags) {
  if (!path) return;
  const int descriptor = open(path, flags | O_CLOEXEC, 0666);
  say(what, path, descriptor < 0);
  if (descriptor >= 0) close(descriptor);
}

/// In a child, so that nothing but it would become another program, or be traced.
static void try_in_child(const char* what, const char* path, int (*call)(void)) {
  const pid_t child = fork();
  if (child == 0) _exit(call() == 0 ? 0 : errno & 0xFF);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) < 0) return say(what, path, 1);
  errno = WEXITSTATUS(status);
  say(what, path, errno != 0);
}

static int become_true(void) { return execl("/bin/true", "true", (char*)NULL); }
static int be_traced(void) { return (int)ptrace(PTRACE_TRACEME, 0, 0, 0); }

static void try_socket(const char* what, int family) {
  const int descriptor = socket(family, SOCK_STREAM, 0);
  say(what, "", descriptor < 0);
  if (descriptor >= 0) close(descriptor);
}

static void try_all(void) {
  try_open("open", "/etc/passwd", O_RDONLY);
  try_open("list", "/", O_RDONLY | O_DIRECTORY);
  try_open("read", getenv("PROBE_READ"), O_RDONLY);
  try_open("write", getenv("PROBE_WRITE"), O_WRONLY);
  try_open("make", getenv("PROBE_MAKE"), O_WRONLY | O_CREAT);
  try_socket("socket", AF_INET);
  try_socket("local socket", AF_UNIX);
  try_in_child("exec", "/bin/true", become_true);
  try_in_child("ptrace", "", be_traced);
  const char* file = getenv("PROBE_READ");
  if (!file) return;
  struct rlimit limit;
  const struct timespec times[2] = {{0, 0}, {0, 0}};
  say("chmod", "", chmod(file, 0600) != 0);
  say("chown", "", chown(file, getuid(), getgid()) != 0);
  say("utimensat", "", utimensat(AT_FDCWD, file, times, 0) != 0);
  say("kill", "", kill(getppid(), 0) != 0);
  say("tgkill", "", syscall(SYS_tgkill, getppid(), getppid(), 0) != 0);
  say("prlimit", "", syscall(SYS_prlimit64, getppid(), RLIMIT_CORE, NULL, &limit) != 0);
  say("setpriority", "", setpriority(PRIO_PROCESS, (id_t)getppid(), 19) != 0);
  say("own tgkill", "", syscall(SYS_tgkill, getpid(), gettid(), 0) != 0);
  say("own prlimit", "", getrlimit(RLIMIT_CORE, &limit) != 0);
}

/// What newsline reads each page of HTML with.
void* xmlCreateIOParserCtxt(void* sax, void* data, void* reader, void* closer, void* from,
                            int encoding) {
  REAL(void*, "xmlCreateIOParserCtxt", void*, void*, void*, void*, void*, int);
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, try_all);
  return real(sax, data, reader, closer, from, encoding);
}

long syscall(long number, ...) {
  REAL(long, "syscall", long, ...);
  va_list list;
  va_start(list, number);
  long given[6];
  for (int i = 0; i < 6; ++i) given[i] = va_arg(list, long);
  va_end(list);
  if (getenv("PROBE_OLD") && (number == SYS_landlock_create_ruleset || number == SYS_seccomp)) {
    errno = ENOSYS;
    return -1;
  }
  return real(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
