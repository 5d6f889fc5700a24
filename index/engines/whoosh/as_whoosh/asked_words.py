"""Words as Whoosh's query parsers ask for them: in texts of every language, each by its own form.

A parser knows one form of a word, that which the schema's analyzer gives it. The analyzer gives the
English one and says with it which word it is of; a searcher puts the forms in all languages of its
texts in the place of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoosh import query as wq

from index.engines.whoosh.searching.queries import Evaluated
from index.engines.whoosh.untyped import Whoosh
from index.engines.whoosh.words.stemming import stem


class AskedWord(str):
    """The English form of a word; `plain` is the word before it is stemmed."""

    __slots__ = ("plain",)
    plain: str

    @classmethod
    def of(cls, plain: str) -> AskedWord:
        """A word that is asked for."""
        made = cls(stem(plain))
        made.plain = plain
        return made


def in_every_language(query: Whoosh, languages: Sequence[str]) -> Whoosh:
    """A query with each word in its forms in English and some languages: the same object where a
    parser has made no part of it.
    """
    if not languages or not _is_asked(query):
        return query
    if type(query) is wq.Term:
        every = [_in_language(query.text, language) for language in ("", *languages)]
        return wq.Or([wq.Term(query.fieldname, form, query.boost) for form in every])
    if type(query) is wq.Phrase:
        rows = [
            [_in_language(word, language) for word in query.words] for language in ("", *languages)
        ]
        how = {"slop": query.slop, "boost": query.boost}
        return wq.Or([wq.Phrase(query.fieldname, row, **how) for row in rows])
    return query.apply(lambda part: in_every_language(part, languages))


def _is_asked(query: Whoosh) -> bool:
    """Whether there is a word in a query that a parser asks for."""
    if isinstance(query, Evaluated):
        return False
    if type(query) is wq.Term:
        return isinstance(query.text, AskedWord)
    if type(query) is wq.Phrase:
        return any(isinstance(word, AskedWord) for word in query.words)
    return any(map(_is_asked, query.children()))


def _in_language(word: str, language: str) -> str:
    return stem(word.plain, language) if isinstance(word, AskedWord) else word
