"""Rank records by how checkable they are, with reasons and the other wordings of the same statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quotes.desk.claims.claim_sentence import make_sentence
from quotes.desk.claims.signals import Reason, find_statement
from quotes.desk.claims.statement_groups import group_statements, normalize
from quotes.record import Record


@dataclass(frozen=True)
class Claim:
    """A statement with its rank. `score` is the sum of the reasons' points; it says nothing about truth."""

    rank: int
    score: float
    reasons: tuple[Reason, ...]
    record: Record
    same_statement: tuple[Record, ...]
    topics: tuple[str, ...] = field(default=())
    statement: str | None = None  # the most checkable sentence of the record's content, which the reasons are of

    @property
    def sentence(self) -> str:
        """The claim as a sentence that stands alone."""
        return make_sentence(self.record, self.statement)

    def to_json(self) -> dict[str, Any]:
        """The claim as `quotes claims` writes it, with the whole record."""
        return {
            "rank": self.rank,
            "score": self.score,
            "claim": self.sentence,
            "reasons": [{"signal": r.signal, "points": r.points, "words": list(r.words)} for r in self.reasons],
            "topics": list(self.topics),
            "same_statement": list(describe_wordings(self.same_statement, self.record)),
            "record": self.record.model_dump(mode="json"),
        }


def rank_claims(
    records: Sequence[Record], *, top: int | None = None, topics: Sequence[tuple[str, ...]] | None = None
) -> Iterator[Claim]:
    """The statements, most checkable first, with one claim for all wordings of a statement.

    The wording with the highest score represents the statement. `topics` are the key terms of each record.
    """
    statements = [find_statement(record) for record in records]
    reasons_by_record = [statement.reasons for statement in statements]
    scores = [round(sum(reason.points for reason in reasons), 2) for reasons in reasons_by_record]
    order = sorted(range(len(records)), key=lambda n: (-scores[n], -records[n].confidence, n))
    groups = group_statements([records[number] for number in order])
    for rank, group in enumerate(groups[:top], start=1):
        first, *others = (order[place] for place in group)
        yield Claim(
            rank,
            scores[first],
            reasons_by_record[first],
            records[first],
            tuple(records[number] for number in others),
            topics[first] if topics else (),
            statements[first].text,
        )


def describe_wordings(others: Sequence[Record], first: Record) -> Iterator[dict[str, Any]]:
    """The other wordings of a statement, and the words in which each differs: "40 strikes" beside "45 strikes"."""
    first_words = dict.fromkeys(normalize(first).split())
    for other in others:
        other_words = dict.fromkeys(normalize(other).split())
        yield {
            "id": other.id,
            "article": other.article.id,
            "published": other.article.published,
            "speaker": other.speaker and other.speaker.name,
            "said": " … ".join(part.text for part in other.content),
            "only_here": [word for word in other_words if word not in first_words],
            "only_there": [word for word in first_words if word not in other_words],
        }
