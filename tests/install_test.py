#!/usr/bin/env python3
"""install_test.py BUILD_FOLDER PROJECT CXX CXX_FLAGS

Installs newsline, moves the prefix, builds the programs of PROJECT, in C++ and in C, against it with find_package and with pkg-config, and runs
them: the libraries are what their headers say, need no file of the build, and say what the program says.
"""
import json, os, shlex, shutil, subprocess, sys, tempfile

PAGE = ('<html lang="en"><head><meta property="article:published_time" content="2024-03-05"></head><body><article><h1>Ferry</h1>'
        '<p>Acme sold the ferry on 2 March 2024.</p></article></body></html>')


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f'{shlex.join(command)}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}')
    return done.stdout


def c_flags(flags):
    """Those of the flags that C knows too."""
    return ' '.join(flag for flag in shlex.split(flags) if not flag.startswith('-D_GLIBCXX'))


def check(program, how, **more):
    events = json.loads(run(program, input=PAGE, **more))['events']
    told = [(event['date']['edtf'], event['headline']) for event in events]
    if told != [('2024-03-02', 'Acme sold the ferry')]:
        sys.exit(f'{how}: {told}')


def main(build, project, compiler, flags):
    with tempfile.TemporaryDirectory() as folder:
        first, prefix = os.path.join(folder, 'first'), os.path.join(folder, 'moved')
        run('cmake', '--install', build, '--prefix', first)
        shutil.move(first, prefix)
        for name in ('bin/newsline', 'include/newsline/reader.h', 'include/newsline/newsline.h', 'share/man/man1/newsline.1'):
            if not os.path.exists(os.path.join(prefix, name)):
                sys.exit(f'{name} is not installed')
        with_c = '-DCMAKE_C_FLAGS=' + c_flags(flags)
        for how, options in (('cpp', [f'-DCMAKE_CXX_COMPILER={compiler}', f'-DCMAKE_CXX_FLAGS={flags}']), ('c', ['-DFROM_C=ON', with_c])):
            built = os.path.join(folder, how)
            run('cmake', '-G', 'Ninja', '-S', project, '-B', built, f'-DCMAKE_PREFIX_PATH={prefix}', *options)
            run('cmake', '--build', built)
            check(os.path.join(built, 'reads_pages'), 'find_package, ' + how)
        packages = [os.path.join(place, 'pkgconfig') for place, folders, _ in os.walk(prefix) if 'pkgconfig' in folders]
        found = {**os.environ, 'PKG_CONFIG_PATH': ':'.join(packages)}
        options = shlex.split(run('pkg-config', '--cflags', '--libs', 'newsline', env=found))
        of_pkg_config = os.path.join(folder, 'of_pkg_config')
        run(compiler, *shlex.split(flags), '-std=c++20', os.path.join(project, 'main.cpp'), '-o', of_pkg_config, *options)
        check(of_pkg_config, 'pkg-config')
        options = shlex.split(run('pkg-config', '--cflags', '--libs', 'newsline-c', env=found))
        libraries = next(option[2:] for option in options if option.startswith('-L'))
        run('gcc', *shlex.split(c_flags(flags)), '-std=c11', '-pedantic-errors', '-Wall', '-Werror', os.path.join(project, 'main.c'), '-o', of_pkg_config, *options)
        check(of_pkg_config, 'pkg-config, c', env={**os.environ, 'LD_LIBRARY_PATH': libraries})


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
