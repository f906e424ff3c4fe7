"""The table on a terminal: it fits, and article text can neither style nor drive the terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from support.records import make_record

from quotes.formats.records.terminal_table import print_table
from quotes.record import Record


def printed(*records: Record, width: int = 80, terminal: bool = False) -> str:
    stream = io.StringIO()
    color = "truecolor" if terminal else None
    print_table(
        records,
        Console(file=stream, width=width, force_terminal=terminal, color_system=color, highlight=False),
    )
    return stream.getvalue()


def flat(text: str) -> str:
    """The text without white space, so that folded cells can be searched for short strings."""
    return "".join(text.split())


def test_no_records_print_nothing() -> None:
    assert printed() == ""


LONG = make_record(
    said="“We are implementing the biggest reinforcement of our collective defence since the Cold War. " * 9 + "”",
    name="Syrian Observatory for Human Rights",
    description="which is based in Britain and relies on a network of activists on the ground",
)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(
    "record",
    [
        pytest.param(make_record(), id="short"),
        pytest.param(LONG, id="long"),
        pytest.param(make_record(said="“" + "x" * 500 + "”", name="x" * 100, verb="x" * 50), id="no blank to break at"),
        pytest.param(make_record(said="“" + "北约" * 99 + "”"), id="wide characters"),
        pytest.param(make_record(speaker=None, cue=None, source=None), id="nobody is named"),
    ],
)
def test_no_line_is_wider_than_the_terminal(record: Record, width: int) -> None:
    lines = printed(record, width=width).splitlines()

    assert lines
    assert max(map(cell_len, lines)) <= width


def test_shows_who_said_what() -> None:
    text = printed(make_record(said='"Yes,"'))

    for shown in (
        "NATO: Russian activity in Syria 'troubling' (2015-10-08)",
        "Jens",
        "Stoltenberg",
        "said",
        '"Yes,"',
        "direct",
    ):
        assert shown in text
    assert "internationalorganization" in flat(text)


@pytest.mark.parametrize("markup", ["[bold]", "[red]Yes[/red]", "[/]", "[link=file:///]", ":smile:", "\\[b]"])
@pytest.mark.parametrize("place", ["said", "name", "verb", "description"])
def test_markup_is_shown_as_it_is(markup: str, place: str) -> None:
    assert markup in flat(printed(make_record(**{place: markup}), width=200))


def test_markup_in_the_title_is_shown_as_it_is() -> None:
    info = make_record().article.model_copy(update={"title": "[bold]NATO[/bold]"})

    assert "[bold]NATO[/bold]" in printed(make_record(article=info.model_dump()))


@pytest.mark.parametrize(
    "control",
    [
        pytest.param("\x1b[31m", id="colour"),
        pytest.param("\x1b]0;title\x07", id="window title"),
        pytest.param("\x9b2J", id="one-byte escape"),
        pytest.param("\x08\x08", id="backspace"),
        pytest.param("\x00", id="NUL"),
        pytest.param("\u202e", id="text turned around"),
        pytest.param("\ufeff\u200b", id="zero width"),
    ],
)
@pytest.mark.parametrize("terminal", [False, True], ids=["in a file", "on a terminal"])
def test_control_characters_are_taken_out(control: str, terminal: bool) -> None:
    info = make_record().article.model_copy(update={"title": f"NATO{control}"}).model_dump()
    dirty = make_record(said=f"“Y{control}es”", name=f"Putin{control}", verb=f"said{control}", article=info)
    clean_info = {**info, "title": "NATO" + "".join(char for char in control if char.isprintable())}
    visible = "".join(char for char in control if char.isprintable())
    clean = make_record(said=f"“Y{visible}es”", name=f"Putin{visible}", verb=f"said{visible}", article=clean_info)

    assert printed(dirty, terminal=terminal) == printed(clean, terminal=terminal)


def test_carriage_return_cannot_overwrite_a_line() -> None:
    assert "\r" not in printed(make_record(said="“Yes\rNo”"))
    assert "“Yes No”" in printed(make_record(said="“Yes\r\nNo”"))


def test_no_escape_codes_in_a_file() -> None:
    assert "\x1b" not in printed(make_record())
    assert "\x1b[" in printed(make_record(), terminal=True)
