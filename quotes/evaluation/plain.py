"""Scores as plain values for JSON: percentages to one decimal, counts beside them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from quotes.evaluation.evaluate import Evaluation
from quotes.evaluation.said_by import Share, SpeakerScores
from quotes.evaluation.scores import Group, Rate


def to_plain(evaluation: Evaluation) -> dict[str, Any]:
    """All figures of an evaluation, and the articles that were left out of it."""
    scores = evaluation.scores
    return {
        "articles": len(scores.matchings),
        "gold": scores.headline.gold,
        "found": scores.headline.found,
        "measures": {name: _rate(rate) for name, rate in scores.measures.items()},
        "recall": {
            name: {"gold": rates["content"].gold, **{measure: rate.recall for measure, rate in rates.items()}}
            for name, rates in scores.subsets.items()
        },
        "spans": {role: _rate(rate) for role, rate in scores.spans.items()},
        "characters": {role: _rate(rate) for role, rate in scores.characters.items()},
        "quote_types": [_group(group) for group in scores.quote_types],
        "modes": [_group(group) for group in scores.modes],
        "constructions": [_group(group) for group in scores.constructions],
        "calibration": asdict(scores.calibration),
        "nested": None if scores.nested is None else _rate(scores.nested),
        "speakers": None if scores.speakers is None else _speakers(scores.speakers),
        "left_out": {
            "records_without_gold": sum(len(sheet.relations) for sheet in evaluation.alignment.without_gold),
            "articles_on_another_text": list(evaluation.alignment.misfits),
        },
    }


def _rate(rate: Rate) -> dict[str, float]:
    return {
        "right": rate.right,
        "found": rate.found,
        "gold": rate.gold,
        "precision": rate.precision,
        "recall": rate.recall,
        "f1": rate.f1,
    }


def _speakers(scores: SpeakerScores) -> dict[str, Any]:
    return {
        **{name: _share(share) for name, share in scores.fields.items()},
        "name_by_source": {kind: _share(share) for kind, share in scores.names_by_source.items()},
        "sure": _share(scores.sure),
        "sure_of_all": _share(scores.sure_of_all),
    }


def _share(share: Share) -> dict[str, float | None]:
    return {"percent": share.percent, "right": share.right, "of": share.of}


def _group(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "found": group.found,
        "content": group.content,
        "right": group.right,
        "gold": group.gold,
        "precision": group.precision,
        "recall": group.recall,
        "f1": group.f1,
    }
