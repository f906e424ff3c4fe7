"""`--attributes`: what the newsroom knows about speakers, joined by name or id; what it does not know is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.said import said, said_jointly, write

from quotes.desk.audit.figures import audit
from quotes.desk.selection.selection import Selection
from quotes.desk.tables.store import open_corpus
from quotes.errors import ReadError


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write(
        tmp_path / "quotes.jsonl",
        said(1, "Vladimir Putin"),
        said(2, "President Vladimir Putin"),
        said(2, "Jens Stoltenberg"),
        said_jointly(3, "Vladimir Putin", "Angela Merkel"),
    )


def join(records: Path, table: str, *, where: str | None = None) -> list[tuple[str | None, ...]]:
    path = records.parent / "people.csv"
    path.write_text(table, encoding="utf-8")
    with open_corpus([str(records)], Selection(attributes=path, where=where)) as corpus:
        columns = ", ".join(f'"{column}"' for column in corpus.attributes)
        return corpus.rows(f"SELECT speaker, {columns} FROM records ORDER BY rowid")


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("name,home\nMr. VLADIMIR PUTIN,Moscow\nAngela Merkel,Berlin\n", id="name"),
        pytest.param("id,home\nvladimir-putin,Moscow\nangela-merkel,Berlin\n", id="id of the records"),
        pytest.param("id,name,home\n,Vladimir Putin,Moscow\nangela-merkel,,Berlin\n", id="either"),
    ],
)
def test_speakers_are_joined(records: Path, table: str) -> None:
    assert [row[1] for row in join(records, table)] == ["Moscow", "Moscow", None, "Berlin; Moscow"]


def test_a_wikidata_id_joins_if_the_ids_are_given(records: Path, tmp_path: Path) -> None:
    (tmp_path / "ids.csv").write_text("name,wikidata\nVladimir Putin,Q7747\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("id,home\nhttps://www.wikidata.org/wiki/Q7747,Moscow\n", encoding="utf-8")
    selection = Selection(wikidata=tmp_path / "ids.csv", attributes=tmp_path / "people.csv")
    with open_corpus([str(records)], selection) as corpus:
        assert corpus.rows("SELECT name FROM people WHERE home = 'Moscow'") == [("Vladimir Putin",)]


def test_expressions_can_name_an_attribute(records: Path) -> None:
    results = join(
        records, "name,home,role of\nVladimir Putin,Moscow,\n", where="home = 'Moscow' AND \"role of\" IS NULL"
    )

    assert len(results) == 3


def test_the_audit_counts_the_unknown_and_guesses_nothing(records: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,gender\nAngela Merkel,woman\nVladimir Putin,man\n", encoding="utf-8")
    with open_corpus([str(records)], Selection(attributes=path)) as corpus:
        figures = audit(corpus)
    shares = {keys[0]: [cell.value for cell in cells[:3]] for keys, cells in figures.answers["attribute-gender"].rows}

    assert shares == {"man": [3, 60.0, 75.0], "woman": [1, 20.0, 25.0], "not known": [1, 20.0, None]}
    columns = [figure.name for figure in figures.answers["time"].question.figures]
    assert columns[-2:] == ["gender: man", "gender: woman"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        pytest.param("", "needs a column 'name' or 'id'", id="empty"),
        pytest.param("name\nVladimir Putin\n", "and others", id="nothing but names"),
        pytest.param("person,gender\nVladimir Putin,man\n", "needs a column 'name' or 'id'", id="no name"),
        pytest.param("name,sector\nVladimir Putin,x\n", "'sector', as another is; rename it", id="a record's column"),
        pytest.param("name,a,A\nVladimir Putin,x,y\n", "as another is", id="twice"),
        pytest.param('name,"a""b"\nVladimir Putin,x\n', "use letters, digits", id="a quotation mark"),
        pytest.param("name,gender\n,man\n", "2: no name and no id", id="nobody"),
        pytest.param("name,gender\nPutin,man\nputin,woman\n", "3: 'putin' is also in line 2", id="contradiction"),
    ],
)
def test_a_bad_table_is_refused(records: Path, table: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        join(records, table)


def test_a_table_that_is_not_there_is_named(records: Path) -> None:
    with (
        pytest.raises(ReadError, match=r"none\.csv: cannot be read"),
        open_corpus([str(records)], Selection(attributes=Path("none.csv"))),
    ):
        pass
