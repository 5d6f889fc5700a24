"""Whether an article says elsewhere all that one of its lines says: who wrote it, for whom, when.

Only such a line may be taken off a text: its names are in byline and outlet, its day and time of
day are the article's, and all its other words and signs are such as mean nothing by themselves. A
word, a number or a sign more, and it is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.core.late_patterns import late
from index.ingest.readers.dates.line_dates import BETWEEN, PUBLISHED, UPDATED, date_in
from index.ingest.readers.dates.month_names import named_month
from index.ingest.readers.dates.page_day_order import PageDayOrder
from index.ingest.readers.text_parts.head_words import (
    AND,
    BEFORE_BY,
    BEFORE_LABELS,
    BEHIND_NAMES,
    BESIDE_CLOCKS,
    BESIDE_DAYS,
    BY,
    LABELS,
    WEEKDAYS,
)

# A line that says no more than that is no longer; nor is one that is a day and nothing else.
_LONGEST, _LONGEST_DAY = 170, 50
_DAY = len("2016-03-21")
# Paragraphs that may be lines of a head.
_HEAD = 6
# Digits and letters apart: 2016年3月21日, 4th.
_TOKEN = late(r"\x00|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_CLOCK = late(
    r"(?:(?<=\d)T|(?<![\d.:]))(?P<hour>2[0-3]|[01]?\d)\s?[:.hH時时시点]\s?(?P<minute>[0-5]\d)(?:\s?[分분])?"
    r"(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?!\d|[.:]\d)(?:Z|\s?[+-]\d\d:?\d\d)?"
)
_SIGNS = frozenset(",.;:()[]|/-–—‒·•∙●■*_<>\"'“”‘’‚„«»،、，。：／｜")
_BESIDE = BESIDE_DAYS | BESIDE_CLOCKS | WEEKDAYS
_ALL = _BESIDE | LABELS | BEFORE_LABELS | BY | BEFORE_BY | BEHIND_NAMES | AND
_LED_IN = late(r"([^\W\d_]{2,})\s?:")
# Stands in the place of a day that was told.
_TOLD_DAY = "\x00"


@dataclass(frozen=True)
class Told:
    """What an article says of itself. `dates` are ISO 8601, "" is none; `order` is the language of
    its text, or how its page writes days.
    """

    byline: str = ""
    outlet: str = ""
    dates: tuple[str, ...] = ()
    order: str | PageDayOrder = ""

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(_TOKEN.findall(f"{self.byline} {self.outlet}")) - _SIGNS

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self._names)

    @cached_property
    def _days(self) -> frozenset[str]:
        return frozenset(date[:_DAY] for date in self.dates if len(date) >= _DAY)

    def above(self, paragraphs: Sequence[str]) -> Told:
        """What is told above a text: no day where its paragraphs are days in a row."""
        return (
            replace(self, dates=()) if days_in_a_row(paragraphs, self.order, self._days) else self
        )

    def says_all_of(self, line: str) -> bool:
        """Whether a line says what is said here and nothing else: “By Ann Lee | 4 March 2025”."""
        if len(line) > _LONGEST or line.rstrip().endswith((":", "：")):
            return False
        words = [token for token in _TOKEN.findall(line) if token not in _SIGNS]
        if not all(map(self._may_be_said, words)) or all(map(_is_no_word, words)):
            return False
        # Of a name alone it must be all.
        is_led_to = any(word.isdigit() or word.casefold() in BY | BEHIND_NAMES for word in words)
        if not is_led_to and not self._is_whole(line):
            return False
        return not any(self.unsaid(line))

    def unsaid(self, line: str) -> Iterator[str]:
        """The words, figures and signs of a line that are not said here."""
        plain = " ".join(map(self._without_day, _parts(line)))
        tokens = [token for token in _TOKEN.findall(plain) if token not in _SIGNS]
        yield from (one for at, one in enumerate(tokens) if not self._says_token(tokens, at))

    def _is_whole(self, line: str) -> bool:
        said = line.strip(" ()[]|/·•-–—").casefold()
        return said in {self.byline.casefold(), self.outlet.casefold()}

    def _may_be_said(self, token: str) -> bool:
        """Quickly: days take long to be looked for."""
        word = token.casefold()
        if word.isascii() and word.isalpha():
            return word in _ALL or word in self._folded or named_month(word) > 0 or word in "tz"
        return word.isalnum() or word[0].isalpha() or word in _ALL or word in self._folded

    def _says_token(self, tokens: Sequence[str], place: int) -> bool:
        token, before, behind = tokens[place], tokens[:place], tokens[place + 1 :]
        word = token.casefold()
        if token == _TOLD_DAY or self._is_name(token):
            return True
        if word in _BESIDE and _TOLD_DAY in tokens:
            return True
        is_led_to = any(self._is_name(one) or one.casefold() in BEHIND_NAMES for one in before[-1:])
        if is_led_to and (word in BEHIND_NAMES or (word in AND and self._is_name(*behind[:1]))):
            return True
        if _is_no_word(token):
            what = next((one for one in behind if not _is_beside(one)), _TOLD_DAY)
            return what == _TOLD_DAY or all(map(_is_no_word, before))
        after = next((one for one in behind if one.casefold() not in BY), "")
        return (word in BY or word in BEFORE_BY) and self._is_name(after)

    def _is_name(self, token: str = "") -> bool:
        is_told = token.casefold() in self._folded and not token[:1].islower()
        return is_told or token in self._names

    def _without_day(self, part: str) -> str:
        """A part with a sign in the place of the day that it tells if that is one of the article's,
        and of the time of day.
        """
        told = date_in(part, self.order).date if re.search(r"\d", part) else ""
        clock = _CLOCK.search(part)
        if clock and self._has_clock(clock):
            part = f"{part[: clock.start()]} {_TOLD_DAY} {part[clock.end() :]}"
        if told[:_DAY] not in self._days:
            return part
        start, end = _span_of_day(part, told[:_DAY], self.order)
        return f"{part[:start]}{_TOLD_DAY}{part[end:]}" if end else part

    def _has_clock(self, clock: re.Match[str]) -> bool:
        """Whether a time of day is the article’s: in another zone it has the same minutes."""
        for date in self.dates:
            said = re.match(r".{10}T(\d\d):(\d\d)(?::(\d\d))?(.*)", date)
            if said is None or said[2] != clock["minute"] or clock["second"] not in (None, said[3]):
                continue
            if said[4] or int(said[1]) % 12 == int(clock["hour"]) % 12:
                return True
        return False


def is_dateline(line: str, order: str | PageDayOrder) -> bool:
    """Whether a line is a day, and besides names at most: “Berlin, 4 March 2025”."""
    told = Told(dates=(date_in(line, order).date,), order=order)
    # “Died: 4 March 2025”
    is_of_else = any(word.casefold() not in LABELS for word in _LED_IN.findall(line))
    if len(told.dates[0]) < _DAY or is_of_else:
        return False
    return all(one[0].isalpha() and not one[0].islower() for one in told.unsaid(line))


def days_in_a_row(
    paragraphs: Sequence[str], order: str | PageDayOrder, known: frozenset[str] = frozenset()
) -> bool:
    """Whether one of the first paragraphs is a day and nothing else, and so is another one that is
    another day, which is not `known`: a list of what happened when, or a diary. None of these days
    is the text's.
    """
    first = next(filter(None, (_only_day(text, order) for text in paragraphs[:_HEAD])), "")
    others = {"", first, *known}
    return bool(first) and any(_only_day(text, order) not in others for text in paragraphs)


def _only_day(text: str, order: str | PageDayOrder) -> str:
    """The day that a line is and says nothing of; "" of any other line."""
    if len(text) > _LONGEST_DAY or not re.search(r"\d", text):
        return ""
    if PUBLISHED.search(text) or UPDATED.search(text):
        return ""
    found = date_in(text, order).date
    is_day = len(found) >= _DAY and Told(dates=(found,), order=order).says_all_of(text)
    return found[:_DAY] if is_day else ""


def _is_no_word(token: str) -> bool:
    """Whether a word only says what stands beside it."""
    return token.casefold() in LABELS or token.casefold() in BEFORE_LABELS


def _is_beside(token: str) -> bool:
    return _is_no_word(token) or token.casefold() in _BESIDE


def _parts(line: str) -> Iterator[str]:
    """The parts of a line between its signs, each of which tells of one day."""
    for part in BETWEEN.split(line):
        changed = UPDATED.search(part)
        cut = changed.start() if changed and re.search(r"\d", part[: changed.start()]) else 0
        yield from filter(None, (part[:cut], part[cut:]))


def _span_of_day(text: str, day: str, order: str | PageDayOrder) -> tuple[int, int]:
    """Where the fewest words stand that say a day; (0, 0) when it is not known which do."""
    words = list(_TOKEN.finditer(text))

    def says(start: int, end: int) -> bool:
        return date_in(text[start:end], order).date[:_DAY] == day

    start = next((one.start() for one in reversed(words) if says(one.start(), len(text))), None)
    if start is None:
        return 0, 0
    ends = (one.end() for one in words if one.end() > start)
    return start, next((end for end in ends if says(start, end)), 0)
