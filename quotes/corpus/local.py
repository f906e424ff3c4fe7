"""Run the engine over many articles on this machine; one that fails is reported and the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from quotes.article import Article
from quotes.pipeline import BATCH, extract
from quotes.readers.paths import Failure
from quotes.record import Record


def extract_all(items: Iterable[Article | Failure], nlp: Language) -> Iterator[list[Record] | Failure]:
    """The records of each article, or its failure, in the order given."""
    batch: list[Article | Failure] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield from _run(batch, nlp)
            batch = []
    yield from _run(batch, nlp)


def _run(batch: list[Article | Failure], nlp: Language) -> Iterator[list[Record] | Failure]:
    articles = [item for item in batch if isinstance(item, Article)]
    results: Iterator[list[Record] | Failure]
    try:
        results = iter(list(extract(articles, nlp)))
    except Exception:  # one of them is to blame: find out which, and keep the others
        results = iter([_extract_one(article, nlp) for article in articles])
    for item in batch:
        yield next(results) if isinstance(item, Article) else item


def _extract_one(article: Article, nlp: Language) -> list[Record] | Failure:
    try:
        return extract(article, nlp)
    except Exception as error:
        message = str(error).splitlines()[0] if str(error) else type(error).__name__
        return Failure(article.source_path or "-", "extract", type(error).__name__, message)
