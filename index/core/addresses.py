"""Web addresses: which ones name the same page, and which wrap another."""

from __future__ import annotations

import re
from urllib.parse import (
    SplitResult,
    parse_qs,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urlsplit,
    urlunsplit,
)

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
_MIRRORS = re.compile(r"^(?:www|m|mobile|amp|edition)\.")
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
    read = _read(url)
    if read is None:
        return url.strip()
    parts, host, port = read
    path = _AMP.sub("", parts.path.rstrip("/")) or "/"
    path = quote(unquote(path, errors=_AS_IT_IS), _KEPT, errors=_AS_IT_IS)
    query = _kept(parts.query, _TRACKING_NOW, ("utm_", "wt.", "at_"))
    return urlunsplit((_scheme(parts.scheme), f"{_SMALL.sub('', host)}{port}", path, query, ""))


def normalised_before(url: str) -> str:
    """The same as versions before 0.2 had it, whose archives have ids of it."""
    read = _read(url)
    if read is None:
        return url.strip()
    parts, host, port = read
    query = _kept(parts.query, _TRACKING, ("utm_", "wt."))
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((_scheme(parts.scheme), f"{host}{port}", path, query, ""))


def site_of(url: str) -> str:
    """The host of an address without what stands before it for other screens and editions; ""
    where there is none.
    """
    try:
        return _MIRRORS.sub("", urlsplit(url).hostname or "")
    except ValueError:
        return ""


def is_front_page(url: str) -> bool:
    """Whether an address is that of a site and of no page of it."""
    try:
        parts = urlsplit(normalise_url(url))
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def _read(url: str) -> tuple[SplitResult, str, str] | None:
    """The parts of an address, its host without `www.`, and its port as it is written behind that;
    None where it cannot be read.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if not parts.scheme or not parts.hostname:
        return None
    usual = not port or port in (80, 443)
    return parts, parts.hostname.removeprefix("www."), "" if usual else f":{port}"


def _scheme(scheme: str) -> str:
    return "https" if scheme in ("http", "https") else scheme


def _kept(query: str, names: frozenset[str], beginnings: tuple[str, ...]) -> str:
    """The parameters of an address in order, but for those of some names."""
    kept = [
        (key, value)
        for key, value in parse_qsl(query, keep_blank_values=True)
        if key.lower() not in names and not key.lower().startswith(beginnings)
    ]
    return urlencode(sorted(kept))
