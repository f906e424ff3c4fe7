"""Limit linear algebra to one thread: several threads sum in another order, which changes results."""

from __future__ import annotations

import os

from quotes.nlp.threads import THREAD_VARIABLES


def use_one_thread() -> None:
    """Set the number of threads to 1, unless the user has set it; call this before NumPy is imported."""
    for name in THREAD_VARIABLES:
        os.environ.setdefault(name, "1")
