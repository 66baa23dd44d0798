#!/usr/bin/env python3
"""sandbox_test.py PROGRAM PROBE.so

While a page is read, nothing can be opened but what the run was given, no program started, no socket made, no other process touched: a library that is loaded
into the program (tests/sandbox_probe.c) tries it. And what a user may ask for works as without: links, pipes, terminals, lists, output folders, resuming, threads.
Exit code 77 (skipped) where the kernel has no Landlock or no seccomp.
"""
import ctypes, json, os, pty, subprocess, sys, tempfile

PROGRAM, PROBE = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2])
PAGE = '<html lang="en"><title>Bridge</title><article><h1>Bridge</h1><p>On {} May 2001 the council of Lisbon opened the bridge, Ana Silva said.</p></article></html>'
FORBIDDEN_CALLS = {'socket': 'EPERM', 'local socket': 'EPERM', 'exec /bin/true': 'EPERM', 'ptrace': 'EPERM'}
failures = []


def kernel_has_all():
    libc = ctypes.CDLL(None, use_errno=True)
    landlock = libc.syscall(444, None, 0, 1) >= 1
    return landlock and libc.prctl(21, 0, 0, 0, 0) >= 0


def check(name, holds, shown=''):
    print(('ok    ' if holds else 'WRONG ') + name)
    if not holds:
        failures.append(f'{name}\n{shown}')


def write(path, text):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w') as out:
        out.write(text)
    return path


def run(*arguments, probe=None, **more):
    environment = dict(os.environ)
    if probe is not None:
        environment.update(LD_PRELOAD=PROBE, **probe)
    return subprocess.run([PROGRAM, '-j', '2', *arguments], capture_output=True, text=True, env=environment, timeout=20, **more)


def tried(done):
    """What the probe tried: its words, and what came of it."""
    lines = [line[len('probe: '):] for line in done.stderr.splitlines() if line.startswith('probe: ')]
    return dict(line.rsplit(': ', 1) for line in lines)


def forbidden():
    secret, old = os.path.realpath(write('home/secret.txt', 'secret')), os.path.realpath(write('home/old.txt', 'old'))
    probe = {'PROBE_READ': secret, 'PROBE_WRITE': old, 'PROBE_MAKE': os.path.realpath('home2') + '/new.txt'}
    runs = {  # what is read beside the secret, and where the output goes
        'a page to standard output': ['home/page.html'],
        'a page to a file beside it': ['home/page.html', '-o', 'home/page.json'],
        'a folder to a file': ['pages', '-o', 'home/pages.ndjson'],
        'a folder to a folder': ['pages', '-o', 'made/'],
        'a list': ['--from-list', 'list.txt', '-o', 'home/list.ndjson'],
        'a merge': ['--merge', 'pages', '-f', 'markdown'],
        'records': ['--records', 'records.ndjson'],
        'with rules of a folder': ['--data', DATA, 'home/page.html'],
    }
    for name, arguments in runs.items():
        os.chmod(secret, 0o644)
        done = run(*arguments, probe=probe)
        found = tried(done)
        wanted = dict(FORBIDDEN_CALLS, **{'open /etc/passwd': 'EACCES', 'list /': 'EACCES', f'read {secret}': 'EACCES', f'write {old}': 'EACCES',
                                          f'make {probe["PROBE_MAKE"]}': 'EACCES', 'chmod': 'EPERM', 'chown': 'EPERM',
                                          'utimensat': 'EPERM', 'kill': 'EPERM', 'tgkill': 'EPERM', 'prlimit': 'EPERM', 'setpriority': 'EPERM', 'own tgkill': 'works', 'own prlimit': 'works'})
        check(f'{name}: the run is as ever', done.returncode == 0, done.stderr)
        check(f'{name}: all of it is forbidden', found == wanted, {key: value for key, value in found.items() if value != wanted.get(key)} or f'not tried: {found}')
    check('no file was made', not os.path.exists(probe['PROBE_MAKE']))


def allowed_without():
    done = run('home/page.html', probe={'PROBE_OLD': '1'})
    check('an older kernel: the page is read, without a word', done.returncode == 0 and 'newsline:' not in done.stderr and '"events"' in done.stdout, done.stderr)
    check('an older kernel: and the probe can tell', tried(done).get('open /etc/passwd') == 'works', done.stderr)


def costs_little():
    """The time of the processor, the least of many runs: with the sandbox, and where the kernel has none."""
    def least(**probe):
        used = []
        for _ in range(40):
            process = subprocess.Popen([PROGRAM, '-q', '-j', '1', 'home/page.html'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ, LD_PRELOAD=PROBE, **probe))
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            used.append(usage.ru_utime + usage.ru_stime)
        return min(used) * 1000
    closed, open_ = least(), least(PROBE_OLD='1')
    check(f'it costs less than a millisecond ({closed:.2f} and {open_:.2f})', closed - open_ < 1)


def still_works():
    plain = run('home/page.html').stdout
    events = plain.count('"headline"')
    check('the page has an event', events > 0)
    same = lambda name, done, out=None: check(name, done.returncode == 0 and (out if out is not None else done.stdout).count('"headline"') >= events, done.stderr)
    os.symlink('home/page.html', 'link.html')
    same('a link to a page', run('link.html'))
    os.symlink('pages', 'linked')
    same('a link to a folder', run('linked', '-f', 'json'))
    with open('home/page.html') as page:
        same('standard input', run('-', stdin=page))
    with open('home/page.html') as page:
        same('/dev/stdin, a file', run('/dev/stdin', stdin=page))
    same('/dev/stdin, a pipe', run('/dev/stdin', input=PAGE.format(3)))
    shell = lambda words: subprocess.run(['bash', '-c', words], capture_output=True, text=True, env=dict(os.environ, N=PROGRAM), timeout=20)
    same('a pipe by its number', shell('$N <(cat home/page.html)'))
    same('a named pipe', shell('mkfifo pipe; cat home/page.html > pipe & $N pipe'))
    same('an output to /dev/stdout', run('home/page.html', '-f', 'json', '-o', '/dev/stdout'))
    same('a deleted page that is still open', shell('cp home/page.html gone.html; exec 7<gone.html; rm gone.html; $N /dev/fd/7'))
    check('an output to /dev/null', run('home/page.html', '-f', 'json', '-o', '/dev/null').returncode == 0)
    os.makedirs('far/away')
    read = lambda path: open(path).read() if os.path.exists(path) else ''
    for output in ('far/away/page.json', os.path.realpath('far') + '/page.json', 'page.json', 'home/../far/p.json'):
        same(f'an output to another folder: {output.replace(os.getcwd(), "")}', run('home/page.html', '-o', output), read(output))
        same('  and over the old one', run('home/page.html', '-o', output), read(output))
    write('deep/a/b/1.html', PAGE.format(1))
    write('deep/c/2.html', PAGE.format(2))
    same('folders are made in an output folder', run('deep', '-o', 'made2/x/'), read('made2/x/a/b/1.html.json') + read('made2/x/c/2.html.json'))
    os.makedirs('elsewhere')
    os.makedirs('made3')
    os.symlink('../elsewhere', 'made3/c')
    same('a link to elsewhere in an output folder', run('deep', '-o', 'made3/'), read('elsewhere/2.html.json'))
    write('deep/c/3.html', PAGE.format(3))
    done = run('deep', '-o', 'made3/', '--resume')
    check('--resume', done.returncode == 0 and '2 written before' in done.stderr, done.stderr)
    done = run('--from-list', 'list.txt', '-f', 'json')
    check('a list with pages and a folder', done.returncode == 0 and len(done.stdout.splitlines()) == 1 + len(os.listdir('pages')), done.stderr)
    same('a list from standard input', run('--from-list', '-', input='home/page.html\n'))
    write('names.tsv', 'Ana Silva\tperson\tme:ana\tAna\n')
    same('own names', run('--gazetteer', 'names.tsv', 'home/page.html'))
    same('a page in an old charset', run('--charset', 'shift_jis', 'home/page.html'))
    done = run('missing.html', 'home/page.html')
    check('what is missing is said', done.returncode == 1 and 'No such file' in done.stderr, done.stderr)


def terminal():
    try:
        master, slave = pty.openpty()
    except OSError:
        return print('skipped: no terminal can be opened')
    with os.fdopen(master, 'rb', buffering=0) as screen:
        done = subprocess.run([PROGRAM, 'home/page.html', '-f', 'markdown'], stdin=slave, stdout=slave, stderr=slave, timeout=20)
        shown = os.read(screen.fileno(), 1 << 16).decode()
        check('a terminal', done.returncode == 0 and 'Lisbon' in shown, shown)
        name = os.ttyname(slave)
        os.write(screen.fileno(), (PAGE.format(4) + '\n\x04\x04').encode())
        done = subprocess.run([PROGRAM, '-q', name, '-f', 'json'], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20)
        check('a page typed at a terminal that is named', done.returncode == 0 and '"headline"' in done.stdout, done.stderr)
        os.close(slave)


DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), 'data')

if __name__ == '__main__':
    if not kernel_has_all():
        print('skipped: this kernel has no Landlock or no seccomp')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write('home/page.html', PAGE.format(1))
        for i in range(1, 6):
            write(f'pages/{i}.html', PAGE.format(i))
        write('list.txt', 'home2/page.html\npages\n')
        write('home2/page.html', PAGE.format(1))
        write('records.ndjson', json.dumps({'id': 1, 'html': PAGE.format(2)}) + '\n')
        forbidden()
        allowed_without()
        costs_little()
        still_works()
        terminal()
        os.chdir('/')
    sys.exit('\n\n'.join(failures) if failures else 0)
