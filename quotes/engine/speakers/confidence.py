"""How likely a speaker is right, given that its source and content are: a calibrated probability from named features.

The weights are those of a logistic regression (`ranker.json`, "confidence"); `training/speakers/train_ranker.py`
learns them on articles that the ranker has not seen.
"""

from __future__ import annotations

from math import log

from quotes.engine.scoring.scorer import logistic
from quotes.engine.speakers.discourse import Answer, Discourse
from quotes.engine.speakers.entities import Entity
from quotes.engine.speakers.ranking import add_up, probability_of
from quotes.engine.speakers.scene import Scene, Source
from quotes.language.names import name_words, surname

MAX_LOG_ODDS = 5.0  # of a ranking; beyond, one more makes no difference
KIND = "confidence"


def find_confidence(answer: Answer, source: Source, scene: Scene, discourse: Discourse) -> float | None:
    """The probability that the answer's speaker is right; None where there is no speaker."""
    if answer.speaker is None:
        return None
    if "continuation" in answer.cases:  # as sure as the quotation that it continues
        return _find_earlier(answer, source, discourse)
    weights = scene.ranker.get(KIND)
    if weights is None:
        return None
    return logistic(add_up(weights, describe_answer(answer, source, scene, discourse)))


def describe_answer(answer: Answer, source: Source, scene: Scene, discourse: Discourse) -> dict[str, float]:
    """What the probability is made of: the case, the ranking, and how plainly the source names its speaker."""
    speaker = answer.speaker
    if speaker is None:
        return {}
    features = {"bias": 1.0, **{f"case {case}": 1.0 for case in answer.cases}}
    kind = speaker.label or ("group" if speaker.plural else "unnamed")
    features[f"label {kind}"] = 1.0
    if answer.ranking is not None:
        probability = probability_of(answer.ranking, answer.ranking.best)
        odds = log(max(probability, 1e-6) / max(1 - probability, 1e-6))
        features[f"log-odds {answer.ranking.kind}"] = max(-MAX_LOG_ODDS, min(MAX_LOG_ODDS, odds))
    entity = answer.spoke[0][1] if answer.spoke else None
    if entity is not None:
        features |= _describe_entity(entity, source, scene)
    elif speaker.label is None:
        words = speaker.name.split()
        features["words of a description"] = log(1 + len(words))
        features["definite description"] = float(source.text.lower().startswith("the "))
        features["capital in a description"] = float(any(word[:1].isupper() for word in words[1:]))
    earlier = _find_earlier(answer, source, discourse)
    if earlier is not None:
        features["log-odds of the earlier"] = log(max(earlier, 1e-3) / max(1 - earlier, 1e-3))
    return {name: value for name, value in features.items() if value}


def _describe_entity(entity: Entity, source: Source, scene: Scene) -> dict[str, float]:
    own, words = name_words(entity.name), name_words(source.text)
    same_surname = scene.mentions.surnames[surname(entity.name)] - 1
    return {
        "one-word name": float(len(own) == 1),
        "whole name in the source": float(len(own) > 1 and set(own) <= set(words)),
        "nothing but the name": float(words == own),
        "mentions": log(1 + len(entity.mentions)),
        "same surname": float(entity.label == "PERSON" and same_surname > 0),
        "acronym": float(entity.name.isupper()),
        "long source": float(source.end - source.start > 6),
    }


def _find_earlier(answer: Answer, source: Source, discourse: Discourse) -> float | None:
    """The confidence in the speaker that this one is taken from: of the quotation around it, or before it."""
    attribution = source.attribution
    number = attribution.parent if "first-person" in answer.cases else attribution.continues
    if number is None or number >= len(discourse.answers) or not {"first-person", "continuation"} & set(answer.cases):
        return None
    return discourse.answers[number].confidence
