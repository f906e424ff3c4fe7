"""Open data: which sources are read for it, what it is kept apart from, how attributions are learnt without PolNeAR."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("conllu", reason="conllu is of the dependency group training")
pytest.importorskip("torch", reason="torch, which only training needs, is not installed")

import numpy as np
import spacy
import torch
from spacy.tokens import DocBin

from quotes.evaluation.pipeline.corpora_folder import DataError
from quotes.nlp.encoder.pieces import WordPieces
from training.encoder import corpus
from training.encoder.ablation import SOFT, SOURCES, VARIANTS
from training.encoder.examples import MISSING, Text
from training.encoder.labels import NAMES, Labels
from training.encoder.network import build, find_heads
from training.encoder.open_data import ClosedDataError, check_open, check_sources, is_open, mark_open
from training.encoder.package import READ_GUIDELINES, calibration_texts, read_checkpoint
from training.encoder.texts import TrainingTexts
from training.encoder.train import (
    OPEN_DISTILLED_SHARES,
    OPEN_SHARES,
    STUDENT_SHARES,
    TEACHER_SHARES,
    default_shares,
    find_auxiliary,
    load_start,
    read_shares,
)
from training.encoder.wikinews import ARTICLE_NAMES, find_article_names
from training.encoder.wikinews import CORPUS as WIKINEWS

GENRES = {"bio": "Ada Lott", "conversation": "Bo Dunn", "fiction": "Cy Pike", "news": "Di Roe"}
LABELS = Labels(["NN", "VB"], ["POS=NOUN", "POS=VERB"], ["nsubj", "root"])


def sentence(person: str, *, entity: bool = False, block: str = "s") -> str:
    """ "Ada Lott left ." as CoNLL-U, with GUM's entity on request."""
    first, last = person.split()
    rows = (
        (first, "PROPN", "NNP", "3", "nsubj", "Entity=(1-person-new-cf1-1-coref" if entity else "_"),
        (last, "PROPN", "NNP", "1", "flat", "Entity=1)" if entity else "_"),
        ("left", "VERB", "VBD", "0", "root", "_"),
        (".", "PUNCT", ".", "3", "punct", "_"),
    )
    lines = [f"# sent_id = {block}-{first}", f"# text = {person} left ."]
    lines += [
        "\t".join((str(i + 1), form, form.lower(), upos, xpos, "_", head, dep, "_", misc))
        for i, (form, upos, xpos, head, dep, misc) in enumerate(rows)
    ]
    return "\n".join(lines) + "\n\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def columns(person: str, *, iob2: bool = False) -> str:
    first, last = person.split()
    rows = [(first, "B-PER"), (last, "I-PER"), ("left", "O"), (".", "O")]
    if iob2:
        body = "".join(f"{i + 1}\t{form}\t{tag}\t-\t-\n" for i, (form, tag) in enumerate(rows))
        return f"# sent_id = s-{first}\n# text = {person} left .\n{body}\n"
    bank = ["Acme", "Bank", "rose", "."]
    tags = ("B-ORG", "I-ORG", "O", "O")
    return "".join(f"{form} {tag}\n" for form, tag in [*rows, ("", ""), *zip(bank, tags, strict=True)]) + "\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of corpora with all that is open, GUM's genres that are not, and nothing of PolNeAR."""
    folder = tmp_path / "data"
    for part, person in (("train", "Eve Hale"), ("dev", "Flo Kerr")):
        write(folder / "ud" / "ewt" / f"en_ewt-ud-{part}.conllu", "# newdoc id = web-1\n" + sentence(person))
    for genre, person in GENRES.items():
        write(folder / "ud" / "gum" / f"GUM_{genre}_one.conllu", sentence(person, entity=True))
    documents = "".join(f"* GUM_{genre}_one\n" for genre in GENRES)
    write(folder / "ud" / "gum" / "splits.md", f"## train\n{documents}\n## dev\n{documents}\n## test\n")
    ner = folder / "ner"
    write(ner / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt", columns("Gus Mott"))
    write(ner / "WNUT17" / "CONLL-format" / "data" / "train" / "wnut17train.conll", columns("Hal Nye"))
    for part in "abefgh":
        write(ner / "BTC" / "CONLL-format" / "data" / f"{part}.conll", columns("Ian Orr"))
    write(ner / "uner-ewt" / "en_ewt-ud-dev.iob2", columns("Flo Kerr", iob2=True))
    monkeypatch.setenv("QUOTES_DATA", str(folder))
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["corpus", *arguments])
    corpus.main()


def words_of(path: Path) -> set[str]:
    vocab = spacy.blank("en").vocab
    return {token.text.lower() for doc in DocBin().from_disk(path).get_docs(vocab) for token in doc}


@pytest.mark.usefixtures("data")
def test_another_corpus_needs_polnear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match=r"data/train/text is missing"):
        run(monkeypatch, str(tmp_path / "work"), "--commercial")


@pytest.mark.usefixtures("data")
def test_open_corpus_is_made_where_there_is_no_polnear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    run(monkeypatch, str(work), "--open", "--more")

    words = {name: words_of(work / f"{name}.spacy") for name in ("trees", "more", "names")}
    assert is_open(work)
    assert {"eve", "ada"} <= words["trees"]
    assert {"flo", "ada"} <= words["more"]
    assert {"gus", "hal", "ian"} <= words["names"]
    closed = {GENRES[genre].split()[0].lower() for genre in ("conversation", "fiction", "news")}
    assert not closed & set.union(*words.values())


@pytest.mark.usefixtures("data")
def test_mark_is_gone_once_another_corpus_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    run(monkeypatch, str(work), "--open")
    with pytest.raises(DataError):
        run(monkeypatch, str(work))

    assert not is_open(work)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "open"
    folder.mkdir()
    mark_open(folder)
    return folder


def test_open_run_has_no_stream_of_polnear(work: Path, tmp_path: Path) -> None:
    assert default_shares(work, "minilm", soft=False) == OPEN_SHARES
    assert default_shares(work, "mpnet", soft=True) == OPEN_DISTILLED_SHARES
    assert "attributions" not in OPEN_SHARES | OPEN_DISTILLED_SHARES
    assert default_shares(tmp_path, "minilm", soft=False) == STUDENT_SHARES
    with pytest.raises(ValueError, match=r"attributions=0\.2: no such texts"):
        read_shares(["attributions=0.2"], OPEN_SHARES)


def test_shares_add_up() -> None:
    for shares in (OPEN_SHARES, OPEN_DISTILLED_SHARES):
        assert sum(shares.values()) == pytest.approx(1)


def test_open_run_begins_with_open_weights_and_an_open_teacher(work: Path, tmp_path: Path) -> None:
    check_open(work, work, None)
    check_open(tmp_path, tmp_path)  # a run that is not open may begin with anything
    with pytest.raises(ClosedDataError, match="begin with weights and a teacher of open data"):
        check_open(work, tmp_path)


@pytest.mark.parametrize(
    ("sources", "reason"),
    [
        pytest.param([], "does not say", id="nothing said"),
        pytest.param([{"name": "GUM"}, {"name": "PolNeAR"}], "was made of PolNeAR", id="PolNeAR among others"),
    ],
)
def test_pipeline_that_finds_names_must_be_open(sources: list[dict[str, str]], reason: str) -> None:
    check_sources("open", [{"name": "GUM"}])
    with pytest.raises(ClosedDataError, match=reason):
        check_sources("other", sources)


def test_a_stream_is_read_when_it_is_asked_for(data: Path, work: Path) -> None:
    texts = TrainingTexts(work, data, LABELS, WordPieces.__new__(WordPieces))
    with pytest.raises(DataError, match=r"data/train"):
        texts.read("attributions")
    with pytest.raises(KeyError):
        texts.read("gossip")


def test_heads_of_predicates_are_those_of_the_streams() -> None:
    assert find_auxiliary(STUDENT_SHARES) == []
    assert find_auxiliary(TEACHER_SHARES) == ["propbank", "qanom"]
    assert find_auxiliary(OPEN_SHARES) == ["propbank", "qanom", "discourse"]


def test_heads_of_predicates_are_not_packaged(tmp_path: Path) -> None:
    network = build(LABELS, auxiliary=find_auxiliary(OPEN_SHARES))
    assert find_heads(network.state_dict()) == ("propbank", "qanom", "discourse")
    torch.save({"network": network.state_dict()}, tmp_path / "checkpoint.pt")

    packaged = read_checkpoint(tmp_path / "checkpoint.pt")
    assert set(packaged) == set(build(LABELS).state_dict())
    assert {f"{name}.weight" for name in READ_GUIDELINES} <= set(packaged)
    assert all(isinstance(value, np.ndarray) for value in packaged.values())


def test_inputs_are_measured_on_wikinews(data: Path) -> None:
    write(data / "wikinews-attributions" / "train" / "gold" / "a.json", '{"attributions": [], "nested": []}')
    write(data / "wikinews-attributions" / "train" / "texts" / "a.txt", "Rain fell.")

    assert list(calibration_texts(data, only_open=True)) == ["Rain fell."]


def test_text_without_predicates_is_no_example(data: Path, work: Path) -> None:
    texts = TrainingTexts(work, data, LABELS, WordPieces.__new__(WordPieces))
    assert texts._with_predicates([Text(("Yes",), ("",), None)]) == []  # type: ignore[arg-type]


def test_variants_of_the_ablation_leave_out_what_they_do_not_name() -> None:
    for variant in VARIANTS:
        defaults = OPEN_DISTILLED_SHARES if SOFT in variant.sources else OPEN_SHARES
        shares = read_shares(variant.shares, defaults)
        assert {name for name in (*SOURCES, SOFT) if name in shares} == set(variant.sources)
        assert shares["wikinews"] > 0


def test_composed_attributions_follow_the_guidelines_that_are_packaged(
    data: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrainingTexts, "_that_fit", lambda self, texts: list(texts))
    texts = TrainingTexts(work, data, LABELS, WordPieces.__new__(WordPieces))
    composed = texts.read("composed")

    assert {text.corpus for text in composed} == {WIKINEWS}
    assert not {"bo", "cy", "di"} & {word.lower() for text in composed for word in text.words}


def test_learning_curve_reads_so_many_articles(data: Path, work: Path) -> None:
    for name in "abc":
        write(data / "wikinews-attributions" / "train" / "gold" / f"{name}.json", '{"attributions": [], "nested": []}')
        write(data / "wikinews-attributions" / "train" / "texts" / f"{name}.txt", f"Rain {name}.")
    pieces = WordPieces.__new__(WordPieces)

    def origins(**options: int) -> set[str]:
        return {text.origin for text in TrainingTexts(work, data, LABELS, pieces, **options).read("wikinews")}

    assert origins() == {"a", "b", "c"}
    assert origins(fold=1) == {"b"}
    assert origins(max_wikinews=1) < origins(max_wikinews=2) < origins(max_wikinews=9) == {"a", "b", "c"}


def test_weights_of_a_pipeline_may_begin_a_run_with_heads_of_predicates(tmp_path: Path) -> None:
    packaged, path = build(LABELS), tmp_path / "start.pt"
    torch.save({"network": packaged.state_dict()}, path)
    network = build(LABELS, auxiliary=find_auxiliary(OPEN_SHARES))

    load_start(network, path)

    assert torch.equal(network.tag.weight, packaged.tag.weight)
    torch.save({"network": {"tag.bias": packaged.tag.bias}}, path)
    with pytest.raises(ValueError, match=r"start\.pt: not the weights of such a network: arc, root, rel"):
        load_start(network, path)


def test_articles_have_the_names_that_a_pipeline_finds(data: Path, work: Path) -> None:
    folder = data / "wikinews-attributions"
    write(folder / "train" / "gold" / "a.json", '{"attributions": [], "nested": []}')
    write(folder / "train" / "texts" / "a.txt", "Prime Minister Ada Lott left Acme.")
    teacher = spacy.blank("en")
    ruler = teacher.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ada Lott"}, {"label": "ORG", "pattern": "Acme"}])
    names = find_article_names(folder, teacher)
    assert names == {"a": [(15, 23, "PERSON"), (29, 33, "ORG")]}

    texts = TrainingTexts(work, data, LABELS, WordPieces.__new__(WordPieces))
    [without] = texts.read("wikinews")
    write(work / ARTICLE_NAMES, json.dumps(names))
    [text] = texts.read("wikinews")

    assert set(without.rows.name) == {MISSING}
    assert [NAMES[label] for label in text.rows.name] == ["O", "O", "B-PERSON", "I-PERSON", "O", "B-ORG", "O"]
