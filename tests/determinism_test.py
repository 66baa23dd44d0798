#!/usr/bin/env python3
"""determinism_test.py PROGRAM REPOSITORY [FAULTS.so]

The same pages give the same bytes: whatever the number of threads, the locale, the time zone, the clock, and however often. Turkish (a dotless i), Arabic
(other digits) and German (a decimal comma) are real locales, which localedef makes in a scratch folder; where it cannot, that is said.
"""
import glob, os, re, subprocess, sys, tempfile

LOCALES = ('tr_TR', 'ar_EG', 'de_DE')


def formats(program):
    """Those that --help lists."""
    words = subprocess.run([program, '--help'], capture_output=True, text=True, check=True).stdout
    return re.findall(r'^  (\S+)', words.split('\nFormats:\n')[1].split('\n\n')[0], re.M)


def make_locales(folder):
    """Those that could be made."""
    made = []
    for name in LOCALES:
        try:
            done = subprocess.run(['localedef', '-i', name, '-f', 'UTF-8', os.path.join(folder, name + '.UTF-8')], capture_output=True, text=True)
            problem = done.stderr.strip().split('\n')[0] if done.returncode else None
        except OSError as error:
            problem = error
        if problem is None:
            made.append(name + '.UTF-8')
        else:
            print(f'skipped: the locale {name} cannot be made (apt-get install locales): {problem}')
    return made


def variants(locales, folder, faults):
    """Threads and what is changed in the environment."""
    yield from ((jobs, {}) for jobs in ('1', '2', '8'))
    for name in ['C', *locales]:
        yield '2', {'LC_ALL': name, 'LOCPATH': folder, 'TZ': 'Asia/Tokyo'}
    for zone in ('America/New_York', 'Pacific/Apia', 'Nowhere/At_all'):
        yield '2', {'TZ': zone}
    if faults:
        yield '2', {'LD_PRELOAD': faults, 'FAULT_CLOCK': 'jumps'}


def main(program, repository, faults=None):
    files = [f for pattern in ('data/demo/*', 'tests/pages/*/page.*', 'tests/cli/*/*.txt') for f in sorted(glob.glob(os.path.join(repository, pattern)))]
    files = (files * 20)[:200]
    runs = {f: ['-f', f, *files] for f in formats(program)}
    for name, args in runs.items():  # some hold one chronology
        if b'several pages: add --merge' in subprocess.run([program, *args], stdin=subprocess.DEVNULL, capture_output=True).stderr:
            args.insert(0, '--merge')
    assert len(runs) >= 5, runs
    runs['merged'] = ['--merge', *files]
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        tried = list(variants(make_locales(folder), folder, faults and os.path.realpath(faults)))
        for name, args in runs.items():
            first = None
            for jobs, change in tried:
                done = subprocess.run([program, '-q', '-j', jobs, *args], env=dict(os.environ, LC_ALL='C', TZ='UTC') | change, stdin=subprocess.DEVNULL, capture_output=True)
                assert done.returncode == 0, done.stderr
                got = done.stdout, done.stderr
                first = first or got
                if got != first:
                    different += 1
                    print(f'{name}: -j {jobs} {change} gives other bytes')
            assert len(first[0]) > 1000, name
    print(f'{len(runs)} kinds of output, {different} differences in {len(tried)} surroundings')
    sys.exit(different > 0)


if __name__ == '__main__':
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
