"""The article report: marks that overlap, text that stays as it is, articles whose text is not at hand."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.desk import FIRST, make_records, reject, write_records
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.pages.render import data, exact
from quotes.desk.report.passages import Passages
from quotes.desk.report.pieces import Mark, cut, lay_out, paragraphs
from quotes.desk.report.report_page import find_voices, write_report

TEXT = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=120) | st.text(
    alphabet="ab \r\n\t", min_size=1
)
MARKS = st.lists(st.tuples(st.integers(0, 130), st.integers(1, 60)), max_size=8)


@pytest.mark.slow
@given(TEXT, MARKS, st.integers(0, 5))
def test_pieces_join_to_the_text_and_carry_the_marks_that_hold_there(
    text: str, spans: list[tuple[int, int]], start: int
) -> None:
    marks = [Mark(begin, begin + length, "content", number) for number, (begin, length) in enumerate(spans)]
    pieces = cut(start, text, marks)

    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        for at in range(piece.start, piece.start + len(piece.text)):
            assert {mark.record for mark in piece.marks} == {
                mark.record for mark in marks if mark.start <= at < mark.end
            }


@given(TEXT)
def test_paragraphs_join_to_the_text(text: str) -> None:
    parts = paragraphs(7, text)

    assert "".join(part for _, part in parts) == text
    assert [start for start, _ in parts] == [7 + sum(len(p) for _, p in parts[:n]) for n in range(len(parts))]


def test_a_record_opens_once_where_its_first_mark_begins() -> None:
    laid = lay_out([(0, "One.\n\nTwo. One again.")], [Mark(0, 4, "content", 0), Mark(6, 10, "content", 0)])

    assert [piece.opens for paragraph in laid[0] for piece in paragraph if piece.opens] == [(0,)]


def test_without_the_text_the_sentences_of_the_records_stand_for_it() -> None:
    passages = Passages.of(None, make_records()[:4])

    assert not passages.whole
    for start, text in passages.stretches:
        assert FIRST[start : start + len(text)] == text


class _Text(HTMLParser):
    """The text of the elements with data-s, as a browser would have it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span" and (self.depth or "data-s" in dict(attrs)):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.parts.append(data)


def test_the_page_holds_the_article_unchanged() -> None:
    stream = io.StringIO()
    records = make_records()[:4]
    write_report(records[0].article, records, FIRST, stream)
    parser = _Text()
    parser.feed(stream.getvalue())

    assert "".join(parser.parts) == FIRST
    assert "4 statements by 3 speakers" in stream.getvalue()


def test_what_html_cannot_hold_keeps_its_length() -> None:
    assert exact("a\x00b\ud800c\r\n<i>") == "a�b�c&#13;\n&lt;i&gt;"
    assert "</script" not in data({"a": "</script><!--"})


def test_speakers_come_by_the_number_of_their_statements() -> None:
    voices = find_voices([*make_records(), make_records()[0].model_copy(update={"speaker": None})])

    assert [(voice.name, len(voice.records)) for voice in voices][:1] == [("Jens Stoltenberg", 2)]
    assert voices[-1].name is None
    assert voices[-1].colour == "k"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    return result.exit_code, result.stderr


def test_the_text_is_found_by_hash_only(records_path: Path) -> None:
    out = records_path.parent / "r.html"
    assert run(records_path, "--article", "first", "-o", out) == (0, "")
    (records_path.parent / "first.txt").write_text("Another text.", encoding="utf-8")
    status, words = run(records_path, "--article", "first", "-o", out)

    assert status == 0
    assert "its text is missing" in words
    assert "not available" in out.read_text(encoding="utf-8")


def test_texts_may_lie_elsewhere_by_name_or_hash(records_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (tmp_path / "first.txt").rename(folder / f"{make_records()[0].article.sha256}.txt")

    assert run(records_path, "--article", "first", "--texts", folder, "-o", tmp_path / "r.html") == (0, "")


def test_many_articles_need_a_folder(records_path: Path, tmp_path: Path) -> None:
    status, words = run(records_path, "-o", tmp_path / "r.html")
    assert status == 2
    assert "--article" in words
    assert not (tmp_path / "r.html").exists()

    assert run(records_path, "-o", tmp_path / "reports") == (0, "")
    assert len(list((tmp_path / "reports").iterdir())) == 3
    assert "first" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"article": 1, "content": 2}', "bad.jsonl:1: not a record of quotes (id: Field", id="no record"),
        pytest.param("", "no records", id="nothing"),
    ],
)
def test_what_is_no_record_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text + "\n", encoding="utf-8")
    status, words = run(path, "-o", tmp_path / "r.html")

    assert status == 2
    assert "bad.jsonl" in words
    assert message in words


@pytest.mark.slow
def test_an_article_file_is_read_and_extracted(seed_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "seed.html"
    assert run(seed_path, "-o", out) == (0, "")
    page = out.read_text(encoding="utf-8")

    assert "Jens Stoltenberg" in page
    assert "not available" not in page


def test_rejected_records_are_not_shown(tmp_path: Path) -> None:
    one, two = make_records()[:2]
    path = write_records(tmp_path / "q.jsonl", [reject(one), two])
    run(path, "-o", tmp_path / "r.html")

    assert "1 statements" in (tmp_path / "r.html").read_text(encoding="utf-8")
