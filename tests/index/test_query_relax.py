"""Wider queries for one that found nothing, and safe pieces of query text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.values import Span
from index.query.canonical import canonical
from index.query.edit import entity_clause, field_clause, negate
from index.query.nodes import Exact, InField, Named, Phrase
from index.query.parser import parse
from index.query.relax import candidates


@pytest.mark.parametrize(
    ("text", "label", "wider"),
    [
        ("lee w/5 trade", "w/5 → same paragraph", "lee trade"),
        ("lee w/5 tariff", 'without "tariff"', "lee"),
        ("lee pre/3 trade", "pre/3 → same paragraph", "lee trade"),
        ("lee w/s trade", "w/s → same paragraph", "lee trade"),
        ('"currency swap"', '"currency swap" → w/5', "currency w/5 swap"),
        ('"currency swap"', '"currency swap" → all its words', "currency swap"),
        ('"currency swap"~3', '"currency swap" → all its words', "currency swap"),
        ('"Xi" trade', '"Xi" → Xi', "Xi trade"),
        ("lee kadiz", "anywhere in the same article", "scope:article lee kadiz"),
        ("lee date:2025", "without date:2025", "lee"),
        ("lee outlet:bbc", "without outlet:bbc", "lee"),
        ("lee -sport", "without -sport", "lee"),
        ("lee is:new", "without is:new", "lee"),
        ("lee sport", 'without "sport"', "lee"),
        ("lee tender", "tender~1", "lee tender~1"),
        ("lee tender~1", "tender~2", "lee tender~2"),
        ("lead:tariff", "lead: → any paragraph", "tariff"),
        (
            "scope:article lee here:tariff",
            "here: → anywhere in the article",
            "scope:article lee tariff",
        ),
        ("atleast3 tariff", "atleast3 → once", "tariff"),
        ("said:lee tariff", "said:lee → anyone", "said:* tariff"),
        ('person:"Xi Jinping"', 'person:"Xi Jinping" → the words', '"Xi Jinping"'),
        ('person:"Xi Jinpin"', 'person:"Xi Jinpin" → Xi Jinpin~1', "Xi Jinpin~1"),
        (
            'person:"Xi Jinping"',
            'person:"Xi Jinping" → any of that name',
            "person:Xi person:Jinping",
        ),
        ('"A & B said"', '"A & B said" → w/5', "A w/5 B w/5 said"),
        ('"A & B said"', '"A & B said" → all its words', "A B said"),
        ('"& Sons" oil', '"& Sons" → all its words', "Sons oil"),
        ('outlet:"Dow & Co"', 'outlet:"Dow & Co" → any with its words', "outlet:Dow outlet:Co"),
        ('org:"A & B"', 'org:"A & B" → any of that name', "org:A org:B"),
        ("title:tender", "title:tender → in any paragraph", "tender"),
        ("title:tender", "title:tender~1", "title:tender~1"),
        ("title:tender~1", "title:tender~2", "title:tender~2"),
        ("section:tender lee", "section:tender~1", "section:tender~1 lee"),
        ('by:"Brand"', 'by:"Brand" → Brand', "by:Brand"),
        ("l'épreuve", "l'épreuve → épreuve", "épreuve"),
        ("aujourd'hui", "aujourd'hui → aujourd hui", "aujourd hui"),
        ("grö?e", "grö?e → grö*e", "grö*e"),
        ("person:sesions", "person:sesions → sesions~1", "sesions~1"),
        ("lee swap date:2025 tariff", "any of them", "(lee OR swap OR tariff) date:2025"),
        ("who knows? what", "knows? → knows", "who knows what"),
        ("a OR (lee w/5 trade)", "w/5 → same paragraph", "a OR lee trade"),
        ("lee w/5 trade sort:newest", "w/5 → same paragraph", "lee trade sort:newest"),
    ],
)
def test_a_query_can_be_made_wider(text: str, label: str, wider: str) -> None:
    assert (label, wider) in candidates(parse(text))


def test_what_gives_up_least_comes_first() -> None:
    labels = [label for label, _ in candidates(parse("minister w/5 tender date:2025"))]
    order = ["w/5 → same paragraph", "without date:2025", "minister~1"]
    assert [label for label in labels if label in order] == order


def test_the_clause_that_found_nothing_is_widened_first() -> None:
    text = "china tarriff lee"
    at = text.index("tarriff")
    found = candidates(parse(text), killer=Span(at, at + 7))
    assert [label for label, _ in found[1:3]] == ["tarriff~1", 'without "tarriff"']


def test_what_keeps_every_clause_as_it_is_comes_first() -> None:
    found = candidates(parse("boko haram photographs"), killer=Span(11, 22))
    assert found[0] == ("anywhere in the same article", "scope:article boko haram photographs")


@pytest.mark.parametrize("text", ["", "*", "-china", "is:new", "date:2025", "(", "person:", "@"])
def test_there_is_nothing_wider_than_a_bare_limit(text: str) -> None:
    assert candidates(parse(text)) == []


PIECES = (
    *("lee", '"a b"', '"a & b"', '"- x"~2', 'person:"a & b"', "person:lee", 'outlet:"a & b"'),
    *('said:"x"', 'title:"a - b"', "w/5", "w/s", "pre/3", "(", ")", "OR", "-", "lead:", "here:"),
    *("atleast2", "~1", "*", "l'école", "date:2024"),
)


@given(
    st.text(alphabet='ab "w/5-:()~*@ORtitle', max_size=40)
    | st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
)
def test_every_wider_query_is_another_query_that_needs_no_repair(text: str) -> None:
    query = parse(text)
    for label, wider in candidates(query):
        again = parse(wider)
        assert label
        assert wider != canonical(query)
        assert [repair for repair in again.repairs if repair.severity == "repair"] == []
        # What could not be read there is no clause that finds nothing here.
        assert query.repairs or not any(repair.lossy for repair in again.repairs)


values = st.text(st.characters(exclude_categories=["C"]), max_size=40).filter(
    lambda text: any(char.isalnum() for char in text)
)


@given(values)
def test_a_name_in_a_clause_is_that_name_whatever_it_holds(name: str) -> None:
    query = parse(entity_clause("person", name))
    assert isinstance(query.root, Named)
    assert query.root.exact
    assert query.root.type == "person"
    assert query.repairs == ()
    assert query.root.name == unicodedata.normalize("NFC", " ".join(name.split()))


@given(values)
def test_a_value_in_a_clause_is_that_value_whatever_it_holds(value: str) -> None:
    query = parse(f"lee {field_clause('outlet', value)} -xi")
    clause = query.root.operands[1]  # type: ignore[attr-defined]
    assert isinstance(clause, InField)
    assert isinstance(clause.operand, Phrase | Exact)
    assert query.repairs == ()


@pytest.mark.parametrize(
    ("clause", "opposite"),
    [('person:"Xi"', '-person:"Xi"'), ('-person:"Xi"', 'person:"Xi"'), ("lee", "-lee")],
)
def test_a_clause_is_negated_and_back(clause: str, opposite: str) -> None:
    assert negate(clause) == opposite


def test_an_entity_of_any_type_has_a_clause() -> None:
    assert entity_clause(None, 'The "Rock"') == r'entity:"The \"Rock\""'
