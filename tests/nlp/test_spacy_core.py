"""spaCy is imported without its command line, and whoever wants that later gets the whole of it."""

from __future__ import annotations

import subprocess
import sys

from quotes.nlp.spacy_core import import_spacy_core

BEGIN = "import sys; from quotes.nlp.spacy_core import import_spacy_core; import_spacy_core(); "


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-c", BEGIN + code], check=True, capture_output=True, text=True
    ).stdout


def test_the_command_line_is_not_imported() -> None:
    assert run("import spacy; print('spacy.cli' in sys.modules, 'httpx' in sys.modules)") == "False False\n"


def test_a_pipeline_is_loaded_and_reads() -> None:
    assert run("import quotes; print(len(quotes.extract('“We must act,” Lee said.')))") == "1\n"


def test_what_is_imported_later_is_the_real_one() -> None:
    assert run("import spacy.cli.info; print(spacy.cli.download.__module__)") == "spacy.cli.download\n"


def test_spacy_info_is_as_it_was() -> None:
    assert run("import spacy; print('spacy_version' in spacy.info(silent=True))") == "True\n"


def test_nothing_happens_where_spacy_is_imported() -> None:
    import spacy

    before = sys.modules["spacy.cli"]
    import_spacy_core()
    assert sys.modules["spacy.cli"] is before
    assert spacy.info.__module__ == "spacy.cli.info"
