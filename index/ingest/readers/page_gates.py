"""What stands on a web page outside of what surrounds its text, and the gates on it: the parts that
are named after notices, as what wants a subscription or consent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from index.ingest.readers.html_fragments import text_in
from index.ingest.readers.notice_words import spoken_of

_AROUND = frozenset(
    "nav header footer aside script style noscript template svg select textarea iframe".split()
)
_UNSAID = frozenset({"nav", "footer", "aside", "form", "button"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GATE = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|reg-?wall|cookie-?wall|wall|gate|gated|subscri\w*|premium|piano|"
    r"tp-modal|cookies?|consent|gdpr|cmp|onetrust|didomi|cybot\w*|qc-cmp2?|usercentrics|sp_message|"
    r"truste|cc-window|iubenda|captcha|challenge|error|not-?found|maintenance|offline|interstitial|"
    r"adb|ad-?block\w*|fc-(?:ab|consent|dialog|message)|modal|popup|log-?in|sign-?in|sign-?up|"
    r"register|lock|locked|restricted|blocked)(?=$|[\s_-])"
    r"|(?:error|page)-?(?:4\d\d|5\d\d)|captcha|cookie(?:bot|banner|consent)|onetrust|paywall",
    re.IGNORECASE,
)
_ERROR_BODY = re.compile(r"\b(?:error-?(?:404|page)|page-?404|not-?found)\b", re.IGNORECASE)
_PATHS = {
    "in": re.compile(
        r"log-?in|sign-?in|logon|/auth\b|connexion|anmeld|inloggen|acceso|accedi|entrar"
    ),
    "pay": re.compile(
        r"subscri|/abo|abonn|suscri|assin|premium|/plans|/offers?\b|membership|/plus\b"
    ),
    "new": re.compile(r"regist|sign-?up|/join|inscri|create-account|newsletter"),
}
_STORES = re.compile(r"apps\.apple\.com|itunes\.apple\.com|play\.google\.com/store")
_GATE_LETTERS = 600
_LONGEST = 4 * _GATE_LETTERS  # with the blanks between
_SPEAKS = 2


@dataclass(slots=True)
class Seen:
    """What stands on a page: its texts; those outside of links, by the gate they stand in, 0 for
    none; how many letters these have besides the headline, and how many of them in gates; to where
    links lead, and how many to stores of programs; fields for passwords and for addresses.
    """

    texts: list[str] = field(default_factory=list)
    told: dict[int, list[str]] = field(default_factory=dict)
    letters: int = 0
    within: int = 0
    paths: set[str] = field(default_factory=set)
    stores: int = 0
    passwords: int = 0
    emails: int = 0


class _Met(NamedTuple):
    element: Any
    gate: int
    in_link: bool


def seen_on(tree: Any) -> Seen:
    """What stands on a page, without what surrounds its text and what is hidden."""
    seen = Seen()
    body = tree.find(".//body")
    for met in _walk(body if body is not None else tree):
        element = met.element
        if element.tag == "input":
            kind = (element.get("type") or "").lower()
            seen.passwords += kind == "password"
            seen.emails += kind == "email"
        elif element.tag in ("a", "form"):
            path = (element.get("href") or element.get("action") or "").lower()
            seen.paths |= {name for name, known in _PATHS.items() if known.search(path)}
            seen.stores += bool(_STORES.search(path))
        if element.tag not in _AROUND:
            _count(seen, element.text, met, is_apart=met.in_link or element.tag == "h1")
            if element.tag == "h1":
                seen.told.setdefault(met.gate, []).append(" ".join((element.text or "").split()))
        _count(seen, element.tail, met, is_apart=False)
    return seen


def _count(seen: Seen, text: str | None, met: _Met, *, is_apart: bool) -> None:
    words = " ".join((text or "").split())
    if words:
        seen.texts.append(words)
    if not is_apart:
        seen.told.setdefault(met.gate, []).append(words)
        seen.letters += len(words)
        seen.within += len(words) * bool(met.gate)


def _walk(body: Any) -> Iterator[_Met]:
    """The elements of a page in order. Trees may be deeper than Python recurses."""
    gates = int(_ERROR_BODY.search(body.get("class") or "") is not None)
    pending = [_Met(body, gates, in_link=False)]
    while pending:
        met = pending.pop()
        yield met
        if met.element.tag in _AROUND:
            continue
        for child in reversed(met.element):
            if not isinstance(child.tag, str) or _is_hidden(child):
                continue
            gate = met.gate
            if not gate and _is_gate(child):
                gate = gates = gates + 1
            pending.append(_Met(child, gate, met.in_link or child.tag in ("a", "button")))


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_gate(element: Any) -> bool:
    if element.get("role") in ("dialog", "alertdialog") or element.tag == "dialog":
        return True
    return any(_GATE.search(element.get(name) or "") for name in ("id", "class"))


def without_gates(tree: Any, paragraphs: list[str]) -> list[str]:
    """The paragraphs of a page without those at their end that stand in a gate, which hardly says
    anything else. All of them where nothing else is there.
    """
    gates = [one for one in tree.iter("div", "section", "aside", "p", "form") if _is_gate(one)]
    said = [(one, text) for one in gates if (text := _small_text(one))]
    last = len(paragraphs)
    while last and any(
        " ".join(paragraphs[last - 1].split()) in text and _is_known(gate, text)
        for gate, text in said
    ):
        last -= 1
    return paragraphs[:last] or paragraphs


def _small_text(element: Any) -> str:
    """All that stands in an element, "" where that is more than a gate says."""
    text = ""
    for part in element.itertext():
        text += f" {part}"
        if len(text) > _LONGEST:
            return ""
    text = " ".join(text.split())
    return text if len(text) <= _GATE_LETTERS else ""


def _is_known(gate: Any, text: str) -> bool:
    """Whether a part that is named as a gate is one, by what it speaks of or leads to."""
    return spoken_of(text) >= _SPEAKS or len(seen_on(gate).paths) >= _SPEAKS


def whole_page(tree: Any) -> list[str]:
    """The paragraphs of a page without what surrounds its text."""
    body = deepcopy(tree.find(".//body"))
    if body is None:
        return []
    for element in [one for one in body.iter(*_UNSAID) if one.getparent() is not None]:
        element.drop_tree()
    return text_in(body)
