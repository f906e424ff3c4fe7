"""One table of grammatical roles for both label schemes: Universal Dependencies and ClearNLP (`en_core_web_*`).

>>> from spacy.tokens import Doc; from spacy.vocab import Vocab
>>> doc = Doc(Vocab(), ["Lee", "left"], heads=[1, 1], deps=["nsubj", "ROOT"])
>>> [child.text for child in find_children(doc[1], "nsubj")]
['Lee']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.strings import get_string_id
from spacy.tokens import Token

from quotes.language.tree import bits_of, kept_tree

EXPLETIVE = "expl"  # "it" of "it seems that …", in either scheme: nobody, and no part of a content
# Role → labels of either scheme. Universal Dependencies' names are the roles' names.
ROLES: dict[str, tuple[str, ...]] = {
    "nsubj": ("nsubj", "nsubj:outer", "csubj", "csubj:outer", EXPLETIVE),
    "nsubj:pass": ("nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"),
    "obj": ("obj", "dobj"),
    "iobj": ("iobj", "dative"),
    "ccomp": ("ccomp",),
    "xcomp": ("xcomp", "oprd"),
    "parataxis": ("parataxis",),
    "advcl": ("advcl", "advcl:relcl", "pcomp"),
    "acl": ("acl",),
    "relcl": ("acl:relcl", "relcl"),
    "conj": ("conj",),
    "appos": ("appos",),
    "poss": ("nmod:poss", "poss"),
    "compound": ("compound", "nn"),
    "flat": ("flat", "flat:name"),
    "cop": ("cop",),
    "aux": ("aux", "aux:pass", "auxpass"),
    "aux:pass": ("aux:pass", "auxpass"),
    "case": ("case",),
    "prep": ("prep",),
    "pobj": ("pobj", "pcomp"),
    "mark": ("mark", "complm"),
    "cc": ("cc", "cc:preconj", "preconj"),
    "det": ("det", "det:predet", "predet"),
    "amod": ("amod", "nummod"),
    "advmod": ("advmod", "npadvmod", "obl:npmod", "obl:tmod", "obl:unmarked", "neg", "nmod:unmarked"),
    "prt": ("compound:prt", "prt"),
    "neg": ("neg",),
    "punct": ("punct",),
    "dep": ("dep",),
    "root": ("root", "ROOT"),
    "any": (),
    "fixed": ("fixed",),
}
# Oblique roles, which ClearNLP builds in two steps: verb -prep-> "to" -pobj-> reporters.
GOVERNING_LABELS = frozenset({"case", "fixed", "mark", "cc", "punct"})  # before a noun phrase, and no part of it
_OBLIQUE = {
    "obl": ("obl", "obl:agent", "obl:arg", "nmod"),
    "obl:agent": ("obl:agent", "obl"),
    "nmod": ("nmod", "obl"),
}
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})  # of verbs in the present or the past: "closed", "may"
_TIME_NOUNS = frozenset({"noon", "midnight", "then", "now", "today", "tomorrow", "year", "end"})  # "reported by noon"
_PREPOSITIONS = ("prep", "agent", "dative", "prt")

IDS = {role: frozenset(map(get_string_id, labels)) for role, labels in ROLES.items()}
_OBLIQUE_IDS = {role: frozenset(map(get_string_id, labels)) for role, labels in _OBLIQUE.items()}
_PREPOSITION_IDS = frozenset(map(get_string_id, _PREPOSITIONS))
_CHILD_LABELS = {
    **IDS,
    "obj": IDS["obj"] | _OBLIQUE_IDS["obl"],  # "at least 40 strikes" is an object
    **{role: ids | _PREPOSITION_IDS for role, ids in _OBLIQUE_IDS.items()},
}
_CHILD_BITS = {role: bits_of(labels) for role, labels in _CHILD_LABELS.items()}
_POBJ_ID = get_string_id("pobj")
_PCOMP_ID = get_string_id("pcomp")


def role_names() -> frozenset[str]:
    """The names of all roles that paths may use: "nsubj", "obl:agent", …"""
    return frozenset(ROLES) | frozenset(_OBLIQUE)


def has_role(token: Token, role: str) -> bool:
    """True if the token depends on its head in this role: `has_role(doc[0], "nsubj")`."""
    if role in _OBLIQUE_IDS:
        return token.dep in _OBLIQUE_IDS[role] or token.dep == _POBJ_ID
    return token.dep in IDS[role] or role == "any"


def labels_of(role: str, *, upwards: bool = False) -> frozenset[int] | None:
    """The ids of the dependency labels that `find_children` accepts for a role; None means any label.

    With `upwards`, those that `has_role` accepts.
    """
    if upwards:
        return None if role == "any" else _OBLIQUE_IDS[role] | {_POBJ_ID} if role in _OBLIQUE_IDS else IDS[role]
    return _CHILD_LABELS[role]


def sure_labels_of(role: str) -> frozenset[int]:
    """The labels whose dependents `find_children` always has: none of obliques, which their prepositions decide."""
    return frozenset() if role in _OBLIQUE_IDS else IDS[role]


def find_children(token: Token, role: str, words: frozenset[str] | None = None) -> Iterator[Token]:
    """The dependents of a token in a role, in text order; `words` limits obliques by their preposition."""
    children = _children_with(token, role)
    if not children:
        return iter(())
    if role in _OBLIQUE_IDS:
        return _find_obliques(children, role, words)
    if words is None and role != "obj":
        return iter(children)
    labels = IDS[role]
    return iter(
        [
            child
            for child in children
            if (child.dep in labels and (words is None or child.lower_ in words))
            or (child.dep not in labels and is_quantified(child))
        ]
    )


def _children_with(token: Token, role: str) -> Sequence[Token]:
    """The dependents of a token with one of the labels of a role, in text order."""
    tree, labels = kept_tree(token.doc), _CHILD_LABELS[role]
    if tree is None:
        return [child for child in token.children if child.dep in labels]
    place = token.i
    if not tree.below[place] & _CHILD_BITS[role]:  # true of most tokens that are asked for
        return ()
    own, tokens = tree.labels, tree.tokens
    return [
        tokens[child]
        for child in tree.dependents[tree.ends[place - 1] if place else 0 : tree.ends[place]]
        if own[child] in labels
    ]


def _find_obliques(children: Sequence[Token], role: str, words: frozenset[str] | None) -> Iterator[Token]:
    for child in children:
        if child.dep in _OBLIQUE_IDS[role] and not is_quantified(child):
            preposition = find_preposition(child)
            if (
                words is None and (role != "obl:agent" or (preposition == "by" and child.lower_ not in _TIME_NOUNS))
            ) or preposition in (words or ()):
                yield child
        elif child.dep in _PREPOSITION_IDS and (words is None or child.lower_ in words):
            if role == "obl:agent" and child.lower_ != "by":
                continue
            for grandchild in child.children:
                if grandchild.dep in (_POBJ_ID, _PCOMP_ID):
                    yield grandchild


def is_quantified(token: Token) -> bool:
    """True if the phrase begins with "at least" or "at most", whose "at" parsers take for a preposition."""
    first = token.left_edge
    return first.lower_ == "at" and first.i + 1 < len(token.doc) and token.doc[first.i + 1].lower_ in ("least", "most")


def find_preposition(token: Token) -> str | None:
    """The preposition that governs a noun, lower-cased: "by" for AFP in "said by AFP"."""
    for child in token.lefts:
        if child.dep in IDS["case"]:
            return str(child.lower_)
    if token.dep == _POBJ_ID:
        return str(token.head.lower_)
    return None


def governing_head(token: Token) -> Token:
    """The word that an oblique depends on, past ClearNLP's preposition: "said" for AFP in "said by AFP"."""
    return token.head.head if token.dep == _POBJ_ID else token.head
