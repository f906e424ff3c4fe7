"""What people do in Python and notebooks: files, frames, spans, other processes; and mistakes refused in one line."""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from spacy import displacy
from spacy.language import Language
from support.records import make_record

import quotes
from quotes.columns import COLUMNS
from quotes.errors import QuotesError, ReadError
from quotes.formats.readers.text import read_text
from quotes.rows import Records

TEXT = "“We are ready,” Putin said."


@pytest.mark.parametrize(
    ("articles", "words"),
    [
        pytest.param(None, "None is not an article", id="nothing"),
        pytest.param(5, "type int is not an article", id="a number"),
        pytest.param(b"Putin said so.", "type bytes is not an article", id="bytes"),
        pytest.param({"text": TEXT}, "type dict is not an article", id="a row of JSON"),
    ],
)
def test_what_is_no_article_is_refused_at_once(articles: Any, words: str, nlp: Language) -> None:
    with pytest.raises(TypeError, match=words):
        quotes.extract(articles, nlp)


def test_what_is_no_article_in_a_list_is_refused(nlp: Language) -> None:
    with pytest.raises(TypeError, match="None is not an article"):
        list(quotes.extract([TEXT, None], nlp))  # type: ignore[list-item]


def test_name_of_a_file_is_not_taken_for_its_text(seed_path: Path, nlp: Language) -> None:
    with pytest.raises(QuotesError, match="is the name of a file, not its text; pass pathlib"):
        quotes.extract(str(seed_path), nlp)


@pytest.mark.parametrize("name", ["", "a/b.txt", "said.txt\0", "x" * 5000])
def test_texts_that_name_no_file_are_texts(name: str, nlp: Language) -> None:
    assert quotes.extract(name, nlp) == []


def test_file_that_is_not_there(nlp: Language, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"missing\.txt"):
        quotes.extract(tmp_path / "missing.txt", nlp)


def test_what_is_no_pipeline_is_refused() -> None:
    with pytest.raises(TypeError, match="type int is not a pipeline"):
        quotes.extract(TEXT, 5)  # type: ignore[call-overload]


def test_errors_of_python_name_no_options_of_commands() -> None:
    with pytest.raises(QuotesError, match="no such pipeline") as error:
        quotes.extract(TEXT, "en_nowhere")
    assert "--" not in str(error.value)


def test_unknown_mode_is_refused(nlp: Language) -> None:
    with pytest.raises(ValueError, match="'opinion' is not a mode: give 'statement', "):
        quotes.extract(TEXT, nlp, mode="opinion")


def test_file_is_read(tmp_path: Path, nlp: Language) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    records = quotes.extract(path, nlp)

    assert records == quotes.extract(read_text(path), nlp)
    assert [record.article.id for record in records] == ["article"]


def test_items_of_all_kinds_keep_their_order(tmp_path: Path, nlp: Language) -> None:
    path = tmp_path / "two.txt"
    path.write_text(f"{TEXT}\n\n“No,” Vladimir Putin said.", encoding="utf-8")
    items = [TEXT, path, quotes.Article(text="“No,” Lavrov said."), nlp(TEXT), tmp_path]

    assert [len(records) for records in quotes.extract(items, nlp)] == [1, 2, 1, 1, 2]


def test_name_of_a_pipeline_is_one() -> None:
    (record,) = quotes.extract(TEXT, "fast")

    assert record.tool.model.startswith("en_quotes_fast")


@pytest.mark.parametrize(
    ("mode", "kept"),
    [
        pytest.param(None, ["statement"], id="by default no thoughts"),
        pytest.param("thought", ["thought"], id="one"),
        pytest.param(("statement", "thought"), ["statement", "thought"], id="several"),
        pytest.param("all", ["statement", "thought"], id="all"),
    ],
)
def test_modes(mode: Any, kept: list[str], nlp: Language) -> None:
    text = "Putin said that the army is ready. Lavrov believes that the talks will fail."
    records = quotes.extract(text, nlp) if mode is None else quotes.extract(text, nlp, mode=mode)

    assert [record.mode for record in records] == kept


@pytest.mark.slow
def test_python_and_the_command_keep_the_same(seed_path: Path, nlp: Language) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quotes", "extract", str(seed_path), "--format", "jsonl"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    mine = [record.id for record in quotes.extract(seed_path, nlp)]

    assert [line.partition('"id":')[2].strip(' "')[:16] for line in done.stdout.splitlines()] == mine


def test_row_is_flat() -> None:
    row = make_record().as_row()

    assert tuple(row) == tuple(column.name for column in COLUMNS)
    assert all(value is None or isinstance(value, (str, int, float, bool)) for value in row.values())


def test_frame_has_a_row_per_record() -> None:
    pandas = pytest.importorskip("pandas")
    record = make_record()
    frame = quotes.to_frame([[record], [], [record, record]])

    assert isinstance(frame, pandas.DataFrame)
    assert frame.shape == (3, len(COLUMNS))
    assert list(quotes.to_frame([]).columns) == [column.name for column in COLUMNS]


def test_repr_is_short_and_html_is_escaped() -> None:
    record = make_record(said="<b>it is so</b> " * 20)
    page = Records([record])._repr_html_()

    assert len(repr(record)) < 250
    assert "<b>" not in page
    assert "&lt;b&gt;it is so" in page
    assert record._repr_html_() == page


def test_spans_are_there_for_displacy(nlp: Language) -> None:
    doc = nlp(TEXT)

    assert [(span.label_, span.text) for span in doc.spans["quotes"]] == [
        ("SOURCE", "Putin"),
        ("CUE", "said"),
        ("CONTENT", "“We are ready,”"),
    ]
    assert {span.id_ for span in doc.spans["quotes"]} == {doc._.quotes[0].id}
    assert "CUE" in displacy.render(doc, style="span", options={"spans_key": "quotes"}, jupyter=False)


def test_document_as_json_has_the_records(nlp: Language) -> None:
    written = srsly.json_dumps(nlp(TEXT).to_json(underscore=["quotes"]))
    (record,) = srsly.json_loads(written)["_"]["quotes"]

    assert record["speaker"]["name"] == "Putin"


def test_pipeline_pickles(nlp: Language) -> None:
    assert quotes.extract(TEXT, pickle.loads(pickle.dumps(nlp))) == quotes.extract(TEXT, nlp)


@pytest.mark.slow
def test_spawned_processes_find_the_same(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    spawning = multiprocessing.get_context("spawn")
    monkeypatch.setattr(spacy.language, "mp", spawning)
    docs = list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))

    assert [doc._.quotes for doc in docs] == [nlp(TEXT)._.quotes] * 4


@pytest.mark.slow
def test_joblib_takes_a_pipeline(nlp: Language) -> None:
    joblib = pytest.importorskip("joblib")

    assert (
        joblib.Parallel(n_jobs=2)(joblib.delayed(quotes.extract)(text, nlp) for text in [TEXT] * 2)
        == [quotes.extract(TEXT, nlp)] * 2
    )


def test_missing_lemmas_and_names_are_said_once() -> None:
    nlp = quotes.load()
    with nlp.select_pipes(disable=["quotes_lemmas", "ner"]):
        with pytest.warns(UserWarning, match="has no lemmatizer and no entity recogniser"):
            nlp(TEXT)
        nlp(TEXT)  # a second warning would be an error


def test_whole_pipeline_warns_of_nothing(nlp: Language) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp(TEXT)
