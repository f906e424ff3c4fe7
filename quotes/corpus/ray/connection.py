"""Import Ray, and connect to a cluster, or start one on this machine for the run."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError

ENVIRONMENT = {"RAY_BACKEND_LOG_LEVEL": "fatal", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}  # no log lines on stderr


def import_ray() -> Any:
    """The module `ray`. Raises QuotesError, which names the extra to install, where it is missing."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise QuotesError("--engine ray needs Ray; install it with pip install '.[ray]'") from error
    return ray


def connect(ray: Any, address: str | None, workers: int, empty: str) -> None:
    """Join the cluster, or start one on this machine for the run; Ray's messages stay in its logs."""
    for key, value in ENVIRONMENT.items():
        os.environ.setdefault(key, value)
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address:
        options["address"] = address
    else:
        options |= {"num_cpus": workers + 1, "include_dashboard": False}
    # Ray puts the current folder on its workers' import path: they would import a json.py that lies among the articles.
    with _folder_as_current(empty):
        ray.init(**options)


@contextlib.contextmanager
def _folder_as_current(folder: str) -> Iterator[None]:
    """Change the current folder within a `with` block. (`contextlib.chdir` is new in Python 3.11.)"""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
