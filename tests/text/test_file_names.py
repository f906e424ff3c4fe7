"""Names of files made from ids: safe, short, and never empty where a name is needed."""

from __future__ import annotations

import pytest

from quotes.text.file_names import MAX_NAME_BYTES, cut_name, name_text, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("/", "", id="nothing that is safe"),
        pytest.param("..", "", id="the folder above"),
        pytest.param("../../etc/passwd", "etc-passwd", id="out of the folder"),
        pytest.param(".hidden", "hidden", id="hidden file"),
        pytest.param("a\x00b\nc", "a-b-c", id="control characters"),
        pytest.param("https://example.org/a?b=1", "https-example.org-a-b-1", id="address"),
        pytest.param("café_字.txt", "café_字.txt", id="letters of other scripts"),
        pytest.param("nato-2015", "nato-2015", id="safe already"),
    ],
)
def test_safe_name(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("a" * MAX_NAME_BYTES, "a" * MAX_NAME_BYTES, id="fits"),
        pytest.param("a" * (MAX_NAME_BYTES + 1), "a" * MAX_NAME_BYTES, id="one byte too long"),
        pytest.param("é" * MAX_NAME_BYTES, "é" * (MAX_NAME_BYTES // 2), id="two bytes per letter"),
        pytest.param("a" + "字" * 60, "a" + "字" * 59, id="no part of a letter"),
        pytest.param("a\ud83d", "a?", id="half a character"),
    ],
)
def test_cut_name(name: str, expected: str) -> None:
    assert cut_name(name) == expected


@pytest.mark.parametrize(
    ("article", "name"),
    [
        pytest.param("", "article.1f2e3d4c.txt", id="no id"),
        pytest.param("///", "article.1f2e3d4c.txt", id="no safe character"),
        pytest.param("a" * 300, f"{'a' * 80}.1f2e3d4c.txt", id="long"),
        pytest.param("nato", "nato.1f2e3d4c.txt", id="short"),
    ],
)
def test_name_text(article: str, name: str) -> None:
    assert name_text(article, "1f2e3d4c" + "0" * 56) == name
