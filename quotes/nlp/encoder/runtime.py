"""ONNX Runtime without its telemetry, and sessions whose products are exact: `open_session(graph, threads=1)`.

Its newer wheels (1.32 among them) for Linux write a device id into `~/.cache/Microsoft` and report each session to a
server of Microsoft. Nothing of an article is in the reports, but `quotes` promises to ask no server.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PRODUCT_PROBE = "product_probe"  # an output of graphs with signed weights: the largest sums of 8-bit products
PROBE_TERMS = 64
LARGEST_SUM = PROBE_TERMS * 255 * 127
# Fused, a sum and its normalisation take several times as long as apart (ONNX Runtime 1.32). Graphs without the probe
# are older: they were measured with their one such pair fused, and apart it is rounded in another way.
SLOW_FUSIONS = ["SkipLayerNormFusion"]


def import_runtime() -> ModuleType:
    """The module, imported with telemetry switched off.

    The variable is read as the library is loaded: a program that imports `onnxruntime` before must set it itself, since
    `disable_telemetry_events()` stops later events, but not the first look-up of the server.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


def open_session(graph: bytes, *, threads: int, folder: Path | None = None) -> InferenceSession:
    """A session of an encoder's graph; `folder` is where the files are that the graph points to.

    Processors without VNNI (before 2019, roughly) add up pairs of 8-bit products in 16 bits, which overflow if the
    weights are signed. Where the graph's probe shows that, ONNX Runtime is to use a slower, exact way.
    """
    settings = {} if folder is None else {"session.model_external_initializers_file_folder_path": str(folder)}
    session = _open(graph, threads, settings)
    return session if is_exact(session) else _open(graph, threads, settings | {"session.x64quantprecision": "1"})


def is_exact(session: InferenceSession) -> bool:
    """Whether the largest sums of products are right; a graph without a probe has no such sums."""
    if PRODUCT_PROBE not in [output.name for output in session.get_outputs()]:
        return True
    piece = np.zeros((1, 1), dtype=np.int64)
    sums: list[Any] = session.run([PRODUCT_PROBE], {"ids": piece, "kinds": piece})
    return bool((sums[0] == LARGEST_SUM).all())


def _open(graph: bytes, threads: int, settings: dict[str, str]) -> InferenceSession:
    runtime = import_runtime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it keeps 15 MB between runs, and makes none faster
    options.log_severity_level = 3
    for name, value in settings.items():
        options.add_session_config_entry(name, value)
    disabled = SLOW_FUSIONS if PRODUCT_PROBE.encode() in graph else []
    session: InferenceSession = runtime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=disabled
    )
    return session
