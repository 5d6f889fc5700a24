"""Given names that are short for others, or others as news spells them otherwise."""

from __future__ import annotations

from collections import defaultdict

_SHORT = {
    "abigail": "abby",
    "abraham": "abe",
    "albert": "al bert",
    "alexander": "alex alec sandy",
    "alexandra": "alex sandra",
    "alfred": "al fred alf",
    "alan": "al",
    "andrew": "andy drew",
    "anthony": "tony",
    "arthur": "art",
    "augustus": "gus",
    "barbara": "barb babs",
    "benjamin": "ben benny",
    "bernard": "bernie",
    "bradley": "brad",
    "calvin": "cal",
    "catherine": "cathy kate cate",
    "charles": "chuck charlie",
    "christine": "chris chrissy",
    "christopher": "chris kit",
    "clifford": "cliff",
    "cynthia": "cindy",
    "daniel": "dan danny",
    "david": "dave",
    "deborah": "deb debbie",
    "donald": "don donnie",
    "douglas": "doug",
    "edward": "ted ed eddie ned",
    "edwin": "ed",
    "elizabeth": "liz beth betty lizzie betsy",
    "eugene": "gene",
    "frances": "fran",
    "francis": "frank",
    "franklin": "frank",
    "frederick": "fred freddie",
    "gabriel": "gabe",
    "gerald": "gerry jerry",
    "gregory": "greg",
    "harold": "hal harry",
    "henry": "hank harry",
    "herbert": "herb bert",
    "jacob": "jake",
    "jacqueline": "jackie",
    "james": "jim jimmy jamie",
    "jeffrey": "jeff",
    "jennifer": "jen jenny",
    "jeremiah": "jerry",
    "jerome": "jerry",
    "jessica": "jess",
    "jonathan": "jon",
    "john": "jack johnny",
    "joseph": "joe joey",
    "joshua": "josh",
    "katherine": "kate kathy katie",
    "kathleen": "kathy",
    "kenneth": "ken kenny",
    "kimberly": "kim",
    "laurence": "larry",
    "lawrence": "larry",
    "leonard": "len lenny",
    "leslie": "les",
    "margaret": "peggy maggie meg",
    "martin": "marty",
    "matthew": "matt",
    "michael": "mike mick",
    "mitchell": "mitch",
    "nathan": "nate",
    "nathaniel": "nate nat",
    "newton": "newt",
    "nicholas": "nick",
    "pamela": "pam",
    "patricia": "pat patty trish",
    "patrick": "pat paddy",
    "peter": "pete",
    "philip": "phil",
    "phillip": "phil",
    "randall": "randy",
    "randolph": "randy",
    "raymond": "ray",
    "rebecca": "becky",
    "richard": "dick rick rich richie",
    "robert": "bob bobby rob robbie",
    "rodney": "rod",
    "roderick": "rod",
    "ronald": "ron ronnie",
    "rudolph": "rudy",
    "rudolf": "rudy",
    "russell": "russ",
    "samantha": "sam",
    "samuel": "sam sammy",
    "stephen": "steve",
    "steven": "steve",
    "susan": "sue susie",
    "terence": "terry",
    "terrence": "terry",
    "theodore": "ted teddy",
    "theresa": "terry",
    "thomas": "tom tommy",
    "timothy": "tim",
    "valerie": "val",
    "victoria": "vicky",
    "vincent": "vince",
    "walter": "walt",
    "wilfred": "wilf",
    "william": "bill billy will willie",
    "zachary": "zach zack",
}
# Given names of other scripts and languages, as news writes one of them in several ways.
_SPELLED = (
    "ahmed ahmad",
    "alexander aleksandr aleksander",
    "alexei alexey aleksei",
    "andrei andrey",
    "dmitry dmitri dmitriy",
    "hussein hussain hossein",
    "khalid khaled",
    "mohammed mohamed mohammad muhammad muhammed",
    "nicholas nicolas",
    "osama usama",
    "sergei sergey",
    "vladimir vladmir",
    "yevgeny yevgeni evgeny",
    "yousef youssef yusuf",
)
_FULL: dict[str, set[str]] = defaultdict(set)
for _name, _short in _SHORT.items():
    for _one in _short.split():
        _FULL[_one].add(_name)
for _names in _SPELLED:
    _name, *_others = _names.split()
    for _one in _others:
        _FULL[_one].add(_name)


def full_names(given: str) -> set[str]:
    """The given names that a folded one may be short for, itself among them."""
    return {given} | _FULL.get(given, set())


def same_given(one: str, other: str) -> bool:
    """Whether two folded given names may be one person's."""
    return one == other or bool(full_names(one) & full_names(other))
