"""The nature of a source and how an unnamed source is described."""

from __future__ import annotations

import pytest

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.source_types import anonymity_of, nature_of
from quotes.record import Nature


def speaker(head: str, *, label: str | None = None, plural: bool = False, author: bool = False) -> ResolvedSpeaker:
    return ResolvedSpeaker(head, None, "name", label, head, plural, head, author=author)


@pytest.mark.parametrize(
    ("resolved", "nature"),
    [
        pytest.param(None, "none", id="no speaker"),
        pytest.param(speaker("missile"), "none", id="neither person nor document"),
        pytest.param(speaker("report"), "document", id="document"),
        pytest.param(speaker("reports", plural=True), "document", id="documents, although plural"),
        pytest.param(speaker("official"), "unnamed_person", id="role"),
        pytest.param(speaker("officials", plural=True), "unnamed_group", id="several"),
        pytest.param(speaker("court"), "unnamed_group", id="body"),
        pytest.param(speaker("putin", label="PERSON"), "named_person", id="person"),
        pytest.param(speaker("nato", label="ORG"), "named_organization", id="organization"),
        pytest.param(speaker("moscow", label="PLACE"), "named_organization", id="place"),
        pytest.param(speaker("author", author=True), "named_person", id="author"),
        pytest.param(speaker("author", author=True, plural=True), "unnamed_group", id="authors"),
    ],
)
def test_nature(resolved: ResolvedSpeaker | None, nature: str) -> None:
    assert nature_of(resolved) == nature


@pytest.mark.parametrize(
    ("head", "nature", "source", "context", "anonymity"),
    [
        pytest.param("putin", "named_person", "Putin", "Putin said so.", None, id="named"),
        pytest.param("report", "document", "a report", "A report said so.", None, id="document"),
        pytest.param("official", "unnamed_person", None, "It was said.", None, id="no words"),
        pytest.param("official", "unnamed_person", "an official", "An official said so.", "bare", id="bare"),
        pytest.param("official", "unnamed_group", "three officials", "Three officials said so.", "bare", id="counted"),
        pytest.param(
            "source",
            "unnamed_person",
            "A Syrian military source",
            "A Syrian military source told AFP so.",
            "descriptor",
            id="descriptor",
        ),
        pytest.param("general", "unnamed_person", "a general", "A general said so.", "descriptor", id="rank"),
        pytest.param(
            "official",
            "unnamed_person",
            "an official",
            "An official, who asked not to be named, said so.",
            "requested",
            id="on request",
        ),
    ],
)
def test_anonymity(head: str, nature: Nature, source: str | None, context: str, anonymity: str | None) -> None:
    assert anonymity_of(speaker(head), nature, source, context) == anonymity
