"""The parts of gold that readers care most about: reported speech, and speech in quotation marks.

>>> [word in reporting_words() for word in ("said", "replies", "urging", "unveiled")]
[True, True, True, False]
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from quotes.evaluation.relations import Relation

MIN_QUOTED_WORDS = 3  # between marks; fewer are single words picked out: “rigged”
_IRREGULAR = ("said", "told", "wrote")
_ENDINGS = (("y", "ied"), ("y", "ies"), ("e", "ed"), ("", "ed"), ("e", "ing"), ("", "ing"), ("", "es"), ("", "s"))


def is_quoted_speech(relation: Relation) -> bool:
    """Does the content hold at least three words between quotation marks?"""
    content = " ".join(span.text for span in relation.content)
    return any(len(passage.split()) >= MIN_QUOTED_WORDS for passage in quoted_passages(content))


def is_reported_speech(relation: Relation) -> bool:
    """Is it quoted speech, "according to", or has its cue a reporting verb?"""
    cue = " ".join(span.text for span in relation.cue).lower()
    words = (word.strip(":,.;") for word in cue.split())
    return is_quoted_speech(relation) or "according to" in cue or any(word in reporting_words() for word in words)


def quoted_passages(content: str) -> list[str]:
    """The passages from an opening mark to the next closing mark, or to the end; straight marks are both."""
    passages = []
    opened: int | None = None
    for mark in re.finditer('[“”"]', content):
        if opened is not None and opened < mark.start() and mark.group() in '”"':
            passages.append(content[opened : mark.start()])
            opened = None
        else:
            opened = mark.end() if mark.group() in '“"' else None
    return passages if opened is None else [*passages, content[opened:]]


@cache
def reporting_words() -> frozenset[str]:
    """The forms of the reporting verbs, lower-cased."""
    text = files("quotes.language").joinpath("en/reporting_verbs.txt").read_text(encoding="utf-8")
    verbs = [verb for line in text.splitlines() if not line.startswith("#") for verb in line.split()]
    regular = (verb.removesuffix(old) + new for verb in verbs for old, new in _ENDINGS if verb.endswith(old))
    return frozenset((*verbs, *regular, *_IRREGULAR))
