#!/usr/bin/env python3
"""progress_test.py PROGRAM

What a long run shows while it runs, and what Ctrl-C does to it: a line that is drawn over on a terminal and taken away at the end, nothing in a pipe,
lines with --progress plain; the first Ctrl-C ends the run in good order, the second one at once.
"""
import json, os, pty, re, signal, subprocess, sys, tempfile, threading, time

PROGRAM = os.path.realpath(sys.argv[1])
PAGE = '<html lang="en"><title>Bridge</title><article><p>The Harbor Bridge in Lisbon reopened on March 5, 2024, Mayor Ana Silva said.</p></article></html>'
DRAWN = r'\r\x1b\[K(\d+) of 5 pages, \d+ a second, \d:\d\d:\d\d left, (\d) failed'
LINE = r'newsline: \d+ of 5 pages, \d+ a second, \d:\d\d:\d\d left, 1 failed\n'


class Run:
    """Five inputs: a page, one that is missing, two pages, one that comes through a pipe `seconds` after the second was missed."""

    def __init__(self, work, seconds, *args, terminal=True, results_there=False):
        pipe = os.path.join(work, 'late')
        if not os.path.exists(pipe):
            os.mkfifo(pipe)
        for name in ('a', 'b', 'c'):
            with open(os.path.join(work, name), 'w') as f:
                f.write(PAGE)
        ours, theirs = pty.openpty() if terminal else os.pipe()
        self.process = subprocess.Popen([PROGRAM, '-j', '1', *args, 'a', 'missing', 'b', 'late', 'c'], cwd=work, stdin=subprocess.DEVNULL,
                                        stdout=theirs if results_there else subprocess.PIPE, stderr=theirs, env=dict(os.environ, TERM='xterm'))
        os.close(theirs)
        self.reading = threading.Thread(target=self.read, args=(ours,))
        self.words, self.pipe = b'', pipe
        self.reading.start()
        if seconds is not None:
            self.start()
            time.sleep(seconds)
            self.deliver()

    def start(self):
        patience = time.time() + 60
        while b'missing' not in self.words and self.process.poll() is None and time.time() < patience:
            time.sleep(0.01)

    def deliver(self):
        while self.process.poll() is None:
            try:
                descriptor = os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:  # nobody reads yet
                time.sleep(0.01)
                continue
            try:
                os.write(descriptor, PAGE.encode())
            except BrokenPipeError:
                pass  # nobody reads any more
            os.close(descriptor)
            return

    def read(self, descriptor):
        try:
            while piece := os.read(descriptor, 65536):
                self.words += piece
        except OSError:
            pass  # the terminal is closed
        os.close(descriptor)

    def end(self):
        self.results = self.process.stdout.read().decode() if self.process.stdout else ''
        code = self.process.wait(60)
        self.reading.join()
        return code, self.words.decode().replace('\r\n', '\n')


def a_terminal_shows_one_line(work):
    code, words = Run(work, 0.5).end()
    assert code == 1 and re.search(DRAWN, words), words
    drawn = re.findall(DRAWN, words)
    assert drawn[-1][1] == '1' and words.endswith('\r\x1b[K'), words  # taken away when all is done
    assert 'missing: input.read:' in words


def nothing_else_shows_anything(work):
    for args, more in (((), {'terminal': False}), (('--progress', 'none'), {}), (('-q',), {}), ((), {'results_there': True})):
        code, words = Run(work, 0.4, *args, **more).end()
        assert code == 1 and ' a second' not in words, (args, more, words)


def plain_lines(work):
    code, words = Run(work, 5.2, '--progress', 'plain', terminal=False).end()
    assert code == 1 and re.search(LINE, words) and '\x1b' not in words and '\r' not in words, words


def the_first_interrupt_ends_in_order(work):
    run = Run(work, None, terminal=False)
    run.start()
    time.sleep(0.2)
    run.process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    run.deliver()  # the page under way is finished, or dropped
    code, words = run.end()
    assert code == 130 and 'interrupted after' in words, (code, words)
    told = [json.loads(line)['documents'][0]['id'] for line in run.results.splitlines()]
    assert told[:2] == ['a', 'b'] and 'c' not in told, told


def the_second_at_once(work):
    run = Run(work, None, terminal=False)
    run.start()
    time.sleep(0.2)
    run.process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    assert run.process.poll() is None  # it waits for the page under way
    run.process.send_signal(signal.SIGINT)
    assert run.end()[0] == -signal.SIGINT


def an_archive_has_no_end_in_sight(work):
    records = os.path.join(work, 'records')
    with open(records, 'w') as f:
        f.writelines(json.dumps({'id': i, 'html': PAGE}) + '\n' for i in range(3000))
    ours, theirs = pty.openpty()
    process = subprocess.Popen([PROGRAM, '-j', '1', 'records', 'late'], cwd=work, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    with open(os.path.join(work, 'late'), 'w') as f:  # opened when the records are done
        time.sleep(0.3)
        f.write(PAGE)
    assert process.wait(20) == 0
    words = os.read(ours, 65536).decode()
    os.close(ours)
    assert re.search(r'\r\x1b\[K\d+ pages, \d+ a second, 0 failed', words) and ' left' not in words, words


def can_open_a_terminal():
    try:
        for descriptor in pty.openpty():
            os.close(descriptor)
    except OSError as problem:
        print(f'no terminal can be opened: {problem}')
        return False
    return True


TESTS = {  # and whether it needs a terminal
    a_terminal_shows_one_line: True, nothing_else_shows_anything: True, plain_lines: False, the_first_interrupt_ends_in_order: False,
    the_second_at_once: False, an_archive_has_no_end_in_sight: True,
}
skipped = [] if can_open_a_terminal() else [test for test, terminal in TESTS.items() if terminal]
with tempfile.TemporaryDirectory() as work:
    for test in TESTS:
        if test in skipped:
            print('skipped:', test.__name__)
        else:
            test(work)
sys.exit(77 if skipped else print('ok'))
