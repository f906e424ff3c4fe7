"""Find a spaCy pipeline by name or path and read it: `read_model("fast")`, `read_model("en_core_web_sm")`.

Two pipelines ship inside the package, under the same labels: `en_quotes`, and `en_quotes_fast` for old machines and
large corpora. A third, `open`, whose weights saw nothing without an open licence, is a wheel of its own. A folder of
another version and a damaged one raise ModelError, never anything else.
"""

from __future__ import annotations

import json
import warnings
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from quotes.errors import ModelError
from quotes.nlp.open_package import OPEN_CARD, OPEN_DISTRIBUTION, open_folder
from quotes.nlp.operations import map_weights
from quotes.nlp.tokenizer import EMPTY_TOKENIZER

BUNDLED = "en_quotes"
FAST = "en_quotes_fast"
NAMES = {BUNDLED: BUNDLED, "fast": FAST, FAST: FAST}  # the names that a user may give, with their folders
CARDS = {BUNDLED: "MODEL_CARD.md", FAST: "MODEL_CARD_FAST.md"}
OPEN = "en_quotes_open"
OPEN_NAMES = frozenset({"open", OPEN})
HOME = Path(str(files("quotes.model")))
FORMAT = 1  # of the components of quotes in a pipeline; `quotes_format` in its meta.json
PROBE = "“We will not stop,” she said on Friday.\n\nMoscow rejected it."


def read_model(model: str | None = None) -> Language:
    """The pipeline of a name or a path, as it was saved; by default the bundled one.

    Raises ModelError, which names the pipeline and says what to do, where it is missing, of another version or damaged.
    """
    name = BUNDLED if model is None else model
    if name in NAMES:
        return _read(bundled_folder(name), name)
    if name in OPEN_NAMES:
        return _read(open_folder(), name)
    path = Path(name)
    if (
        name and not _is_path(name) and spacy.util.is_package(name)
    ):  # an installed package comes before a folder of that name
        return _read(_package_folder(name), name, package=True)
    if path.is_dir():
        return _read(path, name)
    if path.is_file():
        raise ModelError(f"{name}: a file; name the folder that 'nlp.to_disk' wrote (unpack an archive first)")
    raise ModelError(
        f"{name}: no such pipeline; install it with 'python -m spacy download {name}', "
        "or give the path of a folder, or leave out the name for the bundled one"
    )


def bundled_folder(name: str | None = None) -> Path:
    """The folder of a bundled pipeline, by one of `NAMES`; if the package has only one, that one.

    Raises ModelError where the package lacks it.
    """
    folder = HOME / NAMES[name or BUNDLED]
    if folder.name == FAST and not folder.is_dir():
        folder = HOME / BUNDLED
    if not folder.is_dir():
        raise ModelError(f"the bundled pipeline {folder.name} is missing from the package; reinstall quotes")
    return folder


def bundled_card(name: str | None = None) -> str:
    """The model card of a bundled pipeline or of the open one, as Markdown. Raises ModelError where it is missing."""
    if name in OPEN_NAMES:
        return _read_card(open_folder().with_name(OPEN_CARD), f"install {OPEN_DISTRIBUTION} again")
    if name and name not in NAMES:
        raise ModelError(f"{name}: no bundled pipeline; leave the name out, or say 'fast' or 'open'")
    return _read_card(HOME / CARDS[bundled_folder(name).name], "reinstall quotes")


def _read_card(card: Path, remedy: str) -> str:
    try:
        return card.read_text(encoding="utf-8").rstrip()
    except OSError as error:
        raise ModelError(f"{card.name} is missing from the package; {remedy}") from error


def _is_path(name: str) -> bool:
    """True for `models/news`, `./news` and `/models/news`, not for `news`, which may be an installed package."""
    return name.startswith(".") or len(Path(name).parts) > 1


def _package_folder(name: str) -> Path:
    """The folder of data in an installed pipeline, found without running the package's code."""
    home = Path(str(spacy.util.get_package_path(name)))
    folders = [path.parent for path in (home / "config.cfg", *home.glob("*/config.cfg")) if path.is_file()]
    return folders[0] if folders else home


def _read(folder: Path, name: str, *, package: bool = False) -> Language:
    for part in ("config.cfg", "meta.json"):
        if not (folder / part).is_file():
            raise ModelError(
                f"{name}: no spaCy pipeline there (no {part}); name the folder that 'nlp.to_disk' wrote{_again(name)}"
            )
    _check_versions(_read_meta(folder, name), name)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # the versions are checked already
            if folder.parent == HOME or name in OPEN_NAMES:  # other folders may be written to while they are in use
                nlp = map_weights(_load_bundled(folder), folder)
            else:
                nlp = spacy.load(name if package else folder)  # a package may bring factories along
            nlp(PROBE)  # truncated weights may load, and fail only when they are used
    except ModelError:
        raise
    except Exception as error:  # a damaged file can make any part of spaCy stumble, in any way
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        raise ModelError(f"{name}: damaged, cannot be loaded ({reason[:200]}){_again(name)}") from error
    return nlp


def _load_bundled(folder: Path) -> Language:
    """A bundled pipeline, without the default tokenizer that its own replaces: a sixth of the time."""
    nlp = spacy.load(folder, config={"nlp": {"tokenizer": {"@tokenizers": EMPTY_TOKENIZER}}})
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "spacy.Tokenizer.v1"}  # any spaCy reads what is saved
    return nlp


def _read_meta(folder: Path, name: str) -> dict[str, Any]:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{name}: damaged, its meta.json cannot be read{_again(name)}") from error
    if not isinstance(meta, dict):
        raise ModelError(f"{name}: damaged, its meta.json holds no object{_again(name)}")
    return meta


def _check_versions(meta: dict[str, Any], name: str) -> None:
    wanted, mine = meta.get("spacy_version") or "", spacy.about.__version__
    if wanted and spacy.util.is_compatible_version(mine, str(wanted)) is not True:
        raise ModelError(f"{name}: made for spaCy {wanted}, this is {mine}{_again(name)}")
    kind = meta.get("quotes_format", FORMAT)
    if kind != FORMAT:
        raise ModelError(
            f"{name}: format {kind}, this quotes reads format {FORMAT}; "
            + ("upgrade quotes" if isinstance(kind, int) and kind > FORMAT else "train or fetch it again")
        )


def _again(name: str) -> str:
    """The remedy for a pipeline that cannot be used."""
    if name in NAMES:
        return "; reinstall quotes"
    if name in OPEN_NAMES:
        return f"; install {OPEN_DISTRIBUTION} again"
    if Path(name).is_dir():
        return f"; make or copy the folder again, for spaCy {spacy.about.__version__}"
    return f"; install it again: python -m spacy download {name}"
