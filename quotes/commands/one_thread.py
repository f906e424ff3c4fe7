"""One thread for the libraries of linear algebra: several would sum in another order, which changes results."""

from __future__ import annotations

import os

NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def use_one_thread() -> None:
    """Ask for it, unless the user asked for another number; to be called before NumPy is imported."""
    for name in NAMES:
        os.environ.setdefault(name, "1")
