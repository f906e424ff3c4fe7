"""Quotations that a phrase without a verb of speech introduces or follows: From Lee: “…”; Lee's verdict: “…”"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.paths import compile_path
from quotes.engine.layout import Layout
from quotes.language import lexicon
from quotes.language.lexicon import word_list
from quotes.spans import Range

MAX_PHRASE_WORDS = 14  # tokens before the colon: "This, from the head of the observatory, which is in Britain: …"
MAX_OPENING_WORDS = 4  # tokens before "from": "And a statement from Lee: …"
MAX_DESCRIPTION_WORDS = 10  # tokens after a quotation: “Old” is how the head of the observatory described it
DASHES_AND_COMMA = frozenset({"—", "–", "--", "-", ","})
NAMING_STARTS = DASHES_AND_COMMA | {"was", "is"}
PRIOR = 0.6  # of all of these, set by hand: PolNeAR's training articles have too few
_HOLDER = tuple(map(compile_path, (">poss", ">nmod(of|from|by)")))


def find_from(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Quotations after a colon and a phrase with "from" and no verb: From Lee: “…”"""
    for number, (first, colon) in find_openings(doc, layout, marks=(":",)):
        place = next((i for i in range(first, colon) if doc[i].lower_ == "from"), None)
        if place is None or place - first > MAX_OPENING_WORDS or place + 1 == colon:
            continue
        stop = next((i for i in range(place + 2, colon) if doc[i].text in (",", "(")), colon)
        source = place + 1, stop
        yield _introduced("from-source", doc, layout, number, cue=(place, place + 1), source=source)


def find_nouns(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Quotations that a noun of speech introduces with its owner, or that are named as one: Lee's verdict: “…”"""
    for number, (first, mark) in find_openings(doc, layout, marks=(":", "?")):
        for token in doc[first:mark]:
            owner = find_owner(token)
            if owner is not None and first <= owner.i < mark:
                cue = (token.i, mark + 1) if token.i + 1 == mark and doc[mark].text == ":" else (token.i, token.i + 1)
                yield _introduced("noun-quotation", doc, layout, number, cue=cue, source=(owner.i, owner.i + 1))
                break
    for number, (_, end) in enumerate(layout.quotation_tokens):
        noun = find_naming_noun(doc, layout, end)
        owner = None if noun is None else find_owner(noun)
        if noun is not None and owner is not None and owner.i > end:
            cue = noun.i, noun.i + 1
            yield _introduced("noun-quotation", doc, layout, number, cue=cue, source=(owner.i, owner.i + 1))


def find_replies(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Quotations that a reply follows: “Yes,” came the answer."""
    for number, (_, end) in enumerate(layout.quotation_tokens):
        if end >= len(doc) or doc[end].lower_ not in ("came", "comes"):
            continue
        words = [token.lower_ for token in doc[end : end + 4]]
        place = next((end + i for i, word in enumerate(words) if word in word_list("replies")), None)
        if place is not None:
            holder = next((token for path in _HOLDER for token in path(doc[place])), None)
            source = None if holder is None or holder.i < end else (holder.i, holder.i + 1)
            yield _introduced("reply-quotation", doc, layout, number, cue=(end, place + 1), source=source)


def find_descriptions(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """Quotations that are how somebody put it: “Old” is how Lee described it."""
    for number, (_, end) in enumerate(layout.quotation_tokens):
        if end + 2 >= len(doc) or doc[end].lower_ not in ("is", "was") or doc[end + 1].lower_ != "how":
            continue
        for token in doc[end + 2 : end + MAX_DESCRIPTION_WORDS]:
            if token.pos_ == "VERB" or token.is_punct:
                break
        else:
            continue
        if token.lemma_ in word_list("describing_verbs") and token.i > end + 2:
            cue, source = (token.i, token.i + 1), (end + 2, token.i)
            yield _introduced("how-described", doc, layout, number, cue=cue, source=source)


def find_openings(doc: Doc, layout: Layout, *, marks: tuple[str, ...]) -> Iterator[tuple[int, Range]]:
    """Quotations with the phrase that introduces them: from its first word to the mark at its end, without a verb."""
    for number, (start, _) in enumerate(layout.quotation_tokens):
        mark = start - 1
        while mark >= 0 and doc[mark].is_space:
            mark -= 1
        if mark < 0 or doc[mark].text not in marks:
            continue
        low, _ = layout.paragraph_range(mark)
        first = mark
        while first > max(low, mark - MAX_PHRASE_WORDS) and not _ends_phrase(doc[first - 1], layout):
            first -= 1
        is_whole = first == low or doc[first - 1].text in (".", "!", "?", "”", '"')
        if is_whole and first < mark and not any(token.pos_ in ("VERB", "AUX") for token in doc[first:mark]):
            yield number, (first, mark)


def _ends_phrase(token: Token, layout: Layout) -> bool:
    return token.text in (".", "!", "?", ":", ";") or layout.quotation_of[token.i] >= 0


def find_owner(noun: Token) -> Token | None:
    """Who a noun of speech belongs to: "Lee" in "Lee's verdict" and in "the verdict of Lee"."""
    if noun.pos_ != "NOUN" or not (noun.lemma_ in lexicon.nouns() or noun.lemma_ in word_list("quoted_nouns")):
        return None
    return next((token for path in _HOLDER for token in path(noun)), None)


def find_naming_noun(doc: Doc, layout: Layout, end: int) -> Token | None:
    """The noun that says what the quotation before it was: "plea" in “Go” — that was Lee's plea."""
    if end >= len(doc) or doc[end].lower_ not in NAMING_STARTS:
        return None
    words = doc[end : end + MAX_DESCRIPTION_WORDS]
    if len(words) > 3 and words[0].text in DASHES_AND_COMMA and words[1].lower_ in ("that", "this", "such"):
        words = words[2:]
    if len(words) < 3 or words[0].lower_ not in ("was", "is"):
        return None
    for token in words[1:]:
        if token.is_punct or layout.quotation_of[token.i] >= 0 or token.pos_ == "VERB":
            return None
        if find_owner(token) is not None:
            return token
    return None


def _introduced(name: str, doc: Doc, layout: Layout, number: int, *, cue: Range, source: Range | None) -> Candidate:
    head = None if source is None else doc[slice(*source)].root.i
    return Candidate(
        construction=name,
        cue=cue,
        cue_head=cue[0],
        source=source,
        source_head=head,
        content=(layout.quotation_tokens[number],),
        quotations=(number,),
        prior=PRIOR,
    )


FROM_SOURCE = Construction(
    name="from-source",
    pattern=find_from,
    cue_kind="nonverbal",
    mode="statement",
    prior=PRIOR,
    examples=(
        "[From]{cue} [Mr. Stoltenberg]{source}: [“NATO is ready.”]{content}",
        "And this [from]{cue} [the observatory]{source}: [“We are able to see them.”]{content}",
    ),
    counterexamples=("Letters came from Ankara: “NATO is ready.”", "From Ankara to Hama, NATO is ready."),
)
NOUN_QUOTATION = Construction(
    name="noun-quotation",
    pattern=find_nouns,
    cue_kind="noun",
    mode="statement",
    prior=PRIOR,
    examples=(
        "[Stoltenberg’s]{source} [verdict:]{cue} [“NATO is ready.”]{content}",
        "[“Stop the strikes”]{content} was [Stoltenberg’s]{source} only [advice]{cue}.",
        "[“Stop the strikes”]{content} — that was [Stoltenberg’s]{source} [plea]{cue} to Moscow.",
    ),
    counterexamples=("Stoltenberg’s car: “Freedom.”",),
)
REPLY = Construction(
    name="reply-quotation",
    pattern=find_replies,
    cue_kind="verb",
    mode="statement",
    claim="as_written",
    cue_end=word_list("replies") | {"the"},
    prior=PRIOR,
    excludes_others=True,
    examples=("[“NATO is ready,”]{content} [came the answer]{cue}.",),
    counterexamples=("“NATO is ready,” came over the radio.",),
)
HOW_DESCRIBED = Construction(
    name="how-described",
    pattern=find_descriptions,
    mode="statement",
    claim="as_written",
    prior=PRIOR,
    examples=("[“Ready”]{content} is how [Stoltenberg]{source} [described]{cue} NATO.",),
    counterexamples=("“Ready” is how NATO arrived.",),
)
CONSTRUCTIONS = (FROM_SOURCE, NOUN_QUOTATION, REPLY, HOW_DESCRIBED)
