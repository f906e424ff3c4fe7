"""Gold in standoff JSON: what is read of it, and what is said of files that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import ReadError
from quotes.evaluation.gold import read_gold
from quotes.evaluation.relations import SaidBy

TEXT = "“We are ready,” Stoltenberg told AFP.\r\nHe thinks Ankara knows.\n"
OUTER: dict[str, Any] = {
    "content": [[0, 15]],
    "source": [16, 27],
    "cue": [28, 32],
    "medium": [33, 36],
    "speaker": "Jens Stoltenberg",
    "nature": "named_person",
    "sector": "international_organization",
    "mode": "statement",
    "quote_type": "direct",
}
INNER = {"content": [[59, 60]], "source": [49, 55], "cue": [56, 61], "unsure": "a note"}


def make_gold(folder: Path, *attributions: object, nested: object = (), text: bytes = TEXT.encode()) -> Path:
    """A folder with one article of standoff JSON."""
    for name in ("gold", "texts"):
        (folder / name).mkdir()
    (folder / "texts" / "nato.txt").write_bytes(text)
    (folder / "gold" / "nato.json").write_text(json.dumps({"attributions": attributions, "nested": nested}), "utf-8")
    return folder


def test_what_is_read(tmp_path: Path) -> None:
    (sheet,) = read_gold(make_gold(tmp_path, OUTER, nested=[INNER]))
    outer, inner = sheet.relations

    assert (sheet.id, sheet.text) == ("nato", TEXT)
    assert [span.text for span in (*outer.content, *outer.source, *outer.cue, *outer.medium)] == [
        "“We are ready,”",
        "Stoltenberg",
        "told",
        "AFP",
    ]
    assert outer.said_by == SaidBy("Jens Stoltenberg", "named_person", "international_organization")
    assert (outer.nested, inner.nested) == (False, True)
    assert (outer.addressee, inner.addressee, inner.quote_type) == ((), (), None)


@pytest.mark.parametrize(
    ("attribution", "message"),
    [
        pytest.param({**OUTER, "content": []}, "attributions.0.content: ", id="no content"),
        pytest.param(
            {**OUTER, "content": [[0, 5], [0, 150]]},
            r"attributions.0.content.1: 0 to 150 is not in the text of 63",
            id="beyond the text",
        ),
        pytest.param(
            {**OUTER, "source": [27, 16]}, "attributions.0.source: 27 to 16 is not in the text", id="end before start"
        ),
        pytest.param({**OUTER, "sector": "sports"}, "attributions.0.sector: Input should be 'gov", id="no such sector"),
        pytest.param({**OUTER, "adressee": None}, "attributions.0.adressee: Extra inputs", id="misspelt field"),
        pytest.param({**OUTER, "cue": [-4, 2]}, "attributions.0.cue.0", id="negative"),
        pytest.param({**OUTER, "cue": "told"}, "attributions.0.cue", id="words for offsets"),
        pytest.param({**OUTER, "speaker": 7}, "attributions.0.speaker", id="number for a name"),
        pytest.param([], "attributions.0", id="list for an attribution"),
    ],
)
def test_an_attribution_that_is_none_is_named_with_its_file(tmp_path: Path, attribution: object, message: str) -> None:
    with pytest.raises(ReadError, match=rf"nato\.json: .*{message}"):
        read_gold(make_gold(tmp_path, attribution))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("{", "not valid JSON", id="no JSON"),
        pytest.param("[]", "not standoff JSON", id="a list"),
        pytest.param('{"quotes": []}', "attributions: Field required", id="another format"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, content: str, message: str) -> None:
    folder = make_gold(tmp_path, OUTER)
    (folder / "gold" / "nato.json").write_text(content, "utf-8")

    with pytest.raises(ReadError, match=rf"nato\.json.*{message}"):
        read_gold(folder)


def test_a_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nato\.txt: cannot be read as UTF-8"):
        read_gold(make_gold(tmp_path, OUTER, text=TEXT.encode("cp1252")))


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    folder = make_gold(tmp_path, OUTER)
    (folder / "texts" / "nato.txt").unlink()

    with pytest.raises(ReadError, match=r"nato\.txt: cannot be read"):
        read_gold(folder)


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    folder = make_gold(tmp_path, OUTER)
    (folder / "gold" / "nato.json").unlink()

    with pytest.raises(ReadError, match=r"gold: no \*\.json there"):
        read_gold(folder)
