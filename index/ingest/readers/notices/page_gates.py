"""The gates on a web page: the parts that are named after notices, as what wants a subscription or
consent, and whether one stands where an article would go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from index.core.article import Article
from index.core.late_patterns import late
from index.ingest.readers.notices.notice_words import spoken_of
from index.ingest.readers.notices.walls import WANTS_MONEY, wall
from index.ingest.readers.text_parts.html_fragments import text_in

_UNSAID = frozenset({"nav", "footer", "aside", "form", "button"})
_HIDDEN = late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OF_PAY = (
    r"pay-?wall\w*|reg-?wall|wall|muro|mur|gate\w*|premium|piano|tp-modal|pay|meter(?:ed)?|"
    r"(?:bezahl)?schranke|lock(?:ed)?|restricted|z[aá]mek|verrou\w*|candado|lucchetto|kłódka|lås|key-?box"
)
_GATE = late(
    rf"(?:^|[\s_-])(?:{_OF_PAY}|cookie-?wall|subscri\w*|cookies?|consent|gdpr|cmp|onetrust|didomi|"
    r"cybot\w*|qc-cmp2?|usercentrics|sp_message|truste|cc-window|iubenda|captcha|challenge|error|"
    r"not-?found|maintenance|offline|interstitial|adb|ad-?block\w*|fc-(?:ab|consent|dialog|message)|"
    r"modal|popup|log-?in|sign-?in|sign-?up|register|blocked)(?=$|[\s_-])"
    r"|(?:error|page)-?(?:4\d\d|5\d\d)|captcha|cookie(?:bot|banner|consent)|onetrust|paywall",
    re.IGNORECASE,
)
_PAY_GATE = late(rf"(?:^|[\s_-])(?:{_OF_PAY})(?=$|[\s_-])", re.IGNORECASE)
_PATHS = tuple(
    late(known)
    for known in (
        r"log-?in|sign-?in|logon|/auth\b|connexion|anmeld|inloggen|acceso|accedi|entrar",
        r"subscri|/abo|abonn|abbonam|suscri|assin|premium|/plans|/offers?\b|membership|/plus\b|bestel",
        r"regist|sign-?up|/join|inscri|create-account|newsletter",
    )
)
PRICE = late(
    r"(?:[€£$¥₺₽]|R\$|\b(?:EUR|USD|GBP|CHF|zł|Kč|Ft)\b)\s?\d|\d(?:[.,]\d\d)?\s?"
    r"(?:[€£$¥₺₽]|(?:EUR|USD|GBP|CHF|[Ee]uros?|zł|kr|Kč|Ft)\b)"
)
_BOXES = ("div", "section", "aside", "p", "form")
_OFFERED_IN = ("div", "section", "form")
_OFFER = 60  # characters
_EVERYWHERE = late(
    r"(?:^|[\s_-])(?:head(?:er)?|foot(?:er)?|nav\w*|menu|modal\w*|comments?|sidebar|newsletter)(?=$|[\s_-])",
    re.IGNORECASE,
)
_GATE_LETTERS = 600
_LONGEST = 4 * _GATE_LETTERS  # with the blanks between
_SPEAKS = 2


def is_hidden(element: Any) -> bool:
    """Whether an element is not shown, as it says itself."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def is_dialog(element: Any) -> bool:
    """Whether an element stands before the rest of the page until it is answered."""
    return element.tag == "dialog" or element.get("role") in ("dialog", "alertdialog")


def is_gate(element: Any) -> bool:
    """Whether an element is named after notices."""
    return is_dialog(element) or _is_named(element, _GATE)


def without_gates(tree: Any, paragraphs: list[str]) -> list[str]:
    """The paragraphs of a page without those at their end that stand in a gate, which hardly says
    anything else. All of them where nothing else is there.
    """
    said = _said(one for one in tree.iter(*_BOXES) if is_gate(one))
    last = len(paragraphs)
    while last and any(
        " ".join(paragraphs[last - 1].split()) in text and _is_known(gate, text)
        for gate, text in said
    ):
        last -= 1
    return paragraphs[:last] or paragraphs


def is_closed(tree: Any) -> bool:
    """Whether a page has a gate that opens to those who pay or log in."""
    said = _said(one for one in tree.iter(*_BOXES) if _is_named(one, _PAY_GATE))
    if any(_is_known(gate, text) for gate, text in said):
        return True
    return any(_offers_the_rest(box, text) for box, text in _said(tree.iter(*_OFFERED_IN)))


def _offers_the_rest(box: Any, text: str) -> bool:
    """Whether a part that has any name offers the rest of an article for money, and says at which
    price or leads to where it is paid; not what stands on every page of a site.
    """
    if len(text) < _OFFER or wall(Article(title="", paragraphs=(text,))) != WANTS_MONEY:
        return False
    around = (box, *box.iterancestors())
    if any(one.tag in _UNSAID or is_dialog(one) or _is_named(one, _EVERYWHERE) for one in around):
        return False
    return bool(_ways(box) or PRICE.search(text))


def _is_named(element: Any, names: re.Pattern[str]) -> bool:
    return any(names.search(element.get(name) or "") for name in ("id", "class"))


def _said(gates: Iterable[Any]) -> list[tuple[Any, str]]:
    return [(one, text) for one in gates if (text := _small_text(one))]


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
    """Whether a part that is named as a gate is one, by what it speaks of, asks for or leads to."""
    return spoken_of(text) + _ways(gate) + bool(PRICE.search(text)) >= _SPEAKS


def _ways(gate: Any) -> int:
    """To how many kinds of pages a part leads that those want who pay or log in."""
    paths = [(one.get("href") or one.get("action") or "").lower() for one in gate.iter("a", "form")]
    return sum(any(map(known.search, paths)) for known in _PATHS)


def whole_page(tree: Any, *, captions: bool = False) -> list[str]:
    """The paragraphs of a page without what surrounds its text; with `captions` as in `text_of`."""
    body = deepcopy(tree.find(".//body"))
    if body is None:
        return []
    for element in [one for one in body.iter(*_UNSAID) if one.getparent() is not None]:
        element.drop_tree()
    return text_in(body, captions=captions)
