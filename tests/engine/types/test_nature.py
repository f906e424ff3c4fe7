"""The nature of a source."""

from __future__ import annotations

import pytest

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.nature import is_document, nature_of


def speaker(head: str, *, label: str | None = None, plural: bool = False, author: bool = False) -> ResolvedSpeaker:
    return ResolvedSpeaker(head, None, "name", label, head, plural, head, author=author)


def source(words: str, *, head: str, label: str | None = None, plural: bool = False) -> ResolvedSpeaker:
    return ResolvedSpeaker(words.removeprefix("the "), None, "name", label, head, plural, words)


@pytest.mark.parametrize(
    ("resolved", "nature"),
    [
        pytest.param(None, "none", id="no speaker"),
        pytest.param(speaker("missile"), "none", id="neither person nor document"),
        pytest.param(speaker("order"), "document", id="an order"),
        pytest.param(source("the Order", head="order"), "named_organization", id="the Order, with a capital"),
        pytest.param(source("the Constitution", head="constitution"), "document", id="the Constitution"),
        pytest.param(source("establishment figures", head="figure", plural=True), "unnamed_group", id="no figures"),
        pytest.param(source("White House Officials", head="official", plural=True), "unnamed_group", id="headline"),
        pytest.param(
            source("US Constitution", head="constitution", label="ORG"), "document", id="recognised as a body"
        ),
        pytest.param(source("the Syrian military", head="military"), "named_organization", id="the one of a nation"),
        pytest.param(source("Clean Air Service", head="service"), "named_organization", id="written as a name"),
        pytest.param(
            source("Channel 4", head="channel", label="ORG"), "named_organization", id="a body's name with a number"
        ),
        pytest.param(
            source("Advisory Number 14", head="advisory", label="ORG"), "document", id="document with a number"
        ),
        pytest.param(source("USA Today", head="", label="PERSON"), "named_organization", id="no person's name"),
        pytest.param(speaker("guideline", plural=True), "document", id="guidelines"),
        pytest.param(speaker("report"), "document", id="document"),
        pytest.param(speaker("reports", plural=True), "document", id="documents, although plural"),
        pytest.param(speaker("official"), "unnamed_person", id="role"),
        pytest.param(speaker("officials", plural=True), "unnamed_group", id="several"),
        pytest.param(speaker("court"), "unnamed_group", id="body"),
        pytest.param(speaker("pair"), "unnamed_group", id="two"),
        pytest.param(speaker("host"), "unnamed_person", id="host of a programme, not of people"),
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
    ("noun", "expected"),
    [
        pytest.param("figure", False, id="a person"),
        pytest.param("number", False, id="a quantity"),
        pytest.param("missile", False, id="nothing to read"),
        pytest.param("report", True, id="report"),
        pytest.param("guideline", True, id="singular of an entry"),
    ],
)
def test_documents(noun: str, expected: bool) -> None:
    assert is_document(noun) is expected
