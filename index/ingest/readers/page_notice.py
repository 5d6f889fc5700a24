"""Whether a web page is a notice and no article, by how it is made and what it speaks of.

Notices are worded anew every day, in every language. What does not change is that there is little
text on them, and what stands around it: the parts of a page that are named after gates and errors,
fields for passwords, links to where one logs in or subscribes, the scripts of those who check for
robots. Each such sign counts, and what only articles have counts against them.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from index.core.folding import ascii_figures
from index.ingest.readers.notice_words import spoken_of
from index.ingest.readers.page_gates import Seen, seen_on
from index.ingest.readers.page_metadata import PageMeta

_CERTAIN, _DOUBTFUL = 3, 2  # signs
_WORDS = {
    "challenge": "a check for robots",
    "status": "an error of the server",
    "login": "a page to log in at",
    "paid": "a notice that wants a subscription",
}
_LONGEST = 2_700  # characters that are found on such a page
_LITTLE = 900  # of them besides links and the headline
_TERSE = 450
_WITHIN = 0.85  # of these, in gates
_SCRIPT = 4_000  # characters of a script that are looked at
_OF_ARTICLES = 2  # signs that count for nothing on a page that says it is an article
# What only a check for robots brings along, and what its makers put on other pages too.
_CHALLENGE = re.compile(
    r"challenge-platform/h/\w+/orchestrate|_cf_chl_opt|cf-chl-|captcha-delivery\.com|px-captcha|"
    r"captcha\.px-|/_sec/cp_challenge|sec-(?:if-)?cpt-|bm-verify|gokuProps|validate\.perfdrive|"
    r"distil_r_|turing\.captcha|sucuri_cloudproxy|sbtsckl|cmd/anubis"
)
_GUARDED = re.compile(
    r"_Incapsula_Resource|awswaf|kpsdk|queue-it\.net|arkoselabs|funcaptcha|geetest|AWSC/awsc|"
    r"ddos-guard|challenges\.cloudflare\.com|g-recaptcha|recaptcha/(?:api|enterprise)|h-captcha|"
    r"hcaptcha\.com|smartcaptcha"
)
_REASONS = "|".join(re.escape(one.phrase) for one in HTTPStatus if one >= HTTPStatus.BAD_REQUEST)
_ERROR = re.compile(
    r"(?:error |http |http error )?(?:40[0-6]|410|418|429|451|50[0-4]|52\d)"
    rf"(?:\W*|\s+[-–—|:·•»]\s.*|\W+(?:{_REASONS}|backend fetch failed)\b.*)|(?:{_REASONS})",
    re.IGNORECASE,
)
_NAMED_ERROR = re.compile(
    r"\w+\s(?:40[0-6]|410|451|50[0-4])\W*|.*\s[-–—|:·•»]\s+(?:40[0-6]|410|451|50[0-4])"
    r"|access denied|just a moment\W*|attention required\b.*",
    re.IGNORECASE,
)


def notice(meta: PageMeta, paragraphs: list[str]) -> tuple[str, bool]:
    """What a page is in the place of an article, in words, and whether that is certain; "" where
    an article stands, or nothing tells.
    """
    signs = _signs(meta) if sum(map(len, paragraphs)) <= _LONGEST else []
    if len(signs) < _DOUBTFUL:
        return "", False
    words = next((words for sign, words in _WORDS.items() if sign in signs), "a notice")
    return words, len(signs) >= _CERTAIN


def _signs(meta: PageMeta) -> list[str]:
    """The signs that a page is a notice, one named more than once by its weight; none where there
    is more text than on one.
    """
    seen = seen_on(meta.tree)
    if seen.letters > _LITTLE:
        return []
    is_within = 0 < seen.within >= _WITHIN * seen.letters
    found = {
        "challenge": _challenge(meta.tree),
        "status": _status(meta),
        "place": 2 * is_within,
        "login": 2 * (bool(seen.passwords) and seen.letters <= _TERSE),
        "form": bool(seen.emails),
        "paths": min(2, len(seen.paths)),
        "stores": 2 * (seen.stores > 1),
        "unlisted": "noindex" in meta.robots(),
        "paid": meta.is_paid(),
        "words": _does_speak(seen, is_within=is_within)
        and spoken_of("\n".join((meta.name, *seen.texts))),
    }
    signs = [name for name, weight in found.items() for _ in range(weight)]
    # What stands around a short article tells nothing unless the text speaks of it.
    if not (found["words"] or found["status"] or found["challenge"] >= _CERTAIN):
        return []
    # A gate in front of an article stands on a page that says what it is to programs all the same.
    is_gate = is_within and (found["paths"] or found["paid"])
    return signs if is_gate or not meta.is_article() else signs[_OF_ARTICLES:]


def _does_speak(seen: Seen, *, is_within: bool) -> bool:
    """Whether the text of a page speaks of what notices speak of: of one in gates nearly all.
    Buttons and boxes beside an article speak of it too.
    """
    texts = ["\n".join(told) for gate, told in seen.told.items() if bool(gate) is is_within]
    speaking = sum(len(text) for text in texts if spoken_of(text))
    return 0 < speaking >= _WITHIN * sum(map(len, texts))


def _status(meta: PageMeta) -> int:
    """How surely a page is called as a server's error is, in figures of any script."""
    found = 0
    for name in (meta.name, *(" ".join(one.itertext()) for one in meta.tree.iter("h1"))):
        figures = ascii_figures(name).strip()
        if _ERROR.fullmatch(figures):
            return 3
        found = max(found, 2 * bool(_NAMED_ERROR.fullmatch(figures)))
    return found


def _challenge(tree: Any) -> int:
    """How surely a page checks for robots, by what it brings along."""
    found = 0
    for element in tree.iter("script", "iframe", "div", "form", "link"):
        marks = (element.get(name) or "" for name in ("src", "id", "class", "href", "action"))
        text = (element.text or "")[:_SCRIPT] if element.tag == "script" else ""
        told = " ".join((*marks, text))
        if _CHALLENGE.search(told):
            return 3
        found = max(found, int(_GUARDED.search(told) is not None))
    return found
