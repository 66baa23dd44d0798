#!/usr/bin/env python3
"""determinism_test.py PROGRAM REPOSITORY

The same pages give the same bytes: whatever the number of threads, the locale, the time zone, and however often.
"""
import glob, itertools, os, re, subprocess, sys



def formats(program):
    """Those that --help lists."""
    words = subprocess.run([program, '--help'], capture_output=True, text=True, check=True).stdout
    return re.findall(r'^  (\S+)', words.split('\nFormats:\n')[1].split('\n\n')[0], re.M)


def main(program, repository):
    files = [f for pattern in ('data/demo/*', 'tests/pages/*/page.*', 'tests/cli/*/*.txt') for f in sorted(glob.glob(os.path.join(repository, pattern)))]
    files = (files * 20)[:200]
    runs = {f: ['-f', f, *files] for f in formats(program)}
    for name, args in runs.items():  # some hold one chronology
        if b'several pages: add --merge' in subprocess.run([program, *args], stdin=subprocess.DEVNULL, capture_output=True).stderr:
            args.insert(0, '--merge')
    assert len(runs) >= 5, runs
    runs['merged'] = ['--merge', *files]
    different = 0
    for name, args in runs.items():
        first = None
        for jobs, locale, zone in itertools.product(('1', '2', '8'), ('C', 'tr_TR.UTF-8'), ('Asia/Tokyo', 'America/New_York')):
            env = dict(os.environ, LC_ALL=locale, TZ=zone)
            done = subprocess.run([program, '-q', '-j', jobs, *args], env=env, stdin=subprocess.DEVNULL, capture_output=True)
            assert done.returncode == 0, done.stderr
            got = done.stdout, done.stderr
            first = first or got
            if got != first:
                different += 1
                print(f'{name}: -j {jobs} LC_ALL={locale} TZ={zone} gives other bytes')
        assert len(first[0]) > 1000, name
    print(f'{len(runs)} kinds of output, {different} differences')
    sys.exit(different > 0)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
