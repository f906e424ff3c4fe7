"""What a bundled pipeline must reach (the bar) and should reach (the goal): LAS on EWT test, 87 and 90."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotes.evaluation.pipeline.counts import NameFigures, SpanFigures
from quotes.evaluation.pipeline.measure import Figures, TreeFigures


@dataclass(frozen=True)
class Measured:
    """All that was measured of one pipeline; None for what was not.

    Seconds to load are those beyond `import spacy`; megabytes those of its folder and of the wheel of the package.
    """

    figures: Figures
    words_per_second: float | None = None
    load_seconds: float | None = None
    megabytes: float | None = None
    wheel_megabytes: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def read_measured(data: Mapping[str, Any]) -> Measured:
    """The figures from what `as_dict` returned. Raises KeyError or TypeError for anything else."""
    values = dict(data["figures"])
    spans = values.get("spans")
    figures = Figures(
        ewt=TreeFigures(**values["ewt"]),
        gum=TreeFigures(**values["gum"]),
        uner=NameFigures(**values["uner"]),
        polnear=NameFigures(**values["polnear"]),
        spans=None if spans is None else SpanFigures(**spans),
    )
    return Measured(**{**data, "figures": figures})


@dataclass(frozen=True)
class Target:
    """A figure: its name, how to read it, its bar and its goal; with `most`, less is better."""

    name: str
    read: Callable[[Measured], float | None]
    bar: float | None
    goal: float | None
    most: bool = False
    digits: int = 1

    def verdict(self, value: float | None) -> str:
        """ "goal", "bar" or "below": what a value reaches; "" without a bar or a value."""
        if value is None or self.bar is None or self.goal is None:
            return ""
        value = round(value, self.digits)
        reached = [value <= limit if self.most else value >= limit for limit in (self.goal, self.bar)]
        return "goal" if reached[0] else "bar" if reached[1] else "below"


def _span(role: str) -> Callable[[Measured], float | None]:
    def read(measured: Measured) -> float | None:
        spans: SpanFigures | None = measured.figures.spans
        return None if spans is None else 100 * float(getattr(spans, role))

    return read


ACCURACY = (
    Target("LAS, EWT test", lambda m: 100 * m.figures.ewt.las, 87, 90),
    Target("UAS, EWT test", lambda m: 100 * m.figures.ewt.uas, 90, 92),
    Target("LAS, GUM test", lambda m: 100 * m.figures.gum.las, 87, 90),
    Target("UAS, GUM test", lambda m: 100 * m.figures.gum.uas, 90, 92),
    Target("names F1, UNER-EWT test", lambda m: 100 * m.figures.uner.f1, 76, 83),
    Target("names F1, PolNeAR dev (silver)", lambda m: 100 * m.figures.polnear.f1, 85, 90),
    Target("source spans F1, PolNeAR dev", _span("source"), 81, 85),
    Target("cue spans F1, PolNeAR dev", _span("cue"), 74, 78),
    Target("content spans F1, PolNeAR dev", _span("content"), 67, 75),
)
COST = (
    Target("wheel, MB", lambda m: m.wheel_megabytes, 45, 30, most=True),
    Target("pipeline's folder, MB", lambda m: m.megabytes, None, None, most=True),
    Target("load, s beyond import spacy", lambda m: m.load_seconds, 1.5, 0.8, most=True, digits=2),
    Target("words per second, one core", lambda m: m.words_per_second, None, None, digits=0),
)
LARGEST_LOSS = Target("most lost by 8 bits, of these", lambda m: None, 0.5, 0.2, most=True, digits=2)
RATIO = Target("words per second, × fast", lambda m: None, 0.25, 0.5, digits=2)

Row = tuple[Target, list[float | None]]


def rows(measured: Mapping[str, Measured], *, full: str | None = None, fast: str | None = None) -> list[Row]:
    """Each target with the value of each pipeline.

    `full` names the pipeline with weights of 32 bits, which the others are compared with; `fast` the pipeline whose
    words per second the others' are divided by.
    """
    table: list[Row] = [(target, [target.read(pipeline) for pipeline in measured.values()]) for target in ACCURACY]
    if full is not None:
        table.append((LARGEST_LOSS, [_lost(table, list(measured).index(full), i) for i in range(len(measured))]))
    table += [(target, [target.read(pipeline) for pipeline in measured.values()]) for target in COST]
    if fast is not None and (base := measured[fast].words_per_second):
        speeds = [pipeline.words_per_second for pipeline in measured.values()]
        table.append((RATIO, [None if speed is None else speed / base for speed in speeds]))
    return [row for row in table if any(value is not None for value in row[1])]


def _lost(table: Sequence[Row], full: int, other: int) -> float | None:
    """The largest loss of accuracy from pipeline `full` to `other`; None for the same pipeline."""
    pairs = [(values[full], values[other]) for _, values in table]
    losses = [
        full_value - other_value
        for full_value, other_value in pairs
        if full_value is not None and other_value is not None
    ]
    return max(losses, default=None) if full != other else None
