"""Texts that stand for others: which of two the archive shows.

Lists of links have headline and address, and what was marked; feeds and databases have summaries;
programs that keep pages take texts out of them as they can. Whichever comes last, none of these
takes the place of what says more.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.core.article import Article
from index.store.articles.extractions import holds
from index.store.articles.known_article import State
from index.store.articles.text_likeness import is_part, is_summary

# Of a text, what stands besides in a copy of it and makes it no fuller one.
_REMARK = 0.25
_OTHERS = ("link", "feed", "summary", "copy", "doubtful")
"""Where texts stand that are not the page or file itself."""


def is_bare(paragraphs: Sequence[str], title: str, url: str) -> bool:
    """Whether nothing stands there but the headline and the address."""
    return set(paragraphs) <= {title, url}


def stays(state: State, article: Article) -> bool:
    """Whether a text that is or was known of an article takes the place of another one of it that
    comes, or says all that this says.
    """
    known, text = state.about, state.text()
    bare = is_bare(text, known.get("title", ""), known.get("url", ""))
    is_link = bare or known.get("text_from") == "link"
    if article.text_from == "link":
        is_less = not is_link or is_bare(article.paragraphs, article.title, article.url)
        return is_less or (not bare and is_summary(article.paragraphs, text))
    if is_link:
        return False
    if article.text_from == "copy" and known.get("text_from") not in _OTHERS:
        if holds(text, article.paragraphs) or _is_noted(article.paragraphs, text):
            return True
    elif _is_part(article, text):
        return True
    return _may_be_cut(article) and is_summary(article.paragraphs, text)


def _is_noted(copy: Sequence[str], text: Sequence[str]) -> bool:
    """Whether another program's copy of a page has all of its text, and little besides: a remark
    of its reader, say, which is none of the outlet's.
    """
    more = sum(map(len, copy)) - sum(map(len, text))
    return 0 <= more <= _REMARK * sum(map(len, text)) and holds(copy, text)


def _is_part(article: Article, text: Sequence[str]) -> bool:
    """Whether a record holds a paragraph of the text that the archive has, or less."""
    is_record = article.text_from != "page" and len(article.paragraphs) == 1
    return is_record and is_part(article.paragraphs[0], text)


def _may_be_cut(article: Article) -> bool:
    """Whether a text may stand for a longer one: a summary, that of a feed or of another program,
    or of what a database sells.
    """
    return article.text_from in ("feed", "summary", "copy") or bool(article.held_by)
