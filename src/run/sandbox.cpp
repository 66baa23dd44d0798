// A mistake in a reader of pages must cost no more than the page: what the run will not need is
// given up before the first byte of a page is parsed.
//
//     newsline news/ -o FILE     reads below news/, gives FILE its name; opens nothing else
//     nothing
//
// Linux alone, by bare system calls: Landlock since 5.13, seccomp filters since 3.17. What is
// missing is left out without a word, since a page must be read on every machine. What it does not
// do: guard what was open before (standard streams, the output), or bound memory and time.
#include "sandbox.h"

#ifdef NEWSLINE_OPEN  // tools that open files of their own while the program ends
namespace newsline::run {
void close_sandbox(const Allowance&) noexcept {}
}  // namespace newsline::run
#else

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "run/input/bytes.h"

namespace newsline::run {

namespace {

// Landlock. The rights by the version that brought them; Debian 12's headers know the first two.
constexpr std::uint64_t first_rights = (1U << 13) - 1, move_between_folders = 1U << 13,
                        truncate = 1U << 14, device_control = 1U << 15;
constexpr std::uint64_t read_file = LANDLOCK_ACCESS_FS_READ_FILE,
                        read_folder = LANDLOCK_ACCESS_FS_READ_DIR,
                        name_files = LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE,
                        write_files = name_files | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                      LANDLOCK_ACCESS_FS_MAKE_DIR | truncate;

std::uint64_t rights_of(long version) {
  return first_rights | (version >= 2 ? move_between_folders : 0) | (version >= 3 ? truncate : 0) |
         (version >= 5 ? device_control : 0);
}

/// Whether a file keeps its identity on this file system, by which Landlock knows it. Others (9p,
/// CIFS, shared folders of virtual machines) may make up a new one for each opening.
bool keeps_identity(int descriptor) {
  constexpr std::uint32_t known[] = {
      0xEF53 /* ext */,          0x58465342 /* XFS */,     0x9123683E /* Btrfs */,
      0x01021994 /* tmpfs */,    0x858458F6 /* ramfs */,   0x794C7630 /* overlay */,
      0x2FC12FC1 /* ZFS */,      0xF2F52010 /* F2FS */,    0x6969 /* NFS */,
      0xCA451A4E /* bcachefs */, 0x1CD1 /* terminals */,   0x9FA0 /* proc */,
      0x50495045 /* pipes */,    0x534F434B /* sockets */, 0x73717368 /* squashfs */};
  struct statfs system {};
  if (::fstatfs(descriptor, &system) != 0) return false;
  for (const std::uint32_t type : known)
    if (static_cast<std::uint32_t>(system.f_type) == type) return true;
  return false;
}

/// Allows what is handled of `rights` at and below a path. False when it could not be said, so that
/// forbidding the rest would forbid this too. What is not there needs no allowance.
bool allow(int ruleset, const std::string& path, std::uint64_t rights) {
  const File place(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!place)
    return errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP ||
           errno == ENAMETOOLONG;
  struct stat status {};
  if (!keeps_identity(place.get()) || ::fstat(place.get(), &status) != 0) return false;
  constexpr std::uint64_t of_a_file = LANDLOCK_ACCESS_FS_READ_FILE;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = S_ISDIR(status.st_mode) ? rights : rights & of_a_file;
  rule.parent_fd = place.get();
  if (rule.allowed_access == 0) return true;
  if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0)
    return true;
  return errno == EBADFD;  // a pipe or a socket without a name: Landlock leaves them alone
}

void forbid_files(const Allowance& allowed) {
  const long version =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return;
  const std::uint64_t rights = rights_of(version);
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = rights;
  const File ruleset(static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0)));
  if (!ruleset) return;
  for (const std::string& path : allowed.inputs)
    if (!allow(ruleset.get(), path, read_file | read_folder)) return;
  if (!allowed.result_folder.empty() && !allow(ruleset.get(), allowed.result_folder, name_files))
    return;
  for (const std::string& path : allowed.output_folders)
    if (!allow(ruleset.get(), path, (read_file | read_folder | write_files) & rights)) return;
  ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0);
}

// seccomp.
#if defined(__x86_64__)
constexpr std::uint32_t machine = AUDIT_ARCH_X86_64, other_calls = 0x40000000;  // x32
#elif defined(__aarch64__)
constexpr std::uint32_t machine = AUDIT_ARCH_AARCH64, other_calls = 0xFFFFFFFF;
#else
constexpr std::uint32_t machine = 0, other_calls = 0;
#endif

/// What no run does. Old calls that newer machines do not have are named where they are.
constexpr std::uint32_t forbidden[] = {
    // other programs
    SYS_execve, SYS_execveat,
    // the network, and any other socket
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    // other processes
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open, SYS_pidfd_getfd,
    SYS_pidfd_send_signal, SYS_kcmp, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo, SYS_setpriority, SYS_ioprio_set, SYS_sched_setaffinity,
    SYS_sched_setparam, SYS_sched_setscheduler, SYS_sched_setattr, SYS_migrate_pages,
    SYS_move_pages,
    // whose a file is, and who may use it, which Landlock does not see
    SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr,
    SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr, SYS_utimensat,
#ifdef SYS_chmod
    SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
    // ways around this, and large parts of the kernel that are seldom tried
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf, SYS_perf_event_open,
    SYS_userfaultfd, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_open_by_handle_at,
    SYS_name_to_handle_at, SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root,
    SYS_chroot, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load};

/// What a run does to its own process, or to none (0): their first argument says which.
constexpr std::uint32_t to_itself_alone[] = {SYS_tgkill, SYS_prlimit64};

constexpr sock_filter filter_step(int code, std::uint32_t value, std::size_t if_so = 0,
                                  std::size_t if_not = 0) {
  return {static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(if_so),
          static_cast<std::uint8_t>(if_not), value};
}

void forbid_calls() {
  if (machine == 0) return;
  constexpr std::size_t calls = std::size(forbidden), own = std::size(to_itself_alone);
  constexpr std::size_t head = 4, tail = 6, size = head + calls + own + tail;
  constexpr std::size_t allow = size - 2, refuse = size - 1;
  static_assert(size < 255, "a jump of a filter goes 255 steps at most");
  sock_filter steps[size];
  std::size_t at = 0;
  const auto load = [&](std::size_t offset) {
    steps[at++] = filter_step(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
  };
  const auto jump_if = [&](int test, std::uint32_t value, std::size_t to) {
    steps[at] = filter_step(BPF_JMP | test | BPF_K, value, to - at - 1);
    ++at;
  };
  // The calls of another machine (32 bits) have other numbers: none of them.
  load(offsetof(seccomp_data, arch));
  steps[at] = filter_step(BPF_JMP | BPF_JEQ | BPF_K, machine, 0, refuse - at - 1);
  ++at;
  load(offsetof(seccomp_data, nr));
  jump_if(BPF_JGE, other_calls, refuse);
  for (const std::uint32_t call : forbidden) jump_if(BPF_JEQ, call, refuse);
  for (const std::uint32_t call : to_itself_alone) jump_if(BPF_JEQ, call, size - tail + 1);
  steps[at++] = filter_step(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  load(offsetof(seccomp_data, args));  // the half that a process's number fits in
  jump_if(BPF_JEQ, 0, allow);
  steps[at] = filter_step(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(::getpid()), 0, 1);
  ++at;
  steps[at++] = filter_step(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  steps[at++] = filter_step(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  const sock_fprog program{static_cast<unsigned short>(at), steps};
  // Without the last flag kernels before 5.16 slow the whole process down.
  ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
}

}  // namespace

void close_sandbox(const Allowance& allowed) noexcept {
  // Both want it: no program that is started later gets more rights than this one.
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  forbid_files(allowed);
  forbid_calls();
}

}  // namespace newsline::run
#endif
