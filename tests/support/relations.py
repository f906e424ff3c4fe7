"""Relations by their words: `relate(text, source="Lee", cue="said", content="he would go")`."""

from __future__ import annotations

from typing import Any

from quotes.evaluation.relations import Relation, Sheet, make_extents

SEED = (
    'Jens Stoltenberg said Russia must stop the strikes. "NATO is able and ready to defend all of the allies," he '
    "told AFP. According to the observatory, 40 strikes hit Hama. Ankara called the strikes a provocation."
)


def relate(text: str, *, source: str = "", cue: str = "", content: str | tuple[str, ...] = "", **more: Any) -> Relation:
    """A relation whose spans are the first places of these words in the text."""
    contents = (content,) if isinstance(content, str) else content
    return Relation(
        source=make_extents(text, [_find(text, source)] if source else []),
        cue=make_extents(text, [_find(text, cue)] if cue else []),
        content=make_extents(text, [_find(text, item) for item in contents if item]),
        **more,
    )


def _find(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def sheet(*relations: Relation, text: str = SEED, name: str = "seed", sha256: str | None = "0" * 64) -> Sheet:
    """An article with these relations."""
    return Sheet(name, sha256, relations, text)


STOLTENBERG = relate(SEED, source="Jens Stoltenberg", cue="said", content="Russia must stop the strikes")
NATO = relate(
    SEED, source="he", cue="told", content='"NATO is able and ready to defend all of the allies,"', quote_type="direct"
)
OBSERVATORY = relate(SEED, source="the observatory", cue="According to", content="40 strikes hit Hama")
ANKARA = relate(SEED, source="Ankara", cue="called", content="the strikes a provocation")
