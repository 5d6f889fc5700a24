"""What languages are called, in files that say theirs and in what is searched for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from index.core.folding import unaccented

_NAMES = dict(
    pair.split("=")
    for pair in (
        "english=en german=de deutsch=de french=fr français=fr spanish=es español=es italian=it"
        " italiano=it portuguese=pt português=pt dutch=nl nederlands=nl polish=pl polski=pl"
        " russian=ru русский=ru ukrainian=uk українська=uk chinese=zh 中文=zh japanese=ja 日本語=ja"
        " korean=ko 한국어=ko arabic=ar العربية=ar turkish=tr türkçe=tr swedish=sv svenska=sv"
        " norwegian=no norsk=no danish=da dansk=da finnish=fi suomi=fi greek=el ελληνικά=el"
        " hebrew=he עברית=he hindi=hi हिन्दी=hi czech=cs čeština=cs hungarian=hu magyar=hu"
        " romanian=ro română=ro indonesian=id vietnamese=vi thai=th persian=fa farsi=fa eng=en"
        " deu=de ger=de fra=fr fre=fr spa=es ita=it por=pt nld=nl dut=nl pol=pl rus=ru zho=zh"
        " chi=zh jpn=ja kor=ko ara=ar tur=tr englisch=en französisch=fr spanisch=es italienisch=it"
        " portugiesisch=pt niederländisch=nl polnisch=pl russisch=ru chinesisch=zh japanisch=ja"
        " arabisch=ar türkisch=tr anglais=en allemand=de espagnol=es italien=it portugais=pt"
        " néerlandais=nl russe=ru chinois=zh japonais=ja arabe=ar inglés=en alemán=de francés=fr"
        " portugués=pt inglese=en swe=sv nor=no nob=nb nno=nn dan=da fin=fi ell=el gre=el ces=cs"
        " cze=cs hun=hu ron=ro rum=ro cat=ca ind=id lit=lt hrv=hr srp=sr ukr=uk heb=he hin=hi"
        " fas=fa per=fa vie=vi tha=th catalan=ca català=ca lithuanian=lt lietuvių=lt croatian=hr"
        " hrvatski=hr serbian=sr srpski=sr српски=sr schwedisch=sv norwegisch=no dänisch=da"
        " finnisch=fi griechisch=el tschechisch=cs ungarisch=hu rumänisch=ro katalanisch=ca"
        " tedesco=de francese=fr spagnolo=es engels=en duits=de frans=fr inglês=en"
    ).split()
)
"""ISO 639-1, by the names that records use: in English, in the language itself, as the interfaces
of press databases call them in other languages, and codes of three letters.
"""

_CODE = 3
"""The most letters of a code."""

# Of systems without a language (C, POSIX), and what ISO 639 has for none, none known and several.
_NO_LANGUAGE = frozenset({"c", "posix", "x", "i", "und", "zxx", "mis", "mul"})


@cache
def _plain() -> Mapping[str, str]:
    """The languages by their names without accents."""
    return {unaccented(name): code for name, code in _NAMES.items()}


def language_of(text: str) -> str:
    """The language of a tag in lower case, without region or script: en-GB is en, as is English.
    "" where it names none, as what programs put in for want of one.
    """
    tag = re.split(r"[-_,;.\s]", text.strip().lower(), maxsplit=1)[0]
    return "" if tag in _NO_LANGUAGE else _plain().get(unaccented(tag), tag)


def foreign_language(stated: str) -> str:
    """What the language of an article is called in English, its code where that is not known;
    "" for English and where none is known.
    """
    code = language_of(stated)
    names = (name.capitalize() for name, known in _NAMES.items() if known == code)
    return "" if code == "en" else next((name for name in names if len(name) > _CODE), code)


def is_language_name(text: str) -> bool:
    """Whether a text is the name of a language, and no code for one."""
    return len(text) > _CODE and unaccented(text.strip().lower()) in _plain()
