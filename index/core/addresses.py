"""Web addresses: which ones name the same page, and which wrap another."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Parameters that say where a reader came from, never what is read. Names that some publishers use
# for the article itself (id, cid, src, ref) are not among them.
_TRACKING = frozenset(
    {
        *("fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid"),
        *("ocid", "ncid", "ito", "smid", "smprod", "soc_src", "soc_trk", "pgtype", "clicksource"),
    }
)
_TRACKING_NOW = _TRACKING | {"outputtype", "xtor"}
# Hosts under which sites keep the same pages for small screens.
_SMALL = re.compile(r"^(?:m|mobile|amp)\.(?=[^.]+\.[^.])")
_AMP = re.compile(r"^/amp(?=/.)|/amp(?:\.html)?$|\.amp(?=\.html$|$)")
# What RFC 3986 reserves, and the sign of an escape; all else is written one way.
_AS_IT_IS = "surrogateescape"
_KEPT = "/!$&'()*+,;=:@~"
_WAYBACK = re.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(https?:/{1,2}\S+)", re.IGNORECASE)
# Sites that lead to other pages, and the parameter that names the page.
_WRAPPERS = {
    "google.com/url": ("url", "q"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "t.umblr.com/redirect": ("z",),
    "slack-redir.net/link": ("url",),
    "bing.com/news/apiclick.aspx": ("url",),
}


def unwrapped(url: str) -> str:
    """The address that another one wraps, as alerts, networks and web archives do; or itself."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    if host == "web.archive.org" and (match := _WAYBACK.match(_without_host(url))):
        return re.sub(r"^(https?:)/{1,2}", r"\1//", match[1])
    for name in _WRAPPERS.get(f"{host}{parts.path}", ()):
        for inner in parse_qs(parts.query).get(name, ()):
            if re.match(r"https?://[^/?#]", inner, re.IGNORECASE):
                return inner
    return url


def _without_host(url: str) -> str:
    """An address from its path on."""
    return re.sub(r"^[a-z]+://[^/]*", "", url.strip(), flags=re.IGNORECASE)


def normalise_url(url: str) -> str:
    """The address without what does not name the page: scheme, port, fragment, tracking, and the
    page for small screens; escapes as RFC 3986 (6.2.2) has them.

    An address that cannot be read is returned as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.scheme or not parts.hostname:
        return url.strip()
    host = _SMALL.sub("", parts.hostname.removeprefix("www."))
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = _AMP.sub("", parts.path.rstrip("/")) or "/"
    query = urlencode(sorted(_kept(parts.query, _TRACKING_NOW, ("utm_", "wt.", "at_"))))
    return urlunsplit(
        (
            _scheme(parts.scheme),
            host,
            quote(unquote(path, errors=_AS_IT_IS), _KEPT, errors=_AS_IT_IS),
            query,
            "",
        )
    )


def normalised_before(url: str) -> str:
    """The same as versions before 0.2 had it, whose archives have ids of it."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.scheme or not parts.hostname:
        return url.strip()
    host = parts.hostname.removeprefix("www.")
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    query = urlencode(sorted(_kept(parts.query, _TRACKING, ("utm_", "wt."))))
    return urlunsplit((_scheme(parts.scheme), host, parts.path.rstrip("/") or "/", query, ""))


def is_front_page(url: str) -> bool:
    """Whether an address is that of a site and of no page of it."""
    try:
        parts = urlsplit(normalise_url(url))
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def _scheme(scheme: str) -> str:
    return "https" if scheme in ("http", "https") else scheme


def _kept(query: str, names: frozenset[str], beginnings: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (key, value)
        for key, value in parse_qsl(query, keep_blank_values=True)
        if key.lower() not in names and not key.lower().startswith(beginnings)
    ]
