"""The attributions of the Wikinews gold as training texts: `wikinews_texts(folder, "train", nlp)`.

Gold has no names. Where an earlier pipeline's are given, the head for names learns from these articles too: else it
comes to take a whole source, "Samoan Prime Minister Tuilaepa", for a name in news, which no other corpus of it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language

from quotes.evaluation.pipeline.named_text import Name, NamedText, to_doc
from training.encoder.examples import Attribution, Rows, Text, words_in
from training.encoder.labels import Numbers
from training.recipe.web_names import NAME_PIPES

CORPUS = 1  # PolNeAR's guidelines are 0
ARTICLE_NAMES = "article-names.json"  # in a work folder: those that an earlier pipeline found in Wikinews train


def find_article_names(folder: Path, teacher: Language) -> dict[str, list[tuple[int, int, str]]]:
    """The names that a pipeline finds in the training articles, as (start, end, label) by the article's name."""
    paths = sorted((folder / "train" / "texts").glob("*.txt"))
    with teacher.select_pipes(enable=[name for name in teacher.pipe_names if name in NAME_PIPES]):
        docs = teacher.pipe(path.read_bytes().decode("utf-8") for path in paths)
        return {
            path.stem: [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
            for path, doc in zip(paths, docs, strict=True)
        }


def wikinews_texts(
    folder: Path,
    part: str,
    nlp: Language,
    numbers: Numbers | None = None,
    names: Mapping[str, Sequence[tuple[int, int, str]]] | None = None,
) -> Iterator[Text]:
    """The articles of one part with their attributions, the nested ones among them; with `names`, with these."""
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
        rows = Rows.empty(len(doc))
        if numbers is not None and names is not None:
            named = NamedText(text, tuple(Name(*name) for name in names.get(path.stem, ())))
            rows.name[:] = numbers.text(to_doc(named, nlp)).rows.name
        yield Text(
            tuple(token.text for token in doc),
            tuple(token.whitespace_ for token in doc),
            rows,
            tuple(a for a in attributions if a.cue),
            origin=path.stem,
            corpus=CORPUS,
        )
