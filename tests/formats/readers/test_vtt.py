"""WebVTT captions: cues become paragraphs, voices become labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import quotes
from quotes.article import Article
from quotes.formats.readers.document import Document, Failure
from quotes.formats.readers.paths import read_document, read_paths

CAPTIONS = Path(__file__).parents[3] / "fixtures" / "formats" / "captions.vtt"
FIRST, SECOND, THIRD = "00:01.000 --> 00:02.000", "00:02.000 --> 00:03.000", "00:09.000 --> 01:00:10.000 line:0"


def read(text: str) -> Article | Failure:
    (results,) = read_document(Document("a.vtt", "vtt", text.encode()))
    return results


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Jens: yes", "not WebVTT", id="another text"),
        pytest.param("WEBVTT", "no captions; give", id="nothing but the first line"),
        pytest.param("WEBVTT\n\nNOTE said\n\nSTYLE\n::cue {}", "no captions; give", id="notes and styles alone"),
        pytest.param(f"WEBVTT\n\n{FIRST}\n\n{SECOND}\n<i></i>", "no captions; give", id="empty cues"),
    ],
)
def test_files_without_captions_are_refused(text: str, reason: str) -> None:
    results = read(text)

    assert isinstance(results, Failure)
    assert results.message.startswith(f"a.vtt: {reason}")


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        pytest.param(f"{FIRST}\nWe want\n\n{SECOND}\nthe road.", "We want the road.", id="a sentence over two cues"),
        pytest.param(f"{FIRST}\nWe want\n\n{THIRD}\nthe road.", "We want the road.", id="pause within a sentence"),
        pytest.param(f"{FIRST}\nWe want it.\n\n{THIRD}\nNow.", "We want it.\n\nNow.", id="pause after a sentence"),
        pytest.param(f"{FIRST}\nWe want it.\n\n{SECOND}\nNow.", "We want it. Now.", id="no pause"),
        pytest.param(f"{FIRST}\n- Yes.\n- No.", "Yes.\n\nNo.", id="dashes"),
        pytest.param(f"{FIRST}\n>> Yes.\n\n{SECOND}\n>> No.", "Yes.\n\nNo.", id="turns"),
        pytest.param(f"{FIRST}\nWe want\n\n{SECOND}\nWe want\nthe road.", "We want the road.", id="lines that roll up"),
        pytest.param(f"{FIRST}\n<v Ann>Yes,\n\n{SECOND}\n<v Ann>yes.", "Ann: Yes, yes.", id="one voice"),
        pytest.param(f"{FIRST}\n<v Ann>Yes.</v> <v Bo>No.</v>", "Ann: Yes.\n\nBo: No.", id="two voices in a cue"),
        pytest.param(f"{FIRST}\n<v.loud Ann Lee>Yes.\n\n{SECOND}\nNo.", "Ann Lee: Yes.\n\nNo.", id="voice, then none"),
        pytest.param(f"{FIRST}\n<b>1 &lt; 2</b> <00:01.500>&amp; 3", "1 < 2 & 3", id="tags and entities"),
        pytest.param(f"{FIRST}\n \nWe want\n\n{SECOND}\nthe road.\n ", "We want the road.", id="blanks on a line"),
        pytest.param(f"{FIRST}\n\nWe want\n\n{SECOND}\nthe road.", "We want the road.", id="first line blank"),
        pytest.param(f"{FIRST}\n\nNOTE No.\n\n{SECOND}\nSo.", "So.", id="an empty cue, a note"),
        pytest.param(f"{FIRST}\n\ncue 2\n{SECOND}\nSo.", "So.", id="an empty cue, an identifier"),
        pytest.param(
            f"{FIRST}\n \nwe<00:01.200><c> want</c>\n\n00:02.000 --> 00:02.010\nwe want\n \n\n"
            "00:02.010 --> 00:04.000\nwe want\nthe<00:03.000><c> road</c>",
            "we want the road",
            id="captions that roll up word by word",
        ),
        pytest.param(f"{FIRST}\nNo.\n\n{SECOND}\nNo.", "No. No.", id="said twice"),
        pytest.param(f"{FIRST}\n&gt;&gt; LEE: Yes.\n\n{SECOND}\nSo.", "LEE: Yes. So.", id="a label"),
        pytest.param(f"cue 1\n{FIRST}\nYes.\n\nNOTE No.\n\n{SECOND}\nSo.", "Yes. So.", id="identifier, note"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_cues_are_joined(cues: str, text: str, newline: str) -> None:
    results = read(f"WEBVTT\n\n{cues}\n".replace("\n", newline))

    assert isinstance(results, Article)
    assert results.text == f"{text}\n"


def test_captions_of_a_file(nlp: Language) -> None:
    (article,) = read_paths([str(CAPTIONS)])

    assert isinstance(article, Article)
    assert (article.title, article.language, article.key) == ("NATO: Russian activity in Syria", "en", "captions")
    assert article.text.split("\n\n") == [
        "Jens Stoltenberg: In Syria, we have seen a troubling escalation of Russian military activities.",
        "Reporter: On Wednesday Russian President Vladimir Putin said Moscow was synchronising its strikes.",
        'Stoltenberg said: "NATO is able and ready to defend all of the allies."',
        "This force could be deployed to the east, he said.\n",
    ]
    records = quotes.extract(article, nlp)
    assert {record.speaker.name for record in records if record.speaker} >= {"Jens Stoltenberg", "Vladimir Putin"}
    assert all(article.text[part.start : part.end] == part.text for record in records for part in record.content)
