"""The roles of tokens, and findings in words."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from support.trees import tree

from quotes.engine.explain.roles import describe_naming, list_rivals, list_spans, role_of_tokens, show
from quotes.engine.explain.trace import Finding, Naming, Trace


def test_roles_of_tokens(said: tuple[Doc, Trace]) -> None:
    doc, results = said
    roles = role_of_tokens(doc, results.fired)

    assert {doc[i].text: role for i, role in roles.items() if role != "content"} == {
        "Jens": "source",
        "Stoltenberg": "source",
        "said": "cue",
    }


def finding(**changes: object) -> Finding:
    values = {"construction": "label", "source": (0, 5), "cue": (6, 10), "content": ((11, 13),), "probability": 0.5}
    return Finding(**(values | changes))  # type: ignore[arg-type]


DOC = tree("Putin/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1")


@pytest.mark.parametrize(
    ("findings", "roles"),
    [
        pytest.param([], {}, id="nothing fired"),
        pytest.param([finding(source=None, cue=None)], {2: "content"}, id="content alone"),
        pytest.param([finding()], {0: "source", 1: "cue", 2: "content"}, id="all roles"),
        pytest.param([finding(content=((0, 13),))], {0: "source", 1: "cue", 2: "content"}, id="content around them"),
        pytest.param(
            [finding(source=(11, 13), content=((0, 5),), nested=True), finding()],
            {0: "source", 1: "cue", 2: "content"},
            id="the outermost first",
        ),
    ],
)
def test_role_of_tokens(findings: list[Finding], roles: dict[int, str]) -> None:
    assert role_of_tokens(DOC, findings) == roles


def test_spans_by_role() -> None:
    assert list_spans(finding(source=None)) == [("source", ()), ("cue", ((6, 10),)), ("content", ((11, 13),))]


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        pytest.param([], "", id="no span"),
        pytest.param([(0, 5)], "Putin", id="one span"),
        pytest.param([(0, 5), (11, 13)], "Putin … so", id="two spans"),
        pytest.param([(0, 13)], "Putin said so", id="line end inside"),
    ],
)
def test_show(spans: list[tuple[int, int]], shown: str) -> None:
    assert show("Putin said\nso", spans) == shown


@pytest.mark.parametrize(
    ("naming", "description", "rivals"),
    [
        pytest.param(Naming(None, None, (), reason="generic"), "nobody: generic (no case)", "", id="nobody, no case"),
        pytest.param(
            Naming(None, None, ("he-or-she",), reason="no_antecedent"), "nobody: no_antecedent (he-or-she)", "", id="he"
        ),
        pytest.param(
            Naming("Jens\x1b[2J Stoltenberg", "name", ("name",)),
            "Jens[2J Stoltenberg (name, by name)",
            "",
            id="controls",
        ),
        pytest.param(
            Naming("Jens Stoltenberg", "pronoun", ("relative", "name"), (("Vladimir Putin", 0.416),)),
            "Jens Stoltenberg (pronoun, by relative and name)",
            "Vladimir Putin 0.42",
            id="two cases and a rival",
        ),
    ],
)
def test_naming_in_words(naming: Naming, description: str, rivals: str) -> None:
    assert describe_naming(naming) == description
    assert list_rivals(naming) == rivals
