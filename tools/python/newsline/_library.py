"""The shared library, as newsline/newsline.h declares it."""
import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_size_t, c_void_p
from typing import Any

Handle = c_void_p


def _load() -> ctypes.CDLL:
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'libnewsline.so.1')
    library = ctypes.CDLL(beside if os.path.exists(beside) else 'libnewsline.so.1')
    out = [POINTER(c_void_p), POINTER(c_size_t)]
    for name, result, arguments in (
            ('version', c_char_p, []),
            ('schema', c_char_p, []),
            ('open', c_char_p, [c_char_p, POINTER(Handle)]),
            ('share', c_char_p, [Handle, POINTER(Handle)]),
            ('close', None, [Handle]),
            ('read', c_char_p, [Handle, c_char_p, c_size_t, c_char_p, *out]),
            ('merge', c_char_p, [Handle, POINTER(c_char_p), POINTER(c_size_t), c_size_t, c_char_p, *out]),
            ('render', c_char_p, [Handle, c_char_p, c_size_t, c_char_p, *out]),
            ('free', None, [c_void_p]),
            ('error', c_char_p, [Handle]),
            ('notes', c_char_p, [Handle])):
        function = getattr(library, 'newsline_' + name)
        function.restype, function.argtypes = result, arguments
    return library


library = _load()


def take(function: Any, *arguments: Any) -> 'tuple[bytes | None, bytes]':
    """Calls a function that gives a code and bytes; the library's copy of the bytes is given back. The GIL is released during the call."""
    out, size = c_void_p(), c_size_t()
    code = function(*arguments, byref(out), byref(size))
    try:
        return code, ctypes.string_at(out.value, size.value) if out.value else b''
    finally:
        library.newsline_free(out)
