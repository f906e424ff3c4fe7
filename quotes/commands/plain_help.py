"""Help that names values plainly: `--limit NUMBER`, not `--limit <int range>`."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

NAMES = {"str": "TEXT", "int": "NUMBER", "float": "NUMBER", "path": "FILE"}
_TYPE = re.compile(r"<(?:list\[)?([^\]>]*?)(?: range)?\]?>")  # "<list[str]>", "<int range>", "<list[a|b]>"


class PlainCommand(TyperCommand):
    """A command whose help shows no types of Python; older versions of typer never show them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for parameter in self.params:
            if hasattr(parameter, "display_type_rich"):
                shown: Any = _show_none if parameter.param_type_name == "argument" else _show_type(parameter)
                parameter.display_type_rich = shown


def name_type(shown: str) -> str:
    """A type as help shows it: "NUMBER" for "<int range>", "[a|b]" for "<list[a|b]>"."""
    return _TYPE.sub(lambda match: NAMES.get(match[1]) or f"[{match[1]}]", shown)


def _show_none(ctx: Any) -> str:
    """Nothing: the name of an argument says what it is."""
    return ""


def _show_type(option: Any) -> Any:
    show = option.display_type_rich

    def show_plain(ctx: Any) -> str | None:
        shown = show(ctx)
        return name_type(shown) if isinstance(shown, str) else shown

    return show_plain
