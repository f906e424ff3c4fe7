"""Headline and date, read off the first lines; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.formats.readers.header import Header, read_header

TITLE = "NATO: Russian activity in Syria 'troubling'"
PLAIN = "Moscow said it was ready."
BRITISH = "The defence ministry said it was synchronising its strikes with the neighbouring army."
AMERICAN = "The defense ministry said it was synchronizing its strikes with the neighboring army."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n \n", id="blank lines"),
        pytest.param(TITLE, id="nothing follows"),
        pytest.param(f"{TITLE}\n{PLAIN}\n\n{PLAIN}", id="text on the next line"),
        pytest.param(f"{PLAIN}\n\n{PLAIN}", id="sentence"),
        pytest.param(f"“NATO is ready”\n\n{PLAIN}", id="quotation"),
        pytest.param(f"Moscow said it was ready,\n\n{PLAIN}", id="clause that continues"),
        pytest.param(f"{'Moscow said it was ready and ' * 10}so\n\n{PLAIN}", id="long line"),
        pytest.param(f"{'It said so ' * 900}", id="running text without an end"),
    ],
)
def test_no_title_in(text: str) -> None:
    assert read_header(text).title is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{TITLE}\n\n{PLAIN}", id="blank line"),
        pytest.param(f"\n\n  {TITLE}  \n\n{PLAIN}", id="white space around"),
        pytest.param(f"{TITLE}\r\n\r\n{PLAIN}", id="Windows line ends"),
        pytest.param(f"2015-10-08\n\n{TITLE}\n\n{PLAIN}", id="date above"),
    ],
)
def test_title_is_the_first_line_that_stands_alone(text: str) -> None:
    assert read_header(text).title == TITLE


@pytest.mark.parametrize(
    ("line", "body"),
    [
        pytest.param("08/10/2015", PLAIN, id="day or month first, no evidence"),
        pytest.param("08/10/2015", f"{BRITISH}\n\n{AMERICAN}", id="day or month first, both spellings"),
        pytest.param(
            "08/10/2015",
            "It promised our four tours, surprised at the size of the prize.",
            id="no such spelling",
        ),
        pytest.param("31/31/2015", BRITISH, id="no such month"),
        pytest.param("2015-13-40", PLAIN, id="no such ISO date"),
        pytest.param("February 31, 2015", PLAIN, id="no such day"),
        pytest.param("October 2015", PLAIN, id="no day"),
        pytest.param("2015", PLAIN, id="year only"),
        pytest.param("Putin said on October 8, 2015 that Moscow was ready.", PLAIN, id="in a sentence"),
        pytest.param("Moscow 8, 2015", PLAIN, id="no month"),
        pytest.param(PLAIN, "\n\n".join([PLAIN] * 9 + ["2015-10-08"]), id="far below"),
    ],
)
def test_no_date_in(line: str, body: str) -> None:
    assert read_header(f"{TITLE}\n\n{line}\n\n{body}").published is None


@pytest.mark.parametrize(
    ("line", "body", "published"),
    [
        pytest.param("• 08/10/2015", BRITISH, "2015-10-08", id="British spelling"),
        pytest.param("• 08/10/2015", AMERICAN, "2015-08-10", id="American spelling"),
        pytest.param("08.10.2015", BRITISH, "2015-10-08", id="full stops"),
        pytest.param("31/12/2015", AMERICAN, "2015-12-31", id="only the day can be first"),
        pytest.param("12/31/2015", BRITISH, "2015-12-31", id="only the month can be first"),
        pytest.param("10/10/2015", PLAIN, "2015-10-10", id="day and month alike"),
        pytest.param("2015-10-08", PLAIN, "2015-10-08", id="ISO"),
        pytest.param("2015-10-08", BRITISH, "2015-10-08", id="ISO, British spelling"),
        pytest.param("2015-10-08T10:30:00Z", PLAIN, "2015-10-08", id="ISO with a time"),
        pytest.param("October 8, 2015", PLAIN, "2015-10-08", id="month in words first"),
        pytest.param("Thursday, October 8, 2015", PLAIN, "2015-10-08", id="weekday"),
        pytest.param("Oct. 8, 2015", PLAIN, "2015-10-08", id="month cut short"),
        pytest.param("8 October 2015", PLAIN, "2015-10-08", id="day first, month in words"),
        pytest.param("8th October 2015", PLAIN, "2015-10-08", id="ordinal"),
        pytest.param("Published: October 8, 2015", PLAIN, "2015-10-08", id="with a word before"),
    ],
)
def test_date_of(line: str, body: str, published: str) -> None:
    assert read_header(f"{TITLE}\n\n  {line}\n{body}\n\n{PLAIN}") == Header(TITLE, published)


@given(st.text(max_size=300))
def test_any_text_has_a_header(text: str) -> None:
    header = read_header(text)

    assert header.title is None or header.title in text


@given(
    st.from_regex(
        r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ,]{1,2}[0-9]{1,5}|[A-Z][a-z]{2,8}\.? [0-9]{1,2},? [0-9]{4}",
        fullmatch=True,
    )
)
def test_any_date_line_is_read_or_left(line: str) -> None:
    published = read_header(f"{TITLE}\n\n{line}\n\n{PLAIN}").published

    assert published is None or len(published) == len("2015-10-08")
