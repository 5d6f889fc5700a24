"""Addresses that lead to another one: out of alerts, networks and mails, by archives of the web and
by services that show a page as it is elsewhere.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlencode, urlsplit

from index.core.late_patterns import late

# Sites that lead to other pages, and the parameters that name the page.
_BY_PARAMETER = tuple(
    (late(pattern), names.split())
    for pattern, names in (
        (r"google\.[a-z.]{2,6}/url", "url q"),
        (r"translate\.google\.[a-z.]{2,6}/translate", "u"),
        (r"(?:lm?\.|m\.)?facebook\.com/(?:l\.php|flx/warn/?)", "u"),
        (r"l\.(?:instagram|threads)\.(?:com|net)/?", "u"),
        (r"[\w-]+\.safelinks\.protection\.outlook\.com/.*", "url"),
        (r"linkedin\.com/(?:redir/redirect|safety/go)", "url"),
        (r"youtube\.com/redirect", "q"),
        (r"out\.reddit\.com/.*", "url"),
        (r"(?:m\.)?vk\.com/away(?:\.php)?", "to"),
        (r"t\.umblr\.com/redirect", "z"),
        (r"slack-redir\.net/link", "url"),
        (r"bing\.com/news/apiclick\.aspx", "url"),
        (r"duckduckgo\.com/l/?", "uddg"),
        (r"(?:getpocket|flipboard)\.com/redirect", "url"),
        (r"steamcommunity\.com/linkfilter/?", "url u"),
        (r"exit\.sc/?", "url"),
        (r"12ft\.io/proxy", "q"),
    )
)
_INNER = r"(https?:/{1,2}[^/?#\s].*)"
# Sites that have the other address behind their own.
_BY_PATH = late(
    r"(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/"
    r"|archive\.(?:ph|is|today|li|vn|md|fo)/(?:\d[\d.-]{3,}|newest|oldest|o/\w{4,6})/"
    r"|(?:12ft\.io|outline\.com|removepaywall\.com|r\.jina\.ai)/"
    r"|href\.li/\?"
    rf"|webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]+:)?){_INNER}",
    re.IGNORECASE,
)
_CODE = late(r"https?://archive\.(?:ph|is|today|li|vn|md|fo)/\w{4,6}/?", re.IGNORECASE)
# Copies for small screens: the other host and path stand behind.
_AMP = late(
    r"(?:(?:[\w-]+\.)?cdn\.ampproject\.org/[a-z]/|google\.[a-z.]{2,6}/amp/)(?:s/)?([\w-]+(?:\.[\w-]+)+/.*)"
)
_DEFENDED = late(r"urldefense\.com/v3/__(https?:/{1,2}[^*\s]+?)__;.*")
_TRANSLATED = ".translate.goog"
_ADDRESS = late(r"https?://[^/?#\s]", re.IGNORECASE)
# A mail may have gone through several services.
_DEEPEST = 3


def hides_another(url: str) -> bool:
    """Whether an address stands for a page kept from elsewhere, and does not say from where."""
    return _CODE.fullmatch(url) is not None


def unwrapped(url: str) -> str:
    """The address that another one wraps; or itself."""
    for _ in range(_DEEPEST):
        inner = _inner(url)
        if inner == url:
            break
        url = inner
    return url


def _inner(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    for inner in (_named(parts, host), _behind(parts, host), _spelled(parts, host)):
        if inner and _ADDRESS.match(inner):
            return inner
    return url


def _named(parts: SplitResult, host: str) -> str:
    """The address in a parameter."""
    for pattern, names in _BY_PARAMETER if parts.query else ():
        if pattern.fullmatch(f"{host}{parts.path}"):
            said = parse_qs(parts.query)
            found = (value for name in names for value in said.get(name, ()))
            return next(filter(_ADDRESS.match, found), "")
    return ""


def _behind(parts: SplitResult, host: str) -> str:
    """The address behind that of an archive or a copy."""
    query = f"?{parts.query}" if parts.query else ""
    whole = f"{host}{parts.path}{query}"
    # Of all of them a cache alone has the address as a parameter's value is written.
    whole = unquote(whole) if host.startswith("webcache.") else whole
    if found := _BY_PATH.fullmatch(whole) or _DEFENDED.fullmatch(whole):
        return re.sub(r"^(https?:)/{1,2}", r"\1//", found[1])
    found = _AMP.fullmatch(whole)
    return f"https://{found[1]}" if found else ""


def _spelled(parts: SplitResult, host: str) -> str:
    """The address that is written otherwise: by a filter of mail, by a translator."""
    if host == "urldefense.proofpoint.com" and parts.path == "/v2/url":
        said = parse_qs(parts.query).get("u", [""])[0]
        return unquote(said.replace("-", "%").replace("_", "/"))
    if not host.endswith(_TRANSLATED):
        return ""
    name = host.removesuffix(_TRANSLATED).replace("--", "\0").replace("-", ".").replace("\0", "-")
    kept = [pair for pair in parse_qsl(parts.query) if not pair[0].startswith("_x_tr_")]
    return f"https://{name}{parts.path}" + (f"?{urlencode(kept)}" if kept else "")
