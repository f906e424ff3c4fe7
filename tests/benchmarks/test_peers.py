"""The benchmark's finders all run on the seed, and what they find can be scored."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from support.relations import ANKARA, SEED, STOLTENBERG, sheet

from benchmarks.errors import count, show
from benchmarks.peers import FINDERS, find_by_textacy
from quotes.evaluation.evaluate import score
from quotes.evaluation.matching import match
from quotes.evaluation.misses import find_misses


@pytest.fixture(scope="module")
def seed(nlp: Language, seed_path: Path) -> Doc:
    with nlp.select_pipes(disable=["quotes"]):
        return nlp(seed_path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FINDERS)
def test_finder(seed: Doc, name: str) -> None:
    results = FINDERS[name](seed, sheet(text=seed.text))

    assert results
    for item in results:
        for span in (*item.content, *item.cue, *item.source):
            assert seed.text[span.start : span.end] == span.text
    assert score([sheet(*results, text=seed.text)], [sheet(*results)]).scores.headline.recall == 100.0


def test_textacy_gives_up_on_an_odd_mark(nlp: Language) -> None:
    with nlp.select_pipes(disable=["quotes"]):
        odd, even = nlp('"We are ready for it," Lee said. "'), nlp('"We are ready for it," Lee said.')

    assert find_by_textacy(odd, sheet()) == []
    assert len(find_by_textacy(even, sheet())) == 1


def test_errors_are_shown_in_a_line_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missed, extra = find_misses(match(sheet(STOLTENBERG), sheet(ANKARA)))
    path = tmp_path / "errors.tsv"
    path.write_text("key\tcause\tkind\na\tparse\tmissed\nb\tparse\textra\nc\t\tmissed\n", encoding="utf-8")
    count(path)

    assert show(missed).startswith("[Jens Stoltenberg]s [said]c [Russia must stop the strikes]q. ")
    assert show(extra).endswith("{Ankara}s {called}c {the strikes a provocation}q.")
    assert "| parse | 2 | 67 % | 1 | 1 |\n| not read | 1 | 33 % |  | 1 |" in capsys.readouterr().out
    assert SEED.startswith("Jens")
