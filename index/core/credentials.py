"""Names and passwords in web addresses: for the host they are meant for, and for nobody's eyes."""

from __future__ import annotations

import base64
from urllib.parse import unquote

from index.core.late_patterns import late

_LOGIN = late(r"(?i)\b(https?:/{1,2})([^/?#\s\"'<>]*)@")


def without_login(text: str) -> str:
    """An address, or any text with addresses in it, without names and passwords in them."""
    return _LOGIN.sub(r"\1", text) if "@" in text else text


def login_of(url: str) -> dict[str, str]:
    """The header that gives a host the name and password of its address (RFC 7617), if any."""
    found = _LOGIN.match(url)
    if not found or not found[2]:
        return {}
    name, _, word = found[2].partition(":")
    pair = f"{unquote(name)}:{unquote(word)}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
