"""Records of articles 1, 2, … by speakers with any name: `said(1, "Vladimir Putin")`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.records import make_record

from quotes.record import Member, Record


def said(
    article: int,
    name: str,
    mention: str | None = None,
    *,
    resolution: str = "name",
    nature: str = "named_person",
    sector: str = "unknown",
    speaker: str | None = None,
    **changes: Any,
) -> Record:
    """A record of one of the articles 1, 2, …, whose speaker has this name."""
    record = make_record(**changes)
    text = mention or name
    return record.model_copy(
        update={
            "article": record.article.model_copy(
                update={
                    "id": f"article-{article}",
                    "sha256": f"{article:064x}",
                    "source_path": f"{article}.txt",
                }
            ),
            "source": record.source and record.source.model_copy(update={"text": text}),
            "speaker": record.speaker
            and record.speaker.model_copy(
                update={
                    "id": speaker or name.lower().replace(" ", "-"),
                    "name": name,
                    "resolution": resolution,
                    "description": None,
                }
            ),
            "source_type": record.source_type.model_copy(update={"nature": nature, "sector": sector}),
        }
    )


def write(path: Path, *records: Record) -> Path:
    path.write_text("".join(record.model_dump_json() + "\n" for record in records), encoding="utf-8")
    return path


def said_jointly(article: int, *names: str, **changes: Any) -> Record:
    """A record of a joint source, which has a member for each name."""
    record = said(article, " and ".join(names), **changes)
    assert record.speaker is not None
    members = tuple(Member(id=name.lower().replace(" ", "-"), name=name) for name in names)
    return record.model_copy(update={"speaker": record.speaker.model_copy(update={"members": members})})
