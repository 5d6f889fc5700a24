"""Which article a text belongs to, by all that speaks for and against it.

An address alone is no identity: feeds give one link to many notices, tables the outlet's front
page, and an outlet writes several pieces under one headline on one day. A record's own id outlives
a corrected address, and may be given out twice by a careless program. Whether texts are states of
one is asked the more strictly the more speaks against it: notices are often written after one
pattern, and share most of their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.core.addresses import is_front_page, normalise_url
from index.core.article import Article, record_id
from index.core.dates import days, instant
from index.core.file_places import names_of_file
from index.core.late_patterns import late
from index.core.word_runs import word_runs

# Shorter ones are in any text.
_WORD = late(r"\w{5,}")
# Texts that share fewer of the words of the shorter one are not two states of one article.
_ALIKE = 0.3
# Nor are texts of which less than this share of the shorter one stands in the other sentence by
# sentence, where what collects them tells them apart.
_KEPT = 0.5
# Two files under one headline are two texts unless they share so many of their words: notices and
# interviews are written after one pattern, and a text that was read from paper has wrong letters.
_READ_AGAIN = 0.7
# What was marked in a text has this share of its words in it; the text may have been corrected.
_MARKED = 0.8
# Words from which on a text is no summary.
_FULL = 30
# A text of no more characters may stand under many headlines.
_LINE = 120
# Of a text of fewer paragraphs one may be all that was left of it.
_PARTED = 3
_ASKS = ("?", "？", "؟")
_SENTENCE = late(r"(?<=[.!?…])\s+|(?<=[。！？])")
# A feed's text below this share of a known text is its summary, however it is worded.
_SUMMARY = 0.6
# What summaries end with where they were cut.
_CUT = late(r"(?:…|\.\.\.|read more|continue reading)\W{0,20}$", re.IGNORECASE)
# What stands behind a collection's name for a record's place in it.
_PLACE = late(r":\d+$")


@dataclass(slots=True)
class Known:
    """An article of the archive or of this batch: its texts with their metadata, where it was met.

    `texts` are metadata by digest, the newest last; `written` the texts of this batch.
    `records` are the ids that outlets have for it, `press` those of press databases, `told` the
    tags that each program and file gives it; `removed` says that the reader took it out.
    """

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    places: set[tuple[str, str]] = field(default_factory=set)
    outlets: set[tuple[str, str]] = field(default_factory=set)
    records: set[str] = field(default_factory=set)
    press: set[str] = field(default_factory=set)
    written: dict[str, Sequence[str]] = field(default_factory=dict)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    removed: bool = False

    def later(self, captured: str) -> str:
        """The digest of the first text that was captured after a time; "" where there is none, or
        that time is not known.
        """
        taken = instant(captured)
        if taken is None:
            return ""
        for digest, about in self.texts.items():
            other = instant(about.get("captured", ""))
            if other is not None and other > taken:
                return digest
        return ""

    def keep(self, digest: str, about: dict[str, str], before: str = "") -> None:
        """Note a text, before another one or as the newest."""
        later = [*self.texts][[*self.texts].index(before) :] if before else []
        self.texts[digest] = about
        for one in later:
            self.texts[one] = self.texts.pop(one)

    @property
    def newest(self) -> dict[str, str]:
        """The metadata of the newest text; {} when there is none."""
        return next(reversed(self.texts.values()), {})


@dataclass(frozen=True, slots=True)
class State:
    """What a known article is, or was before it changed: its metadata, and what gives its text,
    which is asked for where it decides.
    """

    about: Mapping[str, str]
    text: Callable[[], Sequence[str]]


def is_same(article: Article, known: Known, state: State, *, by_record: bool) -> bool:
    """Whether an article is one that shares its address, its headline or its record's id, by a
    state of that. `by_record` says that it is the record's id which they share.
    """
    about, text = state.about, state.text
    headline = has_headline(article, state)
    if by_record:
        return headline or alike(article.paragraphs, text())
    if has_record(article, known):
        return True
    other_record = is_other_record(article, known)
    # Without an address they share outlet, day and headline, which is little.
    has_page = bool(article.url) and not is_front_page(article.url)
    other_day = _differ(article.date, about.get("date", ""))
    apart = other_record or not headline or not has_page or other_day
    together = collected_together(article, known)
    if not headline and (article.shares_link or (other_record and other_day and together)):
        # Episodes of a show and notices of a page have most of their words in common.
        return False
    if apart and together:
        # What holds both of them has two.
        return is_revision(article.paragraphs, text())
    if not has_page and is_other_file(article, known):
        return is_state_elsewhere(article.paragraphs, text())
    if has_page and "doubtful" in (article.text_from, about.get("text_from")):
        # A notice stands in the place of the article.
        return True
    elsewhere = other_day or _other_part(article.url, about.get("url", ""))
    if not has_page or other_record or (not headline and elsewhere):
        return alike(article.paragraphs, text())
    # A summary has other words than its article, and often another headline; full texts have not.
    are_full = (other_day or not headline) and is_full(article.paragraphs) and is_full(text())
    return not are_full or alike(article.paragraphs, text())


def has_record(article: Article, known: Known) -> bool:
    """Whether an article has an id of a known one, as its outlet is called or, where one feed or
    table has both, as it was called there.
    """
    names = {article.outlet}
    if known.records and collected_together(article, known):
        names |= {outlet for _, outlet in known.outlets}
    return any(record_id(replace(article, outlet=name)) in known.records for name in names)


def is_other_record(article: Article, known: Known) -> bool:
    """Whether an article and a known one have ids, and not the same. One that is made of the
    article's own address says no more than that.
    """
    if not article.source_id or not known.records or has_record(article, known):
        return False
    return not article.url or normalise_url(article.source_id) != normalise_url(article.url)


def is_other_page(article: Article, state: State) -> bool:
    """Whether an article and the state of a known one were read from two pages, and have texts of
    their own: a column that has the same headline every day.
    """
    if not article.text_from == state.about.get("text_from") == "page":
        return False
    pages = {normalise_url(url) for url in (article.url, *article.other_urls)}
    if normalise_url(state.about.get("url", "")) in pages or not is_full(article.paragraphs):
        return False
    text = state.text()
    return is_full(text) and not alike(article.paragraphs, text)


def has_headline(article: Article, known: State) -> bool:
    """Whether an article has the headline of a known one."""
    return plain(article.title) == plain(known.about.get("title", ""))


def is_lone_file(article: Article) -> bool:
    """Whether a file is all that tells which article it is: it has no address or id of its own and
    is no part of a collection. An edited one has another text, and may have another headline.
    """
    by_itself = article.text_from == "file" and not (article.url or article.source_id)
    return by_itself and article.origin not in ("", "-") and not has_place(article.origin)


def is_from_file(article: Article) -> bool:
    """Whether a text was read from a file, which can be read again under its name."""
    is_fetched = article.text_from in ("feed", "page", "doubtful")
    return not is_fetched and not article.origin.startswith(("-", "http"))


def is_read_from_file(article: Article) -> bool:
    """The same, of feeds that were saved as well."""
    is_saved = article.text_from == "feed" and not article.origin.startswith(("-", "http"))
    return is_saved or is_from_file(article)


def file_of(origin: str) -> str:
    """The file or collection that a text was read from, without the text's place in it."""
    return _PLACE.sub("", origin)


def has_place(origin: str) -> bool:
    """Whether a text was read from a place of its own in what collects texts."""
    return _PLACE.search(origin) is not None


def is_whole_file(article: Article) -> bool:
    """Whether an article is all of a file, or of one that is packed with others."""
    is_file = is_from_file(article) and article.origin != ""
    return is_file and not has_place(article.origin)


def names_of(article: Article) -> tuple[str, ...]:
    """What the file, or the place in one, that a text was read from may have been called before."""
    return names_of_file(article.origin, article.named)


def is_at_same_place(article: Article, known: Known) -> bool:
    """Whether a known article was met at the place in a file that an article was read from."""
    if not is_from_file(article) or not has_place(article.origin):
        return False
    return not {origin for _, origin in known.places}.isdisjoint(names_of(article))


def is_other_file(article: Article, known: Known) -> bool:
    """Whether an article is all of a file, and a known one was met as all of other files alone."""
    if not is_lone_file(article):
        return False
    names = set(names_of(article))
    met = [origin for _, origin in known.places]
    return all(
        origin not in ("", "-", *names) and not origin.startswith("http") and not has_place(origin)
        for origin in met
    )


def is_state_elsewhere(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two files hold states of one text: half of its sentences or most words stay."""
    return is_revision(one, other) or _share(one, other, _READ_AGAIN)


def is_state_of_file(article: Article, known: State) -> bool:
    """Whether an article is what a known one became by editing the file that both were read from.
    A bulletin that is written into one file every day is another one each day, unless it says the
    same to the letter: then it is the day that was put right, and with a text that is no mere line
    the headline may be as well.
    """
    if _differ(article.date, known.about.get("date", "")):
        is_told = has_headline(article, known) or len(" ".join(article.paragraphs)) > _LINE
        return is_told and list(article.paragraphs) == list(known.text())
    is_like = alike if has_headline(article, known) else is_revision
    return is_like(article.paragraphs, known.text())


def is_state_of_named_file(article: Article, known: State) -> bool:
    """The same of a file that is only called as the one which a known article was read from."""
    return is_state_of_file(article, known) and is_state_elsewhere(article.paragraphs, known.text())


def collected_together(article: Article, known: Known) -> bool:
    """Whether both are records of one table or dump, or items with ids of one feed."""
    if not has_place(article.origin) and not article.source_id:
        return False
    collection = file_of(article.origin)
    return any(file_of(origin) == collection for _, origin in known.places)


def _other_part(one: str, other: str) -> bool:
    """Whether two addresses lead to different parts of a page: notices that stand on one."""
    first, second = one.partition("#")[2], other.partition("#")[2]
    return bool(first and second) and first != second


def is_full(paragraphs: Sequence[str]) -> bool:
    """Whether a text has so many words that it is more than a line or two about another."""
    return len(_words(paragraphs)) >= _FULL


def is_summary(paragraphs: Sequence[str], full: Sequence[str]) -> bool:
    """Whether what a feed carries is a summary of a text, or was cut off."""
    text = " ".join(paragraphs)
    limit = 1.0 if _CUT.search(text[-60:]) else _SUMMARY
    return len(text) < limit * len(" ".join(full))


def is_part(one: str, text: Sequence[str]) -> bool:
    """Whether a text stands in one paragraph of a longer one, as its words go."""
    said = _in_words(one)
    return len(text) >= _PARTED and any(said in _in_words(each) for each in text)


def _in_words(text: str) -> str:
    return f" {' '.join(word_runs(text.casefold()))} "


def is_revision(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one text keeps sentences of another: half of the shorter one, by their length."""
    first, second = _sentences(one), _sentences(other)
    shorter = min(first, second, key=lambda found: sum(map(len, found)))
    kept = sum(map(len, first & second))
    return kept >= _KEPT * sum(map(len, shorter))


def _sentences(paragraphs: Sequence[str]) -> set[str]:
    found = {plain(one) for text in paragraphs for one in _SENTENCE.split(text)} - {""}
    # Many are asked the same, and answer otherwise.
    said = {one for one in found if not one.endswith(_ASKS)}
    return said or found


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts may be states of one: they share words, measured by the shorter one."""
    return _share(one, other, _ALIKE)


def _share(one: Sequence[str], other: Sequence[str], least: float) -> bool:
    first, second = _words(one), _words(other)
    if not first or not second:
        return plain(" ".join(one)) == plain(" ".join(other))
    return len(first & second) >= least * min(len(first), len(second))


def stands_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a text holds what was marked in it: nearly all of its words."""
    words = _words(part)
    if not words:
        text = plain(" ".join(whole))
        return all(plain(one) in text for one in part)
    return len(words & _words(whole)) >= _MARKED * len(words)


def _words(paragraphs: Sequence[str]) -> set[str]:
    return {word for text in paragraphs for word in _WORD.findall(text.casefold())}


def plain(title: str) -> str:
    """A headline or sentence without what is written now so, now so: capitals and blanks."""
    return " ".join(title.casefold().split())


def _differ(one: str, other: str) -> bool:
    """Whether two dates are known and of different days."""
    first, second = days(one), days(other)
    if first is None or second is None:
        return False
    return first[1] < second[0] or second[1] < first[0]
