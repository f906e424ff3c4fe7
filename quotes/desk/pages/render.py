"""Render templates as pages: `render("report.html", title="…")`. All values are escaped.

A page contains its style and script; its Content-Security-Policy names both by their hashes, so that
nothing else can run, whatever an article contains.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

# Control characters other than white space, and lone surrogates: HTML cannot contain them.
_NOT_IN_HTML = dict.fromkeys((*range(9), *range(14, 32), 127, *range(55296, 57344)), "�")


def render(template: str, **values: Any) -> str:
    """The page of a template with these values."""
    return _environment().get_template(template).render(**values)


def render_macro(template: str, macro: str, **values: Any) -> Markup:
    """The output of a template's macro, called with these values as one object."""
    return Markup(getattr(_environment().get_template(template).module, macro)(values))


def asset(name: str) -> Markup:
    """A style or script of the package, as it is."""
    return Markup(files("quotes.desk.pages").joinpath(f"static/{name}").read_text("utf-8"))


def exact(text: str) -> Markup:
    """Article text as HTML whose text content has the same code points in the same places.

    HTML parsers turn a carriage return into a line feed unless it is written as a reference; what HTML cannot contain
    becomes a replacement character of the same length.
    """
    return Markup(str(escape(text.translate(_NOT_IN_HTML))).replace("\r", "&#13;"))


def policy(*, style: str = "", script: str = "") -> str:
    """The Content-Security-Policy of a page that holds this style and this script, and nothing else."""
    parts = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"]
    if style:
        parts.append(f"style-src '{_digest(style)}'")
    if script:
        parts.append(f"script-src '{_digest(script)}'")
    return "; ".join(parts)


def data(value: Any) -> Markup:
    """JSON for a script element of type application/json: no "<" that could end it."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("quotes.desk.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["exact"] = exact
    environment.filters["number"] = "{:,}".format
    environment.filters["words"] = lambda text: str(text).replace("_", " ")
    environment.globals.update(asset=asset, data=data, policy=policy)
    return environment
