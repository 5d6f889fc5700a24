"""Bookmarks that a query means and the index cannot find, since their paragraph is no longer there:
what was marked, and what is known of it, answers in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from index.core.bookmark import Bookmark
from index.core.dates import days
from index.core.folding import whole
from index.engines.whoosh.one_text.highlighting import matcher
from index.query import nodes
from index.query.nodes import Node, Query
from index.search.grounding import address_words, whole_outlet

Verdict = bool | None
"""Whether a bookmark is meant; None where the archive does not know any more."""


class UnfoundMarks(NamedTuple):
    """Some bookmarks: those that a query means, and those of which nobody can say."""

    meant: list[Bookmark]
    doubtful: list[Bookmark]


def meant_of(query: Query, marks: Sequence[Bookmark]) -> UnfoundMarks:
    """Which of some bookmarks a query means, by the text that was marked, its article's facts, the
    reader's notes and tags. Names, speakers, stories and files of what is gone are not looked up: a
    query that depends on them leaves it open, as do words in the same article.
    """
    found = UnfoundMarks([], [])
    for mark in marks:
        verdict = _Asked(mark, anywhere=query.scope == "article").answer(query.root)
        if verdict is not False:
            (found.meant if verdict else found.doubtful).append(mark)
    return found


class _Asked:
    """One bookmark, of which clauses are asked; words `anywhere` may stand elsewhere too."""

    def __init__(self, mark: Bookmark, *, anywhere: bool) -> None:
        self._mark, self._anywhere = mark, anywhere

    def answer(self, node: Node) -> Verdict:
        own = _ANSWERS.get(type(node))
        return own(self, node) if own is not None else self._words(node)

    def _words(self, node: Node) -> Verdict:
        mark = self._mark
        texts = [mark.anchor.exact, *([mark.title] if mark.ordinal == 1 else [])]
        found = matcher(node)("\n".join(texts), mark.publication.language)
        return found or (None if self._anywhere else False)

    def _every(self, node: nodes.And) -> Verdict:
        return _least([self.answer(operand) for operand in node.operands])

    def _any(self, node: nodes.Or) -> Verdict:
        return _not(_least([_not(self.answer(operand)) for operand in node.operands]))

    def _most(self, node: nodes.MostOf) -> Verdict:
        each = [self.answer(operand) for operand in node.operands]
        sure, perhaps = each.count(True), each.count(None)
        if sure * 2 > len(each):
            return True
        return None if (sure + perhaps) * 2 > len(each) else False

    def _other(self, node: nodes.Not) -> Verdict:
        return _not(self.answer(node.operand))

    def _inner(self, node: nodes.Saved) -> Verdict:
        return self.answer(node.operand)

    def _here(self, node: nodes.Here) -> Verdict:
        return _Asked(self._mark, anywhere=False).answer(node.operand)

    def _field(self, node: nodes.InField) -> Verdict:
        facts, words = self._mark.publication, node.operand
        if node.name == "outlet" and (called := whole_outlet(words)) is not None:
            return whole(facts.outlet) == whole(called)
        if node.name == "url":
            return matcher(address_words(words))(facts.url)
        if node.name == "tag":
            return any(map(matcher(words), self._mark.tags))
        values = {
            "title": facts.title,
            "by": facts.byline,
            "outlet": facts.outlet,
            "section": facts.section,
            "lang": facts.language,
            "note": self._mark.note,
        }
        return matcher(words)(values[node.name])

    def _dated(self, node: nodes.Dated) -> Verdict:
        known = days(self._mark.publication.date)
        if known is None:
            return False
        first, last = days(node.first), days(node.last)
        if node.vague and first and last:
            return known == (first[0], last[1])
        begins = not node.first or bool(first and known[0] >= first[0])
        return begins and (not node.last or bool(last and known[1] <= last[1]))

    def _state(self, node: nodes.State) -> Verdict:
        known: dict[str, Verdict] = {
            "bookmarked": True,
            "note": bool(self._mark.note),
            "tag": bool(self._mark.tags),
            "undated": days(self._mark.publication.date) is None,
            "furniture": False,  # what is bookmarked is none
        }
        return known.get(node.name)


def _least(each: Sequence[Verdict]) -> Verdict:
    """Whether all is so."""
    if False in each:
        return False
    return None if None in each else True


def _not(one: Verdict) -> Verdict:
    return None if one is None else not one


_ANSWERS: dict[type[Any], Callable[[_Asked, Any], Verdict]] = {
    nodes.Everything: lambda _asked, _node: True,
    nodes.Unread: lambda _asked, _node: False,
    nodes.And: _Asked._every,
    nodes.Or: _Asked._any,
    nodes.MostOf: _Asked._most,
    nodes.Not: _Asked._other,
    nodes.Saved: _Asked._inner,
    nodes.Here: _Asked._here,
    nodes.InField: _Asked._field,
    nodes.Dated: _Asked._dated,
    nodes.State: _Asked._state,
    nodes.Named: lambda _asked, _node: None,
    nodes.Said: lambda _asked, _node: None,
    nodes.InStory: lambda _asked, _node: None,
    nodes.FromFile: lambda _asked, _node: None,
}
