"""Read and extract the items of one chunk: the work of one worker, the same in every process and on every machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language

from quotes import pipeline
from quotes.article import Article
from quotes.corpus.chunks import Item
from quotes.corpus.outcome import Outcome
from quotes.corpus.settings import Settings
from quotes.engine.scoring.scorer import load_scorer
from quotes.formats.readers.document import Document, Failure
from quotes.formats.readers.paths import read_document, within_limits
from quotes.record import Record
from quotes.text.file_names import safe_name

BATCH_ARTICLES = 32
BATCH_CHARACTERS = 60_000
# Characters a second (250 words) that a pipeline does at the least: a batch ends within the time of one article.
SLOWEST = 1_500


class Engine:
    """A loaded pipeline, and what is asked of it. Raises ModelError where the pipeline cannot be loaded."""

    def __init__(self, settings: Settings, nlp: Language | None = None) -> None:
        self.settings = settings
        self.writer = settings.writer()
        load_scorer()  # a damaged one is told once, not for each article
        self.nlp = nlp or pipeline.load(settings.model)
        limit = settings.timeout * SLOWEST if settings.timeout else BATCH_CHARACTERS
        self.batch_characters = int(min(BATCH_CHARACTERS, limit))

    def run(
        self, items: Sequence[Item], report: Callable[[str, int], None] = lambda stage, number: None
    ) -> list[list[Outcome]]:
        """The outcomes of each item. `report` hears ("read", item) and ("extract", items so far) before each step."""
        found: list[list[Article | Outcome]] = []
        for number, item in enumerate(items):
            report("read", number)
            found.append(list(self._read(item)))
        first = self._first_of_each([one for several in found for one in several if isinstance(one, Article)])
        done: dict[int, Outcome] = {}
        for batch in self._batches(first):
            report("extract", len(done))
            done.update(zip(map(id, batch), self._extract(batch), strict=True))
        return [
            [one if isinstance(one, Outcome) else done.get(id(one)) or Outcome(sha256=one.sha256) for one in several]
            for several in found
        ]

    def _read(self, item: Item) -> Iterator[Article | Outcome]:
        options = self.settings.read
        for one in read_document(item, options) if isinstance(item, Document) else (within_limits(item, options),):
            yield one if isinstance(one, Article) else Outcome(failure=one)

    def _first_of_each(self, articles: list[Article]) -> list[Article]:
        """Of articles with the same text the first alone, where doubles are not wanted."""
        if not self.settings.dedupe:
            return articles
        return list({article.sha256: article for article in reversed(articles)}.values())

    def _batches(self, articles: list[Article]) -> Iterator[list[Article]]:
        """Articles of like length together, so that little is padded."""
        batch: list[Article] = []
        size = 0
        for article in sorted(articles, key=lambda article: len(article.text)):
            if batch and (len(batch) == BATCH_ARTICLES or size + len(article.text) > self.batch_characters):
                yield batch
                batch, size = [], 0
            batch.append(article)
            size += len(article.text)
        if batch:
            yield batch

    def _extract(self, batch: list[Article]) -> list[Outcome]:
        try:
            return [self._write(*pair) for pair in zip(batch, pipeline.extract_batch(batch, self.nlp), strict=True)]
        except Exception as error:  # one of them is to blame: find out which, and keep the others
            if len(batch) > 1:
                return [self._extract([article])[0] for article in batch]
            name = batch[0].source_path or "-"
            return [Outcome(failure=Failure(name, "extract", type(error).__name__, f"{name}: {_line(error)}"))]

    def _write(self, article: Article, records: list[Record]) -> Outcome:
        wanted = self.settings.modes
        kept = [record for record in records if "all" in wanted or record.mode in wanted]
        payload = self.writer.dump(kept)
        if self.settings.text_dir:
            write_text(article, Path(self.settings.text_dir))
        return Outcome(payload, len(kept), len(article.text.split()), article.sha256)


def write_text(article: Article, folder: Path) -> Path:
    """The text that offsets count in as a file of UTF-8, named by the article's id and the hash of its text."""
    name = safe_name(article.key)[:80].strip(".-") or "article"
    path = folder / f"{name}.{article.sha256[:8]}.txt"
    if not path.exists():
        handle, partial = tempfile.mkstemp(prefix=".", dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(article.text.encode("utf-8", "surrogatepass"))
        Path(partial).replace(path)
    return path


def _line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0][:300] if lines and lines[0] else type(error).__name__
