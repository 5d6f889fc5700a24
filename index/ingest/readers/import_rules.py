"""Drop and keep rules: what is left out when news comes in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from index.core.article import Article
from index.core.errors import NutgrafError
from index.core.late_patterns import late

_READ: dict[str, Callable[[Article], Iterable[str]]] = {
    "title": lambda article: (article.title,),
    "text": lambda article: article.paragraphs,
    "outlet": lambda article: (article.outlet,),
    "by": lambda article: (article.byline,),
    "section": lambda article: (article.section,),
    "tag": lambda article: article.tags,
    "url": lambda article: (article.url,),
}
_FIELD = late(r"([a-z]+):(?!//)(.*)", re.DOTALL)
_WORDS = late(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Raises NutgrafError when it cannot be read.

    `words` are all there, whole and in any order, in title or text; "two words" in quotes stand
    beside each other; `word*` is a beginning; `/…/` is a regular expression; `*` is every article.
    Case does not count. `title:`, `text:`, `outlet:`, `by:`, `section:`, `tag:` or `url:` before
    them says where to look.
    """

    text: str
    _fields: tuple[str, ...] = field(init=False, repr=False)
    _patterns: tuple[re.Pattern[str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        fields: tuple[str, ...] = ("title", "text")
        body = self.text.strip()
        if match := _FIELD.fullmatch(body):
            fields, body = (match[1],), match[2].strip()
            if match[1] not in _READ:
                near = get_close_matches(match[1], _READ, 1)
                hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(_READ)}."
                raise NutgrafError(f"The rule “{self.text}”: no field {match[1]}.", hint)
        if not body:
            raise NutgrafError(f"The rule “{self.text}” says nothing.")
        object.__setattr__(self, "_fields", fields)
        object.__setattr__(self, "_patterns", tuple(self._compiled(body, fields)))

    def matches(self, article: Article) -> bool:
        """Whether each of its patterns is found in one of the fields it looks at."""
        texts = [text for name in self._fields for text in _READ[name](article)]
        return all(any(one.search(text) for text in texts) for one in self._patterns)

    def _compiled(self, body: str, fields: tuple[str, ...]) -> Iterable[re.Pattern[str]]:
        if len(body) > 2 and body.startswith("/") and body.endswith("/"):
            try:
                yield re.compile(body[1:-1], re.IGNORECASE)
            except re.error as error:
                raise NutgrafError(f"The rule “{self.text}”: {error}.") from None
            return
        if body == "*":
            return
        for quoted, word in _WORDS.findall(body):
            parts = (quoted or word.rstrip("*")).split()
            stem = r"\W+".join(re.escape(part) for part in parts)
            if fields != ("url",):
                stem = rf"(?<!\w){stem}" + ("" if word.endswith("*") else r"(?!\w)")
            yield re.compile(stem, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """`drop` leaves articles out; `keep` are the exceptions, which come in all the same."""

    drop: tuple[Rule, ...] = ()
    keep: tuple[Rule, ...] = ()

    @classmethod
    def of(cls, drop: Iterable[str] = (), keep: Iterable[str] = ()) -> Rules:
        """Rules from their texts. Raises NutgrafError for one that cannot be read."""
        return cls(tuple(map(Rule, drop)), tuple(map(Rule, keep)))

    def dropped_by(self, article: Article) -> str:
        """The text of the rule that leaves an article out, "" when it comes in."""
        found = next((rule.text for rule in self.drop if rule.matches(article)), "")
        return "" if found and any(rule.matches(article) for rule in self.keep) else found

    def key(self) -> list[list[str]]:
        """The same for rules that leave out the same; [] when there are none."""
        texts = [[rule.text for rule in rules] for rules in (self.drop, self.keep)]
        return texts if texts[0] else []
