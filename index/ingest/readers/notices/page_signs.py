"""What tells a notice from an article on a web page, in figures.

Notices are worded anew every day, in every language. What does not change is that they tell nothing
of others: they speak to whoever reads them, of the page, the reader's account or browser; they have
no headline, or stand below one that shares no word with them; and what holds them is named after
gates and errors. What somebody is quoted with is told, not spoken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from itertools import pairwise
from typing import Any

from index.core.folding import ascii_figures, unaccented
from index.core.late_patterns import late
from index.ingest.readers.fields.page_metadata import PageMeta
from index.ingest.readers.notices.notice_wording import evidence, odds, sentences, worded
from index.ingest.readers.notices.notice_words import UNPARTED, speaking
from index.ingest.readers.notices.page_blocks import Block, blocks_of
from index.ingest.readers.notices.page_gates import PRICE
from index.ingest.readers.notices.spoken_to import language_of_text, speaks_to_reader
from index.ingest.readers.notices.walls import QUOTED, calls_error

_SENTENCE = late(r"(?<=[.!?…])\s+|\n")
_BETWEEN_NAMES = late(r"\s+[-–—|:·•»]\s+")
_GREAT = late(r"(?<=[^\s.!?:…\n] )[A-ZÀ-Þ][\w'’-]+")
# What only a check for robots brings along.
_CHALLENGE = late(
    r"challenge-platform/h/\w+/orchestrate|_cf_chl_opt|cf-chl-|captcha-delivery\.com|px-captcha|"
    r"captcha\.px-|/_sec/cp_challenge|sec-(?:if-)?cpt-|bm-verify|gokuProps|validate\.perfdrive|"
    r"distil_r_|turing\.captcha|sucuri_cloudproxy|sbtsckl|cmd/anubis"
)
_REASONS = [one.phrase for one in HTTPStatus if one >= HTTPStatus.BAD_REQUEST]
_REASONS += ["unavailable due to legal reasons", "backend fetch failed"]
_REASONS += ["page not found", "access denied"]
_BEHIND = "|".join(map(re.escape, _REASONS))
# What is one word (“Gone”, “Conflict”) may be a headline.
_ALONE = "|".join(re.escape(one) for one in _REASONS if " " in one)
_STATUS = r"(?:40[0-6]|410|418|429|451|50[0-4]|52\d)"
_CALLED = r"(?:(?:http )?(?:error|erro|erreur|errore|fehler|fout|feil|fel|hata|błąd|ошибка)|http) "
_ERROR = late(
    rf"(?:{_CALLED})?{_STATUS}(?:\W*|\s+[-–—|:·•»]\s.*|\W+(?:{_BEHIND})\b.*)|{_ALONE}",
    re.IGNORECASE,
)
_ERROR_BLOCK = late(rf"(?:{_CALLED})?{_STATUS}\W*", re.IGNORECASE)
_AT_ONCE = late(r"\s*+[0-5]\s*+[;,]\s*+url\s*+=\s*+['\"]?\s*+(?:https?:)?/", re.IGNORECASE)
_RUN = late(r"\w+")
_STUB = 200
_SCRIPT = 4_000  # characters of a script that are looked at
_TELLING = 25  # characters of a sentence that tells something
_QUOTED_MOST = 300
_DENSE = 0.08
_WORD = 4  # letters
_BEGINNING = 5
_OF_HEADLINE = 3  # words
_SEVERAL = 2
_BRIEF = 150
_BARE = 90
_READ = 60  # sentences
_MANY_BUTTONS, _MANY_FIELDS = 4, 3
_ASKED = frozenset("text email password checkbox radio tel number date".split())
_NAMES_OF_SITE = ("/", "#", "./")


class Signs:
    """What a page shows, as figures between 0 and 1 where nothing else is said."""

    def __init__(self, meta: PageMeta) -> None:
        blocks = blocks_of(meta.tree)
        site = _names_of_site(meta)
        title = _headline(meta, site)
        prose = [one for one in blocks if one.is_prose and one.heading != 1 and one.text != title]
        self.language = language_of_text(meta.language(), "\n".join(one.text for one in prose))
        prose = self._telling(prose)
        text = "\n".join(one.text for one in prose)
        said = QUOTED.sub(" ", text)
        self.letters = len(text)
        self.spoken, told = self._parted(prose)
        self.told = told + min(sum(map(len, QUOTED.findall(text))), _QUOTED_MOST)
        """Characters in sentences that tell of others."""
        self.prose = [QUOTED.sub(" ", one.text) for one in prose]
        self.title = QUOTED.sub(" ", title)
        self.values = self._values(meta, blocks, prose, said, site) | _form(meta.tree, blocks)
        read = sentences([self.title, *self.prose])[:_READ]
        self.evidence = [(len(one), evidence(one, self.language)) for one in read]
        """How many letters its sentences have, and what is weighed of their wording."""
        letters = [count for count, _ in self.evidence]
        self.values |= worded(letters, [odds(found) for _, found in self.evidence])

    def _telling(self, prose: list[Block]) -> list[Block]:
        """The prose of a page without gates that tell nothing, where something else does."""
        gates = {one.gate for one in prose}
        if len(gates) < _SEVERAL:
            return prose
        told = {gate: self._parted([one for one in prose if one.gate == gate])[1] for gate in gates}
        if not any(told.values()):
            return prose
        return [one for one in prose if told[one.gate] or not one.gate]

    def _parted(self, prose: Sequence[Block]) -> tuple[list[str], int]:
        """The sentences that speak to the reader or of what notices speak of, and how many
        characters are in the others.
        """
        is_brief = sum(len(one.text) for one in prose) < _BRIEF
        spoken: list[str] = []
        told = 0
        for block in prose:
            for sentence in map(str.strip, _SENTENCE.split(QUOTED.sub(" ", block.text))):
                found = speaking(sentence)
                of_us = is_brief or found.weight > 0
                is_spoken = (
                    found.is_rare
                    or (found.weight > 1 and found.share >= _DENSE)
                    or speaks_to_reader(sentence, self.language, of_us=of_us)
                )
                if is_spoken and len(sentence) > 1:
                    spoken.append(sentence)
                elif len(sentence) >= _TELLING:
                    told += len(sentence)
        return spoken, told

    def _values(
        self,
        meta: PageMeta,
        blocks: Sequence[Block],
        prose: Sequence[Block],
        said: str,
        site: set[str],
    ) -> dict[str, float]:
        spoken = sum(map(len, self.spoken))
        share = spoken / (spoken + self.told) if spoken + self.told else 0.5
        words = max(1, len(said.split()))
        headline, text = _words(self.title), _words("\n".join(self.prose))
        common = len(headline & text)
        return {
            "no headline": float(
                (len(headline) < 2 and len(self.title.split()) <= _OF_HEADLINE)
                or self.title.casefold().strip() in site
            ),
            "headline told": common / len(headline) if len(headline) > 1 else 0.4,
            "headline apart": float(len(headline) >= _OF_HEADLINE and not common),
            "in gates": share * _share(prose, [one for one in prose if one.gate]),
            "in article": _share(prose, [one for one in prose if one.in_article]),
            "headed": float(_is_headed(meta)),
            "marked": float(meta.is_article() and not meta.is_paid()),
            "in errors": _share(prose, [one for one in prose if one.in_error]),
            "named error": float(names_error(meta)),
            "shows error": float(any(_ERROR_BLOCK.fullmatch(one.text) for one in blocks)),
            "challenge": float(_is_challenge(meta.tree) or "errors.edgesuite.net" in said),
            "paid": share * meta.is_paid(),
            "prices": share * min(3, len(PRICE.findall(said))) / 3,
            "asks": min(3, len(re.findall("[!?]", said))) / 3,
            "names": _names(said, words) * (self.language != "de"),
            "bare": float(self.letters < _BARE and not meta.is_article()),
        }


def _form(tree: Any, blocks: Sequence[Block]) -> dict[str, float]:
    """How a page is laid out: what it asks to be filled in and pressed, and links."""
    fields = [one for one in tree.iter("input") if (one.get("type") or "text") in _ASKED]
    letters = max(1, sum(len(one.text) for one in blocks))
    return {
        "fields": min(1.0, len(fields) / _MANY_FIELDS),
        "buttons": min(1.0, sum(1 for _ in tree.iter("button")) / _MANY_BUTTONS),
        "linked": sum(one.linked for one in blocks) / letters,
    }


def _headline(meta: PageMeta, site: set[str]) -> str:
    """What a page says is the headline, or what it is called besides its site; "" if only that."""
    title = meta.title()
    if title:
        return title
    parts = [one for one in _BETWEEN_NAMES.split(meta.name) if one.casefold() not in site]
    longest = max(parts, key=len, default="")
    is_headline = len(longest.split()) > _OF_HEADLINE or UNPARTED.search(longest)
    return longest if is_headline else ""


def _is_headed(meta: PageMeta) -> bool:
    """Whether a heading of some words says what the page is called."""
    name = f"{meta.name} {meta.title()}".casefold()
    for element in meta.tree.iter("h1"):
        text = " ".join("".join(element.itertext()).split())
        is_long = len(text.split()) > _OF_HEADLINE or UNPARTED.search(text)
        if is_long and text.casefold() in name:
            return True
    return False


def _names_of_site(meta: PageMeta) -> set[str]:
    """What the site is called: as it says, at links to its front page, in its pictures."""
    links = (one for one in meta.tree.iter("a") if one.get("href") in _NAMES_OF_SITE)
    names = {" ".join("".join(one.itertext()).split()) for one in links}
    names |= {one.get("alt") or "" for one in meta.tree.iter("img")}
    return {one.casefold() for one in (*names, meta.outlet())} - {""}


def _share(prose: Sequence[Block], some: Sequence[Block]) -> float:
    letters = sum(len(one.text) for one in prose)
    return sum(len(one.text) for one in some) / letters if letters else 0.0


def _names(text: str, words: int) -> float:
    return min(1.0, len(_GREAT.findall(text)) / words * 4)


def _words(text: str) -> set[str]:
    """The beginnings of the longer words of a text; of words that nothing parts, signs in pairs."""
    found: set[str] = set()
    for word in _RUN.findall(unaccented(text).casefold()):
        if UNPARTED.search(word):
            found.update(map("".join, pairwise(word)))
        elif len(word) >= _WORD:
            found.add(word[:_BEGINNING])
    return found


def names_error(meta: PageMeta) -> bool:
    """Whether a page is called as a server's error is, in figures of any script, or in words."""
    headings = [" ".join(" ".join(one.itertext()).split()) for one in meta.tree.iter("h1")]
    if any(_ERROR.fullmatch(ascii_figures(name).strip()) for name in (meta.name, *headings)):
        return True
    return any(calls_error(name) for name in (*_BETWEEN_NAMES.split(meta.name), *headings))


def leads_on(tree: Any, letters: int) -> bool:
    """Whether a page with so much text is there to lead a browser to another address at once."""
    return letters <= _STUB and any(
        (one.get("http-equiv") or "").casefold() == "refresh"
        and _AT_ONCE.match(one.get("content") or "")
        for one in tree.iter("meta")
    )


def _is_challenge(tree: Any) -> bool:
    """Whether a page checks for robots, by what it brings along."""
    for element in tree.iter("script", "iframe", "div", "form", "link"):
        marks = (element.get(name) or "" for name in ("src", "id", "class", "href", "action"))
        text = (element.text or "")[:_SCRIPT] if element.tag == "script" else ""
        if _CHALLENGE.search(" ".join((*marks, text))):
            return True
    return False
