"""Load a spaCy pipeline and extract records from articles: `extract("“Yes,” Putin said.")`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import overload

from spacy.language import Language
from spacy.tokens import Doc

from quotes import components
from quotes.article import Article
from quotes.errors import ModelError, QuotesError
from quotes.nlp.models import BUNDLED, read_model
from quotes.record import Record

BATCH = 16  # articles parsed together


def load(model: str | None = None) -> Language:
    """A spaCy pipeline with the engine in it: the bundled one, "fast", or an installed English one by name or path.

    Raises ModelError, which names it and says what to do, where the pipeline is missing, damaged, of another version
    or cannot parse.
    """
    nlp = multiply_by_numpy(read_model(None if model is None else str(model)))
    if nlp.lang != "en":
        raise ModelError(f"{model}: its language is {nlp.lang!r}; quotes reads English, name an English pipeline")
    if "parser" not in nlp.pipe_names and "quotes" not in nlp.pipe_names:
        raise ModelError(f"{model}: it has no dependency parser; name a pipeline with one, such as en_core_web_sm")
    if "quotes_paragraphs" not in nlp.pipe_names:
        before = "parser" if "parser" in nlp.pipe_names else None
        nlp.add_pipe("quotes_paragraphs", before=before) if before else nlp.add_pipe("quotes_paragraphs", first=True)
    if "quotes" not in nlp.pipe_names:
        nlp.add_pipe("quotes", last=True)
    return nlp


def multiply_by_numpy(nlp: Language) -> Language:
    """Let a pipeline multiply with NumPy's BLAS, some three times as fast as the blis kernels that spaCy brings along.

    Sums may differ in their last bits. Other kinds of operations (Apple's, a GPU's) stay as they are.
    """
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
    return nlp


@lru_cache(maxsize=1)
def _default() -> Language:
    return load()


@overload
def extract(articles: str | Article, nlp: Language | None = ...) -> list[Record]: ...  # type: ignore[overload-overlap]
@overload
def extract(articles: Iterable[str | Article], nlp: Language | None = ...) -> Iterator[list[Record]]: ...
def extract(
    articles: str | Article | Iterable[str | Article], nlp: Language | None = None
) -> list[Record] | Iterator[list[Record]]:
    """The records of a text or an article; for many, an iterator of the list of each, in order.

    `nlp` is a pipeline from `load()`, or any spaCy pipeline with the component "quotes"; by default the bundled one,
    loaded once.
    """
    if isinstance(articles, (str, Article)):
        return next(_extract_many([articles], nlp or _default()))
    return _extract_many(articles, nlp or _default())


def _extract_many(articles: Iterable[str | Article], nlp: Language) -> Iterator[list[Record]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(Article(text=article) if isinstance(article, str) else article)
        if len(batch) == BATCH:
            yield from extract_batch(batch, nlp)
            batch = []
    yield from extract_batch(batch, nlp)


def extract_batch(articles: Sequence[Article], nlp: Language) -> list[list[Record]]:
    """The records of each of a few articles, parsed together; `nlp` is as in `extract`.

    Raises QuotesError for an article that is too long for the pipeline, ModelError for one without the engine.
    """
    if "quotes" not in nlp.pipe_names:
        raise ModelError("the pipeline lacks the component 'quotes'; add it with nlp.add_pipe(\"quotes\")")
    finder = nlp.get_pipe("quotes")
    with nlp.memory_zone():
        docs = [_make_doc(article, nlp) for article in articles]
        if isinstance(finder, components.QuoteFinder):  # its records as they are, not through the document's data
            return [finder.find(doc) for doc in nlp.pipe(docs, batch_size=len(docs) or 1, disable=["quotes"])]
        return [list(doc._.quotes) for doc in nlp.pipe(docs, batch_size=len(docs) or 1)]


def _make_doc(article: Article, nlp: Language) -> Doc:
    if len(article.text) > nlp.max_length:
        raise QuotesError(
            f"{article.key}: {len(article.text):,} characters, over the pipeline's {nlp.max_length:,}; split it"
        )
    try:
        doc = nlp.make_doc(article.text)
    except UnicodeEncodeError as error:
        place = next(i for i, char in enumerate(article.text) if "\ud800" <= char <= "\udfff")
        raise QuotesError(
            f"{article.key}: half a character (a lone surrogate) at {place}; replace it by U+FFFD"
        ) from error
    doc.user_data["article"] = article
    return doc


__all__ = ["BUNDLED", "components", "extract", "load"]
