"""What facets count, what lists have, and the keys that name their rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.archive import add, say, write
from support.shelf import make_shelf

from quotes.desk.archive.archive import open_archive
from quotes.desk.archive.facets import FacetValue, count_facets
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.listings import find_article, find_speaker, list_articles, list_speakers
from quotes.desk.archive.profile import fill_gaps, find_variants
from quotes.desk.archive.search import list_newest


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shelf(tmp_path_factory.mktemp("shelf"))


@pytest.mark.parametrize(
    ("words", "filters", "facet", "counts"),
    [
        pytest.param("parliament", Filters(), "type", {}, id="nothing"),
        pytest.param("harbour", Filters(types=("direct",)), "type", {"indirect": 28, "direct": 0}, id="chosen, none"),
        pytest.param(
            "harbour",
            Filters(outlets=("The Herald",)),
            "outlet",
            {"Evening Post": 14, "The Herald": 14},
            id="other choices of its own",
        ),
        pytest.param(
            "harbour",
            Filters(outlets=("The Herald",)),
            "date",
            {"2020-03": 4, "2020-02": 4, "2020-01": 6},
            id="within the choices of others",
        ),
        pytest.param("harbour", Filters(until="2020-01"), "outlet", {"Evening Post": 6, "The Herald": 6}, id="time"),
        pytest.param(None, Filters(speaker="Stoltenberg"), "type", {"indirect": 1, "direct": 1}, id="no words"),
    ],
)
def test_values_are_counted(
    shelf: Path, words: str | None, filters: Filters, facet: str, counts: dict[str, int]
) -> None:
    with open_archive(shelf) as archive:
        values = count_facets(archive, words, filters).values[facet]
    assert {value.value: value.count for value in values} == counts


def test_without_alternatives_only_what_is_chosen_is_counted(shelf: Path) -> None:
    with open_archive(shelf) as archive:
        facets = count_facets(archive, None, Filters(outlets=("The Herald",)), alternatives=False)
    assert facets.total == 14
    assert [value.value for value in facets.values["outlet"]] == ["The Herald"]


def test_a_key_is_of_one_row_alone(shelf: Path) -> None:
    with open_archive(shelf) as archive:
        for entry in list_speakers(archive)[1]:
            assert find_speaker(archive, entry.key) == entry
            assert find_speaker(archive, entry.key[:-1] + ("0" if entry.key[-1] != "0" else "1")) is None
        for article in list_articles(archive, Filters())[1]:
            assert find_article(archive, article.key) == article
            assert find_article(archive, f"{article.number}-00000000") is None


def test_both_texts_of_an_article_are_listed(shelf: Path) -> None:
    with open_archive(shelf) as archive:
        total, entries = list_articles(archive, Filters(), id="toll")
    assert total == 2
    assert len({entry.key for entry in entries}) == 2
    assert len({entry.sha256 for entry in entries}) == 2


def test_speakers_are_counted_while_their_rows_are_out_of_date(tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    add(archive, write(tmp_path / "a.jsonl", [say("Ann Lee", "it rains", "a"), say("Ann Lee", "it pours", "b")]))
    with open_archive(archive, write=True) as opened:
        opened.connection.execute("UPDATE speakers SET records = 0, articles = 0")
        opened.connection.execute("INSERT INTO stale_speakers SELECT number FROM speakers")
    with open_archive(archive) as opened:
        total, (entry,) = list_speakers(opened)
    assert (total, entry.records, entry.articles) == (1, 2, 2)


def test_variants_of_a_name(tmp_path: Path) -> None:
    archive = tmp_path / "said.db"
    said = [say("Ann Lee", "a", "a"), say("ANN LEE", "b", "b"), say("Ann Lee", "c", "c")]
    add(archive, write(tmp_path / "a.jsonl", said))
    with open_archive(archive) as opened:
        (entry,) = list_speakers(opened, name="lee")[1]
        names = find_variants(opened, entry.number).names
    assert names == (FacetValue("Ann Lee", 2), FacetValue("ANN LEE", 1))


@pytest.mark.parametrize("words", [None, "bridge"], ids=["all", "words"])
def test_the_newest_are_read_in_parts(shelf: Path, words: str | None) -> None:
    filters = Filters(speaker="Ann Lee")
    with open_archive(shelf) as archive:
        whole = [hit.id for hit in list_newest(archive, filters, words, limit=100)[1]]
        parts = [list_newest(archive, filters, words, limit=10, offset=start)[1] for start in (0, 10, 20)]
    assert [hit.id for part in parts for hit in part] == whole
    assert len(set(whole)) == (27 if words is None else 25)


@pytest.mark.parametrize(
    ("dates", "filled"),
    [
        pytest.param({}, [], id="none"),
        pytest.param({"2020-01": 1}, [("2020-01", 1)], id="one"),
        pytest.param({"2020-02": 1, "2019-12": 2}, [("2019-12", 2), ("2020-01", 0), ("2020-02", 1)], id="months"),
        pytest.param({"2017": 1, "2019": 2}, [("2017", 1), ("2018", 0), ("2019", 2)], id="years"),
        pytest.param({"0001-01": 2, "2020-02": 3, "2020-05": 4}, [("0001", 2), ("2020", 7)], id="a year by mistake"),
        pytest.param({"0001": 1, "9999": 2}, [("0001", 1), ("9999", 2)], id="years by mistake"),
    ],
)
def test_gaps_are_filled(dates: dict[str, int], filled: list[tuple[str, int]]) -> None:
    values = fill_gaps(FacetValue(when, count) for when, count in dates.items())
    assert [(value.value, value.count) for value in values] == filled
