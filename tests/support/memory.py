"""How much memory the commands of the tests take: `measure_children()`."""

from __future__ import annotations

import resource
import sys

UNIT = 1024 if sys.platform == "darwin" else 1  # macOS counts bytes, Linux kilobytes


def measure_children() -> int:
    """The peak of the largest child process so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // UNIT
