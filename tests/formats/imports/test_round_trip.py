"""Whatever has an import comes back the same: generated articles, the first article, PolNeAR where it is at hand."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from support.annotated_articles import annotated_articles
from support.round_trips import read_import, write_export

import quotes
from quotes.formats.interchange.annotated import AnnotatedArticle, group_by_article
from quotes.formats.readers.text import read_text
from quotes.formats.registry import EXPORTABLE, IMPORTABLE
from quotes.record import Record


def test_every_import_has_an_export() -> None:
    assert IMPORTABLE.keys() <= EXPORTABLE.keys()


@pytest.mark.slow
@pytest.mark.parametrize("form", IMPORTABLE)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(articles=st.lists(annotated_articles(), min_size=1, max_size=2, unique_by=lambda one: one.info.sha256))
def test_generated_articles_come_back_the_same(form: str, articles: list[AnnotatedArticle]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_export(articles, form, Path(folder))
        results = read_import(path, form)

    expected = [record for article in articles for record in article.records]
    assert {(r.article.sha256, r.id): r for r in results} == {(r.article.sha256, r.id): r for r in expected}
    for article in articles:  # folders are read by name, but an article's records keep their order
        assert [r for r in results if r.article == article.info] == list(article.records)


@pytest.mark.parametrize("form", IMPORTABLE)
def test_first_article_comes_back_the_same(
    form: str, seed_records: tuple[Record, ...], seed_path: Path, tmp_path: Path
) -> None:
    article, records = read_text(seed_path), list(seed_records)
    annotated = AnnotatedArticle(records[0].article, seed_records, article.text)

    assert len(records) > 10
    assert read_import(write_export([annotated], form, tmp_path), form) == records
    assert read_import(tmp_path / form, form, {article.sha256: article.text}) == records


@pytest.fixture(scope="module")
def polnear(nlp: Language) -> list[AnnotatedArticle]:
    """All articles of PolNeAR's dev compartment with their records of all modes."""
    folder = Path(os.environ.get("QUOTES_DATA", ""), "data", "dev", "text")
    if "QUOTES_DATA" not in os.environ or not folder.is_dir():
        pytest.skip("QUOTES_DATA names no folder of corpora")
    articles = [read_text(path) for path in sorted(folder.glob("*.txt"))]
    texts = {article.sha256: article.text for article in articles}
    records = [record for results in quotes.extract(articles, nlp, mode="all") for record in results]
    return [AnnotatedArticle(item.info, item.records, texts[item.info.sha256]) for item in group_by_article(records)]


@pytest.mark.parametrize("form", IMPORTABLE)
def test_polnear_comes_back_the_same(form: str, polnear: list[AnnotatedArticle], tmp_path: Path) -> None:
    records = [record for article in polnear for record in article.records]

    assert len(records) > 1000
    assert read_import(write_export(polnear, form, tmp_path), form) == records
