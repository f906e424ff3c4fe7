"""Speech clauses that frame quotations: `a spokesman for Acme said`, `said Jane Roe, head of the group`."""

from __future__ import annotations

import random
from dataclasses import dataclass

from quotes.evaluation.pipeline.sentence import Sentence
from training.recipe.phrases import build

SUBJECT_FIRST_CLAUSES = (
    "PERSON>1:nsubj said>1:root",
    "SURNAME>1:nsubj said>1:root",
    "SURNAME>1:nsubj says>1:root",
    "SURNAME>1:nsubj added>1:root",
    "he>1:nsubj said>1:root",
    "she>1:nsubj said>1:root",
    "he>1:nsubj added>1:root",
    "she>1:nsubj says>1:root",
    "they>1:nsubj said>1:root",
    "SURNAME>1:nsubj told>1:root reporters>1:iobj",
    "he>1:nsubj told>1:root reporters>1:iobj on>4:case Tuesday>1:obl",
    "PERSON>1:nsubj told>1:root ORG>1:iobj",
    "SURNAME>1:nsubj told>1:root ORG>1:iobj on>4:case Friday>1:obl",
    "she>1:nsubj told>1:root ORG>1:iobj",
    "he>1:nsubj told>1:root ORG>1:iobj in>5:case a>5:det interview>1:obl",
    "SURNAME>1:nsubj said>1:root in>4:case a>4:det statement>1:obl",
    "PERSON>1:nsubj said>1:root Wednesday>1:obl:unmarked",
    "SURNAME>1:nsubj wrote>1:root in>4:case an>4:det email>1:obl",
    "SURNAME>2:nsubj has>2:aux said>2:root",
    "a>1:det spokesman>4:nsubj for>3:case ORG>1:nmod said>4:root",
    "the>1:det ministry>2:nsubj said>2:root in>5:case a>5:det statement>2:obl",
    "ORG>1:nsubj said>1:root",
    "ORG>1:compound spokeswoman>2:nmod:desc PERSON>3:nsubj said>3:root",
    "PERSON>7:nsubj ,>3:punct a>3:det spokesman>0:appos for>5:case ORG>3:nmod ,>3:punct said>7:root",
    "President>1:nmod:desc SURNAME>2:nsubj said>2:root",
    "Mr.>1:nmod:desc SURNAME>2:nsubj said>2:root",
    "SURNAME>1:nsubj said>1:root as>4:mark he>4:nsubj left>1:advcl the>6:det meeting>4:obj",
    "SURNAME>1:nsubj insisted>1:root",
    "he>1:nsubj warned>1:root",
    "SURNAME>1:nsubj explained>1:root",
    "a>3:det senior>3:amod military>3:amod source>4:nsubj told>4:root ORG>4:iobj",
    "PERSON>6:nsubj ,>4:punct who>4:nsubj left>0:acl:relcl ORG>3:obj ,>3:punct said>6:root",
)
VERB_FIRST_CLAUSES = (
    "said>0:root PERSON>0:nsubj",
    "said>0:root SURNAME>0:nsubj",
    "says>0:root PERSON>0:nsubj",
    "said>0:root PERSON>0:nsubj ,>4:punct a>4:det spokesman>1:appos for>6:case ORG>4:nmod",
    "said>0:root PERSON>0:nsubj ,>3:punct head>1:appos of>6:case the>6:det group>3:nmod",
    "said>0:root the>2:det head>0:nsubj of>4:case ORG>2:nmod",
    "said>0:root a>2:det spokesman>0:nsubj for>4:case ORG>2:nmod",
    "said>0:root President>2:nmod:desc SURNAME>0:nsubj",
    "said>0:root ORG>2:compound analyst>3:nmod:desc PERSON>0:nsubj",
    "added>0:root SURNAME>0:nsubj",
    "wrote>0:root PERSON>0:nsubj",
    "explained>0:root PERSON>0:nsubj",
)
REPORT_BEGINNINGS = (
    "PERSON>1:nsubj told>1:root ORG>1:iobj",
    "SURNAME>1:nsubj told>1:root reporters>1:iobj",
    "a>3:det senior>3:amod military>3:amod source>4:nsubj told>4:root ORG>4:iobj",
    "a>2:det ORG>2:compound source>3:nsubj told>3:root ORG>3:iobj",
    "officials>1:nsubj told>1:root ORG>1:iobj",
    "President>1:nmod:desc PERSON>2:nsubj said>2:root",
    "ORG>1:nsubj said>1:root",
    "ORG>1:nsubj reported>1:root",
    "a>1:det spokesman>4:nsubj for>3:case ORG>1:nmod said>4:root",
    "he>1:nsubj said>1:root",
)
# Prepositional phrases that name the source: their root is an oblique of what is said.
CREDITS = (
    "according>2:case to>0:fixed ORG>2:root",
    "according>2:case to>0:fixed PERSON>2:root",
    "according>2:case to>0:fixed officials>2:root",
    "according>3:case to>0:fixed the>3:det ministry>3:root",
    "according>3:case to>0:fixed a>3:det statement>3:root from>5:case ORG>3:nmod",
    "according>5:case to>0:fixed a>5:det senior>5:amod military>5:amod source>5:root",
    "according>2:case to>0:fixed PERSON>2:root ,>5:punct a>5:det spokesman>2:appos for>7:case ORG>5:nmod",
    "according>2:case to>0:fixed PERSON>2:root of>4:case ORG>2:nmod",
    "according>3:case to>0:fixed ORG>3:compound analyst>3:root PERSON>3:appos",
    "per>2:case the>2:det ministry>2:root",
    "per>1:case ORG>1:root",
)


@dataclass(frozen=True)
class Cast:
    """The names that speech clauses are filled with, taken from the training articles."""

    persons: tuple[str, ...]
    organisations: tuple[str, ...]

    def names(self, rng: random.Random) -> dict[str, str]:
        """Draw one name for each slot of a template."""
        person = rng.choice(self.persons)
        surname = rng.choice(self.persons).split()[-1]
        return {"PERSON": person, "SURNAME": surname, "ORG": rng.choice(self.organisations)}


def clause(cast: Cast, rng: random.Random, *, inverted: bool) -> Sentence:
    """Draw a speech clause without its full stop: `a spokesman for Acme said`."""
    return build(rng.choice(VERB_FIRST_CLAUSES if inverted else SUBJECT_FIRST_CLAUSES), cast.names(rng))


def report(cast: Cast, rng: random.Random) -> Sentence:
    """Draw the beginning of a report without marks: `A senior military source told Reuters`."""
    return build(rng.choice(REPORT_BEGINNINGS), cast.names(rng))


def credit(cast: Cast, rng: random.Random) -> Sentence:
    """Draw a phrase that names the source: `according to Acme`."""
    return build(rng.choice(CREDITS), cast.names(rng))
