#!/usr/bin/env python3
"""fault_test.py PROGRAM FAULTS.so [SHARE]

The n-th call to the system fails, for every n: malloc, read, write, open, rename, fsync, a thread, ... (tests/faults.c), while newsline reads a page,
a folder, records, an archive, a feed, and merges. Never a crash, a hang, half a file, a part that stays, a lost result or a wrong exit code: what stands
under a final name is whole, and exit code 0 means that all of it is there. SHARE of the calls are tried (0.0002 when it is left out; 1: all of them), the same
ones each time: allocations are counted where no thread is to be had, so that the n-th is always the same one; where all are tried, threads are too. The
state that libxml2 has for each thread, without which it would look for it without end, fails in every run (page/libxml2.cpp).

PROGRAM FAULTS.so SHARE JOB...: these jobs alone.
"""
import errno, gzip, json, os, random, shutil, subprocess, sys, tempfile

PROGRAM, FAULTS = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2])
SHARE = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0002
PAGE = '<html lang="en"><title>Bridge</title><article><h1>Bridge</h1><p>On {} May 2001 the council of Lisbon opened the bridge, Ana Silva said.</p></article></html>'

JOBS = {  # name: arguments, what is written, standard input
    'page': (['in/1.html'], None, None),
    'page to file': (['in/1.html', '-o', 'out.json'], 'out.json', None),
    'folder': (['in', '-j', '2', '-o', 'out.ndjson'], 'out.ndjson', None),
    'folder to folder': (['in', '-j', '2', '-o', 'out/'], 'out', None),
    'resumed': (['in', '-j', '2', '-o', 'before/', '--resume'], 'before', None),
    'records': (['--records'], None, 'records.ndjson'),
    'archive': (['pages.warc.gz', '-o', 'out.ndjson'], 'out.ndjson', None),
    'archive through a pipe': (['-'], None, 'pages.warc.gz'),
    'feed': (['feed.rss', '-o', 'out.ndjson'], 'out.ndjson', None),
    'merge': (['--merge', 'in', '-f', 'markdown', '-o', 'out.md'], 'out.md', None),
}
KINDS = {  # kind: how it fails
    'malloc': ['12'], 'read': [str(errno.EIO), 'short', str(errno.EINTR)], 'write': [str(errno.ENOSPC), 'short', str(errno.EINTR)], 'open': [str(errno.EMFILE), str(errno.EACCES)],
    'pread': [str(errno.EIO), 'short'], 'rename': [str(errno.EXDEV)], 'fsync': [str(errno.EIO)], 'close': [str(errno.EIO)], 'mkdir': [str(errno.ENOSPC)], 'fstat': [str(errno.EIO)],
    'lstat': [str(errno.EIO)], 'poll': [str(errno.EINTR), str(errno.ENOMEM)], 'pipe2': [str(errno.EMFILE)], 'flock': [str(errno.ENOLCK)], 'thread': ['11'],
}


# What libraries allocate while the program is loaded: nobody can catch what that throws.
BEFORE_MAIN = 60
# Jobs and sizes of allocations, one of which is libxml2's state of a thread (968 bytes in 2.9.14).
WITH_THREADS = ('folder', 'archive', 'feed')
STATES_OF_THREADS = range(904, 1033, 8)


def prepare():
    os.makedirs('in')
    for i in range(1, 5):
        with open(f'in/{i}.html', 'w') as f:
            f.write(PAGE.format(i))
    with open('feed.rss', 'w') as f:
        filler = '&lt;p&gt;People walked over it until late, and boats waited below with their lamps lit.&lt;/p&gt;' * 4  # a shorter item is a teaser
        items = ''.join(f'<item><title>Bridge {i}</title><description>&lt;p&gt;On {i} May 2001 the council of Lisbon opened the bridge, Ana Silva said.&lt;/p&gt;' + filler + '</description></item>' for i in range(1, 5))
        f.write('<?xml version="1.0"?><rss version="2.0"><channel><title>Bridges</title><language>en</language>' + items + '</channel></rss>')
    with open('records.ndjson', 'w') as f:
        f.writelines(json.dumps({'id': i, 'html': PAGE.format(i)}) + '\n' for i in range(1, 5))
    with open('pages.warc.gz', 'wb') as f:
        for i in range(1, 5):
            http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + PAGE.format(i).encode()
            f.write(gzip.compress(b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/%d\r\nContent-Length: %d\r\n\r\n' % (i, len(http)) + http + b'\r\n\r\n', mtime=0))
    subprocess.run([PROGRAM, '-q', 'in', '-o', 'ready/'], check=True)


def tree(path):
    if os.path.isfile(path):
        with open(path, 'rb') as f:
            return {path: f.read()}
    found = {}
    for place, _, names in os.walk(path):
        for name in names:
            with open(os.path.join(place, name), 'rb') as f:
                found[os.path.relpath(os.path.join(place, name), path)] = f.read()
    return found


def run(job, **fault):
    args, target, stdin = JOBS[job]
    for name in ('out', 'before', 'out.json', 'out.ndjson', 'out.md'):
        shutil.rmtree(name, True) if os.path.isdir(name) else os.path.exists(name) and os.remove(name)
    if job == 'resumed':
        shutil.copytree('ready', 'before')
        os.remove('before/2.html.json')
    with open(stdin or os.devnull, 'rb') as given:
        done = subprocess.run([PROGRAM, '-q', *args], stdin=given, capture_output=True, timeout=60, env=dict(os.environ, LD_PRELOAD=FAULTS, **fault))
    return done, tree(target) if target else {'': done.stdout}


def whole(job, got, wanted):
    """What is there is whole: nothing but complete files, lines and documents of the undisturbed run."""
    if job == 'records':  # a record that failed is answered by a line that says so
        return all(json.loads(line) for line in got[''].splitlines())
    for name, content in got.items():
        if name.endswith('.part'):
            return False
        if name.endswith('.newsline') or not (name or content):
            continue
        if name not in wanted:
            return False
        lines = set(wanted[name].splitlines(True))
        if content != wanted[name] and not (job in ('folder', 'archive', 'archive through a pipe', 'feed') and all(line in lines for line in content.splitlines(True))) and job != 'merge':
            return False
    return True


def wrong(job, fault, wanted):
    """What is wrong where that call fails; nothing where all is as it should be."""
    try:
        done, got = run(job, **fault)
    except subprocess.TimeoutExpired:
        return ('hangs',)
    on_malloc = fault['FAULT'] == 'malloc' and 'FAULT_ON' in fault
    if fault['FAULT'] == 'malloc' and 'FAULT_SIZE' not in fault and int(fault['FAULT_N']) <= BEFORE_MAIN and done.returncode == -6:
        return ()
    if done.returncode not in (0, 1, 2, 3, 127):
        return done.returncode, done.stderr[-200:]
    if not whole(job, got, wanted) and not on_malloc:
        return 'not whole', done.returncode, {k: len(v) for k, v in got.items()}
    if job == 'records' and done.returncode == 0 and len(got[''].splitlines()) == 4:
        return ()  # a record that failed is answered, and the others too
    if done.returncode == 0 and got != wanted:
        return 'exit code 0, and not all is there', done.stderr[-200:]
    return ()


def calls(job, **fault):
    count = os.path.abspath('count')
    run(job, **fault, FAULT_N='0', FAULT_COUNT=count)
    with open(count) as f:
        return int(f.read())


def faults(job):
    for kind, ways in KINDS.items():
        chance = random.Random(f'{job} {kind}')
        alone = {'FAULT_THREADS': 'none'} if kind == 'malloc' and SHARE < 1 else {}
        count = calls(job, **alone, FAULT=kind)
        chosen = [n for n in range(1, count + 1) if n <= 3 or count <= 12 or chance.random() < SHARE]
        for way in ways:
            for n in chosen:
                yield dict(**alone, FAULT=kind, FAULT_N=str(n), FAULT_ERRNO=way)
            if way not in ('short', str(errno.EINTR)) and kind not in ('fstat', 'lstat'):
                for n in chosen[::3]:
                    yield dict(**alone, FAULT=kind, FAULT_N=str(n), FAULT_ERRNO=way, FAULT_ON='1')
    if job in WITH_THREADS:
        for size in STATES_OF_THREADS:
            for n in range(1, calls(job, FAULT='malloc', FAULT_SIZE=str(size)) + 1):
                yield dict(FAULT='malloc', FAULT_SIZE=str(size), FAULT_N=str(n))
                yield dict(FAULT='malloc', FAULT_SIZE=str(size), FAULT_N=str(n), FAULT_ON='1')


def main():
    tried, found = 0, 0
    for job in sys.argv[4:] or JOBS:
        done, wanted = run(job, FAULT='none')
        assert done.returncode == 0, (job, done)
        for fault in faults(job):
            tried += 1
            if what := wrong(job, fault, wanted):
                found += 1
                print(job, fault, *what, flush=True)
        print(f'{job}: {tried} faults so far, {found} wrong', flush=True)
    sys.exit(bool(found))


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        prepare()
        main()
