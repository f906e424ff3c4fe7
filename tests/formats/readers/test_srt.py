"""SubRip captions: cues become paragraphs, labels begin them, and no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.paths import read_document

CAPTIONS = Path(__file__).parents[3] / "fixtures" / "formats" / "captions.srt"
FIRST, SECOND, THIRD = (
    "00:00:01,000 --> 00:00:02,000",
    "00:00:02,000 --> 00:00:03,000",
    "00:00:09,000 --> 00:00:10,000",
)


def read(text: str, name: str = "a.srt", **options: int) -> Article | Failure:
    form = "text" if name.endswith(".txt") else "srt"
    (result,) = read_document(Document(name, form, text.encode()), ReadOptions(**options))  # type: ignore[arg-type]
    return result


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("The mayor said so.", "no times such as", id="another text"),
        pytest.param("1\n00:00:01", "no times such as", id="half a time"),
        pytest.param(f"1\n{'9' * 5000}:00:00 --> 00:00:02\nYes.", "no times such as", id="five thousand digits"),
        pytest.param(f"1\n{FIRST}\n\n2\n{SECOND}\n<i></i>\n", "no captions; give", id="empty captions"),
        pytest.param("a\0b", "binary, not text", id="binary"),
    ],
)
def test_files_without_captions_are_refused(text: str, reason: str) -> None:
    result = read(text)

    assert isinstance(result, Failure)
    assert result.message.startswith(f"a.srt: {reason}")


def test_captions_are_limited_as_other_articles_are() -> None:
    result = read(f"1\n{FIRST}\n{'yes ' * 100}\n", max_characters=100)

    assert isinstance(result, Failure)
    assert "over 100" in result.message


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        pytest.param(f"1\n{FIRST}\nWe want\n\n2\n{SECOND}\nthe road.", "We want the road.", id="a sentence over two"),
        pytest.param(f"1\n{FIRST}\nWe left in\n1984", "We left in 1984", id="a number as the last line"),
        pytest.param(f"1\n{FIRST}\nWe left in\n1984\n\n2\n{SECOND}\nagain.", "We left in 1984 again.", id="a year"),
        pytest.param(f"1\n{FIRST}\nYes.\n2\n{SECOND}\nNo.", "Yes. No.", id="no blank line between"),
        pytest.param(f"1\n{FIRST}\nYes.\n\nAnd no.\n\n2\n{SECOND}\nSo.", "Yes. And no. So.", id="blank line inside"),
        pytest.param(f"{FIRST}\nYes.\n\n{SECOND}\nNo.", "Yes. No.", id="no numbers"),
        pytest.param(f"1\n{FIRST}\nYes.\n\n2\n00:00:02,000 -->\nNo.\n", "Yes. No.", id="the end of a time missing"),
        pytest.param(f"{FIRST} X1:100 X2:200\nYes.".replace(",", "."), "Yes.", id="dots, and places on the screen"),
        pytest.param("1\n0:0:1,5 --> 0:0:2\nYes.", "Yes.", id="short times"),
        pytest.param(f"1\n{FIRST}\n3 < 4 and 5 > 2", "3 < 4 and 5 > 2", id="signs that are no tags"),
        pytest.param(f"1\n{FIRST}\nYes --> no", "Yes --> no", id="an arrow in the words"),
        pytest.param(f"1\n{FIRST}\n{{\\an8}}<font color='red'>Yes</font> {{no}}", "Yes {no}", id="tags"),
        pytest.param(f"1\n{FIRST}\nNo.\n\n2\n{SECOND}\nNo.", "No. No.", id="said twice"),
        pytest.param(f"1\n{FIRST}\na\nb\n\n2\n{SECOND}\na\nb\nc", "a b c", id="two lines that roll up"),
        pytest.param(f"1\n{FIRST}\nYes.\n\n2\n{THIRD}\nNo.", "Yes.\n\nNo.", id="pause after a sentence"),
        pytest.param(f"1\n{FIRST}\n>> LEE: Yes.\n\n2\n{THIRD}\nNo.", "LEE: Yes. No.", id="a label holds over a pause"),
        pytest.param(f"1\n{FIRST}\n>> LEE: Yes.\n\n2\n{THIRD}\n>> No.", "LEE: Yes.\n\nNo.", id="until another turn"),
        pytest.param(f"1\n{FIRST}\nLEE: Yes.\nEK: No.", "LEE: Yes.\n\nEK: No.", id="labels without marks"),
        pytest.param(f"1\n{FIRST}\nAnn Lee: We\n\n2\n{SECOND}\nAnn Lee: left.", "Ann Lee: We left.", id="same label"),
        pytest.param(f"1\n{FIRST}\nHe said: yes\n\n2\n{SECOND}\nand no", "He said: yes and no", id="a colon alone"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.srt", "a.txt"])
def test_cues_are_joined(cues: str, text: str, newline: str, name: str) -> None:
    result = read(f"{cues}\n".replace("\n", newline), name)

    assert isinstance(result, Article)
    assert result.text == f"{text}\n"


@pytest.mark.parametrize(
    "words",
    [
        *(pytest.param(unit * 200_000, id=unit) for unit in ("<a", "<v ", "{\\", "00:00:01,000 --> ", "&lt;", ">>")),
        pytest.param("<v" + "\t" * 200_000, id="blanks in a tag"),
        pytest.param("No.\n" * 50_000 + f"\n2\n{SECOND}\n" + "No.\n" * 50_000, id="many equal lines"),
        pytest.param(" " * 200_000, id="blanks"),
    ],
)
@pytest.mark.parametrize("name", ["a.srt", "a.txt"])
def test_hostile_captions_take_no_longer_than_others(words: str, name: str) -> None:
    assert isinstance(read(f"1\n{FIRST}\n{words}\nYes.\n", name), Article)
