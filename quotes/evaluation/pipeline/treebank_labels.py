"""One scheme for two treebanks: EWT's `United ADJ/NNP` and GUM's `United VERB/NNP` both become PROPN."""

from __future__ import annotations

from collections.abc import Mapping

# Rare subtypes fold to their base, so that each label is seen often enough to be learnt.
FOLDED = {
    "csubj:outer": "csubj",
    "csubj:pass": "csubj",
    "nsubj:outer": "nsubj",  # "The thing is that …": the thing is still a subject
    "advcl:relcl": "advcl",
    "cc:preconj": "cc",  # "both A and B"
    "det:predet": "det",
    "orphan": "dep",
    "dislocated": "parataxis",
    "reparandum": "dep",
}

# Of the features, those that both treebanks have and that a reader of news can use.
KEPT_FEATS = frozenset(
    [
        "Case",
        "Definite",
        "Degree",
        "Gender",
        "Mood",
        "NumType",
        "Number",
        "Person",
        "Polarity",
        "Poss",
        "PronType",
        "Reflex",
        "Tense",
        "VerbForm",
        "Voice",
    ]
)

PLURAL_NAME = "NNPS"
NAME_TAGS = frozenset(("NNP", PLURAL_NAME))


def harmonise_dep(dep: str) -> str:
    """Return the relation under its common name: `csubj:pass` → `csubj`, `obl:agent` stays."""
    return FOLDED.get(dep, dep)


def harmonise_pos(
    form: str, upos: str, xpos: str, lemma: str, feats: Mapping[str, str]
) -> tuple[str, str, Mapping[str, str]]:
    """Return UPOS, lemma and features, every word of a name a PROPN: `Red ADJ` of `Red Sox` too."""
    if xpos in NAME_TAGS and upos != "PROPN":
        return "PROPN", form, {"Number": "Plur" if xpos == PLURAL_NAME else "Sing"}
    return upos, lemma, feats


def harmonise_feats(feats: Mapping[str, str]) -> str:
    """Return the kept features in UD's notation: `Number=Sing|Person=3`."""
    return "|".join(f"{key}={value}" for key, value in sorted(feats.items()) if key in KEPT_FEATS)
