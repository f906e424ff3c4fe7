"""The pipeline `open`: found among the installed packages, read as data; where it is missing, the remedy is named."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner

from quotes.cli import app
from quotes.errors import ModelError
from quotes.nlp import open_package
from quotes.nlp.models import bundled_card, read_model
from quotes.nlp.open_package import open_folder

ROOT = Path(__file__).parents[2]
METADATA = "Metadata-Version: 2.1\nName: quotes-en-open\nVersion: 1.0.0\n"
BOOBY_TRAP = "raise SystemExit('the code of the package was run')\n"
INSTALLED = {  # folders with a pipeline of that name that is really installed here
    Path(entry).resolve() for entry in sys.path if entry and list(Path(entry).glob("quotes_en_open-*.dist-info"))
}
REMEDY = r"from a checkout of quotes with 'pip install \./open'"


def write_package(folder: Path, *, weights: bool = True) -> Path:
    """A package of that name as an installer leaves it, with a blank pipeline and code that must not be run."""
    information = folder / "quotes_en_open-1.0.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(METADATA, "utf-8")
    module = folder / "en_quotes_open"
    module.mkdir()
    (module / "__init__.py").write_text(BOOBY_TRAP, "utf-8")
    (module / "MODEL_CARD.md").write_text("# en_quotes_open 1.0.0\n", "utf-8")
    if weights:
        nlp = spacy.blank("en", meta={"name": "quotes_open", "version": "1.0.0"})
        nlp.to_disk(module / "pipeline")
    return folder


@pytest.fixture
def _nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide a pipeline that happens to be installed here, and nothing else that is in its folder."""
    find = open_package._find_folders
    monkeypatch.setattr(open_package, "_find_folders", lambda: (at for at in find() if at.resolve() not in INSTALLED))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _nothing_installed: None) -> Iterator[Path]:
    folder = write_package(tmp_path / "site-packages")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    assert "en_quotes_open" not in sys.modules


@pytest.mark.parametrize("name", ["open", "en_quotes_open"])
@pytest.mark.usefixtures("_nothing_installed")
def test_missing_package_is_named_with_its_remedy(name: str) -> None:
    with pytest.raises(ModelError, match=f"'open' is not installed; .*{REMEDY}"):
        read_model(name)


@pytest.mark.usefixtures("_nothing_installed")
def test_package_in_the_current_folder_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend("")

    with pytest.raises(ModelError, match="not installed"):
        open_folder()


@pytest.mark.usefixtures("_nothing_installed")
def test_package_without_weights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(write_package(tmp_path / "site-packages", weights=False)))

    with pytest.raises(ModelError, match=rf"quotes-en-open 1\.0\.0 is installed without its weights; .*{REMEDY}"):
        open_folder()


@pytest.mark.usefixtures("_nothing_installed")
@pytest.mark.parametrize("command", [["extract", "-", "--model", "open"], ["model", "open"]])
def test_commands_end_with_the_remedy_and_status_2(command: list[str]) -> None:
    if INSTALLED and command[0] == "extract":
        pytest.skip("the pipeline is installed here, and the command's worker finds it")
    done = CliRunner().invoke(app, command, input="“Yes,” she said.")

    assert done.exit_code == 2
    assert "pip install ./open" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize("name", ["open", "en_quotes_open"])
def test_installed_package_is_read_without_being_run(name: str, installed: Path) -> None:
    assert read_model(name).meta["name"] == "quotes_open"
    assert open_folder() == installed / "en_quotes_open" / "pipeline"


def test_package_installed_from_a_checkout_is_found(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = installed.with_name("checkout")
    elsewhere.mkdir()
    (installed / "en_quotes_open").rename(elsewhere / "en_quotes_open")  # the metadata stays behind
    monkeypatch.syspath_prepend(str(elsewhere))

    assert open_folder() == elsewhere / "en_quotes_open" / "pipeline"


def test_damaged_package_is_to_be_installed_again(installed: Path) -> None:
    meta = installed / "en_quotes_open" / "pipeline" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text("utf-8")) | {"quotes_format": "x"}), "utf-8")
    with pytest.raises(ModelError, match="open: format x"):
        read_model("open")
    meta.write_text("{", "utf-8")
    with pytest.raises(ModelError, match=r"open: damaged, .*; install quotes-en-open again"):
        read_model("open")


def test_card_is_that_of_the_package(installed: Path) -> None:
    assert bundled_card("open") == "# en_quotes_open 1.0.0"
    (installed / "en_quotes_open" / "MODEL_CARD.md").unlink()
    with pytest.raises(ModelError, match=r"MODEL_CARD\.md is missing from the package; install quotes-en-open again"):
        bundled_card("open")


def test_package_is_not_built_without_its_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hatchling", reason="the build backend, which pip fetches by itself")
    monkeypatch.syspath_prepend(str(ROOT / "open"))
    check_weights = __import__("check_weights")
    hook = check_weights.CheckWeights(str(tmp_path), {}, None, None, "", "wheel")

    with pytest.raises(FileNotFoundError, match=r"no config\.cfg.*weasel run open"):
        hook.initialize("standard", {})
    for part in check_weights.PARTS:
        path = tmp_path / "en_quotes_open" / "pipeline" / part
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    hook.initialize("standard", {})
    monkeypatch.setattr(check_weights, "MAX_MEGABYTES", 0)
    with pytest.raises(ValueError, match="more than the 0"):
        hook.initialize("standard", {})
