"""An archive opens in sqlite-utils and in Datasette as it is; neither changes it."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path
from typing import Any

import pytest
from support.archive import add, say, write
from support.coroutines import run

sqlite_utils = pytest.importorskip("sqlite_utils")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    records = [say("Ann Lee", "the bridge is safe", "a"), say("Sam Poe", "the river is high", "b")]
    add(tmp_path / "said.db", write(tmp_path / "said.jsonl", records))
    return tmp_path / "said.db"


def test_sqlite_utils_reads_tables_and_views(archive: Path) -> None:
    database = sqlite_utils.Database(archive)
    try:
        assert {"articles", "records", "speakers", "appearances", "credits"} <= set(database.table_names())
        assert {"said", "people", "flat_records"} <= set(database.view_names())
        assert [row["speaker"] for row in database["said"].rows_where("said LIKE '%bridge%'")] == ["Ann Lee"]
        assert database["records"].detect_fts() == "search"
        assert [row["content"] for row in database["records"].search("bridges")] == ["that the bridge is safe"]
        assert database["records"].foreign_keys
    finally:
        database.close()


@pytest.mark.slow
def test_datasette_shows_and_searches(archive: Path) -> None:
    app = pytest.importorskip("datasette.app")
    before = archive.read_bytes()

    async def ask() -> list[Any]:
        datasette = app.Datasette([str(archive)])
        await datasette.invoke_startup()
        paths = (
            "/said/said.json?_shape=array&_sort=date",
            "/said/records.json?_shape=array&_search=bridge",
            "/said/people.json?_shape=array&name=Sam+Poe",
        )
        answers = [await datasette.client.get(path) for path in paths]
        page = await datasette.client.get("/said/records")
        assert [answer.status_code for answer in (*answers, page)] == [200] * 4
        assert 'name="_search"' in page.text
        return [answer.json() for answer in answers]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Datasette leaves its connections open until it ends
        said, matches, people = run(ask())
        gc.collect()
    assert [row["speaker"] for row in said] == ["Ann Lee", "Sam Poe"]
    assert [row["content"] for row in matches] == ["that the bridge is safe"]
    assert [row["records"] for row in people] == [1]
    assert archive.read_bytes() == before
