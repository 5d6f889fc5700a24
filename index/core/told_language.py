"""In which language a text is written, told by the small words that each language uses most.

What a file says of its language is not asked: many say nothing, and some say that of the site. The
words of languages that are like those which are told (Danish, Catalan) are counted as well, lest
their texts be taken for these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from index.core.article import Article

TOLD = ("en", "de", "fr", "es", "it", "pt", "nl")
"""The codes (ISO 639-1) of the languages that are told."""

_WORDS = {
    "en": "the of and to in that is was for it with as his he be on at by had are but from have an"
    " they which were their has would there been this its will said who not or she",
    "de": "der die das und ist nicht ein eine einen einem einer den dem des zu mit sich auf für von"
    " im auch es an als nach bei aus wie hat wird sind noch dass wurde über um am so oder er sie"
    " war zum zur werden haben ich wir vor sei",
    "fr": "le la les des et est un une du dans qui pour pas sur au plus que par avec ce son sa ses"
    " il elle mais ne se aux été cette ont sont ou nous comme leur d' l' s' à de en a",
    "es": "el la los las de que y en un una por con para del se no al lo su es más como pero sus le"
    " ha este esta fue desde muy sin sobre son entre también hasta hay han era a",
    "it": "il la che di e un una per non con del della dei delle nel nella al alla si è le i gli lo"
    " da sono ha come più ma anche su dal dalla questo hanno ai suo sua era o l' dell' all' in a",
    "pt": "o a os as de que e do da dos das em um uma para com não no na nos nas por se ao à mais é"
    " foi como mas ou sua seu pelo pela são já também até está há isso tem",
    "nl": "de het een en van is in dat op te zijn voor met niet aan er die om ook als bij maar uit"
    " naar door dan nog wordt werd heeft hij ze we over tot zich worden geen was hebben zegt",
    "da": "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi"
    " havde fra skulle kunne eller hvad hans efter nu også blev ikke være over ved",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig"
    " från vi så kan när år under också efter eller nu sin där vid mot ska skulle",
    "ca": "el la els les de i que a en un una per amb del al dels als es no més com però seva seu"
    " són ha aquest aquesta va també l' d' ser han hi",
    "ro": "și în de a la cu pe nu că un o este din care pentru ce mai au fost sunt ca sau iar al"
    " ale prin după fi să se le lui",
    "gl": "o a os as de que e do da dos das en un unha para con non no na polo pola máis é foi como"
    " pero ou súa seu ao á tamén son",
    "af": "die van en in is het dat nie te op vir met sy hulle hy aan by wat ons was ook om sal",
    "la": "et in est non ad ut cum qui quod ex sed per esse quae si ab enim atque sunt",
    "pl": "i w na z do się nie że jest to o jak po co tak za od ale przez dla są",
    "no": "og i det er en til av på de den som med for ikke har et var fra han om men vil jeg",
    "lb": "de vun an den mat dat op déi ass net fir et si wéi och gouf huet hunn eng",
    "eo": "la kaj de en estas al ne por ke kun el oni li ĝi tiu",
}
_SMALL = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"(?:[ldsmtnjc]|qu|all|dall|dell|nell|sull|un)'|\w+")
_READ = 3_000
"""Characters that are looked at."""
_FEWEST = 4
"""So many small words are needed to tell a language."""
_FEWEST_KINDS = 3
"""So many different ones: “0.50 over, bid 0.40 over” is no Dutch."""
_LOWEST = 0.12
"""The share of a text's words, names and figures aside, that must be such."""
_MARGIN = 1.5
"""So many times as many as of any other language."""
_MARGIN_OF_ENGLISH = 2
_ENGLISH = 0.5
"""With so many English ones for each of its own a text is in none."""
# Most texts of most archives are English, which is soon seen: one such word in forty characters.
_SEEN = (" the ", " and ", " of ", " to ")
_SEEN_EVERY = 100


def language_of(texts: Iterable[str]) -> str:
    """The language that texts of one article are in, one of `TOLD`; "" where it is another one, or
    not certain.
    """
    text = _beginning(texts)
    if sum(map(text.count, _SEEN)) * _SEEN_EVERY > len(text):
        return "en"
    words = _WORD.findall(text.replace("’", "'"))
    times = Counter(map(str.lower, words))
    counts = {language: sum(times[word] for word in own) for language, own in _SMALL.items()}
    best = max(counts, key=counts.__getitem__)
    least = max(_FEWEST, _LOWEST * sum(map(str.islower, words)))
    own = times.keys() & _SMALL[best]
    if best not in TOLD or counts[best] < least or len(own) < _FEWEST_KINDS:
        return ""
    if best == "en":
        second = sorted(counts.values())[-2]
        return best if counts[best] >= _MARGIN_OF_ENGLISH * second else ""
    return best if counts["en"] <= _ENGLISH * counts[best] and _is_ahead(best, times) else ""


def in_its_language(article: Article) -> Article:
    """An article with the language that its words tell, unless it states one or they tell none."""
    told = "" if article.language else language_of(article.paragraphs)
    return replace(article, language=told) if told else article


def _is_ahead(language: str, times: Counter[str]) -> bool:
    """Whether words tell a language and none that is like it. Of what two languages share neither
    has more.
    """
    own = _SMALL[language]
    for other, theirs in _SMALL.items():
        for_it, against = (sum(times[word] for word in one) for one in (own - theirs, theirs - own))
        if other != language and for_it < _MARGIN * against + 1:
            return False
    return True


def _beginning(texts: Iterable[str]) -> str:
    """As much of texts as is looked at, with blanks around it."""
    some, size = [""], 0
    for text in texts:
        some.append(text[: _READ - size])
        size += len(some[-1])
        if size >= _READ:
            break
    return " ".join([*some, ""])
