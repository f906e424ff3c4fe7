"""Small trees from a short notation: `"a>1:det spokesman>2:nsubj said>2:root"` is a clause of three words.

Each word is followed by the position of its head in the template and its relation; PERSON and ORG are slots for names
of NNP words, which are joined by `flat` (persons) or `compound` (organisations).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from quotes.evaluation.pipeline.sentence import Entity, Sentence, Word

_PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
_PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_SING, _PLUR = "Number=Sing", "Number=Plur"

# form → lemma, UPOS, XPOS, features
LEXICON: dict[str, tuple[str, str, str, str]] = {
    "a": ("a", "DET", "DT", "Definite=Ind|PronType=Art"),
    "an": ("a", "DET", "DT", "Definite=Ind|PronType=Art"),
    "his": ("his", "PRON", "PRP$", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    "it": ("it", "PRON", "PRP", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs"),
    "is": ("be", "AUX", "VBZ", _PRESENT),
    "are": ("be", "AUX", "VBP", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"),
    "the": ("the", "DET", "DT", "Definite=Def|PronType=Art"),
    "The": ("the", "DET", "DT", "Definite=Def|PronType=Art"),
    "A": ("a", "DET", "DT", "Definite=Ind|PronType=Art"),
    "who": ("who", "PRON", "WP", "PronType=Rel"),
    "he": ("he", "PRON", "PRP", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    "she": ("she", "PRON", "PRP", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    "they": ("they", "PRON", "PRP", "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
    "has": ("have", "AUX", "VBZ", _PRESENT),
    ",": (",", "PUNCT", ",", ""),
    ":": (":", "PUNCT", ":", ""),
    ".": (".", "PUNCT", ".", ""),
    "-": ("-", "PUNCT", ":", ""),
    "—": ("—", "PUNCT", ":", ""),
    "--": ("--", "PUNCT", ":", ""),
    "(": ("(", "PUNCT", "-LRB-", ""),
    ")": (")", "PUNCT", "-RRB-", ""),
    **{w: (w, "ADP", "IN", "") for w in ("for", "of", "in", "on", "at", "with", "to", "from", "after", "per")},
    **{w: (w, "SCONJ", "IN", "") for w in ("as", "that")},
    **{
        w: (w, "NOUN", "NN", _SING)
        for w in ("spokesman", "spokeswoman", "statement", "interview", "head", "analyst", "ministry")
    },
    **{w: (w, "NOUN", "NN", _SING) for w in ("group", "meeting", "source", "email", "opinion", "view")},
    "reporters": ("reporter", "NOUN", "NNS", _PLUR),
    "officials": ("official", "NOUN", "NNS", _PLUR),
    **{w: (w, "PROPN", "NNP", _SING) for w in ("Tuesday", "Wednesday", "Friday")},
    **{w: (w, "PROPN", "NNP", _SING) for w in ("President", "Mr.")},
    **{w: (w, "ADJ", "JJ", "Degree=Pos") for w in ("senior", "military")},
    "later": ("later", "ADV", "RB", ""),
    "also": ("also", "ADV", "RB", ""),
    "left": ("leave", "VERB", "VBD", _PAST),
    "according": ("accord", "VERB", "VBG", "Tense=Pres|VerbForm=Part"),
    "asked": ("ask", "VERB", "VBD", _PAST),
    "adding": ("add", "VERB", "VBG", "Tense=Pres|VerbForm=Part"),
    **{
        form: (lemma, "VERB", "VBD", _PAST)
        for form, lemma in (
            ("said", "say"),
            ("told", "tell"),
            ("added", "add"),
            ("wrote", "write"),
            ("warned", "warn"),
            ("insisted", "insist"),
            ("explained", "explain"),
            ("argued", "argue"),
            ("replied", "reply"),
            ("noted", "note"),
            ("reported", "report"),
            ("announced", "announce"),
            ("recalled", "recall"),
        )
    },
    "says": ("say", "VERB", "VBZ", _PRESENT),
    "tells": ("tell", "VERB", "VBZ", _PRESENT),
    "explains": ("explain", "VERB", "VBZ", _PRESENT),
}

SLOTS = {"PERSON": "flat", "SURNAME": "flat", "ORG": "compound", "LOC": "compound"}
_NO_BLANK_BEFORE = frozenset((",", ".", ":", ")"))


def build(template: str, names: Mapping[str, str], words: Mapping[str, Word] = MappingProxyType({})) -> Sentence:
    """Fill a template with names: `build("PERSON>1:nsubj said>1:root", {"PERSON": "Jane Roe"})`.

    `words` fill slots of one word that are no names: `{"VERB": Word("fumed", "fume", "VERB", "VBD")}`.
    """
    cells = [_cell(cell) for cell in template.split()]
    groups = [names[form].split() if form in SLOTS else [form] for form, _, _ in cells]
    starts = [sum(len(group) for group in groups[:i]) for i in range(len(groups))]
    # a person's first name heads the name ("Jane" of "Jane Roe"), an organisation's last word does
    tops = [
        start + (len(group) - 1 if SLOTS.get(form) == "compound" else 0)
        for start, group, (form, _, _) in zip(starts, groups, cells, strict=True)
    ]
    built: list[Word] = []
    entities: list[Entity] = []
    for i, (form, head, dep) in enumerate(cells):
        if form in words:
            built.append(replace(words[form], head=tops[head], dep=dep))
            continue
        for j, part in enumerate(groups[i]):
            place = starts[i] + j
            if place == tops[i]:
                built.append(_word(part, tops[head], dep, named=form in SLOTS))
            else:
                built.append(_word(part, tops[i], SLOTS[form], named=True))
        if form in SLOTS:
            label = "PERSON" if form == "SURNAME" else form
            entities.append(Entity(starts[i], starts[i] + len(groups[i]), label))
    return Sentence(tuple(_spaced(built)), tuple(entities))


def _cell(cell: str) -> tuple[str, int, str]:
    form, _, rest = cell.rpartition(">")
    head, _, dep = rest.partition(":")
    return form, int(head), dep


def _word(form: str, head: int, dep: str, *, named: bool) -> Word:
    if named or form not in LEXICON:
        number = form.isdigit()
        upos, xpos, feats = ("NUM", "CD", "NumType=Card") if number else ("PROPN", "NNP", _SING)
        return Word(form, form, upos, xpos, feats, head=head, dep=dep)
    lemma, upos, xpos, feats = LEXICON[form]
    return Word(form, lemma, upos, xpos, feats, head=head, dep=dep)


def _spaced(words: Sequence[Word]) -> list[Word]:
    following = [*(word.form for word in words[1:]), ""]
    return [
        Word(w.form, w.lemma, w.upos, w.xpos, w.feats, w.head, w.dep, "")
        if after in _NO_BLANK_BEFORE or w.form == "("
        else w
        for w, after in zip(words, following, strict=True)
    ]
