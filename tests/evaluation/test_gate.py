"""World news below a floor never passes: the figures on 34 annotated articles, what was gained and what was lost.

`gate.json` has the floors, and the gold attributions that the last release got right with their speakers. After an
intended change `pytest --snapshot-update` writes both anew: floors a little below the figures, since processors differ.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

import quotes
from quotes.evaluation.evaluate import Evaluation, score
from quotes.evaluation.gold import read_gold
from quotes.evaluation.relations import Sheet, from_record
from quotes.evaluation.said_by import is_name_right
from quotes.formats.readers.text import read_text

FOLDER = Path(__file__).parents[2] / "fixtures" / "wikinews-attributions" / "dev"
GATE = Path(__file__).with_name("gate.json")
MARGIN = 1.5  # points below a figure, and at least one attribution: some are counted over ten alone


@pytest.fixture(scope="module")
def evaluation(nlp: Language) -> Evaluation:
    """The records of the pipeline against the gold."""
    found = []
    for path in sorted((FOLDER / "texts").glob("*.txt")):
        records = quotes.extract(read_text(path), nlp, mode="all")
        found.append(Sheet(path.stem, None, tuple(map(from_record, records))))
    return score(read_gold(FOLDER), found)


def find_figures(evaluation: Evaluation) -> dict[str, tuple[float, int]]:
    """The figures that the gate watches, in per cent, and how many attributions each is counted over."""
    scores = evaluation.scores
    assert scores.speakers is not None
    assert scores.nested is not None
    subsets = {name: rates["attributed"] for name, rates in scores.subsets.items()}
    rates = {
        "attributed F1": scores.headline,
        "content F1": scores.measures["content"],
        "nested F1": scores.nested,
        **{f"span of {role} F1": rate for role, rate in scores.spans.items()},
    }
    shares = {**scores.speakers.fields, "sure name": scores.speakers.sure}
    return (
        {name: (rate.f1, rate.gold) for name, rate in rates.items()}
        | {f"recall of {name}": (rate.recall, rate.gold) for name, rate in subsets.items()}
        | {f"{name} right": (share.percent or 0.0, share.of) for name, share in shares.items()}
    )


def find_right(evaluation: Evaluation) -> dict[str, str]:
    """The gold attributions whose source and speaker are right, by article and place: {"2019-…:1045": "they knew"}."""
    return {
        f"{matching.gold.id}:{pair.gold.start}": " … ".join(span.text for span in pair.gold.content)[:70]
        for matching in evaluation.scores.matchings
        for pair in matching.pairs
        if pair.attributed and (is_name_right(pair) or pair.gold.said_by is None or not pair.gold.said_by.name)
    }


def test_figures_stay_above_their_floors(
    evaluation: Evaluation, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, right = find_figures(evaluation), find_right(evaluation)
    if request.config.getoption("--snapshot-update"):
        floors = {name: round(figure - max(MARGIN, 100 / of), 1) for name, (figure, of) in figures.items()}
        GATE.write_text(json.dumps({"floors": floors, "right": right}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    gate = json.loads(GATE.read_text("utf-8"))
    lost = {place: words for place, words in gate["right"].items() if place not in right}
    gained = {place: words for place, words in right.items() if place not in gate["right"]}
    with capsys.disabled():
        print(f"\n{len(right)} attributions of 34 articles right with their speakers; against the last release")
        for sign, places in (("gained", gained), ("lost", lost)):
            print(
                f"  {sign} {len(places)}", *(f"    {place[:40]} {words}" for place, words in places.items()), sep="\n"
            )
        for name, (figure, _) in figures.items():
            print(f"  {name:27} {figure:5.1f}  floor {gate['floors'][name]:5.1f}")

    assert {name: figure for name, (figure, _) in figures.items() if figure < gate["floors"][name]} == {}


def test_every_article_is_matched(evaluation: Evaluation) -> None:
    assert len(evaluation.scores.matchings) == 34
    assert evaluation.alignment.misfits == ()
