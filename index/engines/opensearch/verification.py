"""Whether a paragraph matches a clause, by reading it: for what intervals cannot tell."""

from __future__ import annotations

from collections.abc import Callable

from index.core.document import ParagraphDoc
from index.engines.opensearch.mappings import FURNITURE, HEAD, HEADLINE, STEMMED, TEXT
from index.engines.whoosh.one_text.analysed_text import Text
from index.engines.whoosh.one_text.text_evaluator import compiled, shared_sentences, tested
from index.engines.whoosh.one_text.word_rows import Find
from index.query import ground, nodes
from index.query.nodes import Node

Reader = Callable[[ParagraphDoc], bool]

_VALUES: dict[str, Callable[[ParagraphDoc], str]] = {
    TEXT: lambda doc: doc.text,
    FURNITURE: lambda doc: doc.text,
    HEADLINE: lambda doc: doc.title,
    f"{HEAD}.title": lambda doc: doc.title,
    f"{HEAD}.by": lambda doc: doc.byline,
    f"{HEAD}.outlet": lambda doc: doc.outlet,
    f"{HEAD}.section": lambda doc: doc.section,
    f"{HEAD}.lang": lambda doc: doc.language,
    f"{HEAD}.url": lambda doc: doc.url,
    f"{HEAD}.tag": lambda doc: " ".join(doc.tags),
}


def reader(node: Node, field: str) -> Reader:
    """A function that says whether a clause of words matches in a field of a paragraph."""
    if isinstance(node, ground.Spoken):
        return _spoken(node)
    test, value = tested(node), _VALUES[field]
    stems = field in STEMMED
    return lambda doc: test(Text(value(doc), doc.language if stems else ""))


def _spoken(node: ground.Spoken) -> Reader:
    wanted = None if node.quotes is None else frozenset(node.quotes)

    def said(doc: ParagraphDoc) -> list[tuple[int, int]]:
        return [
            (start, end)
            for place, (start, end, _) in enumerate(doc.quotes)
            if wanted is None or (doc.number, place) in wanted
        ]

    def matches(doc: ParagraphDoc) -> bool:
        quotes = said(doc)
        if not quotes:
            return False
        return node.operand is None or _Quotes(Text(doc.text, doc.language), quotes).match(
            node.operand
        )

    return matches


class _Quotes:
    """The quotes of one text, in which clauses are looked for."""

    def __init__(self, text: Text, quotes: list[tuple[int, int]]) -> None:
        self._text, self._quotes = text, quotes

    def match(self, node: Node) -> bool:
        match node:
            case nodes.Everything():
                return True
            case nodes.And():
                return all(map(self.match, node.operands))
            case nodes.Or():
                return any(map(self.match, node.operands))
            case nodes.Not():
                return not self.match(node.operand)
            case nodes.AtLeast():
                return len({first for first, _ in self._found(node.operand)}) >= node.count
            case nodes.SameSentence():
                return bool(shared_sentences(self._text, list(map(self._found, node.operands))))
        return bool(self._found(node))

    def _found(self, node: Node) -> list[tuple[int, int]]:
        """Where a clause matches inside of one quote."""
        find: Find = compiled(node)
        begins = self._text.begins
        return [
            (first, last)
            for first, last in find(self._text)
            if any(start <= begins[first] and begins[last] < end for start, end in self._quotes)
        ]
