"""German words that end in -er: mostly that is a part of them, where Snowball takes it off.

Becker is another word than Beck, Bauer than Bau, sicher than sich; and many of them are names.
It is an ending in the plural of some eighty nouns (Kinder, Bundesländer) and in adjectives
(politischer, größer, schwerer). Endings behind it are -e, -en, -n, -s and -in; -erung belongs to
the word as well (Steuer, Steuerung).
"""

from __future__ import annotations

from collections.abc import Callable

from index.core.late_patterns import late

# In which umlauts are folded, as they are in all words here.
_PLURAL = late(
    "(?:amt|bad|band|bild|blatt|brett|buch|dach|denkmal|dorf|fach|fass|feld|gehalt|geist|geld"
    "|geschlecht|gesicht|gewand|glas|glied|gott|grab|gras|gut|haupt|haus|holz|horn|huhn|kalb|kind"
    "|kleid|korn|kraut|lamm|land|leib|licht|lied|loch|mann|maul|mund|nest|pfand|rad|rand|regiment"
    "|rind|schild|schloss|schwert|strauch|tal|tuch|tum|volk|wald|weib|wort|wurm)er$"
)
_ADJECTIVE = late(
    "..(?:.(?:isch|lich|al|bar|ell|haft|iv|os|sam)|(?<!e)ig|..(?:ant|ar|end|ent|los|voll))er$"
)
_SHORT = frozenset(
    "alt ander arm best blau breit deutsch dumm echt erst fern fremd fruh ganz grob gross grun gut"
    " halb hart heiss hoch hoh jung kalt klein klug knapp krank kurz lang laut leicht letzt link"
    " nachst nah neu reich recht rot rund scharf schlecht schmal schnell schon schwach schwarz"
    " spat stark still streng teur tief tot voll warm weich weiss weit wild".split()
)
_WHOLE = late("(?:.*(?:konz|mod|ext|int|bay|elt|gest|luz)|k|st|f|west|kas|tav)ern")
"""What ends in -ern and is no -er in the dative."""

_ER = late("(..+?er)(?:e|em|en|es|in|innen|n|s)?")
_ERUNG = late("(..+erung)(?:en)?")
_AS_UMLAUT = late("[ao]e|(?<![aeiouyq])ue")
"""What Snowball takes for ä, ö, ü: else “Groesse” were the same as “Grosse”, which both are filed
for “Größe”.
"""


def german(word: str, snowball: Callable[[str], str]) -> str:
    """The stem of a word; `snowball` takes endings off."""

    def stem(word: str) -> str:
        # Other vowels in their stead: nothing but the end is taken off.
        return word[: len(snowball(_AS_UMLAUT.sub("ie", word)))]

    if _WHOLE.fullmatch(word):
        return word
    if noun := _ERUNG.fullmatch(word):
        return noun[1]
    found = _ER.fullmatch(word)
    if not found:
        return stem(word)
    base = found[1].removesuffix("er") if found[1].endswith("erer") else found[1]
    if base[:-2] in _SHORT or _PLURAL.search(base) or _ADJECTIVE.search(base):
        return stem(base)
    return base
