"""Records of two small articles, and a review server as a user starts it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from quotes.article import Article
from quotes.record import Record, Review, record_id

FIRST = (
    'NATO: Russian activity in Syria "troubling"\r\n\r\n'
    '"In Syria, we have seen a troubling escalation," Stoltenberg said. 😀 He added that NATO is ready.\r\n\r\n'
    "The secretary general claimed the airspace was violated. An official, who asked not to be named because he was "
    "not authorised to speak, said Turkey protested.\n"
)
SECOND = "Moscow denied the charge. Putin said Russia would continue.\n"


def build(text: str, said: str, cue: str, source: str, speaker: str | None, path: str, /, **changes: Any) -> Record:
    """A record whose spans are where the words are in the text."""
    article = Article(text=text, source_path=path)

    def extent(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    spans = [
        (role, extent(words)["start"], extent(words)["end"])
        for role, words in (("content", said), ("cue", cue), ("source", source))
    ]
    inner = said.strip('",')
    marked = said.startswith('"')
    return Record(
        **{
            "id": record_id(article.sha256, spans),
            "article": {
                "id": Path(path).stem,
                "source_path": path,
                "sha256": article.sha256,
                "title": None,
                "url": None,
                "publisher": None,
                "byline": None,
                "published": "2015-10-08",
                "language": "en",
            },
            "quote_type": "direct" if marked else "indirect",
            "mode": "statement",
            "content": [extent(said)],
            "verbatim": [extent(inner)] if marked else [],
            "cue": {**extent(cue), "lemma": cue, "verb_class": "neutral", "tense": "past", "negated": False},
            "source": extent(source),
            "speaker": speaker
            and {
                "id": speaker.lower().replace(" ", "-"),
                "name": speaker,
                "description": None,
                "resolution": "name",
            },
            "source_type": {"nature": "named_person", "sector": "government", "anonymity": None},
            "addressee": None,
            "medium": None,
            "context": extent(said),
            "construction": "verb-complement",
            "parent": None,
            "continues": None,
            "confidence": 0.9,
            "tool": {"quotes": "0.1.0", "model": "en_quotes 1.0.0"},
            **changes,
        }
    )


def make_records(folder: str = "") -> list[Record]:
    """Five records of two articles, the least sure one third in the text."""
    one, two = f"{folder}first.txt", f"{folder}second.txt"
    return [
        build(
            FIRST, '"In Syria, we have seen a troubling escalation,"', "said", "Stoltenberg", "Jens Stoltenberg", one
        ),
        build(FIRST, "that NATO is ready", "added", "He", "Jens Stoltenberg", one, confidence=0.8),
        build(
            FIRST,
            "the airspace was violated",
            "claimed",
            "The secretary general",
            "secretary general",
            one,
            confidence=0.3,
            cue={
                "start": FIRST.index("claimed"),
                "end": FIRST.index("claimed") + 7,
                "text": "claimed",
                "lemma": "claim",
                "verb_class": "distancing",
                "tense": "past",
                "negated": False,
            },
        ),
        build(
            FIRST,
            "Turkey protested",
            "said",
            "An official, who asked not to be named because he was not authorised to speak,",
            "official",
            one,
            confidence=0.7,
            context={
                "start": FIRST.index("An official"),
                "end": len(FIRST) - 1,
                "text": FIRST[FIRST.index("An official") : -1],
            },
            source_type={"nature": "unnamed_person", "sector": "unknown", "anonymity": "requested"},
        ),
        build(SECOND, "Russia would continue", "said", "Putin", "Putin", two, confidence=0.6),
    ]


def make_copies(*folders: str) -> list[Record]:
    """The records of the first article, and again for a copy of its text in each of the folders."""
    firsts = make_records()[:4]
    info = firsts[0].article
    infos = [info, *(info.model_copy(update={"source_path": f"{folder}/first.txt"}) for folder in folders)]
    return [record.model_copy(update={"article": item}) for item in infos for record in firsts]


def reject(record: Record) -> Record:
    review = Review(status="rejected", by="desk", at="2026-01-01T00:00:00Z")
    return record.model_copy(update={"review": review})


def write_records(path: Path, records: list[Record]) -> Path:
    path.write_text("".join(record.model_dump_json() + "\n" for record in records), encoding="utf-8")
    return path


@dataclass
class Server:
    """A running `quotes review`, and how to talk to it."""

    process: subprocess.Popen[str]
    address: str

    @property
    def origin(self) -> str:
        return "/".join(self.address.split("/")[:3])

    def get(self, path: str) -> Any:
        with urlopen(self.address + path, timeout=20) as answer:
            return json.load(answer)

    def post(self, name: str, **body: Any) -> tuple[int, dict[str, Any]]:
        request = Request(
            f"{self.address}act/{name}",
            method="POST",
            data=json.dumps({"by": "desk", **body}).encode(),
            headers={"content-type": "application/json", "origin": self.origin},
        )
        try:
            with urlopen(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


def start_server(records: Path, *options: str) -> Server:
    process = subprocess.Popen(
        [sys.executable, "-m", "quotes", "review", str(records), "--no-open", "--by", "desk", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{40,}/", address), address
    for _ in range(100):
        try:
            urlopen(address, timeout=20).close()
            break
        except OSError:
            time.sleep(0.05)
    return Server(process, address)
