"""A server for all tests of this folder: starting one loads the pipeline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.serving import Server, start_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """`quotes serve` with small limits on size."""
    with start_server("--max-bytes", "300000", "--origin", "http://cms.localhost") as started:
        yield started
