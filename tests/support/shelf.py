"""An archive for the pages over one: usual articles, and names, texts and titles that break pages."""

from __future__ import annotations

from pathlib import Path

from support.archive import add, say, write
from support.desk import FIRST, SECOND, make_records, reject

from quotes.record import Record

MARKUP = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> </script></style> {{ 7*7 }} "
    "\u202eright to left\u202c ]]> <!--"
)
ODD_NAMES = {
    "slashes": "a/b\\c?d#e%2f..",
    "path": "../../../etc/passwd",
    "escape codes": "\x1b[31mRed Lee\x07",
    "long": "Very " * 2_000 + "Long",
    "empty": "",
    "blanks": "  \t ",
    "markup": MARKUP,
    "other scripts": "محمد 字 \U0001f600",
    "a key": "1-00000000",
}


def make_shelf(folder: Path) -> Path:
    """The archive."""
    (folder / "first.txt").write_bytes(FIRST.encode())
    (folder / "second.txt").write_bytes(SECOND.encode())
    plain = [*make_records(f"{folder}/"), *_series(), *_odd(), reject(say("Ann Lee", "no bridge was built", "refused"))]
    archive = folder / "said.db"
    add(archive, write(folder / "said.jsonl", plain), texts=[folder])
    return archive


def _series() -> list[Record]:
    """What two speakers said in three months, and an article that is there with two texts."""
    said = [
        say("Ann Lee", f"the harbour bridge {number} needs repairs", f"bridge {number}", f"2020-{1 + number % 3:02}-05")
        for number in range(25)
    ]
    said += [say("Sam Poe", f"the harbour tunnel {number} is safe", f"tunnel {number}") for number in range(3)]
    said = [_publish(record, "The Herald" if place % 2 else "Evening Post") for place, record in enumerate(said)]
    return [*said, say("Ann Lee", "the toll is fair", "toll"), say("Ann Lee", "the toll is high", "toll", text="new")]


def _publish(record: Record, outlet: str) -> Record:
    return record.model_copy(update={"article": record.article.model_copy(update={"publisher": outlet})})


def _odd() -> list[Record]:
    records = []
    for words, name in ODD_NAMES.items():
        record = say("Lee", f"this is odd: {words}", f"odd {words}", None)
        assert record.speaker is not None
        speaker = record.speaker.model_copy(update={"name": name, "id": f"odd-{words.replace(' ', '-')}"})
        records.append(record.model_copy(update={"speaker": speaker}))
    odd = say("Lee", f"it is so {MARKUP}", "markup", None)
    info = {"title": MARKUP, "publisher": MARKUP, "url": "javascript:document.title='owned'", "byline": MARKUP}
    records.append(odd.model_copy(update={"article": odd.article.model_copy(update=info)}))
    unnamed = say("Lee", "nobody is named", "", None)
    return [*records, unnamed.model_copy(update={"speaker": None})]
