"""The audit in a few sentences: "Half of the attributions go to 59 of 773 speakers."

Each baseline adds a sentence with the shares that differ most.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotes.desk.audit.figures import Answer, Figures
from quotes.desk.tables.cells import show

MAX_DIFFERENCES = 3  # of a baseline that the summary names
MIN_DIFFERENCE = 2.0  # percentage points: less is within the errors of extraction
_COMPARED = {
    "direct or mixed": "direct or mixed speech",
    "from anonymous persons": "anonymous persons",
    "from groups, institutions, spokespeople": "groups, institutions and spokespeople",
    "without a speaker": "no speaker",
    "with a distancing verb": "distancing verbs",
}


def summarize(figures: Figures, baselines: Mapping[str, Figures]) -> list[str]:
    """The sentences, for a corpus with at least one record."""
    sentences = [_describe_size(figures), *_describe_speakers(figures), *_describe_words(figures)]
    sentences += _describe_anonymity(figures)
    sentences += [
        _describe_attribute(figures.answers[name]) for name in figures.answers if name.startswith("attribute-")
    ]
    sentences += [_compare(figures, name, other) for name, other in baselines.items()]
    return [sentence for sentence in sentences if sentence]


def share_of_attributions(figures: Figures, name: str) -> float | None:
    """The overview's figure in per cent of the attributions."""
    part = figures.overview[name]
    return 100 * part.value / figures.records if figures.records and part.kind == "count" else None


def _value(figures: Figures, name: str) -> int:
    return int(figures.overview[name].value)


def _describe_size(figures: Figures) -> str:
    articles, speakers = _value(figures, "articles"), _value(figures, "speakers")
    middle = figures.overview["different speakers per article (median)"].value
    return (
        f"{_count(figures.records, 'attribution')} in {_count(articles, 'article')}, by "
        f"{_count(speakers, 'speaker')}; half of the articles have {show(middle)} different speakers or more."
    )


def _describe_speakers(figures: Figures) -> list[str]:
    sentences = []
    most, speakers = figures.answers["most-quoted"].rows, _value(figures, "speakers")
    half = next((cells[0].value for (share, *_), cells in figures.answers["concentration"].rows if share == "50 %"), 0)
    if most and speakers > 1:
        (name, *_), cells = most[0]
        sentences.append(
            f"Half of the attributions go to {half:,} of {speakers:,} speakers. The most quoted is "
            f"{show(name)}, with {cells[1].value:.1f} %."
        )
    again = figures.answers["recurrence"].rows
    named = sum(cells[0].value for _, cells in again)
    once = sum(cells[0].value for keys, cells in again if keys[0] == "1")
    if named and _value(figures, "articles") > 1:
        sentences.append(
            f"Of {_count(named, 'speaker')} with a full name, {_number(once)} {_is(once)} quoted in a single article."
        )
    subjects = {keys[0]: cells[1].value for keys, cells in figures.answers["subjects"].rows}
    if len(subjects) == 2:
        sentences.append(
            f"Where an article has a headline, {subjects['named in the headline']:.1f} % of what named speakers say is "
            "said by somebody that the headline names."
        )
    return sentences


def _describe_words(figures: Figures) -> list[str]:
    direct = share_of_attributions(figures, "direct or mixed")
    distancing = share_of_attributions(figures, "with a distancing verb")
    single = figures.answers["single-source"].total
    sentences = [
        f"{direct:.1f} % are in the speaker's own words, wholly or in part; {distancing:.1f} % have a verb that keeps "
        "a distance, such as “claim”."
    ]
    if single:
        sentences.append(f"{_count(single, 'article')} with several attributions {_have(single)} a single source.")
    return sentences


def _describe_anonymity(figures: Figures) -> list[str]:
    number = _value(figures, "from anonymous persons")
    if not number:
        return ["No attribution goes to an anonymous person."]
    rows = {keys[0]: [cell.value for cell in cells] for keys, cells in figures.answers["anonymity"].rows}
    asked = rows.get("requested", [0])[0]
    given = sum(values[2] for values in rows.values())
    leads = figures.answers["unnamed-lead"].total
    share = share_of_attributions(figures, "from anonymous persons")
    sentence = (
        f"{share:.1f} % come from anonymous persons: of these {number:,}, {_number(asked)} asked not to be named, "
        f"and for {_number(given)} the text gives a reason."
    )
    rests = f"The main claims of {_count(leads, 'article')} rest on anonymous persons." if leads else ""
    return [sentence, rests]


def _describe_attribute(answer: Answer) -> str:
    name = answer.question.keys[0].name
    known = [(keys[0], cells) for keys, cells in answer.rows if cells[2].value is not None]
    unknown = next((cells[1].value for keys, cells in answer.rows if cells[2].value is None), 0.0)
    shares = ", ".join(f"{show(value)} {cells[2].value:.1f} %" for value, cells in known[:4])
    more = f" and {len(known) - 4:,} more" if len(known) > 4 else ""
    return f"By {name}, where it is known: {shares or 'nobody'}{more}. It is not known for {unknown:.1f} %."


def _compare(figures: Figures, name: str, other: Figures) -> str:
    if not other.records:
        return f"The baseline {name} has no records."
    shares = [
        (words, share_of_attributions(figures, part) or 0.0, share_of_attributions(other, part) or 0.0)
        for part, words in _COMPARED.items()
    ]
    differing = sorted((item for item in shares if abs(item[1] - item[2]) >= MIN_DIFFERENCE), key=_difference)
    words = "; ".join(
        f"{words} {here:.1f} % against {there:.1f} %" for words, here, there in differing[:MAX_DIFFERENCES]
    )
    new = len(figures.named - other.named)
    people = f" Of {_count(len(figures.named), 'speaker')} with a full name, {_number(new)} {_is(new)} not in it."
    return f"Against {name}: {words or 'no share differs by two percentage points'}.{people if figures.named else ''}"


def _difference(item: tuple[str, float, float]) -> float:
    return -abs(item[1] - item[2])


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def _number(number: int) -> str:
    return f"{number:,}" if number else "none"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
