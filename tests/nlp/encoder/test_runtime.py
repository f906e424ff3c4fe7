"""No telemetry: a run leaves nothing in the user's home, and the library is loaded with it switched off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.nlp.encoder.runtime import import_runtime

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
