"""Threads of linear algebra: one while a pipeline multiplies, and before and after it as many as the program had.

    with limit_threads(1):
        scores = vectors @ weights

Several threads wait for each other more than they help with products as small as those of a sentence, and they sum in
another order, which changes results in their last bits.
"""

from __future__ import annotations

import os
from functools import cache
from threading import Lock
from types import TracebackType
from typing import Any

# What the user may set, by library; they are read as NumPy is imported.
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def default_threads() -> int | None:
    """The limit where none is asked for: 1, or None (no limit) where the user's environment has set one."""
    return None if any(os.environ.get(name) for name in THREAD_VARIABLES) else 1


class ThreadLimit:
    """At most this many threads for products inside a `with` block; None leaves them as they are.

    The number belongs to the process (with OpenMP, to the thread): it is lowered for the length of the block, and is
    what it was when the last of several blocks, in several threads, ends.
    """

    _lock = Lock()
    _blocks = 0
    _before: tuple[int, ...] = ()  # of the libraries whose number belongs to the process

    def __init__(self, threads: int | None) -> None:
        self.threads = threads
        self._before_here: tuple[int, ...] = ()  # of those whose number belongs to the thread

    def __enter__(self) -> None:
        if self.threads is None:
            return
        shared, by_thread = find_libraries()
        self._before_here = _lower(by_thread, self.threads)
        with ThreadLimit._lock:
            ThreadLimit._blocks += 1
            if ThreadLimit._blocks == 1:
                ThreadLimit._before = _lower(shared, self.threads)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.threads is None:
            return
        shared, by_thread = find_libraries()
        _set(by_thread, self._before_here)
        with ThreadLimit._lock:
            ThreadLimit._blocks -= 1
            if not ThreadLimit._blocks:
                _set(shared, ThreadLimit._before)


def limit_threads(threads: int | None) -> ThreadLimit:
    """A block with at most this many threads of linear algebra."""
    return ThreadLimit(threads)


@cache
def find_libraries() -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The libraries of linear algebra in this process by what their number of threads belongs to: process or thread.

    OpenBLAS, MKL and BLIS are known; Apple's Accelerate has no limit.
    """
    import numpy  # noqa: F401  # its library is what is looked for
    from threadpoolctl import ThreadpoolController

    libraries = ThreadpoolController().select(user_api="blas").lib_controllers
    by_thread = tuple(library for library in libraries if getattr(library, "threading_layer", "") == "openmp")
    return tuple(library for library in libraries if library not in by_thread), by_thread


def _lower(libraries: tuple[Any, ...], threads: int) -> tuple[int, ...]:
    """Set the number of threads of some libraries, and return what it was."""
    before = tuple(library.get_num_threads() for library in libraries)
    _set(libraries, (threads,) * len(libraries))
    return before


def _set(libraries: tuple[Any, ...], numbers: tuple[int, ...]) -> None:
    for library, number in zip(libraries, numbers, strict=True):
        if library.get_num_threads() != number:
            if hasattr(library, "clear_controlling_thread"):  # newer ones let only one thread of a program set it
                library.clear_controlling_thread(force=True)
            library.set_num_threads(number)
