"""Pages that stand in an article's place: a check for robots, a consent, pay or login notice, an
error. What they say is recognised by what such pages say everywhere, and by how little else there
is.

A page is a wall when it says one thing that only such pages say, and another that they say too, and
hardly anything besides; or when it is a line or two that speak to the reader, and nearly all of it
is what such pages say. A text that says much else is an article about such things, or one with a
notice at its end; what somebody is quoted with is told, and not said by the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from index.core.article import Article
from index.core.folding import APOSTROPHES, unaccented
from index.core.late_patterns import late
from index.core.word_runs import word_runs

_LONGEST = 12_000  # characters of a page that may be a wall; consent pages name their partners
_ENOUGH = 2  # phrases
_WHOLE = 5
_LITTLE = 400  # characters of a page that is a wall when nearly all of it is what walls say
_BESIDES = 0.3
WANTS_MONEY = "a notice that wants a subscription"
_PAID = (WANTS_MONEY, "a page to log in at")
_ERRORS = ("a notice that the page was not found", "an error of the server")
_NEARLY = 0.6  # of the letters of what a page is called
_LAST, _LINE = 6, 250  # paragraphs of a notice at an article's end, characters of each
# News tells of others; a wall speaks to whoever reads it. As `_plain` writes it.
SPOKEN_TO = late(
    r"\b(?:you|your|you're|you've|you'll|we|we're|our|us|please|oops|whoops|"
    r"sie|ihr|ihre|ihrem|ihren|wir|unsere|bitte|jetzt|leider|hoppla|"
    r"vous|votre|vos|nous|oups|acceptez|abonnez|"
    r"tu|tus|usted|acepta|aceptar|suscribete|inicia|nuestras|vaya|"
    r"scegli|abbonati|accedi|accetta|tue|tuo|"
    r"je|jij|uw|wij|ons|voce|sua|seu|aceitar|utilizamos|"
    r"twoj\w*|masz|prosimy|vas|vase\w*|vam|prosim\w*|jste|lutfen|siz|sizin|biz|kerjuk|onnek|sinun|"
    r"voit|jatkaaksesi|din|ditt|dig|dvs|noi|ban|vui long|anda|silakan|kami|вы|вам|вас|ваш\w*|ви|мы|"
    r"ми|σασ|μασ|παρακαλω|nemate|mate|vyzkousejte)\b|\w[iıu]n[iıu]z\b"
    # Where words are not parted, or have their meaning in front and behind.
    "|करें|आप|कृपया|ください|お願いします|お客様|会員の方|세요|십시오|신가요"
    "|您|请|請|لديك|يرجي|للمتابعة|نستخدم|خصوصيتك|سجل|שלך|אנא|คุณ|กรุณา|โปรด"
)
QUOTED = late(
    r"“[^”]{1,400}”|„[^“”]{1,400}[“”]|«[^»]{1,400}»|»[^«]{1,400}«|\"[^\"]{1,400}\"|”[^”]{1,300}”"
    r"|(?<!\w)‘[^’]{1,300}’(?!\w)|(?<!\w)'[^']{2,300}'(?!\w)"
)
"""What somebody else says or is called; signs that stand for quotes are found in pairs."""
_SENTENCE = late(r"(?<=[.!?…])\s+")
_UNPARTED = late("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STRAIGHT = dict.fromkeys(map(ord, APOSTROPHES), "'")
_SECTION = late(r"\[(.+)\] (\d+)")


@dataclass(frozen=True, slots=True)
class _Wall:
    """A kind of wall.

    `strong` is what hardly anybody else says, `weak` finds what stands beside it, both in texts as
    `_plain` gives them. `besides` is how many characters may stand in sentences without any of it.
    """

    words: str
    besides: int
    strong: tuple[str, ...]
    weak: re.Pattern[str]

    def stands_in(self, title: str, paragraphs: list[str]) -> bool:
        whole = "\n".join((title, *paragraphs))
        strong = [phrase for phrase in self.strong if phrase in whole]
        little = sum(map(len, paragraphs)) if not strong else 0
        said = len({*strong, *self.weak.findall(whole)})
        if said < _ENOUGH or little > _LITTLE or not (strong or SPOKEN_TO.search(whole)):
            return False
        sentences = (each for text in paragraphs for each in _SENTENCE.split(text))
        besides = (
            each
            for each in sentences
            if not self.weak.search(each) and not any(phrase in each for phrase in strong)
        )
        return sum(map(len, besides)) <= (self.besides if strong else _BESIDES * little)


def wall(article: Article) -> str:
    """What stands there in the place of an article, in words; "" where an article does."""
    texts = (article.title, *article.paragraphs)
    if sum(map(len, texts)) > _LONGEST:
        return ""
    kinds, telling = _known()
    # Hardly any text holds what only walls say, which is soon seen.
    text = "\n".join(texts).casefold().replace("’", "'")
    words = telling.keys() & word_runs(text)
    # What a feed carries is short and no page.
    is_little = (
        article.text_from not in ("feed", "summary", "link")
        and sum(map(len, article.paragraphs)) <= _LITTLE
    )
    if not is_little and not any(phrase in text for one in words for phrase in telling[one]):
        return ""
    title, *paragraphs = (_plain(QUOTED.sub(" ", each)) for each in texts)
    return next((kind.words for kind in kinds if kind.stands_in(title, paragraphs)), "")


def calls_error(name: str) -> bool:
    """Whether hardly anything but an error is what a page is called: “Sorry, page not found”."""
    plain = _plain(name)
    return any(
        len(phrase) >= _NEARLY * len(plain) and phrase in plain
        for kind in _known()[0]
        if kind.words in _ERRORS
        for phrase in kind.strong
    )


def without_wall(paragraphs: list[str]) -> list[str]:
    """The paragraphs of a page without the notice at their end that wants a subscription or a
    login, below the part of an article that may be read for nothing.
    """
    last = len(paragraphs)
    for place in range(last - 1, max(0, last - 1 - _LAST), -1):
        if len(paragraphs[place]) > _LINE:
            break
        if wall(Article(title="", paragraphs=tuple(paragraphs[place:]))) in _PAID:
            above = takewhile(_is_of_wall, reversed(paragraphs[1:place]))
            return paragraphs[: place - len(list(above))]
    return paragraphs


def _is_of_wall(text: str) -> bool:
    """Whether a short text says one thing that only walls say, or more that they say too."""
    plain = _plain(QUOTED.sub(" ", text))
    return len(text) <= _LINE and any(
        any(phrase in plain for phrase in kind.strong)
        or len(set(kind.weak.findall(plain))) >= _ENOUGH
        for kind in _known()[0]
    )


@cache
def _known() -> tuple[tuple[_Wall, ...], dict[str, list[str]]]:
    """The kinds of walls; and the strong phrases by a word of theirs."""
    parts: list[tuple[str, int, list[str], list[str]]] = []
    telling: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "data" / "walls.txt").read_text("utf-8").splitlines():
        section = _SECTION.fullmatch(line)
        if section:
            parts.append((section[1], int(section[2]), [], []))
        elif line.startswith("+ "):
            parts[-1][3].append(_plain(line[2:]))
        elif line and not line.startswith("#"):
            parts[-1][2].append(_plain(line))
            for form in {line.casefold(), _plain(line)}:
                telling.setdefault(max(word_runs(form), key=len), []).append(form)
    walls = (
        _Wall(words, besides, tuple(strong), _any_of(weak))
        for words, besides, strong, weak in parts
    )
    return tuple(walls), telling


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """A pattern for words that begin with a phrase; a short one is the whole word. Nothing parts
    words in Thai, Chinese, Japanese and mostly Korean: such phrases are found anywhere.
    """
    anywhere = [re.escape(each) for each in phrases if _UNPARTED.match(each)]
    words = [
        re.escape(each) + (r"\b" if len(each) < _WHOLE else "")
        for each in phrases
        if not _UNPARTED.match(each)
    ]
    # Apart, so that within a word nearly nothing is tried.
    return late("|".join((rf"\b(?:{'|'.join(words)})", *anywhere)))


def _plain(text: str) -> str:
    """Small letters without their marks, apostrophes straight, blanks single."""
    return " ".join(unaccented(text).translate(_STRAIGHT).casefold().split())
