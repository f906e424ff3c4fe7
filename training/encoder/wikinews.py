"""The attributions of the Wikinews gold as training texts: `wikinews_texts(folder, "train", nlp)`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from training.encoder.examples import Attribution, Rows, Text, words_in

CORPUS = 1  # PolNeAR's guidelines are 0


def wikinews_texts(folder: Path, part: str, nlp: Language) -> Iterator[Text]:
    """The articles of one part with their attributions, the nested ones among them."""
    for path in sorted((folder / part / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / part / "texts" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        doc = nlp.make_doc(text)

        def words(spans: list[list[int]]) -> tuple[int, ...]:
            return words_in(doc, tuple((start, end) for start, end in spans))  # noqa: B023  # used at once

        attributions = (
            Attribution(
                words([a["cue"]] if a["cue"] else []), words([a["source"]] if a["source"] else []), words(a["content"])
            )
            for a in (*gold["attributions"], *gold["nested"])
        )
        yield Text(
            tuple(token.text for token in doc),
            tuple(token.whitespace_ for token in doc),
            Rows.empty(len(doc)),
            tuple(a for a in attributions if a.cue),
            origin=path.stem,
            corpus=CORPUS,
        )
