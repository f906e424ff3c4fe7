"""Speech clauses with the parts of an attribution: `fumed supporter Jane Roe`, the verb its cue, the rest its source.

The verbs are those of the lexicon, in the forms that a treebank has or English spelling gives.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from quotes.evaluation.pipeline.sentence import Sentence, Word
from quotes.language.lexicon import adjectives, verbs, word_list, word_table
from training.recipe.clauses import Cast
from training.recipe.marks import CLOSING, OPENING
from training.recipe.phrases import build
from training.recipe.word_lists import irregular_verbs, read_lines

PAST, PRESENT, PLURAL, PARTICIPLE = "VBD", "VBZ", "VBP", "VBN"
FEATURES = {
    PAST: "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
    PRESENT: "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    PLURAL: "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin",
    PARTICIPLE: "Tense=Past|VerbForm=Part|Voice=Pass",
}
VOWELS = frozenset("aeiou")
SAY_SHARE = 0.25  # of the clauses have "said" or its like, so that rare verbs do not make it rare
IMPERSONAL_VERBS = ("believe", "understand", "report", "think", "expect", "say", "claim", "allege", "fear", "announce")
HELD_VERBS = ("believe", "say", "fear", "think", "suspect", "warn", "claim", "argue", "hope", "estimate", "expect")

SUBJECT_FIRST = (
    "PERSON>1:nsubj VERB>1:root",
    "SURNAME>1:nsubj VERB>1:root",
    "SURNAME>1:nsubj TELLS>1:root",
    "he>1:nsubj VERB>1:root",
    "she>1:nsubj VERB>1:root",
    "a>1:det ROLE>2:nsubj VERB>2:root",
    "the>1:det ROLE>2:nsubj VERB>2:root",
    "the>1:det ROLE>2:nsubj VERB>2:root on>4:case Friday>2:obl",
    "ORG>1:nsubj VERB>1:root",
    "ROLE>1:nmod:desc PERSON>2:nsubj VERB>2:root",
    "his>1:nmod:poss ROLE>2:nsubj VERB>2:root",
    "PERSON>6:nsubj ,>3:punct the>3:det ROLE>0:appos ,>3:punct later>6:advmod VERB>6:root",
    "ROLES>1:nsubj HOLD>1:root",
    "ROLES>3:nsubj in>2:case LOC>0:nmod HOLD>3:root",
    "SURNAME>2:nsubj has>2:aux TOLD>2:root",
    "SURNAME>1:nsubj told>1:root a>3:det ROLE>1:iobj",
    "SURNAME>1:nsubj told>1:root ORG>1:iobj on>4:case Friday>1:obl",
    "the>1:det ROLE>2:nsubj told>2:root reporters>2:iobj",
)
VERB_FIRST = (
    "VERB>0:root PERSON>0:nsubj",
    "VERB>0:root SURNAME>0:nsubj",
    "VERB>0:root the>2:det ROLE>0:nsubj",
    "VERB>0:root a>2:det ROLE>0:nsubj",
    "VERB>0:root ROLE>2:nmod:desc PERSON>0:nsubj",
    "VERB>0:root the>2:det ROLE>0:nsubj ,>4:punct PERSON>2:appos",
    "VERB>0:root his>2:nmod:poss ROLE>0:nsubj ,>4:punct PERSON>2:appos",
    "VERB>0:root PERSON>0:nsubj ,>4:punct a>4:det ROLE>1:appos in>6:case LOC>4:nmod",
    "VERB>0:root PERSON>0:nsubj ,>5:punct the>5:det ORG>5:compound ROLE>1:appos",
    "VERB>0:root PERSON>0:nsubj of>3:case ORG>1:nmod",
)
REPORTS = (
    "PERSON>1:nsubj CLAIMED>1:root",
    "SURNAME>1:nsubj CLAIMED>1:root",
    "SURNAME>1:nsubj CLAIMS>1:root",
    "he>1:nsubj CLAIMED>1:root",
    "she>1:nsubj CLAIMS>1:root",
    "a>1:det ROLE>2:nsubj CLAIMED>2:root",
    "the>1:det ROLE>2:nsubj CLAIMED>2:root",
    "the>1:det ROLE>2:nsubj CLAIMED>2:root on>4:case Tuesday>2:obl",
    "ORG>1:nsubj CLAIMED>1:root",
    "ORG>1:nsubj CLAIMS>1:root",
    "ROLES>1:nsubj HOLD>1:root",
    "ROLE>1:nmod:desc PERSON>2:nsubj CLAIMED>2:root",
    "PERSON>4:nsubj ,>3:punct the>3:det ROLE>0:appos CLAIMED>4:root",
    "SURNAME>1:nsubj told>1:root ORG>1:iobj",
    "SURNAME>1:nsubj told>1:root a>3:det ROLE>1:iobj",
    "the>1:det ROLE>2:nsubj told>2:root reporters>2:iobj",
    "SURNAME>2:nsubj has>2:aux TOLD>2:root",
    "PERSON>2:nsubj is>2:cop SURE>2:root",
    "he>2:nsubj is>2:cop SURE>2:root",
    "ROLES>2:nsubj are>2:cop SURE>2:root",
)
IMPERSONAL = "it>2:expl is>2:aux:pass UNDERSTOOD>2:root"
# Nobody says anything: "Roe sang “The Sailor” in Lima".
PERFORMANCES = (
    "SURNAME>1:nsubj PERFORMED>1:root OPEN>3:punct TITLE>1:obj CLOSE>3:punct .>1:punct",
    "they>1:nsubj PERFORMED>1:root OPEN>4:punct The>4:det TITLE>1:obj CLOSE>4:punct in>7:case LOC>1:obl .>1:punct",
    "a>1:det ROLE>2:nsubj PERFORMED>2:root OPEN>4:punct TITLE>2:obj CLOSE>4:punct on>7:case Friday>2:obl .>2:punct",
    "PERSON>1:nsubj PERFORMED>1:root OPEN>4:punct The>4:det TITLE>1:obj CLOSE>4:punct to>7:case ROLES>1:obl .>1:punct",
)
# Phrases that name the source, and how many of their words are the cue.
CREDITS = (
    ("according>2:case to>0:fixed ORG>2:root", 2),
    ("according>2:case to>0:fixed PERSON>2:root", 2),
    ("according>3:case to>0:fixed the>3:det ROLE>3:root", 2),
    ("according>2:case to>0:fixed ROLES>2:root", 2),
    ("according>3:case to>0:fixed ROLE>3:nmod:desc PERSON>3:root", 2),
    ("according>3:case to>0:fixed the>3:det ROLE>3:root ,>5:punct PERSON>3:appos", 2),
    ("according>3:case to>0:fixed a>3:det statement>3:root from>5:case ORG>3:nmod", 2),
    ("per>2:case the>2:det ROLE>2:root", 1),
    ("per>1:case ORG>1:root", 1),
    ("in>2:case the>2:det opinion>2:root of>4:case ORG>2:nmod", 4),
    ("in>2:case the>2:det view>2:root of>5:case the>5:det ROLE>2:nmod", 4),
)


@dataclass(frozen=True)
class Forms:
    """The forms of verbs by lemma and tag: irregular ones, those of a treebank, the rest by rule."""

    seen: Mapping[tuple[str, str], str]

    @classmethod
    def collect(cls, sentences: Iterable[Sentence]) -> Forms:
        """The irregular forms, and of the rest the first form of each lemma and tag."""
        seen: dict[tuple[str, str], str] = {}
        for lemma, past, participle in irregular_verbs():
            seen |= {(lemma, PAST): past, (lemma, PARTICIPLE): participle}
        for sentence in sentences:
            for word in sentence.words:
                if word.xpos in FEATURES:
                    seen.setdefault((word.lemma, word.xpos), word.form.lower())
        return cls(seen)

    def word(self, lemma: str, tag: str) -> Word:
        """The word of a lemma in one form: `word("fume", "VBD").form == "fumed"`."""
        return Word(self.seen.get((lemma, tag)) or spell(lemma, tag), lemma, "VERB", tag, FEATURES[tag])


def spell(lemma: str, tag: str) -> str:
    """The regular form: `spell("quip", "VBD") == "quipped"`."""
    if tag == PLURAL:
        return lemma
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return lemma[:-1] + ("ies" if tag == PRESENT else "ied")
    if tag == PRESENT:
        return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if lemma.endswith("e"):
        return lemma + "d"
    sounds = lemma.replace("qu", "q")
    short = len(lemma) < 6 and sounds[-1] not in "aeiouwxy" and sounds[-2] in "aeiou" and sounds[-3] not in "aeiou"
    return lemma + (lemma[-1] if short else "") + "ed"


@cache
def quoting_verbs() -> tuple[str, ...]:
    """Verbs of the lexicon that take a quotation."""
    return tuple(lemma for lemma, entry in verbs().items() if "quotation" in entry.frames and lemma.isalpha())


@cache
def claiming_verbs() -> tuple[str, ...]:
    """Verbs of the lexicon that take a clause and need no hearer."""
    return tuple(
        lemma
        for lemma, entry in verbs().items()
        if "clause" in entry.frames and "object_infinitive" not in entry.frames and lemma.isalpha()
    )


@cache
def sure_adjectives() -> tuple[str, ...]:
    """Adjectives of the lexicon that take a clause."""
    return tuple(lemma for lemma, entry in adjectives().items() if "clause" in entry.frames)


@cache
def roles() -> tuple[str, ...]:
    """What people are called, in one word: "firefighter"."""
    return tuple(sorted(role for role in word_table("roles") if role.isalpha() and not role.endswith("s")))


@cache
def places() -> tuple[str, ...]:
    """Cities."""
    return read_lines("cities.txt")


def draw_words(forms: Forms, rng: random.Random) -> dict[str, Word]:
    """One word for each slot of the templates that is not a name."""

    def verb(choices: tuple[str, ...], tag: str) -> Word:
        return forms.word("say" if rng.random() < SAY_SHARE else rng.choice(choices), tag)

    role, title = rng.choice(roles()), rng.choice(roles())
    plural = spell(rng.choice(roles()), PRESENT)
    adjective = rng.choice(sure_adjectives())
    return {
        "VERB": verb(quoting_verbs(), PAST),
        "TELLS": verb(quoting_verbs(), PRESENT),
        "TOLD": verb(claiming_verbs(), PARTICIPLE),
        "CLAIMED": verb(claiming_verbs(), PAST),
        "CLAIMS": verb(claiming_verbs(), PRESENT),
        "HOLD": forms.word(rng.choice(HELD_VERBS), PLURAL),
        "UNDERSTOOD": forms.word(rng.choice(IMPERSONAL_VERBS), PARTICIPLE),
        "PERFORMED": forms.word(rng.choice(sorted(word_list("performing_verbs"))), PAST),
        "TITLE": Word(title.capitalize(), title, "PROPN", "NNP", "Number=Sing", space=""),
        "OPEN": Word('"', '"', "PUNCT", OPENING, space=""),
        "CLOSE": Word('"', '"', "PUNCT", CLOSING),
        "SURE": Word(adjective, adjective, "ADJ", "JJ", "Degree=Pos"),
        "ROLE": Word(role, role, "NOUN", "NN", "Number=Sing"),
        "ROLES": Word(plural, role, "NOUN", "NNS", "Number=Plur"),
    }


def fill(template: str, cast: Cast, forms: Forms, rng: random.Random) -> Sentence:
    """One clause or phrase of a template, without roles."""
    clause = build(template, {**cast.names(rng), "LOC": rng.choice(places())}, draw_words(forms, rng))
    following = (*clause.words[1:], None)
    words = (
        replace(word, form="an") if word.form == "a" and after and after.form[0] in VOWELS else word
        for word, after in zip(clause.words, following, strict=True)
    )
    return replace(clause, words=tuple(words))


def mark_clause(clause: Sentence, numbers: tuple[int, ...] = (1,)) -> Sentence:
    """The clause with its roles: the root with its auxiliaries is the cue, the subject with all below it the source."""
    root = clause.root
    words = list(clause.words)
    subject = next((i for i, word in enumerate(words) if word.head == root and word.dep == "nsubj"), None)
    for i, word in enumerate(words):
        if i == root or (word.head == root and word.dep in ("aux", "aux:pass", "cop")):
            words[i] = add_role(word, "cue", numbers[:1])
        elif subject is not None and is_below(clause, i, subject):
            words[i] = add_role(word, "source", numbers)
    return replace(clause, words=tuple(words))


def mark_credit(phrase: Sentence, cue_words: int) -> Sentence:
    """The phrase with its roles: its first words are the cue, the rest is the source."""
    return replace(
        phrase,
        words=tuple(add_role(word, "cue" if i < cue_words else "source") for i, word in enumerate(phrase.words)),
    )


def add_role(word: Word, role: str, numbers: tuple[int, ...] = (1,)) -> Word:
    """The word with a role in the attributions of these numbers."""
    return replace(word, roles=(*word.roles, *(f"{number} {role}" for number in numbers)))


def is_below(sentence: Sentence, i: int, top: int) -> bool:
    """Is word `i` word `top` or below it?"""
    while i != top and sentence.words[i].head != i:
        i = sentence.words[i].head
    return i == top
