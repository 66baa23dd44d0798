#!/usr/bin/env python3
"""install_test.py BUILD_FOLDER PROJECT CXX CXX_FLAGS

Installs newsline, moves the prefix, builds PROJECT against it with find_package and with pkg-config, and runs
both: the library is what its headers say, needs no file of the build, and says what the program says.
"""
import json, os, shlex, shutil, subprocess, sys, tempfile

PAGE = ('<html lang="en"><head><meta property="article:published_time" content="2024-03-05"></head><body><article><h1>Ferry</h1>'
        '<p>Acme sold the ferry on 2 March 2024.</p></article></body></html>')


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f'{shlex.join(command)}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}')
    return done.stdout


def check(program, how):
    events = json.loads(run(program, input=PAGE))['events']
    told = [(event['date']['edtf'], event['headline']) for event in events]
    if told != [('2024-03-02', 'Acme sold the ferry')]:
        sys.exit(f'{how}: {told}')


def main(build, project, compiler, flags):
    with tempfile.TemporaryDirectory() as folder:
        first, prefix = os.path.join(folder, 'first'), os.path.join(folder, 'moved')
        run('cmake', '--install', build, '--prefix', first)
        shutil.move(first, prefix)
        for name in ('bin/newsline', 'include/newsline/reader.h', 'share/man/man1/newsline.1'):
            if not os.path.exists(os.path.join(prefix, name)):
                sys.exit(f'{name} is not installed')
        of_cmake = os.path.join(folder, 'cmake')
        run('cmake', '-S', project, '-B', of_cmake, f'-DCMAKE_PREFIX_PATH={prefix}', f'-DCMAKE_CXX_COMPILER={compiler}', f'-DCMAKE_CXX_FLAGS={flags}')
        run('cmake', '--build', of_cmake)
        check(os.path.join(of_cmake, 'reads_pages'), 'find_package')
        packages = [os.path.join(place, 'pkgconfig') for place, folders, _ in os.walk(prefix) if 'pkgconfig' in folders]
        found = {**os.environ, 'PKG_CONFIG_PATH': ':'.join(packages)}
        options = shlex.split(run('pkg-config', '--cflags', '--libs', '--static', 'newsline', env=found))
        of_pkg_config = os.path.join(folder, 'of_pkg_config')
        run(compiler, *shlex.split(flags), '-std=c++20', os.path.join(project, 'main.cpp'), '-o', of_pkg_config, *options)
        check(of_pkg_config, 'pkg-config')


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
