"""Render templates as pages: `render("report.html", title="…")`. All values are cleaned and escaped.

A page contains its style and script; its Content-Security-Policy names both by their hashes, so that
nothing else can run, whatever an article contains.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

# What no page can hold: control characters that are no white space, halves of characters, and two that are none.
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


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
    return Markup(str(escape(clean(text))).replace("\r", "&#13;"))


def clean(value: Any) -> Any:
    r"""A value as pages and charts can hold it, which every template does to everything: no control characters.

    >>> clean("Stolten\x08berg")
    'Stolten�berg'
    """
    if not isinstance(value, str) or _UNFIT.search(value) is None:
        return value
    cleaned = _UNFIT.sub("\ufffd", value)
    return Markup(cleaned) if isinstance(value, Markup) else cleaned


def policy(*, style: str = "", script: str = "", served: bool = False) -> str:
    """The Content-Security-Policy of a page that holds this style and this script, and nothing else.

    A page that is served may send forms to its own server and ask it for its state.
    """
    asks = ["form-action 'self'", "connect-src 'self'"] if served else ["form-action 'none'"]
    parts = ["default-src 'none'", "base-uri 'none'", *asks, "img-src data:"]
    if style:
        parts.append(f"style-src '{_digest(style)}'")
    if script:
        parts.append(f"script-src '{_digest(script)}'")
    return "; ".join(parts)


def data(value: Any) -> Markup:
    """JSON for a script element of type application/json: no "<" that could end it."""
    text = json.dumps(_clean_parts(value), ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def _clean_parts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _clean_parts(part) for key, part in value.items()}
    return [_clean_parts(part) for part in value] if isinstance(value, (list, tuple)) else clean(value)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("quotes.desk.pages"),
        autoescape=True,
        finalize=clean,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["exact"] = exact
    environment.filters["number"] = "{:,}".format
    environment.filters["words"] = lambda text: str(text).replace("_", " ")
    environment.globals.update(asset=asset, data=data, policy=policy)
    return environment
