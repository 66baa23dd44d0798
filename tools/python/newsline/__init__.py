"""Saved news pages in, chronologies out.

    import newsline
    story = newsline.read("article.html")
    page = newsline.render(story, "html")
"""
from __future__ import annotations

import collections
import concurrent.futures
import contextlib
import datetime
import json
import os
import sys
import threading
import warnings
from ctypes import byref, c_char_p, c_size_t
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Union

from ._library import Handle, library, take

__all__ = ['Error', 'LeftOut', 'Reader', 'Chronology', 'Page', 'read', 'read_many', 'merge', 'render', 'schema', '__version__']
__version__: str = library.newsline_version().decode()

Chronology = Dict[str, Any]  # as `newsline --schema` tells
Page = Union[bytes, bytearray, memoryview, str, 'os.PathLike[str]']  # its bytes, or the path of its file


class Error(Exception):
    """What cannot be read. `code` is stable, as `newsline --help` lists them; `page` names the page, where there is one."""

    def __init__(self, code: str, message: str, page: Optional[str] = None) -> None:
        super().__init__((f'{page}: ' if page else '') + f'{code}: {message}')
        self.code, self.message, self.page = code, message, page

    def __reduce__(self) -> Any:
        return type(self), (self.code, self.message, self.page)


class LeftOut(UserWarning):
    """What a format could not hold."""


def _members(options: Mapping[str, Any]) -> bytes:
    """Options as the library takes them."""
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) else value
    return json.dumps({name.rstrip('_'): plain(value) for name, value in options.items() if value is not None}).encode()


def _object(text: bytes) -> Dict[str, Any]:
    members: Dict[str, Any] = json.loads(text)
    return members


def _error(handle: Handle, code: bytes, page: Optional[str] = None) -> Error:
    return Error(code.decode(), library.newsline_error(handle).decode('utf-8', 'replace'), page)


class _Handles:
    """Handles of one set of rules, each lent to one thread at a time."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._first, self._close = Handle(), library.newsline_close
        self._idle: List[Handle] = []
        code = library.newsline_open(_members(options), byref(self._first))
        if code:
            raise _error(self._first, code)

    @contextlib.contextmanager
    def lent(self) -> Iterator[Handle]:
        try:
            handle = self._idle.pop()
        except IndexError:
            handle = Handle()
            code = library.newsline_share(self._first, byref(handle))
            if code:
                error = _error(handle, code)
                self._close(handle)
                raise error
        try:
            yield handle
        finally:
            self._idle.append(handle)

    def __del__(self) -> None:
        for handle in [*self._idle, self._first]:
            self._close(handle)


class Reader:
    """Reads pages with rules (`data`: a folder) or names (`gazetteer`: the path of a file) of one's own. May be used by many threads at once."""

    def __init__(self, *, data: Optional[str] = None, gazetteer: Union[str, 'os.PathLike[str]', None] = None) -> None:
        names = None
        if gazetteer is not None:
            with open(gazetteer, encoding='utf-8') as file:
                names = file.read()
        self._handles = _Handles({'data': data, 'gazetteer': names})

    def read(self, page: Page, **facts: Any) -> Chronology:
        """The chronology of a page. Facts: id, url, title, lang, charset, date, date_override, max_bytes; filters: from_, to, entity, about,
        certainty (a list), min_confidence, top. Raises Error."""
        name = None
        if not isinstance(page, (bytes, bytearray, memoryview)):
            name = os.fspath(page)
            facts.setdefault('id', os.fsencode(name).decode('utf-8', 'replace'))
            try:
                with open(page, 'rb') as file:
                    page = file.read()
            except OSError as error:
                raise Error('input.read', error.strerror or str(error), name) from error
        content = bytes(page)
        with self._handles.lent() as handle:
            code, told = take(library.newsline_read, handle, content, len(content), _members(facts))
            if code:
                raise _error(handle, code, name)
        return _object(told)

    def read_many(self, pages: Iterable[Page], *, jobs: Optional[int] = None, progress: Union[bool, Callable[[int, int], Any], None] = None,
                  **facts: Any) -> Iterator[Union[Chronology, Error]]:
        """The chronologies of many pages, in their order, read by `jobs` threads (all cores). A page that cannot be read gives its Error in its
        place. Progress: a line on a terminal; False: none; True: also elsewhere; or a function of (pages done, pages failed)."""
        if progress is None:
            progress = sys.stderr.isatty()
        tell = progress if callable(progress) else _line if progress else None
        return self._read_many(pages, jobs or os.cpu_count() or 1, tell, facts)

    def _read_many(self, pages: Iterable[Page], jobs: int, tell: Optional[Callable[[int, int], Any]],
                   facts: Dict[str, Any]) -> Iterator[Union[Chronology, Error]]:
        def one(page: Page) -> Union[Chronology, Error]:
            try:
                return self.read(page, **facts)
            except Error as error:
                return error

        done = failed = 0
        waiting: 'collections.deque[concurrent.futures.Future[Union[Chronology, Error]]]' = collections.deque()
        with concurrent.futures.ThreadPoolExecutor(jobs) as threads:
            try:
                ahead = iter(pages)
                more = True
                while more or waiting:
                    while more and len(waiting) < 4 * jobs:  # no more than that is held at once
                        try:
                            waiting.append(threads.submit(one, next(ahead)))
                        except StopIteration:
                            more = False
                    if waiting:
                        result = waiting.popleft().result()
                        done, failed = done + 1, failed + isinstance(result, Error)
                        if tell:
                            tell(done, failed)
                        yield result
            finally:
                for future in waiting:
                    future.cancel()
                if tell is _line and done:
                    sys.stderr.write('\n')

    def merge(self, chronologies: Iterable[Union[Chronology, Error]], **options: Any) -> Chronology:
        """One chronology of many; what read_many gave for pages that could not be read is left out. Options: the filters of `read`, days, per_day."""
        texts = [json.dumps(told).encode() for told in chronologies if not isinstance(told, Error)]
        members = _members({**options, 'format': 'json'})
        with self._handles.lent() as handle:
            code, told = take(library.newsline_merge, handle, (c_char_p * len(texts))(*texts), (c_size_t * len(texts))(*map(len, texts)), len(texts), members)
            if code:
                raise _error(handle, code)
        return _object(told)

    def render(self, chronology: Chronology, format: str = 'markdown', **options: Any) -> str:
        """A chronology in another format. Options: title, sources, indented, ascii, the filters of `read`. Warns LeftOut."""
        text = json.dumps(chronology).encode()
        with self._handles.lent() as handle:
            code, written = take(library.newsline_render, handle, text, len(text), _members({**options, 'format': format}))
            if code:
                raise _error(handle, code)
            notes = library.newsline_notes(handle).decode().splitlines()
        for note in notes:
            warnings.warn(note, LeftOut, stacklevel=3)
        return written.decode()


def _line(done: int, failed: int) -> None:
    sys.stderr.write(f'\r{done} pages' + (f', {failed} failed' if failed else ''))
    sys.stderr.flush()


_lock = threading.Lock()
_reader: Optional[Reader] = None


def _shared() -> Reader:
    global _reader
    with _lock:
        if _reader is None:
            _reader = Reader()
        return _reader


def read(page: Page, **facts: Any) -> Chronology:
    """The chronology of a page: its bytes, or the path of its file. Facts and filters: Reader.read."""
    return _shared().read(page, **facts)


def read_many(pages: Iterable[Page], *, jobs: Optional[int] = None, progress: Union[bool, Callable[[int, int], Any], None] = None,
              **facts: Any) -> Iterator[Union[Chronology, Error]]:
    """The chronologies of many pages, in order, on all cores: Reader.read_many."""
    return _shared().read_many(pages, jobs=jobs, progress=progress, **facts)


def merge(chronologies: Iterable[Union[Chronology, Error]], **options: Any) -> Chronology:
    """One chronology of many: Reader.merge."""
    return _shared().merge(chronologies, **options)


def render(chronology: Chronology, format: str = 'markdown', **options: Any) -> str:
    """A chronology in another format: Reader.render."""
    return _shared().render(chronology, format, **options)


def schema() -> Dict[str, Any]:
    """The JSON Schema of the chronologies."""
    return _object(library.newsline_schema())
