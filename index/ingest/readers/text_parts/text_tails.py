"""What programs write behind a text and is none of it: where it appeared, or goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.core.late_patterns import late

# What WordPress puts behind each item of a feed, in the languages it is used in most.
_APPEARED = late(
    r"(?:the post|der beitrag|l[’']article|cet article|la entrada"
    r"|el post|l[’']articolo|het bericht|o post|a publicação|o conteúdo|inlägget|innlegget"
    r"|indlægget|artykuł|wpis|příspěvek|запись|сообщение|допис) .{1,300}"
    r" (?:(?:first )?appeared (?:first )?(?:on|in)"
    r"|erschien zuerst auf|est apparu en premier sur|(?:aparece|se publicó|apareció) primero en"
    r"|sembra essere il primo su|proviene da|verscheen eerst op|apareceu primeiro em"
    r"|aparece primeiro em|dök först upp på|dukket først opp på|blev først udgivet på"
    r"|pochodzi z serwisu|pochází z|впервые появилась|появились сначала на"
    r"|вперше з[’']явилася на) .{1,120}",
    re.IGNORECASE,
)
# What a text is called that stands elsewhere: of anything else, somebody says that it be read.
_TEXT = (
    r"(?:story|article|post|piece|text|report|interview|review|column|essay|thread|entry"
    r"|transcript|statement|(?:press )?release|(?:news)?letter|version|analysis|blog|episode|page)"
)
# Where the rest of a text stands. A title may follow, and nothing else.
_GOES_ON = late(
    r"[\W_]*(?:read (?:more|on|the (?:full|whole|entire|complete|original|rest(?: of th(?:e|is))?)"
    rf"(?: [\w-]+)?? {_TEXT}|the rest)|continue reading|keep reading"
    r"|view (?:original|full) (?:article|post|story)|full (?:story|article)"
    r"|click here to (?:read|see|view|continue|get|find out|learn)"
    rf"(?: (?:the|full|whole|rest|of|original|this))* (?:more|on|it|this|reading|online|{_TEXT})"
    r"|weiterlesen|mehr lesen|lire (?:la suite|plus)|en savoir plus|leer más|seguir leyendo"
    r"|leggi tutto|continua a leggere|lees (?:verder|meer)|leia mais|continue lendo"
    r"|läs (?:mer|vidare)|les mer|læs mere|lue lisää|czytaj (?:dalej|więcej)"
    r"|читать (?:далее|дальше|полностью)|читати далі|続きを読む|阅读全文|閱讀全文|全文を読む"
    r"|더 보기|اقرأ المزيد|devamını oku)\b(.{0,160})",
    re.IGNORECASE | re.DOTALL,
)
_WHERE = frozenset("at app here in now on online our site the this web website".split())
_REST = 3  # words behind such a line that are no title


def without_tail(paragraphs: Sequence[str], title: str = "", *, rest: int = _REST) -> list[str]:
    """The paragraphs without the last ones where these only say where the text appeared, or where
    it goes on, with at most so many words of the `rest`. The only paragraph stays.
    """
    kept = list(paragraphs)
    while len(kept) > 1 and _is_tail(kept[-1], title, rest):
        kept.pop()
    return kept


def _is_tail(text: str, title: str, most: int) -> bool:
    if _APPEARED.fullmatch(text):
        return True
    found = _GOES_ON.fullmatch(text)
    if found is None:
        return False
    rest = found[1].strip(" .…:→»>“”\"'›⟶&")
    is_title = bool(title) and rest.casefold() == title.casefold()
    is_where = _WHERE.issuperset(rest.casefold().split())
    # Where a clause follows, somebody says so: "…, said the clerk."
    return is_title or is_where or ("," not in rest and len(rest.split()) <= most)
