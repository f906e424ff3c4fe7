"""What the encoder takes for quoted: pinned, since its network learned from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.nlp.encoder.quoted import find_quoted

ARTICLES = sorted((Path(__file__).parents[3] / "fixtures" / "articles").glob("*.txt"))
PINNED = Path(__file__).with_name("quoted_ranges.json")


def quoted_ranges(text: str) -> list[list[int]]:
    """The ranges of characters inside quotation marks."""
    inside = [*find_quoted(text, range(len(text))), False]
    edges = [i for i, quoted in enumerate(inside) if quoted != (i > 0 and inside[i - 1])]
    return [list(pair) for pair in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="no text"),
        pytest.param("The allies' airspace and NATO's", [], id="apostrophes"),
        pytest.param("the '90s, 6'2\" tall", [], id="decade and inches"),
        pytest.param("He said 'no", [], id="single mark that nothing closes"),
        pytest.param('He said "" twice', [], id="nothing between the marks"),
        pytest.param("“Yes,” he said.", ["“Yes,”"], id="curly"),
        pytest.param('"Yes," he said.', ['"Yes,"'], id="straight"),
        pytest.param("``Yes,'' he said.", ["``Yes,''"], id="doubled"),
        pytest.param("«Oui» and „ja“", ["«Oui»", "„ja“"], id="angled and low"),
        pytest.param("“He said ‘no’ twice,” she said.", ["“He said ‘no’ twice,”"], id="nested"),
        pytest.param("“One.\n\n“Two,” he said.", ["“One.", "“Two,”"], id="reopened"),
        pytest.param("“One.\n\nTwo he said.", ["“One."], id="never closed: to the end of its paragraph"),
        pytest.param("“One “two,” he said.", ["“One", "“two,”"], id="opened twice"),
    ],
)
def test_quoted(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_ranges(text)] == expected


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_encoder_sees_what_it_was_trained_on(path: Path) -> None:
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))

    assert quoted_ranges(path.read_text(encoding="utf-8")) == pinned[path.stem], (
        "quotes/nlp/encoder/quoted.py has changed: train the encoder again, or undo it"
    )
