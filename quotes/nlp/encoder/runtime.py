"""ONNX Runtime without its telemetry: `import_runtime().InferenceSession(…)`.

Its newer wheels (1.32 among them) for Linux write a device id into `~/.cache/Microsoft` and report each session to a
server of Microsoft. Nothing of an article is in the reports, but `quotes` promises to ask no server.
"""

from __future__ import annotations

import os
from types import ModuleType


def import_runtime() -> ModuleType:
    """The module, imported with telemetry switched off.

    The variable is read as the library is loaded: a program that imports `onnxruntime` before must set it itself, since
    `disable_telemetry_events()` stops later events, but not the first look-up of the server.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime
