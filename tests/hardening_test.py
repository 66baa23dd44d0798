#!/usr/bin/env python3
"""hardening_test.py PROGRAM LIBRARY

hardening-check (Debian's devscripts) finds every protection in the program and in the shared library: what it cannot tell ("unknown") is no "no", and a
library is no executable. Its "control flow integrity" is not asked for: it looks for the note "x86 feature: IBT, SHSTK", which ld writes where every object has it.
All of ours have (-fcf-protection), but Debian 12's C library is built without: Scrt1.o, crti.o and crtn.o lack the note, and "_start" and "_init" the landing
place (endbr64) that it promises. ld can be told to write it all the same (-z ibt -z shstk); it would be untrue. Exit code 77, skipped, where hardening-check is not installed.
"""
import os, shutil, subprocess, sys

WANTED = {'Position Independent Executable', 'Stack protected', 'Fortify Source functions', 'Read-only relocations', 'Immediate binding',
          'Stack clash protection'}
NO_FAULT = ('yes', 'unknown', 'no, regular shared library')


def main(*files):
    if not shutil.which('hardening-check'):
        print('skipped: hardening-check is not installed (apt-get install devscripts)')
        sys.exit(77)
    missing = []
    for path in files:
        done = subprocess.run(['hardening-check', path], capture_output=True, text=True, env=dict(os.environ, LC_ALL='C'))
        print(done.stdout, done.stderr)
        found = dict(line.strip().split(': ', 1) for line in done.stdout.splitlines()[1:])
        missing += [f'{os.path.basename(path)}: {name}' for name in sorted(WANTED) if not found.get(name, 'no').startswith(NO_FAULT)]
    sys.exit(', '.join(missing) if missing else 0)


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
