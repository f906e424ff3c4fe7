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
from quotes.corpus.outcome import Outcome, pack_article
from quotes.corpus.settings import Settings
from quotes.engine.scoring.scorer import load_scorers
from quotes.formats.readers.document import Document, Failure
from quotes.formats.readers.paths import read_document, within_limits
from quotes.record import Record
from quotes.text.file_names import name_text

BATCH_ARTICLES = 32
BATCH_CHARACTERS = 30_000  # more take more memory (6 MB for every 10,000) and no less time
# A slow pipeline still does 250 words per second: so a batch ends within the time limit of one article.
MIN_CHARACTERS_PER_SECOND = 1_500


class Engine:
    """A loaded pipeline with the settings of a run. Raises ModelError where the pipeline cannot be loaded."""

    def __init__(self, settings: Settings, nlp: Language | None = None) -> None:
        self.settings = settings
        self.writer = settings.writer()
        load_scorers()  # a damaged scorer is reported once, not for each article
        self.nlp = nlp or pipeline.load(settings.model)
        limit = settings.timeout * MIN_CHARACTERS_PER_SECOND if settings.timeout else BATCH_CHARACTERS
        self.batch_characters = int(min(BATCH_CHARACTERS, limit))

    def run(
        self, items: Sequence[Item], report: Callable[[str, int], None] = lambda stage, number: None
    ) -> list[list[Outcome]]:
        """The outcomes of each item. `report` is called with ("read", item) and ("extract", batch) before each step."""
        results: list[list[Article | Outcome]] = []
        for number, item in enumerate(items):
            report("read", number)
            results.append(list(self._read(item)))
        first = self._first_of_each(
            [result for results_of_item in results for result in results_of_item if isinstance(result, Article)]
        )
        outcomes: dict[int, Outcome] = {}
        for batch in self._batches(first):
            report("extract", len(outcomes))
            outcomes.update(zip(map(id, batch), self._extract(batch), strict=True))
        return [
            [
                result if isinstance(result, Outcome) else outcomes.get(id(result)) or Outcome(sha256=result.sha256)
                for result in results_of_item
            ]
            for results_of_item in results
        ]

    def _read(self, item: Item) -> Iterator[Article | Outcome]:
        options = self.settings.read
        for article in read_document(item, options) if isinstance(item, Document) else (within_limits(item, options),):
            yield article if isinstance(article, Article) else Outcome(failure=article)

    def _first_of_each(self, articles: list[Article]) -> list[Article]:
        """The articles; with `dedupe`, only the first of those with the same text."""
        if not self.settings.dedupe:
            return articles
        return list({article.sha256: article for article in reversed(articles)}.values())

    def _batches(self, articles: list[Article]) -> Iterator[list[Article]]:
        """Batches of articles of similar length, so that little is padded."""
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
        except Exception as error:  # one of the articles caused it: extract each alone
            if len(batch) > 1:
                return [self._extract([article])[0] for article in batch]
            name = batch[0].source_path or "-"
            return [Outcome(failure=Failure(name, "extract", type(error).__name__, f"{name}: {_line(error)}"))]

    def _write(self, article: Article, records: list[Record]) -> Outcome:
        modes = self.settings.modes
        selected = [record for record in records if "all" in modes or record.mode in modes]
        payload = self.writer.dump(selected)
        if self.settings.articles:
            payload = pack_article(article) + payload
        if self.settings.text_dir:
            write_text(article, Path(self.settings.text_dir))
        return Outcome(payload, len(selected), len(article.text.split()), article.sha256)


def write_text(article: Article, folder: Path) -> Path:
    """Write the text that offsets refer to as UTF-8; the name is the article's id and the hash of its text."""
    path = folder / name_text(article.key, article.sha256)
    if not path.exists():
        handle, partial = tempfile.mkstemp(prefix=".", dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(article.text.encode("utf-8", "surrogatepass"))
        Path(partial).replace(path)
    return path


def _line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0][:300] if lines and lines[0] else type(error).__name__
