"""Read names from IOB columns: `al B-ORG`, `- I-ORG`, `Qaeda I-ORG` is the name `al-Qaeda` of its sentence's text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quotes.evaluation.pipeline.named_text import Name, NamedText, join

LABELS = {
    "per": "PERSON",
    "person": "PERSON",
    "org": "ORG",
    "organisation": "ORG",
    "corporation": "ORG",
    "group": "ORG",
    "loc": "LOC",
    "location": "LOC",
}

Row = tuple[str, str]  # ("Boston", "I-LOC")


def spans(rows: Sequence[Row]) -> list[tuple[int, int, str]]:
    """List (start, end, our label) of the names, whether the tags are IOB1, IOB2 or IO."""
    names: list[tuple[int, int, str]] = []
    for i, (_, tag) in enumerate(rows):
        prefix, _, kind = tag.partition("-")
        label = LABELS.get(kind.lower())
        if label is None:
            continue
        if prefix == "I" and names and names[-1][1] == i and rows[i - 1][1].partition("-")[2] == kind:
            names[-1] = (names[-1][0], i + 1, label)
        else:
            names.append((i, i + 1, label))
    return names


def read_documents(path: Path, trees: Path) -> list[NamedText]:
    """Read UNER by document, with the text of its comments: `# text = al-Qaeda`, not `al - Qaeda`.

    UNER does not have paragraphs; `trees`, the same sentences in CoNLL-U, has them: each begins after a blank line.
    """
    opening = _paragraph_starts(trees)
    documents: list[NamedText] = []
    text, rows, break_before = "", [], "\n\n"
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# newdoc"):
            documents.append(NamedText("", ()))
        elif line.startswith("# sent_id = "):
            break_before = "\n\n" if line.removeprefix("# sent_id = ") in opening else " "
        elif line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line[:1].isdigit():
            cells = line.split("\t")
            rows.append((cells[1], cells[2]))
        elif not line and rows:
            before = [documents.pop()] if documents else []
            documents.append(
                join([*(text_before for text_before in before if text_before.text), align(text, rows)], break_before)
            )
            rows = []
    return documents


def _paragraph_starts(trees: Path) -> set[str]:
    """The ids of the sentences that open a paragraph."""
    ids, opens = set(), False
    for line in trees.read_text(encoding="utf8").split("\n"):
        if line.startswith(("# newpar", "# newdoc")):
            opens = True
        elif line.startswith("# sent_id = "):
            if opens:
                ids.add(line.removeprefix("# sent_id = "))
            opens = False
    return ids


def align(text: str, rows: Sequence[Row]) -> NamedText:
    """Find the words of a sentence in its text, one after the other."""
    places, position = [], 0
    for form, _ in rows:
        start = text.index(form, position)
        position = start + len(form)
        places.append((start, position))
    return NamedText(text, tuple(Name(places[s][0], places[e - 1][1], label) for s, e, label in spans(rows)))
