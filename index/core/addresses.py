"""Web addresses: which ones name the same page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

from index.core.late_patterns import late

# Parameters that say where a reader came from, never what is read. Names that some publishers use
# for the article itself (id, cid, src, ref) are not among them.
_TRACKING_BEFORE = frozenset(
    {
        *("fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid"),
        *("ocid", "ncid", "ito", "smid", "smprod", "soc_src", "soc_trk", "pgtype", "clicksource"),
    }
)
_TRACKING_02 = _TRACKING_BEFORE | {"outputtype", "xtor"}
_BEGINNINGS_02 = ("utm_", "wt.", "at_")
_TRACKING = _TRACKING_02 | frozenset(
    "_ga _gl gad_source gad_campaignid gclsrc gbraid wbraid yclid twclid ttclid li_fat_id srsltid"
    " igsh mibextid fb_ref fb_source __twitter_impression guccounter guce_referrer"
    " guce_referrer_sig _hsenc _hsmi mkt_tok vero_id oly_anon_id oly_enc_id s_cid sr_share cmp emc"
    " wt_mc wt_zmc trk trkcampaign phpsessid jsessionid sessionid session_id".split()
)
_BEGINNINGS = (
    *_BEGINNINGS_02,
    *("pk_", "mtm_", "matomo_", "piwik_", "ns_", "sfmc_", "fb_action_", "aspsessionid"),
)
# Parameters that matter but for one value: the same page printed, for small screens, out of a feed.
_FORMS = {
    name: frozenset(values.split(","))
    for names, values in (
        ("amp print printable printview mobile", ",1,true,yes"),
        ("view mode format", "print,amp,mobile"),
        ("ref source src from partner", "rss,rss2,feed,atom"),
        ("m", "1"),
    )
    for name in names.split()
}
# Hosts under which sites keep the same pages for small screens.
_SMALL_02 = late(r"^(?:m|mobile|amp)\.(?=[^.]+\.[^.])")
_SMALL = late(r"^(?:m|mobile?|amp|touch|wap|www\d)\.(?=[^.]+\.[^.])")
_MIRRORS = late(r"^(?:www|m|mobile|amp|edition)\.")
_AMP = late(r"^/amp(?=/.)|/amp(?:\.html)?$|\.amp(?=\.html$|$)")
# What RFC 3986 reserves, and the sign of an escape; all else is written one way.
_AS_IT_IS = "surrogateescape"
_KEPT = "/!$&'()*+,;=:@~"
# What stands at the end of an address that names a folder.
_INDEX = late(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_SESSION = late(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)


# That of an article is asked for when it is read, and several times when its batch is judged.
@lru_cache(maxsize=1024)
def normalise_url(url: str) -> str:
    """The address without what does not name the page: scheme, port, fragment, tracking, session,
    and the page for small screens or for print; escapes as RFC 3986 (6.2.2) has them, hosts as
    RFC 5891 does.

    An address that cannot be read is returned as it is.
    """
    read = _read(url)
    if read is None:
        return url.strip()
    parts, host, port = read
    path = re.sub("/{2,}", "/", _SESSION.sub("", parts.path))
    path = _INDEX.sub("/", urlsplit(urljoin("//h", path)).path if "/." in path else path)
    path = _AMP.sub("", path.rstrip("/")) or "/"
    path = quote(unquote(path, errors=_AS_IT_IS), _KEPT, errors=_AS_IT_IS)
    query = _kept(parts.query, _TRACKING, _BEGINNINGS, _FORMS)
    host = _ascii(_SMALL.sub("", host.removesuffix(".")))
    return urlunsplit((_scheme(parts.scheme), f"{host}{port}", path, query, ""))


def normalised_before(url: str) -> tuple[str, ...]:
    """The same as earlier versions had it, whose archives have ids of it: of 0.2, and before it."""
    read = _read(url)
    if read is None:
        return (url.strip(),)
    parts, host, port = read
    path = parts.path.rstrip("/") or "/"
    query = _kept(parts.query, _TRACKING_BEFORE, ("utm_", "wt."))
    first = urlunsplit((_scheme(parts.scheme), f"{host}{port}", path, query, ""))
    path = _AMP.sub("", parts.path.rstrip("/")) or "/"
    path = quote(unquote(path, errors=_AS_IT_IS), _KEPT, errors=_AS_IT_IS)
    query = _kept(parts.query, _TRACKING_02, _BEGINNINGS_02)
    host = _SMALL_02.sub("", host)
    return urlunsplit((_scheme(parts.scheme), f"{host}{port}", path, query, "")), first


def without_tracking(url: str) -> str:
    """The address without the parameters that only tell where a reader came from; all else as it is
    written.
    """
    page, sign, part = url.partition("#")
    before, mark, query = page.partition("?")
    given = query.split("&")
    kept = [one for one in given if not _only_tracks(one.partition("=")[0].lower())]
    if not mark or len(kept) == len(given):
        return url
    return f"{before}{'?' if kept else ''}{'&'.join(kept)}{sign}{part}"


def _only_tracks(name: str) -> bool:
    return name in _TRACKING_BEFORE or name.startswith("utm_")


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


def _kept(
    query: str,
    names: frozenset[str],
    beginnings: tuple[str, ...],
    forms: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> str:
    """The parameters of an address in order, but for those of some names, and for those that have
    one of some values.
    """
    kept = [
        (key, value)
        for key, value in parse_qsl(query, keep_blank_values=True)
        if (name := key.lower()) not in names
        and not name.startswith(beginnings)
        and value.lower() not in forms.get(name, ())
    ]
    return urlencode(sorted(kept))


def _ascii(host: str) -> str:
    """A host in the letters that names of hosts have; as it is where it has no such form."""
    if host.isascii():
        return host
    # Loaded here: few hosts need it.
    import idna  # noqa: PLC0415

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host
