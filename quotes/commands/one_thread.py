"""Limit linear algebra to one thread: several threads sum in another order, which changes results."""

from __future__ import annotations

import os

NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def use_one_thread() -> None:
    """Set the number of threads to 1, unless the user has set it; call this before NumPy is imported."""
    for name in NAMES:
        os.environ.setdefault(name, "1")
