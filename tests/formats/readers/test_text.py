"""Bytes to articles: encodings, line ends, and what is no text at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from quotes.errors import ReadError
from quotes.formats.readers.text import decode, make_article, read_text

CURLY = "Jens Stoltenberg said: “NATO’s allies are ready – including Turkey…”"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary, not text", id="picture"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", "binary, not text", id="zip or DOCX"),
        pytest.param(b"NATO\x00said", "binary, not text", id="a NUL in text"),
        pytest.param(b"\x01\x02\x03\x04" * 9, "binary, not text", id="control characters"),
        pytest.param(b"\xff\xfea", "damaged utf-16 text at byte 2", id="half a UTF-16 character"),
        pytest.param(b"\xef\xbb\xbfNATO \xff", "damaged utf-8", id="UTF-8 mark and other bytes"),
    ],
)
def test_no_text_is_refused_with_its_name_and_a_remedy(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=f"^syria.txt: {message}.*;") as raised:
        decode(data, "syria.txt")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param(CURLY.encode(), CURLY, id="UTF-8"),
        pytest.param(CURLY.encode("utf-8-sig"), CURLY, id="UTF-8 with byte-order mark"),
        pytest.param(b"\xff\xfe" + CURLY.encode("utf-16-le"), CURLY, id="UTF-16 little end first"),
        pytest.param(b"\xfe\xff" + CURLY.encode("utf-16-be"), CURLY, id="UTF-16 big end first"),
        pytest.param(b"\xff\xfe\0\0" + CURLY.encode("utf-32-le"), CURLY, id="UTF-32 little end first"),
        pytest.param(CURLY.encode("cp1252"), CURLY, id="Windows curly marks"),
        pytest.param("He said: “Yes”".encode("cp1252"), "He said: “Yes”", id="Windows curly marks in a short text"),
        pytest.param("Müller’s café".encode("cp1252"), "Müller’s café", id="Windows accents"),
        pytest.param((CURLY * 9).encode("mac_roman"), CURLY * 9, id="Mac Roman curly marks"),
        pytest.param(b"One.\r\n\r\nTwo.\rThree.\n", "One.\r\n\r\nTwo.\rThree.\n", id="line ends kept"),
        pytest.param(
            "A\u00a0b\u2028c\u200bd\U0001f600".encode(),
            "A\u00a0b\u2028c\u200bd\U0001f600",
            id="odd blanks kept",
        ),
        pytest.param(
            b"\x1b[31mNATO\x1b[0m said it is ready.",
            "\x1b[31mNATO\x1b[0m said it is ready.",
            id="escapes kept",
        ),
    ],
)
def test_text_is_decoded(data: bytes, text: str) -> None:
    assert decode(data, "syria.txt") == text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("none.txt", "no such file; check the path", id="missing"),
        pytest.param("folder", r"cannot be read \(.+\); check its permissions", id="folder"),
        pytest.param("file.txt/below.txt", r"cannot be read \(.+\); check its permissions", id="below a file"),
        pytest.param("loop.txt", r"cannot be read \(.+\); check its permissions", id="link to itself"),
    ],
)
def test_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("NATO said so.")
    (tmp_path / "loop.txt").symlink_to("loop.txt")

    with pytest.raises(ReadError, match=message) as raised:
        read_text(tmp_path / name)
    assert str(raised.value).startswith(f"{tmp_path / name}: ")


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="who may read everything is refused nothing")
def test_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("NATO said so.")
    path.chmod(0)

    with pytest.raises(ReadError, match=r"secret\.txt: cannot be read"):
        read_text(path)


def test_article_holds_the_text_untouched_and_what_its_header_says(seed_path: Path) -> None:
    article = read_text(seed_path)

    assert article.text.encode() == seed_path.read_bytes()
    assert article.source_path == str(seed_path)
    assert article.key == seed_path.stem
    assert article.title == "NATO: Russian activity in Syria 'troubling'"
    assert article.published == "2015-10-08"


def test_same_text_has_the_same_hash_in_any_encoding() -> None:
    articles = [make_article(CURLY.encode(code), None) for code in ("utf-8", "utf-8-sig", "utf-16", "cp1252")]

    assert len({article.sha256 for article in articles}) == 1
    assert {article.key for article in articles} == {articles[0].sha256[:16]}
