"""In which language an article is written, by the small words that each language uses most.

What a file says of its language is not asked: many say nothing, and some say that of the site. The
words of languages that are like those which are known (Danish, Catalan) are counted as well, lest
their articles be taken for these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

from index.entities.tokenizer import Ints, Tokens

KNOWN = ("de", "fr", "es", "it", "pt", "nl")
"""The languages whose names are found by their own words."""

_WORDS = {
    "en": "the of and to in that is was for it with as his he be on at by had are but from have an"
    " they which were their has would there been this its will said who not or she",
    "de": "der die das und ist nicht ein eine einen einem einer den dem des zu mit sich auf für von"
    " im auch es an als nach bei aus wie hat wird sind noch dass wurde über um am so oder er sie"
    " war zum zur werden haben ich wir vor sei",
    "fr": "le la les des et est un une du dans qui pour pas sur au plus que par avec ce son sa ses"
    " il elle mais ne se aux été cette ont sont ou nous comme leur d’ d' l’ l' à de en a s’",
    "es": "el la los las de que y en un una por con para del se no al lo su es más como pero sus le"
    " ha este esta fue desde muy sin sobre son entre también hasta hay han era a",
    "it": "il la che di e un una per non con del della dei delle nel nella al alla si è le i gli lo"
    " da sono ha come più ma anche su dal dalla questo hanno ai suo sua era o l’ dell’ all’ in a",
    "pt": "o a os as de que e do da dos das em um uma para com não no na nos nas por se ao à mais é"
    " foi como mas ou sua seu pelo pela são já também até está há isso tem",
    "nl": "de het een en van is in dat op te zijn voor met niet aan er die om ook als bij maar uit"
    " naar door dan nog wordt werd heeft hij ze we over tot zich worden geen was hebben zegt",
    "da": "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi"
    " havde fra skulle kunne eller hvad hans efter nu også blev ikke være over ved",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig"
    " från vi så kan när år under också efter eller nu sin där vid mot ska skulle",
    "ca": "el la els les de i que a en un una per amb del al dels als es no més com però seva seu"
    " són ha aquest aquesta va també l’ d’ amb ser han hi",
    "ro": "și în de a la cu pe nu că un o este din care pentru ce mai au fost sunt ca sau iar al"
    " ale prin după fi să se le lui",
    "gl": "o a os as de que e do da dos das en un unha para con non no na polo pola máis é foi como"
    " pero ou súa seu ao á tamén son",
    "af": "die van en in is het dat nie te op vir met sy hulle hy aan by wat ons was ook om sal",
    "la": "et in est non ad ut cum qui quod ex sed per esse quae si ab enim atque sunt",
    "pl": "i w na z do się nie że jest to o jak po co tak za od ale przez dla są",
}
_LANGUAGES = tuple(_WORDS)
_FEWEST = 4
"""So many small words are needed to tell a language."""
_MARGIN = 1.5
"""So many times as many as of any other."""
_LOWEST = 0.12
"""The share of an article's words, names and figures aside, that must be such."""
_ENGLISH = 0.5
"""With so many English ones for each of its own an article is left to be read as English."""
_WORD = re.compile(r"(?:[ldsmtnjc]|qu|all|dall|dell|nell|sull|un)'|\w+")
_READ = 2_000
"""Characters of an article that are looked at where nothing else is asked of its words."""
_SURELY, _SHARE = 8, 0.2

_SMALL = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ASKED = tuple(words.__contains__ for words in _SMALL.values())


def languages(tokens: Tokens, owner: Ints) -> list[str]:
    """For each article of those that `owner` numbers by text its language, one of `KNOWN`; "" where
    it is another one, or not certain.
    """
    count = int(owner[-1]) + 1 if len(owner) else 0
    article = owner[tokens.text]
    counts = np.stack(
        [
            np.bincount(article[tokens.listed.told(asked)[tokens.number]], minlength=count)
            for asked in _ASKED
        ],
        axis=1,
    )
    found = [""] * count
    # Most articles are English, which is told at once.
    for at in np.flatnonzero(counts.argmax(1)).tolist():
        begin, end = np.searchsorted(article, (at, at + 1)).tolist()
        found[at] = _told(tokens.words[begin:end], counts[at].tolist())
    return found


def _told(words: list[str], counts: list[int]) -> str:
    """The language of words of which so many are small ones of each language."""
    language = _LANGUAGES[max(range(len(counts)), key=counts.__getitem__)]
    most, small = max(counts), sum(map(str.islower, words))
    if language not in KNOWN or most < max(_FEWEST, _LOWEST * small):
        return ""
    if counts[0] > _ENGLISH * most:
        return ""
    own, times = _SMALL[language], Counter(words)
    for other, theirs in _SMALL.items():
        # Of what two languages share neither has more.
        for_it, against = (sum(times[word] for word in one) for one in (own - theirs, theirs - own))
        if other != language and for_it < _MARGIN * against + 1:
            return ""
    return language


def language_of(texts: Iterable[str]) -> str:
    """The language that texts of one article are in, English or one of `KNOWN`; "" where it is
    another one, or not certain.
    """
    words = _WORD.findall(" ".join(texts)[:_READ].replace("’", "'").casefold())
    times = Counter(words)
    counts = [sum(times[word] for word in small) for small in _SMALL.values()]
    if max(counts) < _SURELY:
        return ""
    if counts[0] == max(counts) >= max(_SHARE * len(words), 2 * sorted(counts)[-2]):
        return "en"
    return _told(words, counts)
