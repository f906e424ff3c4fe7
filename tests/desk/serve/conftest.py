"""A server for all tests of this folder: starting one loads the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.serving import Server, start_over, start_server
from support.shelf import make_shelf


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """`quotes serve` with small limits on size."""
    with start_server("--max-bytes", "300000", "--origin", "http://cms.localhost") as started:
        yield started


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with usual and odd articles and speakers."""
    return make_shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="session")
def archive_server(shelf: Path) -> Iterator[Server]:
    """A server over that archive."""
    with start_over(shelf, subjects=True) as started:
        yield started
