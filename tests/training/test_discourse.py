"""GUM's discourse attributions as predicates: the cue, its source and what it credits, by the tree."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("conllu", reason="conllu is of the dependency group training")
pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

from training.encoder.discourse import read_discourse, read_document

Row = tuple[str, str, int, str, str]  # form, part of speech, head, relation, discourse

SAID = (
    ("Lee", "PROPN", 2, "nsubj", "attribution-positive:5->6:0:_"),
    ("said", "VERB", 0, "root", ""),
    ("it", "PRON", 4, "nsubj", "elaboration:6->1:0:_"),
    ("rained", "VERB", 2, "ccomp", ""),
    (".", "PUNCT", 2, "punct", ""),
)
INVERTED = (
    ("It", "PRON", 2, "nsubj", "ROOT:1:0"),
    ("rained", "VERB", 0, "root", ""),
    (",", "PUNCT", 2, "punct", ""),
    ("said", "VERB", 2, "parataxis", "attribution-positive:2->1:0:_"),
    ("a", "DET", 6, "det", ""),
    ("man", "NOUN", 4, "nsubj", ""),
)
ACCORDING = (
    ("According", "VERB", 3, "case", "attribution-positive:1->2:0:_"),
    ("to", "ADP", 1, "fixed", ""),
    ("Lee", "PROPN", 6, "obl", ""),
    (",", "PUNCT", 3, "punct", ""),
    ("it", "PRON", 6, "nsubj", "ROOT:2:0"),
    ("rained", "VERB", 0, "root", ""),
)
WITH_REASON = (
    *SAID[:4],
    ("as", "SCONJ", 6, "mark", "explanation-evidence:7->6:0:_"),
    ("forecast", "VERB", 4, "advcl", ""),
)
INTERRUPTED = (
    ("Lee", "PROPN", 5, "nsubj", "attribution-positive:5->8:0:_"),
    (",", "PUNCT", 4, "punct", ""),
    ("who", "PRON", 4, "nsubj", "elaboration-attribute:6->5:0:_"),
    ("left", "VERB", 1, "acl:relcl", ""),
    ("said", "VERB", 0, "root", "same-unit_m:7->5:0:_"),
    ("so", "ADV", 5, "ccomp", "ROOT:8:0"),
)
ELSEWHERE = (("Lee", "PROPN", 2, "nsubj", "attribution-positive:5->9:0:_"), ("said", "VERB", 0, "root", ""))
CREDIT_LINE = (
    ("Image", "NOUN", 0, "root", "ROOT:1:0"),
    (":", "PUNCT", 1, "punct", ""),
    ("Lee", "PROPN", 1, "dep", "attribution-positive:2->1:0:_"),
)
NEGATED = tuple((f, p, h, d, m.replace("attribution-positive", "elaboration-additional")) for f, p, h, d, m in SAID)


def write(path: Path, *sentences: tuple[Row, ...]) -> Path:
    blocks = []
    for rows in sentences:
        lines = [
            "\t".join(
                (str(i + 1), form, form, pos, pos, "_", str(head), dep, "_", f"Discourse={unit}" if unit else "_")
            )
            for i, (form, pos, head, dep, unit) in enumerate(rows)
        ]
        blocks.append("\n".join(lines) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(blocks) + "\n", encoding="utf-8")
    return path


def spell(path: Path) -> list[tuple[str, str, str]]:
    """Cue, source and content of each predicate, as words."""
    results = []
    for text in read_document(path):
        for frame in text.frames:
            parts = {"ARG0": "", "ARG1": ""}
            for label, start, end in frame.arguments:
                parts[label] = " ".join(filter(None, [parts[label], *text.words[start:end]]))
            results.append((text.words[frame.predicate], parts["ARG0"], parts["ARG1"]))
    return results


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(NEGATED, [], id="another relation"),
        pytest.param(ELSEWHERE, [], id="what is credited is in another sentence"),
        pytest.param(CREDIT_LINE, [], id="a name without a cue"),
        pytest.param(SAID, [("said", "Lee", "it rained")], id="a clause before the content"),
        pytest.param(INVERTED, [("said", "a man", "It rained")], id="an inverted clause after it"),
        pytest.param(ACCORDING, [("According", "Lee", "it rained")], id="according to"),
        pytest.param(WITH_REASON, [("said", "Lee", "it rained as forecast")], id="a unit that belongs to the content"),
        pytest.param(INTERRUPTED, [("said", "Lee", "so")], id="an interrupted clause"),
    ],
)
def test_predicates(rows: tuple[Row, ...], expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert spell(write(tmp_path / "a.conllu", rows)) == expected


@pytest.mark.parametrize("genre", ["fiction", "reddit", "news", "conversation", "podcast"])
def test_genres_without_an_open_licence_are_left_out(genre: str, tmp_path: Path) -> None:
    gum = tmp_path / "ud" / "gum"
    write(gum / f"GUM_{genre}_a.conllu", SAID)
    write(gum / "GUM_bio_a.conllu", SAID, INVERTED)
    (gum / "splits.md").write_text(f"## train\n* GUM_{genre}_a\n* GUM_bio_a\n", encoding="utf-8")

    assert len(list(read_discourse(tmp_path))) == 2
