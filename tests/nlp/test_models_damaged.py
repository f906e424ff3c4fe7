"""A pipeline that is missing, of another version or damaged gives an error that names it and what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from typer.testing import CliRunner

import quotes.engine.weight_files as weight_files
from quotes.cli import app
from quotes.engine.scoring.scorer import load_scorers
from quotes.errors import ModelError
from quotes.nlp.models import BUNDLED, FAST, FORMAT, bundled_card, bundled_folder, read_model
from quotes.pipeline import extract, load

REMEDY = r"make or copy the folder again"
Damage = Callable[[Path], None]


def missing(part: str) -> Damage:
    return lambda folder: shutil.rmtree(folder / part) if (folder / part).is_dir() else (folder / part).unlink()


def cut(part: str, share: float = 0.5) -> Damage:
    def damage(folder: Path) -> None:
        data = (folder / part).read_bytes()
        (folder / part).write_bytes(data[: int(len(data) * share)])

    return damage


def empty(part: str) -> Damage:
    return cut(part, 0.0)


def garbled(part: str) -> Damage:
    def damage(folder: Path) -> None:
        data = (folder / part).read_bytes()
        (folder / part).write_bytes(bytes(byte ^ 0x5A for byte in data))

    return damage


def meta(**changes: object) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / "meta.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")

    return damage


def config(old: str, new: str) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / "config.cfg"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return damage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled pipeline, to be damaged."""
    return Path(shutil.copytree(bundled_folder(), tmp_path / "pipeline"))


DAMAGES = [
    pytest.param(missing("config.cfg"), "no config.cfg", id="no config"),
    pytest.param(cut("config.cfg"), "damaged", id="config cut short"),
    pytest.param(garbled("config.cfg"), "damaged", id="config garbled"),
    pytest.param(config("@architectures", "@architecture"), "damaged", id="config with a misspelt key"),
    pytest.param(config("[components.tok2vec]\n", "[components.tok2vec]\nno_such = 1\n"), "damaged", id="odd setting"),
    pytest.param(missing("meta.json"), "no meta.json", id="no meta"),
    pytest.param(cut("meta.json"), r"meta\.json cannot be read", id="meta cut short"),
    pytest.param(garbled("meta.json"), r"meta\.json cannot be read", id="meta garbled"),
    pytest.param(lambda folder: (folder / "meta.json").write_text("[]"), "holds no object", id="meta a list"),
    pytest.param(missing("tok2vec"), "damaged", id="no encoder"),
    pytest.param(missing("tok2vec/model"), "damaged", id="no weights of the encoder"),
    pytest.param(empty("tok2vec/model"), "damaged", id="encoder empty"),
    pytest.param(cut("tok2vec/model", 0.1), "damaged", id="encoder cut short"),
    pytest.param(cut("tok2vec/model", 0.999), "damaged", id="encoder cut short at its end"),
    pytest.param(garbled("tok2vec/model"), "damaged", id="encoder garbled"),
    pytest.param(missing("parser"), "damaged", id="no parser"),
    pytest.param(missing("parser/model"), "damaged", id="no weights of the parser"),
    pytest.param(cut("parser/model"), "damaged", id="parser cut short"),
    pytest.param(garbled("parser/cfg"), "damaged", id="settings of the parser garbled"),
    pytest.param(missing("tagger/model"), "damaged", id="no weights of the tagger"),
    pytest.param(empty("ner/model"), "damaged", id="names empty"),
    pytest.param(garbled("morphologizer/model"), "damaged", id="morphologizer garbled"),
    pytest.param(missing("vocab"), "damaged", id="no vocabulary"),
    pytest.param(cut("vocab/strings.json"), "damaged", id="strings cut short"),
    pytest.param(garbled("vocab/lookups.bin"), "damaged", id="tables garbled"),
    pytest.param(missing("tokenizer"), "damaged", id="no tokenizer"),
    pytest.param(garbled("tokenizer"), "damaged", id="tokenizer garbled"),
    pytest.param(meta(spacy_version=">=2.3.0,<2.4.0"), r"made for spaCy >=2\.3\.0,<2\.4\.0, this is 3", id="spaCy 2"),
    pytest.param(meta(spacy_version="soon"), "made for spaCy soon", id="spaCy version garbled"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("damage", "message"), DAMAGES)
def test_damaged_folder_is_named_with_the_remedy(damage: Damage, message: str, folder: Path) -> None:
    damage(folder)

    with pytest.raises(ModelError, match=message) as caught:
        load(str(folder))

    told = str(caught.value)
    assert told.startswith(f"{folder}: ")
    assert "\n" not in told
    assert REMEDY in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        pytest.param(FORMAT + 1, "upgrade quotes", id="newer"),
        pytest.param(FORMAT - 1, "train or fetch it again", id="older"),
        pytest.param("one", "train or fetch it again", id="garbled"),
    ],
)
def test_other_format_is_named_with_the_remedy(kind: object, remedy: str, folder: Path) -> None:
    meta(quotes_format=kind)(folder)

    with pytest.raises(ModelError, match=remedy) as caught:
        load(str(folder))

    assert f"format {kind}, this quotes reads format {FORMAT}" in str(caught.value)


@pytest.mark.slow
def test_whole_copy_loads(folder: Path) -> None:
    assert load(str(folder)).pipe_names[-1] == "quotes"


def test_file_is_no_pipeline(tmp_path: Path) -> None:
    path = tmp_path / "en_quotes.whl"
    path.write_bytes(b"PK")

    with pytest.raises(ModelError, match="a file; name the folder"):
        load(str(path))


def test_empty_folder_is_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline there"):
        load(str(tmp_path))


@pytest.mark.parametrize("name", ["no_such_pipeline", "no/such/folder", "fast "])
def test_unknown_name_is_told_what_to_install(name: str) -> None:
    with pytest.raises(ModelError, match="no such pipeline"):
        load(name)


def test_foreign_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")

    with pytest.raises(ModelError, match="no dependency parser"):
        load(str(tmp_path / "blank"))


@pytest.mark.slow
def test_command_ends_with_one_line_and_status_2(folder: Path) -> None:
    cut("tok2vec/model", 0.3)(folder)

    done = CliRunner().invoke(app, ["extract", "-", "--model", str(folder)], input="“Yes,” she said.")

    assert done.exit_code == 2
    assert "damaged, cannot be loaded" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize("name", ["fast", FAST, BUNDLED])
def test_bundled_pipelines_go_by_their_names(name: str) -> None:
    assert read_model(name).meta["name"].startswith("quotes")


def test_fast_is_the_only_pipeline_where_there_is_just_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / BUNDLED).mkdir()
    monkeypatch.setattr("quotes.nlp.models.HOME", tmp_path)

    assert bundled_folder("fast") == tmp_path / BUNDLED


def test_package_without_its_pipeline_is_told_to_be_reinstalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.nlp.models.HOME", tmp_path)

    with pytest.raises(ModelError, match="missing from the package; reinstall quotes"):
        load()


@pytest.mark.parametrize("arguments", [["model"], ["model", "fast"], ["model", "en_quotes"]])
def test_card_is_printed(arguments: list[str]) -> None:
    done = CliRunner().invoke(app, arguments)

    assert done.exit_code == 0
    assert done.stdout.startswith("# en_quotes")
    assert "## Figures" in done.stdout


def test_card_of_another_pipeline_is_refused() -> None:
    done = CliRunner().invoke(app, ["model", "en_core_web_sm"])

    assert done.exit_code == 2
    assert "en_core_web_sm: no bundled pipeline" in done.stderr
    with pytest.raises(ModelError):
        bundled_card("en_core_web_sm")


@pytest.fixture
def scorer_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the scorer's file, from which it is read instead."""
    folder = Path(str(files("quotes.model")))
    for name in ("scorer.json", "nested.json", "ranker.json", "sectors.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    path = tmp_path / "scorer.json"
    monkeypatch.setattr(weight_files, "files", lambda package: tmp_path)
    load_scorers.cache_clear()
    yield path
    load_scorers.cache_clear()


def test_whole_scorer_is_read(scorer_file: Path) -> None:
    assert load_scorers().rules.weights


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.unlink(), id="missing"),
        pytest.param(lambda path: path.write_text(""), id="empty"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000]), id="cut short"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xfe" + path.read_bytes()), id="no UTF-8"),
        pytest.param(lambda path: path.write_text("[1, 2]"), id="a list"),
        pytest.param(lambda path: edit(path, weights=["a"]), id="weights a list"),
        pytest.param(lambda path: edit(path, weights={"a": "heavy"}), id="weight a word"),
        pytest.param(lambda path: edit(path, bias=None), id="no bias"),
        pytest.param(lambda path: edit(path, threshold=[]), id="threshold a list"),
        pytest.param(lambda path: edit(path, evidence=[1]), id="evidence a list"),
    ],
)
def test_damaged_scorer_is_named(damage: Callable[[Path], object], scorer_file: Path, nlp: Language) -> None:
    damage(scorer_file)

    with pytest.raises(ModelError, match=r"scorer\.json: missing or damaged; reinstall quotes"):
        extract("“Yes,” she said.", nlp)


def test_damaged_scorer_of_nested_attributions_is_named(scorer_file: Path, nlp: Language) -> None:
    scorer_file.with_name("nested.json").write_text("{")

    with pytest.raises(ModelError, match=r"nested\.json: missing or damaged; reinstall quotes"):
        extract("“Yes,” she said.", nlp)


def test_command_tells_of_a_damaged_scorer_once(scorer_file: Path) -> None:
    scorer_file.write_text("{")

    done = CliRunner().invoke(app, ["extract", "-", "--workers", "0"], input="“Yes,” she said.")

    assert done.exit_code == 2
    assert "scorer.json: missing or damaged; reinstall quotes" in done.stderr


def test_scorer_of_another_format_is_named(scorer_file: Path, nlp: Language) -> None:
    edit(scorer_file, format=1)

    with pytest.raises(ModelError, match=r"scorer\.json: format 1, expected 2; reinstall quotes"):
        extract("“Yes,” she said.", nlp)


def edit(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")


def test_installed_package_wins_over_a_folder_of_its_name(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "press_pipeline"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\ndef load(**changes):\n"
        "    return load_model_from_init_py(__file__, **changes)\n"
    )
    shutil.copy(folder / "meta.json", package)
    known = json.loads((folder / "meta.json").read_text("utf-8"))
    shutil.copytree(folder, package / f"{known['lang']}_{known['name']}-{known['version']}")
    information = tmp_path / "site" / "press_pipeline-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: press_pipeline\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    articles = tmp_path / "articles"
    (articles / "press_pipeline").mkdir(parents=True)
    monkeypatch.chdir(articles)

    assert read_model("press_pipeline").meta["name"] == known["name"]
    with pytest.raises(ModelError, match=r"no config\.cfg"):
        read_model("./press_pipeline")
