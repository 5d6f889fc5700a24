"""What is read otherwise than written is said, with its place and in plain words."""

from __future__ import annotations

from datetime import date

import pytest

from index.query.canonical import canonical
from index.query.nodes import Query, Unread
from index.query.parser import parse
from index.query.tree import walk

SAVED = {
    "summit": "lee OR xi",
    "loop": "china @loop",
    "odd": "lee AND",
    "ordered": "xi sort:oldest",
}


def read(text: str) -> Query:
    return parse(text, saved=SAVED, today=date(2025, 11, 5))


# What was typed, how it is read, where the repair points, and what it says.
REPAIRS = [
    ('"death penalt*"', "death pre/1 penalt*", '"death penalt*"', "a phrase with a pattern in it"),
    ('title:"gun ?ontrol"', "title:gun title:?ontrol", '"gun ?ontrol"', "title: has no patterns"),
    ('"covid-1*"', "covid-1*", '"covid-1*"', "a pattern in quotes"),
    ('lee "currency swap', 'lee "currency swap"', '"currency swap', "the quote is not closed"),
    ("lee (xi OR trade", "lee (xi OR trade)", "(", "the bracket is not closed"),
    ("lee /wi sung", "lee /wi sung/", "/wi sung", "the regular expression is not closed"),
    ("NOT NOT lee", "lee", "NOT", "two NOTs cancel"),
    ("lee NEAR/0 xi", "lee w/1 xi", "NEAR/0", "distance was set to 1"),
    ("lee w/99999 xi", "lee w/1000 xi", "w/99999", "distance was set to 1000"),
    ("autor:smith", "by:smith", "autor:", '"author:" ("by:")'),
    ("titel:smith", "title:smith", "titel:", '"title:"'),
    ("colour:red", "colour red", "colour:", 'there is no field "colour:"'),
    ("where:lee", "where lee", "where:", 'there is no field "where:"'),
    ("title: lee", "title:lee", "title:", "read together with what follows"),
    ("is:bookmraked", "is:bookmarked", "is:bookmraked", "read as bookmarked"),
    ("lee sort:newst", "lee sort:newest", "sort:newst", "read as newest"),
    ("lee -sort:newest", "lee sort:newest", "-", "cannot be excluded"),
    ("lee sort:newest sort:oldest", "lee sort:oldest", "sort:oldest", "the last one holds"),
    ("tariff^2", "tariff", "tariff^2", "weights"),
    ('"lee"~3', '"lee"', '"lee"~3', "single word in quotes"),
    ("kyongju~5", "kyongju~2", "kyongju~5", "at most 2 letters"),
    ("kyongju~0.8", "kyongju~1", "kyongju~0.8", "counted in letters"),
    ("lab*~1", "lab*", "lab*~1", "cannot be fuzzy"),
    ("lee w/5 person:xi", "lee person:xi", "person:xi", "read as AND"),
    ("lee w/5 date:2025", "lee date:2025", "date:2025", "read as AND"),
    ("said:lee (title:xi)", "said:lee AND title:xi", "title:xi", "only words can be said"),
    ("person:lee*", "person:lee", "lee*", "names are looked for by their words"),
    ("date:yesteday", "date:2025-11-04", "date:yesteday", "was read as yesterday"),
    ("date:2025..2024", "date:2024..2025", "date:2025..2024", "ran backwards"),
]
DROPPED = [
    ("lee) xi", "lee xi", ")", "the bracket was never opened"),
    ("lee () xi", "lee xi", "()", "nothing between the brackets"),
    ("AND lee", "lee", "AND", "AND has nothing to join"),
    ("lee OR", "lee", "OR", "OR has nothing to join"),
    ("lee AND OR xi", "lee xi", "OR", "OR has nothing to join"),
    ("NEAR/5 lee", "lee", "NEAR/5", "NEAR has nothing to join"),
    ("lee NOT", "lee", "NOT", "NOT has nothing to exclude"),
    ("lee sort:up", "lee", "sort:up", "known: newest"),
    ("lee sort:", "lee", "sort:", "has no value"),
    ("atleast3 title:lee", "title:lee", "atleast3", "counts only words"),
    ("atleast3 (title:lee)", "title:lee", "atleast3 (title:lee", "only words can be counted"),
    ("@odd", "@odd", "@odd", "in @odd: AND has nothing to join"),
    ("(" * 40 + "lee" + ")" * 40, "lee", "(", "only 30 brackets"),
]
UNREAD = [
    ('lee "" xi', 'lee "" xi', '""', "no word between the quotes"),
    ("lee title:", 'lee ""', "title:", '"title:" has no value'),
    ("title: AND lee", '"" lee', "title:", '"title:" has no value'),
    ("lee is:purple", 'lee is:"purple"', "is:purple", "there is no state"),
    ("/wi (sung/", "/wi (sung/", "/wi (sung/", "not a regular expression"),
    ("lee date:soonish", 'lee date:"soonish"', "date:soonish", "is not a date"),
    ("lee date:2021-13", 'lee date:"2021-13"', "date:2021-13", "is not a date"),
    ("date:2025-02-30", 'date:"2025-02-30"', "date:2025-02-30", "has no day 30"),
    ("date:2025..soonish", 'date:"2025..soonish"', "date:2025..soonish", "is not a date"),
    ("date:..", 'date:".."', "date:..", "without ends"),
    ("title:[a TO b]", '""', "[a TO b]", "only dates have ranges"),
    ("@sumit", '@"sumit"', "@sumit", "did you mean @summit?"),
    ("@loop", "@loop", "@loop", "@loop stands for itself"),
    ("lee 😀 xi", 'lee "😀" xi', "😀", "no letter or digit"),
    ("lee -☂", 'lee -"☂"', "☂", "no letter or digit"),
    ("lee -(xi ☂)", 'lee -(xi "☂")', "☂", "no letter or digit"),
    ("§", '"§"', "§", "no letter or digit"),
    ("title:★", 'title:"★"', "title:★", "no letter or digit"),
    ("person:*", 'person:""', "person:*", "needs a name"),
    ("—", '""', "—", "nothing in it to search for"),
]
NOTES = [
    ("lee and xi", "lee xi", "and", '"and" was read as AND; quote it'),
    ("lee or xi", "lee OR xi", "or", '"or" was read as OR; quote it'),
    ("lee not xi", "lee -xi", "not", '"not" was read as NOT; quote it'),
    ("its not clear", "its \\not clear", "not", '"not" was read as a word; write NOT to exclude'),
    ("he’s not clinton", "he’s \\not clinton", "not", '"not" was read as a word'),
    ("lee and not xi", "lee -xi", "and", '"and" was read as AND'),
    ("lee same xi", "lee xi", "same", "in the same paragraph"),
    ("lee w/p xi", "lee xi", "w/p", "in the same paragraph"),
    ("lee w/5 (xi trade)", "lee w/5 xi lee w/5 trade", "lee w/5 (xi trade)", "near each of them"),
    ("“currency swap”", '"currency swap"', "“currency swap”", "curly quotes"),
    ('"currency swap”', '"currency swap"', '"currency swap”', "curly quotes"),
    ("–china", "-china", "–", "dash was read as a minus sign"),
    ('"lee xi"~', '"lee xi"~5', '"lee xi"~', "read as ~5"),
    ("after:2025", "date:2025-01-01..", "after:2025", "from 2025-01-01 on"),
    ("date:1/11/2025", "date:2025-11-01", "date:1/11/2025", "day first"),
    ("lee @ordered", "lee @ordered", "lee @ordered", "do not apply within a larger query"),
]


@pytest.mark.parametrize(("text", "meant", "place", "words"), REPAIRS)
def test_a_slip_is_repaired_and_reported(text: str, meant: str, place: str, words: str) -> None:
    check(text, meant, place, words, "repair")


@pytest.mark.parametrize(("text", "meant", "place", "words"), DROPPED)
def test_what_joins_nothing_is_left_out(text: str, meant: str, place: str, words: str) -> None:
    check(text, meant, place, words, "dropped")


@pytest.mark.parametrize(("text", "meant", "place", "words"), UNREAD)
def test_what_cannot_be_read_stays_in_its_place(
    text: str, meant: str, place: str, words: str
) -> None:
    check(text, meant, place, words, "unread")


@pytest.mark.parametrize(("text", "meant", "place", "words"), NOTES)
def test_a_reading_worth_knowing_is_noted(text: str, meant: str, place: str, words: str) -> None:
    check(text, meant, place, words, "note")


def check(text: str, meant: str, place: str, words: str, severity: str) -> None:
    query = read(text)
    assert canonical(query) == meant
    found = [repair for repair in query.repairs if words in repair.message]
    assert found, query.repairs
    assert found[0].severity == severity
    assert text[found[0].span.start : found[0].span.end] == place


def test_lower_case_words_stay_words_where_they_join_nothing() -> None:
    for text in ("and lee", "lee and", "or", "not lee", "lee (or) xi", "to be or not to be"):
        query = read(text)
        assert all("read as OR" not in r.message for r in query.repairs)
        assert all("read as AND" not in r.message for r in query.repairs)


def test_a_message_comes_once_however_often_it_applies() -> None:
    query = read(")" * 5000)
    assert len(query.repairs) == 1


def test_a_text_beyond_measure_is_cut_and_that_is_said() -> None:
    assert any(repair.severity == "dropped" for repair in read("lee " * 3_000).repairs)
    query = read("+lee " * 30_000)
    assert any("read up to" in repair.message for repair in query.repairs)
    assert any(isinstance(node, Unread) for node in walk(query.root))
    long = read("x" * 100_000)
    assert any(repair.span.end == 100_000 for repair in long.repairs)


def test_saved_searches_that_multiply_are_held_back() -> None:
    bomb = {f"s{n}": f"@s{n + 1} @s{n + 1}" for n in range(30)} | {"s30": "lee"}
    query = parse("@s0", saved=bomb)
    assert any("nested more than 8" in r.message for r in query.repairs)
    wide = {"all": "@one " * 400, "one": "lee"}
    assert any("more than 50" in r.message for r in parse("@all", saved=wide).repairs)


def test_a_quote_between_two_hebrew_letters_opens_nothing() -> None:
    typed, meant = 'צה"ל לקבינט דו"ח "של צה"ל"', 'צה״ל לקבינט דו״ח "של צה״ל"'
    assert not parse(typed).repairs
    assert parse(typed).root == parse(meant).root
