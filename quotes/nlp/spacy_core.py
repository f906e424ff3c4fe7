"""Import spaCy without its command line: `import_spacy_core()`, for processes that belong to `quotes`.

`import spacy` imports `spacy.info` from its command line, and with that clients for HTTP, templates and a project
manager: a quarter of the time it takes. What comes later finds all of it: `import spacy.cli` imports the real one.
Programs that use `quotes` as a library import spaCy as it is.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def import_spacy_core() -> None:
    """Import spaCy, unless it is imported already; while it is, empty modules stand for its command line."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in _COMMAND_LINE}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    """What `spacy.info` does, which is imported when it is called."""
    from spacy.cli.info import info

    return info(*args, **options)
