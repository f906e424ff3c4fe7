"""Load a spaCy pipeline and extract records from articles: `extract("“Yes,” Putin said.")`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TypeAlias, get_args, overload

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from quotes import components
from quotes.article import Article
from quotes.errors import ModelError, QuotesError, ReadError, without_options
from quotes.nlp.long_documents import limit_memory
from quotes.nlp.models import BUNDLED, read_model
from quotes.nlp.operations import multiply_by_numpy, set_runtime_threads
from quotes.nlp.threads import default_threads, limit_threads
from quotes.nlp.tokenizer import LinearTokenizer
from quotes.record import Mode, Record
from quotes.rows import DEFAULT_MODES, Records

BATCH_SIZE = 16  # articles parsed together
MAX_NAME_CHARACTERS = 1024  # characters: a longer text is never the name of a file
Item: TypeAlias = str | Article | Path | Doc
Modes: TypeAlias = str | Iterable[str]


def load(model: str | None = None, *, threads: int | None = None) -> Language:
    """A spaCy pipeline with the engine in it: the bundled one, "fast", "open", or an installed English one.

    `threads` is how many threads the pipeline may use for its products, in BLAS and in ONNX Runtime. By default it is
    1, which is fastest for texts of this length: give more processes to more cores. Where the environment sets
    OMP_NUM_THREADS, OPENBLAS_NUM_THREADS or the like, that number holds for BLAS. Other parts of the program keep their
    threads: the limit holds only while the pipeline multiplies.

    Raises ModelError, which names it and says what to do, where the pipeline is missing, damaged, of another version
    or cannot parse.
    """
    with limit_threads(limit := default_threads() if threads is None else threads):
        nlp = read_model(None if model is None else str(model))
    nlp = limit_memory(multiply_by_numpy(nlp, limit))
    if threads is not None:
        set_runtime_threads(nlp, threads)
    if type(nlp.tokenizer) is Tokenizer:
        nlp.tokenizer = LinearTokenizer(nlp.tokenizer)
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


@lru_cache(maxsize=2)
def _load_once(model: str | None) -> Language:
    return load(model)


@overload
def extract(articles: Item, nlp: Language | str | None = ..., *, mode: Modes = ...) -> list[Record]: ...  # type: ignore[overload-overlap]
@overload
def extract(
    articles: Iterable[Item], nlp: Language | str | None = ..., *, mode: Modes = ...
) -> Iterator[list[Record]]: ...
def extract(
    articles: Item | Iterable[Item], nlp: Language | str | None = None, *, mode: Modes = DEFAULT_MODES
) -> list[Record] | Iterator[list[Record]]:
    """The records of a text, an article, a file (as `Path`) or a `Doc`; of many, an iterator of the list of each.

    `nlp` is a pipeline from `load()`, any spaCy pipeline with the component "quotes", or what `load` takes; by default
    the bundled one, loaded once. `mode` is "statement", "evidence", "thought", "intention", several of them, or "all".

    Raises TypeError for anything else, ReadError for a file that cannot be read, ValueError for an unknown mode.
    """
    modes = _find_modes(mode)
    pipeline = _find_pipeline(nlp)
    if isinstance(articles, (str, Article, Path, Doc)):
        return _extract_item(articles, pipeline, modes)
    if isinstance(articles, (bytes, Mapping)) or not isinstance(articles, Iterable):
        raise TypeError(f"{_name_type(articles)} is not an article: give a text, a quotes.Article, a Path or a list")
    return _extract_many(articles, pipeline, modes)


def _extract_item(item: Item, nlp: Language, modes: frozenset[str]) -> list[Record]:
    if isinstance(item, Doc):
        if "quotes" in item.user_data:
            return _keep(item._.quotes, modes)
        item = item.text
    return _keep(
        (record for batch in _cut(_read_item(item)) for records in extract_batch(batch, nlp) for record in records),
        modes,
    )


def _extract_many(items: Iterable[Item], nlp: Language, modes: frozenset[str]) -> Iterator[list[Record]]:
    """The records of each item, texts and articles parsed together; files and documents are read one by one."""
    batch: list[Article] = []
    for item in items:
        if isinstance(item, (Path, Doc)):
            yield from _extract_articles(batch, nlp, modes)
            batch = []
            yield _extract_item(item, nlp, modes)
            continue
        batch.extend(_read_item(item))
        if len(batch) == BATCH_SIZE:
            yield from _extract_articles(batch, nlp, modes)
            batch = []
    yield from _extract_articles(batch, nlp, modes)


def _extract_articles(articles: list[Article], nlp: Language, modes: frozenset[str]) -> Iterator[list[Record]]:
    return (_keep(records, modes) for records in extract_batch(articles, nlp))


def _cut(articles: Iterable[Article]) -> Iterator[list[Article]]:
    remaining = iter(articles)
    while batch := list(islice(remaining, BATCH_SIZE)):
        yield batch


def _read_item(item: Item) -> Iterator[Article]:
    """The articles of an item: one of a text, all of a file or a folder."""
    if isinstance(item, Article):
        yield item
    elif isinstance(item, Path):
        from quotes.formats.readers.paths import find_paths, read_paths

        for article in read_paths(list(find_paths([str(item)]))):
            if not isinstance(article, Article):
                raise ReadError(without_options(article.message))
            yield article
    elif isinstance(item, str):
        from quotes.formats.readers.fetch import is_url

        if _is_file(item):
            raise QuotesError(f"{item!r} is the name of a file, not its text; pass pathlib.Path({item!r})")
        if is_url(item.strip()) and len(item.split()) == 1:
            raise QuotesError(f"{item.strip()!r} is an address, not a text; fetch its text, or save the page as a file")
        yield Article(text=item)
    else:
        raise TypeError(f"{_name_type(item)} is not an article: give a text, a quotes.Article or a Path")


def _is_file(text: str) -> bool:
    """True for "articles/a.txt" where there is such a file."""
    if len(text) > MAX_NAME_CHARACTERS or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _find_pipeline(nlp: object) -> Language:
    if nlp is None or isinstance(nlp, (str, Path)):
        return _load_once(None if nlp is None else str(nlp))
    if isinstance(nlp, Language):
        return nlp
    raise TypeError(f"{_name_type(nlp)} is not a pipeline: give what quotes.load() returns, or its name")


def _find_modes(mode: Modes) -> frozenset[str]:
    """The modes to keep: {"statement"} for "statement", all of them for "all"."""
    wanted = frozenset([mode] if isinstance(mode, str) else mode)
    if unknown := wanted - {*get_args(Mode), "all"}:
        names = ", ".join(map(repr, get_args(Mode)))
        raise ValueError(f"{min(unknown)!r} is not a mode: give {names} or 'all'")
    return frozenset(get_args(Mode)) if "all" in wanted else wanted


def _keep(records: Iterable[Record], modes: frozenset[str]) -> list[Record]:
    return Records(record for record in records if record.mode in modes)


def _name_type(value: object) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"


def extract_batch(articles: Sequence[Article], nlp: Language) -> list[list[Record]]:
    """The records of each of a few articles, parsed together; `nlp` is as in `extract`.

    Raises QuotesError for an article that is too long for the pipeline, ModelError for one without the engine.
    """
    if "quotes" not in nlp.pipe_names:
        raise ModelError("the pipeline lacks the component 'quotes'; add it with nlp.add_pipe(\"quotes\")")
    finder, tokenizer = nlp.get_pipe("quotes"), nlp.tokenizer
    remembered = isinstance(tokenizer, LinearTokenizer) and tokenizer.remembers(article.text for article in articles)
    docs = [_make_doc(article, nlp) for article in articles] if remembered else []
    with nlp.memory_zone():
        docs = docs or [_make_doc(article, nlp) for article in articles]
        if isinstance(
            finder, components.QuoteFinder
        ):  # the records directly, without the detour through `doc.user_data`
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
