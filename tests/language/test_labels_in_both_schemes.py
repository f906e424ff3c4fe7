"""Both label schemes give the same attributions: hand-built trees of the same sentences in UD and in ClearNLP."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.engine.decision import find_candidates
from quotes.engine.layout import Layout

ENGLISH = spacy.blank("en").vocab

# word/POS/TAG/lemma, then head and label in UD, then head and label in ClearNLP; heads are token numbers from 0.
SENTENCES = {
    "complement clause": (
        """Putin PROPN NNP Putin 1 nsubj 1 nsubj
        said VERB VBD say 1 root 1 ROOT
        warships NOUN NNS warship 3 nsubj 3 nsubj
        fired VERB VBD fire 1 ccomp 1 ccomp
        missiles NOUN NNS missile 3 obj 3 dobj
        . PUNCT . . 1 punct 1 punct""",
        ("verb-complement", "Putin", "said", ("warships fired missiles",), None),
    ),
    "addressee is out of the content": (
        """A DET DT a 2 det 2 det
        military ADJ JJ military 2 amod 2 amod
        source NOUN NN source 3 nsubj 3 nsubj
        told VERB VBD tell 3 root 3 ROOT
        AFP PROPN NNP AFP 3 iobj 3 dobj
        that SCONJ IN that 7 mark 7 mark
        troops NOUN NNS troop 7 nsubj 7 nsubj
        advanced VERB VBD advance 3 ccomp 3 ccomp
        . PUNCT . . 3 punct 3 punct""",
        ("verb-complement", "A military source", "told", ("that troops advanced",), "AFP"),
    ),
    "following verb, inverted": (
        """" PUNCT `` " 3 punct 3 punct
        NATO PROPN NNP NATO 3 nsubj 3 nsubj
        is AUX VBZ be 3 cop 3 aux
        ready ADJ JJ ready 6 ccomp 6 ccomp
        , PUNCT , , 6 punct 6 punct
        " PUNCT '' " 6 punct 6 punct
        said VERB VBD say 6 root 6 ROOT
        Stoltenberg PROPN NNP Stoltenberg 6 nsubj 6 nsubj
        . PUNCT . . 6 punct 6 punct""",
        ("verb-complement", "Stoltenberg", "said", ('"NATO is ready,"',), None),
    ),
    "according to": (
        """According VERB VBG accord 3 case 6 prep
        to ADP IN to 0 fixed 0 prep
        the DET DT the 3 det 3 det
        observatory NOUN NN observatory 6 obl 1 pobj
        , PUNCT , , 6 punct 6 punct
        strikes NOUN NNS strike 6 nsubj 6 nsubj
        hit VERB VBD hit 6 root 6 ROOT
        Hama PROPN NNP Hama 6 obj 6 dobj
        . PUNCT . . 6 punct 6 punct""",
        ("according-to", "the observatory", "According to", ("strikes hit Hama",), None),
    ),
    "passive with an agent": (
        """The DET DT the 1 det 1 det
        strikes NOUN NNS strike 3 nsubj:pass 3 nsubjpass
        were AUX VBD be 3 aux:pass 3 auxpass
        reported VERB VBN report 3 root 3 ROOT
        by ADP IN by 5 case 3 agent
        AFP PROPN NNP AFP 3 obl:agent 4 pobj
        . PUNCT . . 3 punct 3 punct""",
        ("passive-agent", "AFP", "were reported", ("The strikes",), None),
    ),
    "infinitive": (
        """NATO PROPN NNP NATO 1 nsubj 1 nsubj
        vowed VERB VBD vow 1 root 1 ROOT
        to PART TO to 3 mark 3 aux
        defend VERB VB defend 1 xcomp 1 xcomp
        Turkey PROPN NNP Turkey 3 obj 3 dobj
        . PUNCT . . 1 punct 1 punct""",
        ("infinitive-complement", "NATO", "vowed", ("to defend Turkey",), None),
    ),
    "prepositional object": (
        """Ankara PROPN NNP Ankara 1 nsubj 1 nsubj
        called VERB VBD call 1 root 1 ROOT
        for ADP IN for 4 case 1 prep
        an DET DT a 4 det 4 det
        end NOUN NN end 1 obl 2 pobj
        . PUNCT . . 1 punct 1 punct""",
        ("prepositional-object", "Ankara", "called for", ("an end",), None),
    ),
    "nominal object": (
        """The DET DT the 1 det 1 det
        Observatory PROPN NNP Observatory 2 nsubj 2 nsubj
        reported VERB VBD report 2 root 2 ROOT
        40 NUM CD 40 4 nummod 4 nummod
        strikes NOUN NNS strike 2 obj 2 dobj
        . PUNCT . . 2 punct 2 punct""",
        ("nominal-object", "The Observatory", "reported", ("40 strikes",), None),
    ),
    "relative pronoun without antecedent": (
        """Stoltenberg PROPN NNP Stoltenberg 6 nsubj 6 nsubj
        , PUNCT , , 3 punct 0 punct
        who PRON WP who 3 nsubj 3 nsubj
        said VERB VBD say 0 acl:relcl 0 relcl
        NATO PROPN NNP NATO 5 nsubj 5 nsubj
        agreed VERB VBD agree 3 ccomp 3 ccomp
        left VERB VBD leave 6 root 6 ROOT
        . PUNCT . . 6 punct 6 punct""",
        ("verb-complement", "who", "said", ("NATO agreed",), None),
    ),
    "participle takes the subject of the main clause": (
        """Moscow PROPN NNP Moscow 1 nsubj 1 nsubj
        left VERB VBD leave 1 root 1 ROOT
        , PUNCT , , 3 punct 1 punct
        saying VERB VBG say 1 advcl 1 advcl
        talks NOUN NNS talk 5 nsubj 5 nsubj
        failed VERB VBD fail 3 ccomp 3 ccomp
        . PUNCT . . 1 punct 1 punct""",
        ("verb-complement", "Moscow", "saying", ("talks failed",), None),
    ),
    "no attribution at all": (
        """Moscow PROPN NNP Moscow 1 nsubj 1 nsubj
        launched VERB VBD launch 1 root 1 ROOT
        strikes NOUN NNS strike 1 obj 1 dobj
        . PUNCT . . 1 punct 1 punct""",
        None,
    ),
    "in the words of": (
        """\
In        ADP   IN  in       2  case    8  prep
the       DET   DT  the      2  det     2  det
words     NOUN  NNS word     8  obl     0  pobj
of        ADP   IN  of       5  case    2  prep
the       DET   DT  the      5  det     5  det
coach     NOUN  NN  coach    2  nmod    3  pobj
,         PUNCT ,   ,        8  punct   8  punct
Moscow    PROPN NNP Moscow   8  nsubj   8  nsubj
won       VERB  VBD win      8  ROOT    8  ROOT""",
        ("in-the-words-of", "the coach", "In the words of", ("Moscow won",), None),
    ),
}


def build(rows: str, scheme: str) -> Doc:
    """A `Doc` with the tree of one scheme."""
    table = [row.split() for row in rows.splitlines()]
    column = 4 if scheme == "UD" else 6
    words = [row[0] for row in table]
    glue = {'"', ",", "."}
    spaces = [
        index + 1 < len(words) and words[index + 1] not in glue and not (word == '"' and index == 0)
        for index, word in enumerate(words)
    ]
    return Doc(
        ENGLISH,
        words=words,
        spaces=spaces,
        pos=[row[1] for row in table],
        tags=[row[2] for row in table],
        lemmas=[row[3] for row in table],
        heads=[int(row[column]) for row in table],
        deps=[row[column + 1] for row in table],
    )


def propose(rows: str, scheme: str) -> list[tuple[object, ...]]:
    """All candidates for a sentence as (construction, source, cue, content, addressee) in text."""
    doc = build(rows, scheme)
    text = doc.text
    return sorted(
        (
            candidate.construction,
            extents.source and text[slice(*extents.source)],
            extents.cue and text[slice(*extents.cue)],
            tuple(text[a:b] for a, b in extents.content),
            extents.addressee and text[slice(*extents.addressee)],
        )
        for candidate, extents in find_candidates(doc, Layout.of(doc))
    )


@pytest.mark.parametrize("scheme", ["UD", "ClearNLP"])
@pytest.mark.parametrize("name", SENTENCES)
def test_the_attribution_is_proposed(name: str, scheme: str) -> None:
    rows, expected = SENTENCES[name]
    results = propose(rows, scheme)
    assert expected in results if expected else results == []


@pytest.mark.parametrize("name", SENTENCES)
def test_both_schemes_propose_the_same(name: str) -> None:
    rows, _ = SENTENCES[name]
    assert propose(rows, "UD") == propose(rows, "ClearNLP")
