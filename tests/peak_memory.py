"""The most memory that a program holds, as the kernel counts it, whatever the state of the machine that it is measured on.

The kernel counts each page of the program's file that is mapped, and it maps as many around the one that is needed as the page cache happens to
hold in one piece: 16 on one machine; on another, where the file lies in pieces of 2 MB and the random address of a run happens to fit them, 512.
So the program runs from a file in memory, all of which is there in single pages: 16 around each one that is needed, always. And huge pages, which
a machine may hand out for the heap where single ones are asked for (2 MB for 4 KB), are switched off for the process.
"""
import ctypes, os

PR_SET_THP_DISABLE = 41


def in_memory(path):
    """A descriptor of a copy of the file in memory, to be run; the path itself where there is no such thing."""
    if not hasattr(os, 'memfd_create'):
        return path
    copy = os.memfd_create(os.path.basename(path))
    with open(path, 'rb') as program:
        while piece := program.read(1 << 20):
            os.write(copy, piece)
    return copy


def peak(program, arguments, exits=(0,)):
    """Bytes at most while the program (of in_memory) runs; its output goes nowhere. `exits`: the exit codes that it may have."""
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.execve(program, ['newsline', *arguments], os.environ)
    _, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) in exits, arguments
    return used.ru_maxrss * 1024
