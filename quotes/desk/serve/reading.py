"""One article as a worker has read it: `Reading.of(outcome).article.text`, or why it could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.article import Article
from quotes.corpus.outcome import Outcome, is_article, unpack_article
from quotes.formats.readers.document import Failure


@dataclass(frozen=True)
class Reading:
    """The article with the lines of its records, or the failure."""

    article: Article | None = None
    payload: bytes = b""  # a line for each record, as the command writes it
    failure: Failure | None = None

    @classmethod
    def of(cls, outcome: Outcome) -> Reading:
        """The reading of an outcome whose payload begins with the article (`Settings.articles`)."""
        line, _, rest = outcome.payload.partition(b"\n")
        if is_article(line):
            return cls(unpack_article(line), rest)
        return cls(payload=outcome.payload, failure=outcome.failure)

    @property
    def records(self) -> int:
        """The number of records."""
        return self.payload.count(b"\n")
