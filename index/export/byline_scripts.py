"""Bylines in scripts where no blank, or no word by itself, stands between two names.

Chinese and Japanese list names with “、” or with blanks and write what somebody does against the
name; Arabic and Hebrew write “and” as the first letter of the next name.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late

_HAN = r"\u3005\u3400-\u4dbf\u4e00-\u9fff"
_IDEOGRAPHIC = rf"{_HAN}\u3040-\u30ff\uac00-\ud7a3"
IDEOGRAPHIC_NAME = late(rf"[{_IDEOGRAPHIC}]{{2,6}}")
"""A name of one word where words are of few signs."""

_IDEOGRAPH = late(f"[{_IDEOGRAPHIC}]")
# In front of names and behind them; what is between two of them is asked word by word.
_DOES = (
    r"本報|本报|本社|記者|记者|特派員|特派员|特约记者|通訊員|通讯员|见习记者|实习生|作者|撰文|撰稿|文字|摄影|攝影"
    r"|編輯|编辑|責編|责编|責任編輯|责任编辑|翻譯|翻译|編集委員|論説委員|支局長|取材|写真"
    r"|선임기자|전문기자|인턴기자|수습기자|기자|특파원|논설위원|편집위원|사진"
)
_AGENCY = r"新华社|新華社|中新社|中央社|共同社|共同通信|時事通信|연합뉴스|뉴시스"
_SENT = r"(?:综合|綜合|[" + _HAN + r"]{2,3})?(?:专?电|專?電|报道|報道|報導|編譯|编译)"
# The first signs of Chinese family names, by which names in a row are told from one of two words.
_FAMILIES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾"
    "肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金贾賈夏韦韋付方"
    "邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍史陶贺賀毛郝顾顧龚龔邵万萬钱錢严嚴戴莫孔向常汤湯康易乔喬赖賴文"
)
# A dot parts Korean names; it joins the words of one name that Chinese or Japanese took over.
_BETWEEN = late(
    r"[、，；;]|(?<=[\uac00-\ud7a3])[·・‧](?=[\uac00-\ud7a3])"
    rf"|\s[和与與及]\s|(?<=[{_HAN}]{{2}})[和与與及](?=[{_FAMILIES}])"
)
_SIGNS = late(r"\s*[:：/／|｜＝=]\s*")
_IN_FRONT = late(rf"(?:(?:{_AGENCY})?(?:{_DOES})+)\s*")
_BEHIND = late(rf"\s*(?:{_DOES})+$|{_SENT}$")
_WHOLE_WORD = late(rf"[文글]|(?:{_AGENCY})?(?:{_DOES})*(?:{_SENT})?")
# Names in Latin letters whose family name stands first: of one word, then one of two syllables.
_CHINESE_FAMILIES = frozenset(
    "cai chen cui deng ding gao guo huang jiang li liang lin liu lu luo ma pan peng qian sun tang"
    " tian wang wei wu xiao xie xu yan yao ye yu yuan zeng zhang zhao zheng zhong zhou zhu".split()
)
_KOREAN_FAMILIES = frozenset(
    "ahn bae ban chang cho choe choi chung han hong hwang jang jeon jeong jo jung kang kim ko kwon"
    " lee lim moon nam oh paik park rhee ri roh ryu shin sohn son song suh yang yi yoo yoon"
    " yu".split()
)
_SYLLABLE = (
    r"(?:(?:[bcdfghjklmnpqrstwxyz]|zh|ch|sh)?"
    r"(?:[iu]?ang?|eng?|ing?|i?ong|u[ein]|[iu]?ai?|i?ao|ei?|iao|i[eu]|iu?|uo|ou|[uü]e?)|[bmp]o)"
)
_CHINESE_GIVEN = late(rf"(?=\w{{4}}){_SYLLABLE}['’-]?{_SYLLABLE}", re.IGNORECASE)
_KOREAN_GIVEN = late(r"[A-Z][a-z]{1,5}-[a-z]{1,6}")
_ARABIC_AND = late(
    r"(?<=[\u0621-\u064a]) و(?=[\u0621-\u064a]{3})"
    # Names that begin with this letter.
    r"(?!ليد|ائل|سام|سيم|فاء|فيق|هبة?\b|هيب|داد|ردة?\b|جدي|جيه|حيد|صال|لاء|صفي|اصف|اثق|الي\b|هاب|عد\b|ديع"
    r"|ضاح|نيس|صيف|دود|لي\b|هبي)"
)
_HEBREW_AND = late(
    r"(?<=[\u05d0-\u05ea]) ו(?=[\u05d0-\u05ea]{2})(?!רד|לדימיר|יקטור|שתי|ולף|ינברג|ייס|יס\b|קסמן"
    r"|יצמן|ילנאי|יסמן|גנר|לנסקי|קנין)"
)


def is_ideographic(text: str) -> bool:
    """Whether a text has a sign of Chinese, Japanese or Korean."""
    return bool(_IDEOGRAPH.search(text))


def with_commas(text: str, language: str) -> str:
    """A byline whose names commas part, where its script parts them otherwise.

    `language` (a code, or empty) tells Japanese names, of two words, from Chinese ones in a row.
    """
    for joined in (_ARABIC_AND, _HEBREW_AND):
        text = joined.sub(", ", text)
    return _ideographs_parted(text, language) if is_ideographic(text) else text


def _ideographs_parted(text: str, language: str) -> str:
    text = _SIGNS.sub(" ", _BETWEEN.sub(",", text))
    pieces = (_names(piece.split(), language) for piece in text.split(","))
    return ", ".join(filter(None, pieces))


def _names(words: list[str], language: str) -> str:
    """The names among words between two commas, without what their bearers do."""
    named = [name for word in words if (name := _without_function(word))]
    if not all(map(IDEOGRAPHIC_NAME.fullmatch, named)):
        return " ".join(named)
    is_row = len(named) > 2 or language.startswith(("zh", "ko")) or _are_whole(named)
    if len(named) == 2 and (language.startswith("ja") or not is_row):
        return " ".join(named)
    return ", ".join(named)


def _without_function(word: str) -> str:
    if not is_ideographic(word) or _WHOLE_WORD.fullmatch(word):
        return "" if is_ideographic(word) else word
    bare = _BEHIND.sub("", _IN_FRONT.sub("", word, count=1))
    return bare if len(bare) > 1 else word


def _are_whole(words: list[str]) -> bool:
    """Whether words are names by themselves, in Chinese or Korean."""
    return all(len(word) > 1 and (word[0] in _FAMILIES or word[0] >= "가") for word in words)


def is_family_first(words: list[str]) -> bool:
    """Whether a name of two words is Chinese or Korean, so that its family name comes first."""
    if len(words) != 2:
        return False
    family, given = words[0].casefold(), words[1]
    if is_ideographic(family):
        return True
    if given.casefold() in _CHINESE_FAMILIES:
        return False
    is_chinese = family in _CHINESE_FAMILIES and _CHINESE_GIVEN.fullmatch(given)
    return bool(is_chinese or (family in _KOREAN_FAMILIES and _KOREAN_GIVEN.fullmatch(given)))
