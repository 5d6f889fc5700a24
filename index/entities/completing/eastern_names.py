"""Korean and Chinese names: the family first, then two syllables that a hyphen may join."""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.entities.spans import Span
from index.entities.words.tokenizer import Tokens

# Surnames that Korean, Chinese and Vietnamese names begin with.
FAMILIES = frozenset(
    (
        "kim lee park choi jung jeong kang cho yoon yun jang lim han oh seo shin kwon hwang ahn "
        "song ryu jeon hong ko moon yang son bae baek heo nam noh roh ha joo wi wang li zhang "
        "liu chen zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang zheng xie tang "
        "feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei "
        "xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou jin hao kong "
        "bai cui mao qiu qin gu hou shao meng xi nguyen tran le pham hoang phan vu vo dang bui "
        "do ngo bo ai tsai goh teo quek chua koh seah kwek toh heng "
    ).split()
)
# Those that are so only before two syllables and a hyphen, in Korea, Taiwan and Hong Kong.
_MORE = frozenset(
    (
        "an ban bang bong byun byeon cha chae chang cheong cheung chi chiang chin chou chow chu "
        "chun chung eom gil go gong gwak ham hsieh hsu huh hui hung hur hyun im in ip ja jee ji jo "
        "ju ki koo kook ku kuo kwak kwok lai lau leung lo lui mai man min mok myung na ng ok paik "
        "pang pyo ra rhee ri ro seok seol seong so sohn suh sung tak tam tong tseng tung u uhm um "
        "wen won wong woo yeo yeom yeon yeung yi yim yip yoo you yuen yum"
    ).split()
)
LONGEST_SYLLABLE = 6
_SYLLABLE = late(
    r"(?:[bcdfghjklmnpqrstvwxyz]{1,3})?[aeiouy]{1,3}(?:ng|ck|[bhklmnprt])?$", re.IGNORECASE
)
_SURE = 0.8


def is_hyphened(key: tuple[str, ...]) -> bool:
    """Whether the words of a name are a family and two syllables with a hyphen between."""
    return (
        len(key) == 4
        and key[2] == "-"
        and key[0].casefold() in FAMILIES | _MORE
        and _is_syllable(key[1])
        and _is_syllable(key[3])
    )


def _is_syllable(word: str) -> bool:
    return len(word) <= LONGEST_SYLLABLE and bool(_SYLLABLE.match(word))


def with_hyphened(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, and names such as "Kim Jong-un" whole, whatever was found of them."""
    words, text, glued = tokens.words, tokens.texts, tokens.start[1:] == tokens.end[:-1]
    added: list[Span] = []
    for at in tokens.among("-"):
        if not 2 <= at < len(words) - 1:
            continue
        if not (glued[at - 1] and glued[at]) or text[at - 2] != text[at + 1]:
            continue
        name = words[at - 2 : at + 2]
        if name[0][:1].isupper() and name[1][:1].isupper() and is_hyphened(tuple(name)):
            added.append(Span(at - 2, at + 1, "person", _SURE))
    if not added:
        return spans
    taken = {at for span in added for at in range(span.first, span.last + 1)}
    kept = []
    for span in spans:
        inside = [at for at in range(span.first, span.last + 1) if at in taken]
        if not inside:
            kept.append(span)
        elif span.first not in taken or span.last not in taken:
            # What reaches beyond, such as "Kim Jong-un University", is believed.
            kept.append(span)
            added = [one for one in added if one.last < span.first or one.first > span.last]
    return sorted([*kept, *added], key=lambda span: span.first)
