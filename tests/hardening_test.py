#!/usr/bin/env python3
"""hardening_test.py PROGRAM

hardening-check (Debian's devscripts) finds every protection in the program: what it cannot tell ("unknown") is no "no". Exit code 77, skipped, where
it is not installed.
"""
import os, shutil, subprocess, sys

WANTED = ('Position Independent Executable', 'Stack protected', 'Fortify Source functions', 'Read-only relocations', 'Immediate binding')


def main(program):
    if not shutil.which('hardening-check'):
        print('skipped: hardening-check is not installed (apt-get install devscripts)')
        sys.exit(77)
    done = subprocess.run(['hardening-check', program], capture_output=True, text=True, env=dict(os.environ, LC_ALL='C'))
    print(done.stdout, done.stderr)
    found = dict(line.strip().split(': ', 1) for line in done.stdout.splitlines()[1:])
    missing = [name for name in WANTED if not found.get(name, 'no').startswith('yes')]
    sys.exit(', '.join(missing) if missing else 0)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
