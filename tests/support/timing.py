"""How long a call takes, whatever else the machine does and whether coverage is measured: `cpu_seconds(work)`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object]) -> float:
    """The processor time of this process for one call, in seconds, without what a tracer would add."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        sys.settrace(tracer)
