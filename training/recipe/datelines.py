"""Datelines: `WASHINGTON (AP) —`, a separate sentence before the first one, as in EWT."""

from __future__ import annotations

import random

from quotes.evaluation.pipeline.sentence import Sentence
from training.recipe.phrases import build
from training.recipe.word_lists import read_lines

TEMPLATES = (
    "LOC>0:root (>2:punct ORG>0:list )>2:punct —>0:punct",
    "LOC>0:root (>2:punct ORG>0:list )>2:punct ->0:punct",
    "LOC>0:root (>2:punct ORG>0:list )>2:punct -->0:punct",
    "LOC>0:root ,>2:punct MONTH>0:nmod:unmarked DAY>2:nummod (>5:punct ORG>0:list )>5:punct ->0:punct",
    "LOC>0:root ,>2:punct MONTH>0:nmod:unmarked DAY>2:nummod (>5:punct ORG>0:list )>5:punct —>0:punct",
    "LOC>0:root —>0:punct",
    "LOC>0:root (>2:punct ORG>0:list )>2:punct",
)
AGENCIES = ("AP", "Reuters", "AFP", "UPI", "CNN", "dpa", "Xinhua", "AAP")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
CITIES = read_lines("cities.txt")
DATELINE_SHARE = 0.05  # of the passages


def dateline(rng: random.Random) -> Sentence:
    """Draw a dateline: `LONDON, Oct. 8 (Reuters) -`."""
    template = rng.choice(TEMPLATES)
    template = template.replace("MONTH", rng.choice(MONTHS)).replace("DAY", str(rng.randint(1, 31)))
    return build(template, {"LOC": rng.choice(CITIES), "ORG": rng.choice(AGENCIES)})
