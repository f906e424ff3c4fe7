"""Make the recipe importable, a project of its own outside the package, and the samples beside the tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
sys.path.insert(0, str(Path(__file__).parent))
