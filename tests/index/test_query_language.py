"""Every line of the query language's table, as a tree of clauses and without a repair."""

from __future__ import annotations

from datetime import date

import pytest

from index.core.values import Span
from index.query.nodes import (
    And,
    AtLeast,
    Dated,
    Everything,
    Exact,
    FromFile,
    Fuzzy,
    Here,
    InField,
    Lead,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Regex,
    Said,
    SameSentence,
    Saved,
    State,
    Wildcard,
    Word,
)
from index.query.parser import parse
from index.query.tree import shape

AT = Span(0, 0)
TODAY = date(2025, 11, 5)
SAVED = {"summit": "lee OR xi", "fresh": "@summit sort:newest", "wide": "scope:article lee trade"}

LEE, XI, TRADE, CHINA = (Word(text, span=AT) for text in ("lee", "xi", "trade", "china"))
TARIFF = Word("tariff", span=AT)
ALL = Everything(span=AT)


def both(*operands: Node) -> Node:
    return And(operands, span=AT)


def either(*operands: Node) -> Node:
    return Or(operands, span=AT)


def no(operand: Node) -> Node:
    return Not(operand, span=AT)


def near(distance: int, *operands: Node, ordered: bool = False) -> Node:
    return Near(operands, distance, ordered, span=AT)


def title(operand: Node) -> Node:
    return InField("title", operand, span=AT)


def read(text: str) -> Query:
    return parse(text, saved=SAVED, today=TODAY)


TABLE: list[tuple[str, Node]] = [
    ("", ALL),
    ("*", ALL),
    ("lee", LEE),
    ("lee xi", both(LEE, XI)),
    ("lee AND xi", both(LEE, XI)),
    ("lee && xi", both(LEE, XI)),
    ("lee & xi", both(LEE, XI)),
    ("+lee +xi", both(LEE, XI)),
    ("lee + xi", both(LEE, XI)),
    ("lee OR xi", either(LEE, XI)),
    ("lee | xi", either(LEE, XI)),
    ("lee || xi", either(LEE, XI)),
    ("lee|xi", either(LEE, XI)),
    ("lee -china", both(LEE, no(CHINA))),
    ("lee NOT china", both(LEE, no(CHINA))),
    ("lee AND NOT china", both(LEE, no(CHINA))),
    ("lee !china", both(LEE, no(CHINA))),
    ("-china", both(ALL, no(CHINA))),
    ("* -china", both(ALL, no(CHINA))),
    ("-china -xi", both(ALL, no(CHINA), no(XI))),
    ("lee OR -china", either(LEE, both(ALL, no(CHINA)))),
    ("lee OR NOT china", either(LEE, both(ALL, no(CHINA)))),
    ("-(lee xi)", both(ALL, no(both(LEE, XI)))),
    ("lee (xi OR trade)", both(LEE, either(XI, TRADE))),
    ("(lee xi) trade", both(LEE, XI, TRADE)),
    ("lee (-xi -china)", both(LEE, no(XI), no(CHINA))),
    ("((lee))", LEE),
    ('"currency swap"', Phrase("currency swap", span=AT)),
    ('"Xi"', Exact("Xi", span=AT)),
    ('"lee trade"~5', Phrase("lee trade", 5, span=AT)),
    (r'"the \"deal\""', Phrase('the "deal"', span=AT)),
    ("lee NEAR/5 trade", near(5, LEE, TRADE)),
    ("lee NEAR5 trade", near(5, LEE, TRADE)),
    ("lee near5 trade", near(5, LEE, TRADE)),
    ("lee w/5 trade", near(5, LEE, TRADE)),
    ("lee W/5 trade", near(5, LEE, TRADE)),
    ("lee within/5 trade", near(5, LEE, TRADE)),
    ("lee NEAR trade", near(10, LEE, TRADE)),
    ("lee ADJ/5 trade", near(5, LEE, TRADE, ordered=True)),
    ("lee pre/5 trade", near(5, LEE, TRADE, ordered=True)),
    ("lee adj5 trade", near(5, LEE, TRADE, ordered=True)),
    ("lee ADJ trade", near(1, LEE, TRADE, ordered=True)),
    ("lee w/5 xi w/5 trade", near(5, LEE, XI, TRADE)),
    ("lee w/5 xi w/3 trade", near(3, near(5, LEE, XI), TRADE)),
    ("lee w/5 (xi OR trade)", near(5, LEE, either(XI, TRADE))),
    ("lee w/s trade", SameSentence((LEE, TRADE), span=AT)),
    ("lee w/s xi w/5 trade", SameSentence((LEE, near(5, XI, TRADE)), span=AT)),
    ("denuclear*", Wildcard("denuclear*", span=AT)),
    ("lab?r", Wildcard("lab?r", span=AT)),
    ("kyongju~1", Fuzzy("kyongju", 1, span=AT)),
    ("kyongju~2", Fuzzy("kyongju", 2, span=AT)),
    ("kyongju~", Fuzzy("kyongju", 1, span=AT)),
    ("/wi sung-?lac/", Regex("wi sung-?lac", span=AT)),
    ("atleast3 tariff", AtLeast(3, TARIFF, span=AT)),
    ("ATLEAST3 tariff", AtLeast(3, TARIFF, span=AT)),
    ("atleast3 (tariff OR trade)", AtLeast(3, either(TARIFF, TRADE), span=AT)),
    ("lead:tariff", Lead(TARIFF, span=AT)),
    ("lead:(tariff trade)", Lead(both(TARIFF, TRADE), span=AT)),
    ("here:tariff", Here(TARIFF, span=AT)),
    ("here:(tariff trade)", Here(both(TARIFF, TRADE), span=AT)),
    ("here:person:lee", Here(Named("person", "lee", exact=False, span=AT), span=AT)),
    ("here:lead:tariff", Here(Lead(TARIFF, span=AT), span=AT)),
    ("-here:tariff", both(Everything(span=AT), Not(Here(TARIFF, span=AT), span=AT))),
    ("lead:person:lee", Lead(Named("person", "lee", exact=False, span=AT), span=AT)),
    ("title:trade", title(TRADE)),
    ("headline:trade", title(TRADE)),
    ("Title:trade", title(TRADE)),
    ('title:"currency swap"', title(Phrase("currency swap", span=AT))),
    ("title:denuclear*", title(Wildcard("denuclear*", span=AT))),
    ("title:(lee OR xi)", either(title(LEE), title(XI))),
    ("title:(lee -xi)", both(title(LEE), no(title(XI)))),
    ("by:lee", InField("by", LEE, span=AT)),
    ("author:lee", InField("by", LEE, span=AT)),
    ("byline:lee", InField("by", LEE, span=AT)),
    ("outlet:lee", InField("outlet", LEE, span=AT)),
    ("source:lee", InField("outlet", LEE, span=AT)),
    ("section:trade", InField("section", TRADE, span=AT)),
    ("lang:en", InField("lang", Word("en", span=AT), span=AT)),
    ("language:en", InField("lang", Word("en", span=AT), span=AT)),
    *(
        (f"lang:{name}", InField("lang", Word("de", span=AT), span=AT))
        for name in ("DE", "de-AT", "de_ch", "deu", "german", "Deutsch", "allemand")
    ),
    ('lang:"German"', InField("lang", Exact("de", span=AT), span=AT)),
    ("lang:francais", InField("lang", Word("fr", span=AT), span=AT)),
    ("lang:d*", InField("lang", Wildcard("d*", span=AT), span=AT)),
    ("lang:qx", InField("lang", Word("qx", span=AT), span=AT)),
    ("file:trade", FromFile("trade", span=AT)),
    ("folder:trade", FromFile("trade", span=AT)),
    ("file:/home/ann/trade_(1).pdf", FromFile("/home/ann/trade_(1).pdf", span=AT)),
    ('file:"2016-05 leak/"', FromFile("2016-05 leak/", span=AT)),
    ("file:*.pdf", FromFile("*.pdf", span=AT)),
    ("file:*", FromFile("", span=AT)),
    ("-file:*", both(ALL, no(FromFile("", span=AT)))),
    ("file:(lee OR xi/)", either(FromFile("lee", span=AT), FromFile("xi/", span=AT))),
    ("file:(/lee/ -xi)", both(FromFile("/lee/", span=AT), no(FromFile("xi", span=AT)))),
    ("tag:trade", InField("tag", TRADE, span=AT)),
    ("note:trade", InField("note", TRADE, span=AT)),
    ("url:x.org/a(b)?c", InField("url", Word("x.org/a(b)?c", span=AT), span=AT)),
    ("url:*.gov", InField("url", Wildcard("*.gov", span=AT), span=AT)),
    ("person:lee", Named("person", "lee", exact=False, span=AT)),
    ("org:lee", Named("org", "lee", exact=False, span=AT)),
    ("organisation:lee", Named("org", "lee", exact=False, span=AT)),
    ("organization:lee", Named("org", "lee", exact=False, span=AT)),
    ("place:lee", Named("place", "lee", exact=False, span=AT)),
    ("location:lee", Named("place", "lee", exact=False, span=AT)),
    ("entity:apec", Named(None, "apec", exact=False, span=AT)),
    ("name:apec", Named(None, "apec", exact=False, span=AT)),
    ('person:"Xi Jinping"', Named("person", "Xi Jinping", exact=True, span=AT)),
    (
        'person:(lee OR "Xi Jinping")',
        either(
            Named("person", "lee", exact=False, span=AT),
            Named("person", "Xi Jinping", exact=True, span=AT),
        ),
    ),
    ('said:"Wi Sunglac" trade', Said("Wi Sunglac", exact=True, operand=TRADE, span=AT)),
    ("said:lee (trade xi)", Said("lee", exact=False, operand=both(TRADE, XI), span=AT)),
    ("said:lee trade w/5 xi", Said("lee", exact=False, operand=near(5, TRADE, XI), span=AT)),
    ("said:lee", Said("lee", exact=False, operand=None, span=AT)),
    ("said:* trade", Said("", exact=False, operand=TRADE, span=AT)),
    ('said:"" trade', Said("", exact=False, operand=TRADE, span=AT)),
    ("said:lee trade xi", both(Said("lee", exact=False, operand=TRADE, span=AT), XI)),
    ("said:lee -trade", both(Said("lee", exact=False, operand=None, span=AT), no(TRADE))),
    ("said:lee AND trade", both(Said("lee", exact=False, operand=None, span=AT), TRADE)),
    (
        "said:lee is:new",
        both(Said("lee", exact=False, operand=None, span=AT), State("new", span=AT)),
    ),
    ("has:quote", State("quote", span=AT)),
    ("has:note", State("note", span=AT)),
    ("note:*", State("note", span=AT)),
    ("has:tag", State("tag", span=AT)),
    ("is:bookmarked", State("bookmarked", span=AT)),
    ("is:starred", State("bookmarked", span=AT)),
    ("is:new", State("new", span=AT)),
    ("is:copy", State("copy", span=AT)),
    ("is:undated", State("undated", span=AT)),
    ("date:2025-11-01", Dated("2025-11-01", "2025-11-01", span=AT)),
    ("after:2025-11-01", Dated("2025-11-01", "", span=AT)),
    ("before:2025-11-01", Dated("", "2025-10-31", span=AT)),
    ("newer:7d", Dated("2025-10-29", "", span=AT)),
    ("-date:2025", both(ALL, no(Dated("2025-01-01", "2025-12-31", span=AT)))),
    ("@summit", Saved("summit", either(LEE, XI), span=AT)),
    ("query:summit", Saved("summit", either(LEE, XI), span=AT)),
    ("@summit trade", both(Saved("summit", either(LEE, XI), span=AT), TRADE)),
    ("-@summit", both(ALL, no(Saved("summit", either(LEE, XI), span=AT)))),
    # What looks like an operator or a field and is none.
    ("C++", Word("C++", span=AT)),
    ("U.S.", Word("U.S.", span=AT)),
    ("don't", Word("don't", span=AT)),
    ("AT&T", Word("AT&T", span=AT)),
    ("Asia-Pacific", Word("Asia-Pacific", span=AT)),
    ("1,000", Word("1,000", span=AT)),
    ("3.5%", Word("3.5%", span=AT)),
    ("10:30", Word("10:30", span=AT)),
    ("and/or", Word("and/or", span=AT)),
    ("kim@example.org", Word("kim@example.org", span=AT)),
    ("https://x.org/a?b=c*", Word("https://x.org/a?b=c*", span=AT)),
    ("C:\\Users", Word("C:\\Users", span=AT)),
    ("/etc/passwd", Word("/etc/passwd", span=AT)),
    ("中国", Word("中国", span=AT)),
    ("lee - xi", both(LEE, XI)),
    ("lee – xi", both(LEE, XI)),
    ("lee, xi;", both(LEE, XI)),
    ("and", Word("and", span=AT)),
    ("near", Word("near", span=AT)),
    ("And lee", both(Word("And", span=AT), LEE)),
    ("atleast3", Word("atleast3", span=AT)),
    (r"\AND", Word("AND", span=AT)),
    (r"lab\?r", Word("lab?r", span=AT)),
    (r"\-lee", Word("-lee", span=AT)),
]


@pytest.mark.parametrize(("text", "tree"), TABLE, ids=[text for text, _ in TABLE])
def test_a_query_means_what_the_table_says(text: str, tree: Node) -> None:
    query = read(text)
    assert shape(query.root) == tree
    assert query.repairs == ()


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("lee", "relevance"),
        ("lee sort:newest", "newest"),
        ("sort:date lee", "newest"),
        ("sort:oldest", "oldest"),
        ("sort:relevance", "relevance"),
        ("sort:outlet", "outlet"),
        ("sort:source", "outlet"),
        ("@fresh", "newest"),
        ("@fresh sort:oldest", "oldest"),
    ],
)
def test_the_order_is_asked_for_anywhere_in_the_query(text: str, sort: str) -> None:
    query = read(text)
    assert (query.sort, query.repairs) == (sort, ())


@pytest.mark.parametrize(
    ("text", "scope"),
    [("lee", "paragraph"), ("scope:article lee xi", "article"), ("@wide", "article")],
)
def test_the_scope_is_part_of_the_query(text: str, scope: str) -> None:
    assert read(text).scope == scope


def test_a_scope_from_outside_holds_where_the_query_does_not_say() -> None:
    assert parse("lee xi", scope="article").scope == "article"
    assert parse("lee scope:paragraph", scope="article").scope == "paragraph"


def test_the_same_paragraph_is_told_apart_from_the_same_article() -> None:
    """Where plain AND means the article, w/p still means the paragraph."""
    within = read("scope:article lee w/p trade").root
    assert isinstance(within, Near)
    assert within.distance >= 1_000_000
    assert shape(read("lee w/p trade").root) == both(LEE, TRADE)


def test_saved_searches_may_come_from_a_function() -> None:
    query = parse("@any", saved=lambda name: "lee" if name == "any" else None)
    assert shape(query.root) == Saved("any", LEE, span=AT)


def test_every_clause_knows_where_it_stands() -> None:
    text = 'lee -china title:"currency swap" (xi OR trade) @summit'
    root = read(text).root
    assert isinstance(root, And)
    pieces = [text[node.span.start : node.span.end] for node in root.operands]
    assert pieces == ["lee", "-china", 'title:"currency swap"', "(xi OR trade)", "@summit"]


def test_words_are_composed_as_the_archive_keeps_them() -> None:
    assert shape(read("cafe\u0301").root) == Word("café", span=AT)
