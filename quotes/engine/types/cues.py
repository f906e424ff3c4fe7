"""The facts that a cue states: lemma, class, tense, negation, and the mode of the whole attribution."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Attribution
from quotes.engine.constructions.registry import find_construction
from quotes.language import lexicon
from quotes.language.labels import find_children
from quotes.language.lexicon import CueEntry, word_list
from quotes.language.verb_words import APPEARANCE_VERBS, FUTURE, NEGATIONS, PAST, PRESENT
from quotes.record import Mode, Tense, VerbClass
from quotes.values import value


@value(frozen=True)
class CueType:
    """The facts of a cue: "say", neutral, past, negated for "has never said"."""

    lemma: str
    verb_class: VerbClass | None
    tense: Tense | None
    negated: bool


def describe_cue(doc: Doc, text: str, attribution: Attribution) -> CueType | None:
    """The facts of an attribution's cue, or None where it has none."""
    if attribution.cue_head is None or attribution.cue is None:
        return None
    head = doc[attribution.cue_head]
    if find_construction(attribution.construction).cue_kind == "nonverbal":
        return CueType(lemma=text[slice(*attribution.cue)].lower(), verb_class="nonverbal", tense=None, negated=False)
    lemma = (head.lemma_ or head.lower_).lower()
    entry = lexicon.find_entry(head.pos_, lemma)
    negated = any(child.lower_ in NEGATIONS for child in head.lefts) or has_negated_noun(doc, attribution)
    return CueType(lemma, entry.verb_class if entry else None, tense_of(head), negated)


def has_negated_noun(doc: Doc, attribution: Attribution) -> bool:
    """True where a noun or the source carries the negation: "expressed no concern that", "neither Lee nor Roy said"."""
    if attribution.source is not None:
        source = doc.char_span(*attribution.source, alignment_mode="expand")
        if source is not None and source[0].lower_ == "neither" and any(word.lower_ == "nor" for word in source):
            return True
    head = doc[attribution.cue_head or 0]
    if head.lemma_.lower() not in word_list("voicing_verbs"):
        return False
    return any(child.lower_ == "no" for noun in find_children(head, "obj") for child in noun.lefts)


def tense_of(verb: Token) -> Tense | None:
    """past, present or future, by the finite verb of the group: "has said" is past, "will say" future."""
    words = [child.lower_ for child in find_children(verb, "aux")]
    if any(word in FUTURE for word in words):
        return "future"
    if any(word in PAST for word in words):
        return "past"
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or any(word in PRESENT for word in words):
        return "present"
    return None


def mode_of(doc: Doc, attribution: Attribution, nature: str) -> Mode:
    """statement, thought, intention or evidence, by the cue's lemma with its complement and the source's nature."""
    construction = find_construction(attribution.construction)
    if attribution.cue_head is None:
        return "statement"
    if construction.mode is not None:
        return construction.mode
    if construction.cue_kind == "nonverbal":
        return "evidence" if nature == "document" else "statement"
    head = doc[attribution.cue_head]
    lemma = (head.lemma_ or head.lower_).lower()
    entry = lexicon.find_entry(head.pos_, lemma)
    if entry is None:
        return "statement"
    mode = _mode_with(entry, construction.complement or (_frame_of(doc, attribution),))
    if mode == "thought" and head.pos_ == "NOUN" and head.head.lemma_.lower() in word_list("voicing_verbs"):
        return "statement"  # "have expressed deep concern about it"
    if (
        mode == "intention"
        and lemma in word_list("rejecting_words")
        and _content_root(doc, attribution).lemma_.lower() in word_list("claim_nouns")
    ):
        return "statement"  # "rejected the claim", not "rejected the plan"
    if lemma in word_list("evidential_verbs"):
        return "evidence" if nature == "document" or lemma in APPEARANCE_VERBS else "statement"
    return mode


def _mode_with(entry: CueEntry, frames: tuple[str, ...]) -> Mode:
    """The mode of a cue with the first of these complements that it takes, else with the last."""
    return entry.mode_of(next((frame for frame in frames if frame in entry.frames), frames[-1]))


def _frame_of(doc: Doc, attribution: Attribution) -> str:
    """The complement that the cue has, by the first word and the head of the content: "infinitive" for "to go"."""
    root = _content_root(doc, attribution)
    first = root.doc[root.left_edge.i]
    if first.lower_ == "to" and root.tag_ == "VB":
        return "infinitive"
    clausal = root.pos_ in ("VERB", "AUX") or any(True for _ in find_children(root, "nsubj"))
    return "clause" if clausal or first.is_quote else "object"


def _content_root(doc: Doc, attribution: Attribution) -> Token:
    span = doc.char_span(*attribution.content[0], alignment_mode="expand")
    assert span is not None
    return span.root
