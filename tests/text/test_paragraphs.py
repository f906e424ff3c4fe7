r"""Where paragraphs begin and end: at blank lines, and at line breaks unless the lines are wrapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.timing import cpu_seconds

from quotes.text.paragraphs import find_paragraphs

TEXTS = st.text(
    alphabet=st.sampled_from("aBé.,;:!\"'“”‘’«»„`19 \t\u00a0\n\r\u2028\x0b\x0c\x85\U0001f600"), max_size=300
)


def paragraphs_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty text"),
        pytest.param(" \t\u00a0", id="blanks"),
        pytest.param("\r\n\r\n\n \n", id="blank lines"),
    ],
)
def test_no_paragraph_in(text: str) -> None:
    assert paragraphs_of(text) == []


WIRE = (
    "NATO has stationed anti-missile Patriot batteries in Turkey to\n"
    "protect it from any spillover of the Syrian conflict, and NATO\n"
    "is ready.\n"
    "Putin said Russian warships fired cruise missiles on positions\n"
    "in Syria for the first time."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said\nit again.", ["He said\nit again."], id="no break before a small letter"),
        pytest.param("Russia said.\nNATO said.", ["Russia said.", "NATO said."], id="unwrapped lines"),
        pytest.param("Russia said.\n\nNATO said.", ["Russia said.", "NATO said."], id="blank line"),
        pytest.param("Russia said.\n \t\n\n\nNATO said.", ["Russia said.", "NATO said."], id="several blank lines"),
        pytest.param("Russia said.\r\n\r\nNATO said.", ["Russia said.", "NATO said."], id="Windows line ends"),
        pytest.param("Russia said.\r\rNATO said.", ["Russia said.", "NATO said."], id="old Mac line ends"),
        pytest.param("Russia said.\u2029NATO said.", ["Russia said.", "NATO said."], id="paragraph separator"),
        pytest.param("he said\n\nit again.", ["he said", "it again."], id="blank line before a small letter"),
        pytest.param("Putin said\n\u00e9tait prêt.", ["Putin said\nétait prêt."], id="small letter beyond ASCII"),
        pytest.param("NATO is ready.\x85Putin said so.", ["NATO is ready.", "Putin said so."], id="NEL of mainframes"),
        pytest.param("NATO\x0cPutin", ["NATO", "Putin"], id="form feed"),
        pytest.param("NATO is ready.\n08/10/2015", ["NATO is ready.", "08/10/2015"], id="a digit opens one"),
        pytest.param("\ufeffNATO is ready.", ["\ufeffNATO is ready."], id="byte order mark"),
        pytest.param("  • 08/10/2015  \n", ["• 08/10/2015"], id="white space around is left out"),
        pytest.param(WIRE, [WIRE[: WIRE.index("\nPutin")], WIRE[WIRE.index("Putin") :]], id="wrapped wire text"),
        pytest.param(
            WIRE.replace("\n", "\r"),
            [
                WIRE[: WIRE.index("\nPutin")].replace("\n", "\r"),
                WIRE[WIRE.index("Putin") :].replace("\n", "\r"),
            ],
            id="wrapped with old Mac line ends",
        ),
        pytest.param(
            "“We left at noon,” Lee said.\n“Then it rained and we slept.\n“Nobody came.”\nThe road is shut.",
            ["“We left at noon,” Lee said.", "“Then it rained and we slept.", "“Nobody came.”", "The road is shut."],
            id="each line ends as a sentence does",
        ),
    ],
)
def test_paragraphs_of(text: str, expected: list[str]) -> None:
    assert paragraphs_of(text) == expected


@given(TEXTS)
def test_paragraphs_never_overlap_and_cover_all_but_white_space(text: str) -> None:
    results = find_paragraphs(text)

    covered = [at for start, end in results for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)
    for start, end in results:
        assert text[start:end] == text[start:end].strip() != ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NATO\n" * 50_000, id="short lines"),
        pytest.param("nato is able and ready\r" * 10_000, id="one long wrapped paragraph"),
        pytest.param(" " * 200_000, id="blanks"),
        pytest.param("." + " " * 100_000 + "x\n" + "." * 100_000, id="long lines"),
    ],
)
def test_long_text_takes_no_time(text: str) -> None:
    assert cpu_seconds(lambda: find_paragraphs(text)) < 2
