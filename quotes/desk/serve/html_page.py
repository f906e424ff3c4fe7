"""Pages over HTTP: the policy that a page names for itself holds for its answer, too."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from starlette.responses import HTMLResponse

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def page_response(page: str, status: int = 200, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """The answer with a page of the template base.html.

    Its head, which comes before anything of an article, names the hashes of its style and script. As a header the
    policy also forbids that other pages frame it.
    """
    match = _POLICY.search(page)
    policy = {"content-security-policy": f"{html.unescape(match[1])}; frame-ancestors 'none'"} if match else {}
    return HTMLResponse(page, status, {**(headers or {}), **policy})
