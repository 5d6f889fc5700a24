"""Which article a text belongs to, by all that speaks for and against it.

An address alone is no identity: feeds give one link to many notices, tables the outlet's front
page, and an outlet writes several pieces under one headline on one day. A record's own id outlives
a corrected address, and may be given out twice by a careless program. Whether texts are states of
one is asked the more strictly the more speaks against it: notices are often written after one
pattern, and share most of their words.
"""

from __future__ import annotations

from dataclasses import replace

from index.core.addresses import is_front_page, normalise_url
from index.core.article import Article, is_counted, record_id
from index.core.dates import days
from index.store.articles.known_article import Known, State
from index.store.articles.names_of_files import names_of
from index.store.articles.origins import file_of, has_place, is_from_file, is_letter, is_lone_file
from index.store.articles.text_likeness import (
    alike,
    is_full,
    is_revision,
    is_row_elsewhere,
    is_state_elsewhere,
    plain,
)

# A text of no more characters may stand under many headlines.
_LINE = 120


def is_same(article: Article, known: Known, state: State, *, by_record: bool) -> bool:
    """Whether an article is one that shares its address, its headline or its record's id, by a
    state of that. `by_record` says that it is the record's id which they share.
    """
    about, text = state.about, state.text
    headline = has_headline(article, state)
    has_its_record = by_record or has_record(article, known)
    is_row = has_place(article.origin) and not is_at_same_place(article, known)
    if has_its_record and is_counted(article) and is_row:
        # Two tables count from 1, and what stands in their rows is written after one pattern.
        return is_row_elsewhere(article.paragraphs, text())
    if by_record:
        return headline or alike(article.paragraphs, text())
    if has_its_record:
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
    if not has_page and has_place(article.origin) and not together:
        return is_row_elsewhere(article.paragraphs, text())
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


def is_at_same_place(article: Article, known: Known) -> bool:
    """Whether a known article was met at the place in a file that an article was read from."""
    is_known_there = has_place(article.origin) or (is_letter(article) and article.source_id)
    if not is_from_file(article) or not is_known_there:
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


def _differ(one: str, other: str) -> bool:
    """Whether two dates are known and of different days."""
    first, second = days(one), days(other)
    if first is None or second is None:
        return False
    return first[1] < second[0] or second[1] < first[0]
