"""How far a review is, in all and article by article: `Progress(total=30, decided=12, …)`."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.record import ArticleInfo


@dataclass(frozen=True)
class Progress:
    """The progress of the review."""

    total: int
    decided: int
    accepted: int
    rejected: int
    corrected: int
    added: int


@dataclass(frozen=True)
class ArticleProgress:
    """The progress of one article; `name` is its name in the review."""

    name: str
    article: ArticleInfo
    total: int
    decided: int

    @property
    def open(self) -> int:
        """The number of records without a decision."""
        return self.total - self.decided
