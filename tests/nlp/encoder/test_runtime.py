"""No telemetry: a run leaves nothing in the user's home, and the library is loaded with it switched off; exact sums."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from support import tiny_encoder as tiny

from quotes.nlp.encoder.runtime import LARGEST_SUM, PRODUCT_PROBE, import_runtime, open_session

USE = "import quotes; quotes.extract('“Yes,” Ann Lee said.'); import time; time.sleep(1)"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="homes of POSIX")
def test_extracting_leaves_no_device_id(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    done = subprocess.run(
        [sys.executable, "-c", USE], env={**environment, "HOME": str(tmp_path)}, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_workers_inherit_it() -> None:
    import_runtime()

    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def graph_with_probe(value: int) -> bytes:
    """The tiny graph on a processor whose largest sums are this number."""
    model = onnx.load_model_from_string(tiny.graph())
    model.graph.initializer.append(numpy_helper.from_array(np.full((4, 16), value, np.int32), "sums"))
    model.graph.node.append(helper.make_node("Identity", ["sums"], [PRODUCT_PROBE]))
    model.graph.output.append(helper.make_tensor_value_info(PRODUCT_PROBE, TensorProto.INT32, [4, 16]))
    data: bytes = model.SerializeToString()
    return data


@pytest.mark.parametrize(
    ("graph", "precise"),
    [
        pytest.param(tiny.graph(), "", id="a graph without signed weights"),
        pytest.param(graph_with_probe(LARGEST_SUM), "", id="right sums"),
        pytest.param(graph_with_probe(32767 * 32), "1", id="sums that overflowed"),
    ],
)
def test_exact_way_is_taken_where_sums_overflow(graph: bytes, precise: str) -> None:
    options = open_session(graph, threads=1).get_session_options()
    try:
        value = options.get_session_config_entry("session.x64quantprecision")
    except RuntimeError:  # not set
        value = ""

    assert value == precise
