"""Clauses that the parser took for a sentence: "Lee said ¦ Warren, who led the talks, had left early"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from quotes.engine.attribution import Candidate
from quotes.engine.constructions.conditions import is_passive
from quotes.engine.constructions.construction import Construction
from quotes.engine.layout import Layout
from quotes.language import lexicon
from quotes.language.labels import find_children

PROBABILITY = 0.7  # set by hand: the tree has a sentence bound where no mark ends a sentence


def find_split_clauses(doc: Doc, layout: Layout) -> Iterator[Candidate]:
    """A verb of speech with a subject at the very end of a sentence, and the sentence that follows without a mark."""
    for end in [sentence.end for sentence in doc.sents]:
        cue = doc[end - 1]
        if cue.pos_ != "VERB" or end == len(doc) or layout.paragraph_of[end] != layout.paragraph_of[cue.i]:
            continue
        entry = lexicon.verbs().get(cue.lemma_)
        subject = next(find_children(cue, "nsubj"), None)
        if entry is None or "clause" not in entry.frames or subject is None or is_passive(cue):
            continue
        clause = doc[end].sent
        if clause.root.pos_ not in ("VERB", "AUX", "ADJ", "NOUN") or layout.quotation_of[end] >= 0:
            continue
        yield Candidate(
            construction="split-clause",
            cue=(cue.i, cue.i + 1),
            cue_head=cue.i,
            source=(subject.i, subject.i + 1),
            source_head=subject.i,
            content=((clause.start, clause.end),),
            content_head=clause.root.i,
            prior=PROBABILITY,
        )


SPLIT_CLAUSE = Construction(
    name="split-clause",
    pattern=find_split_clauses,
    takes_addressee=True,
    prior=PROBABILITY,
    examples=(
        "[Prosecutors]{source} [said]{cue} [Smithers gave out the prescriptions to patients from five states, "
        "some driving to his office from hundreds of miles away]{content}.",
    ),
    counterexamples=("Stoltenberg said so. NATO was ready.",),
)
CONSTRUCTIONS = (SPLIT_CLAUSE,)
