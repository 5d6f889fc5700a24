"""Words are found as people write them, in the index and in a text alike, and are marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh import scoring

from index.core.folding import APOSTROPHES, fold, unaccented
from index.engines.whoosh.as_whoosh.whoosh_schema import WordAnalyzer
from index.engines.whoosh.one_text.highlighting import highlighter, matcher
from index.engines.whoosh.words.analysis import any_token, lower, stemmed, surface, token_in
from index.engines.whoosh.words.stemming import stem_language
from index.query import nodes
from index.query.nodes import Node, Query
from index.query.parser import parse
from tests.effort import runs
from tests.index.test_whoosh_compared import stock
from tests.index.test_whoosh_search import AT, doc, found, indexed

FOUND = [
    # dotted acronyms, however they are typed
    ("the E.U. said", "e.u. E.U. EU eu E.u."),
    ("the EU said", "e.u. E.U. EU eu"),
    ("the F.B.I. knows", "f.b.i. fbi FBI F.B.I"),
    ("at 5 p.m. today", 'p.m. pm PM P.M. "5 p.m." "5 pm" 5pm'),
    ("at 5pm today", '5pm "5 pm" "5 p.m."'),
    ("at 9 a.m. or so", "a.m. A.M. AM"),
    ("the U.S. economy", 'U.S. u.s. US "US economy" "U.S. economy" "U.S."'),
    ("the US economy", 'US U.S. u.s. us "US economy" "U.S. economy" "US"'),
    ("the U.S.'s economy", "U.S. US u.s."),
    ("TELL US MORE", "us US U.S."),
    ("they told us", "us Us"),
    # elision and glued words
    ("devant l’école normale", "ecole école l'ecole l’école lecole \"l'école normale\" lec*"),
    ("la commedia dell'arte", "arte dell'arte dellarte dell dell*"),
    ("after NATO’99 began", "NATO NATO'99 nato99 99"),
    ("Pat O’Brien spoke", "O'Brien OBrien obrien brien O’Br* obrian~1 \"Pat O'Brien\""),
    ("rock'n'roll lives", "rock roll rock'n'roll rocknroll"),
    ("d’Ivoire’s coast", "ivoire d'ivoire"),
    # possessives and contractions
    ("Obama’s speech", 'obama Obama\'s "Obama speech" "Obama\'s speech" "Obama\'s"'),
    ("they don’t know", "don't dont don’t"),
    # numbers
    ("stieg um 1,5 Prozent", "1,5 1.5"),
    ("some 1,500 people", "1,500 1500 1'500"),
    ("some 1500 people", "1,500 1500 1’500"),
    ("CHF 1’500 in all", "1500 1,500"),
    ("EUR 1.500,25 in all", "1500.25 1,500.25"),
    ("1,00,000 rupees", "100000 100,000"),
    ("The 1990’s were loud", "1990s 1990's 1990’s"),
    ("The 1990s were loud", "1990s 1990's 1990’s"),
    ("two AR-15s and B-52s", "ar-15 AR-15s ar15 b-52 B52"), ("an AR-15 rifle", "ar-15s AR15s"),
    ("Boeing 747s and F16s", "747 f16 f-16 F-16s"), ("since 9/11’s dead", "9/11 11"),
    ("the defence of the labour party’s theatre", "defense labor theater defences"),
    ("the defense of labor in theaters", "defence labour theatre"),
    ("they organised and criticised the programme", "organize organization criticize program"),
    ("they organize and analyze its color", "organised organisation analyse colour"),
    ("Covid-19’s severity", "covid-19 covid19 covid-19's"),
    ("٣٤ قتيلا", "34 ٣٤"),
    # firms and signs
    ("Moody’s cut it", '"Moody\'s" "Moody’s" moody moodys\\? Moody\'s'),
    ("He writes C++.", "C++ C c++ c"),
    ("C#, not C++", "C# c# C++"),
    ("the .NET runtime", ".NET .net net"),
    ("on Disney+ now", "Disney+ disney"),
    ("AT&T paid", "AT&T at&t"),
    ("a Ph.D. in history", 'PhD phd Ph.D. ph.d "PhD in history"'),
    ("a PhD in history", 'PhD Ph.D. ph.d. "Ph.D. in history"'),
    # letters, figures, hyphens
    ("Covid-19 spread", 'covid19 Covid-19 covid-19 "covid 19" covid covid-*'),
    ("covid19 spread", 'covid19 Covid-19 covid-19 "covid 19" "covid-19 spread" 19'),
    ("covid 19 spread", 'covid19 Covid-19 covid-19 "covid 19"'),
    ("an F-16 fighter", 'F16 F-16 f16 "F16 fighter" "F 16"'),
    ("an F16 fighter", 'F16 F-16 f-16 "F-16 fighter"'),
    ("send e-mails now", 'email emails e-mail "email now" "send email"'),
    ("send emails now", 'email e-mail e-mails "e-mail now"'),
    ("their co-operation ended", "cooperation co-operation"),
    ("their cooperation ended", "co-operation cooperation co‑operation"),
    ("policy-makers met", 'policymaker policy-maker "policy makers met"'),
    ("Wi Sung-lac came", 'sunglac Sung-lac "sung lac" "Wi Sung-lac" sung-l* /sung-?lac/'),
    ("Wi Sunglac came", "sunglac Sung-lac /sung-?lac/"),
    ("a five-year-old child", 'five-year-old "five year old" fiveyearold'),
    # initials
    ("by J.K. Rowling", 'J.K. "J. K. Rowling" "J.K. Rowling" "JK Rowling"'),
    ("by J. K. Rowling", '"J. K. Rowling" "J.K. Rowling" J.K.'),
    # letters without their marks
    ("Η ΑΘΗΝΑ", "αθηνα Αθήνα"), ("Η Αθήνα", "αθηνα ΑΘΗΝΑ"), ("ο Γιώργος", "γιωργοσ γιώργος"),
    ("Королёв", "королев королёв"), ("за́мок", "замок"),
    ("תִּקּוּן הספר", "תקון תִּקּוּן"), ("كِتَابَة", "كتابة كتابه"), ("كتـــابة", "كتابة"),
    ("أحمد", "احمد أحمد"), ("ایران", "ايران ایران"),
    ("Die Größe zählt", "größe grösse groesse grosse GRÖSSE zaehlt zahlt"),
    ("DIE GRÖSSE ZÄHLT", "größe groesse zaehlt"),
    ("Gerhard Schroeder", "Schröder Schroeder"), ("Gerhard Schröder", "Schroeder Schroder"),
    ("Ħaż-Żebbuġ", "haz-zebbug hazzebbug"), ("Łódź", "lodz łódź"), ("Jørgen", "jorgen joergen"),
    ("Əliyev", "eliyev əliyev"), ("ırmak İstanbul", "irmak istanbul"), ("Đà Nẵng", '"da nang"'),
    ('ראש צה"ל אמר', 'צה"ל צה״ל צהל "צה"ל אמר" "ראש צה״ל"'),
    ("דו״ח הוועדה", 'דו"ח דו״ח דוח'),
    ("ﾎﾝﾀﾞの株", 'ホンダ ﾎﾝﾀﾞ "ホンダの株" ﾝﾀﾞ'), ("ホンダの株", "ﾎﾝﾀﾞ ﾀﾞ"),
    ("ｶﾞｽとﾊﾟﾝ", "ガス パン"), ("ﾗｰﾒﾝ", "ラーメン"),
    ("ﬁnance", "finance"), ("ＮＡＴＯ", "nato"), ("Hawaiʻi", "hawaii hawai'i Hawai‘i"),
]  # fmt: skip

NOT_FOUND = [
    ("they told us", "U.S. u.s. US"),
    ("the U.S. economy", 'us "us" "US"'),
    ("who is it", "W.H.O. WHO I.T. IT"),
    ("I am here", "a.m. A.M."),
    ("stieg um 1,5 Prozent", "15 5"),
    ("some 1,500 people", "1 500 1.5"),
    ("The 1990s were loud", "1990"),
    ("the ’80s were loud", "80"),
    ("organs, advice and promises", "organise advize promize"),
    ("the labour of love", '"labor"'),
    ("an iPhone 6s", "6"),
    ("won 2-1 there", "21"),
    ("Tom Moody was there", '"Moody\'s" "Moody’s"'),
    ("Moody’s cut it", '"Moody" "moody"'),
    ("vitamin C helps", "C++ C#"),
    ("He writes C++.", "C#"),
    ("a net profit", ".NET"),
    ("don’t go", "don"),
    ("край земли", "краи"),
    ("צה ל אחר", 'צה"ל'),
    ("ﾎﾝﾀの株", "ホンダ"),
    ("Київ", "киів"),
    ("हिन्दी", "हिनदी"),
    ("to get her home", "together"),
    ("e mail", "email"),
]


def _pairs(table: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each text with each query of its row; quoted ones hold blanks together."""
    pairs = []
    for text, queries in table:
        waiting = ""
        for part in queries.split(" "):
            waiting = f"{waiting} {part}" if waiting else part
            # Within a Hebrew word it is a letter.
            if len(re.findall(r'(?<![א-ת])"|"(?![א-ת])', waiting)) % 2 == 0:
                pairs.append((text, waiting))
                waiting = ""
    return pairs


def asked(query: str) -> Node:
    return parse(query).root


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    texts = sorted({text for text, _ in FOUND + NOT_FOUND})
    folder = tmp_path_factory.mktemp("written")
    index = indexed(folder, *(doc(n, text, article=n) for n, text in enumerate(texts)))
    return index, {text: n for n, text in enumerate(texts)}


@pytest.mark.parametrize(("text", "query"), _pairs(FOUND))
def test_a_word_is_found_and_marked_however_it_is_typed(written, text, query) -> None:
    index, numbers = written
    root = asked(query)
    assert numbers[text] in found(index, root)
    assert matcher(root)(text)
    assert highlighter(Query("", root))(text)


@pytest.mark.parametrize(("text", "query"), _pairs(NOT_FOUND))
def test_another_word_is_not_found(written, text, query) -> None:
    index, numbers = written
    root = asked(query)
    assert numbers[text] not in found(index, root)
    assert not matcher(root)(text)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Wi Sung-lac came", "sung", "Sung"),
        ("Wi Sung-lac came", "sunglac", "Sung-lac"),
        ("devant l’école", "ecole", "l’école"),
        ("Obama’s speech", "obama", "Obama’s"),
        ("by J. K. Rowling", "J.K.", "J. K."),
        ("He writes C++.", "C++", "C++"),
    ],
)
def test_the_whole_of_what_matches_is_marked(text, query, marked) -> None:
    ((start, end),) = highlighter(Query("", asked(query)))(text)
    assert text[start:end] == marked


def test_distances_count_written_words() -> None:
    text = "l’école near covid19 behind F-16"
    assert matcher(asked("ecole pre/2 covid"))(text)
    assert matcher(asked("école pre/2 19"))(text)
    assert matcher(asked("19 pre/1 behind"))(text)
    assert matcher(asked("behind pre/1 f16"))(text)


PIECES = st.sampled_from(
    "U.S. US us "
    "E.U. eu p.m. pm l’école école ecole dell'arte arte NATO’99 NATO "
    "O'Brien Brien obrien "
    "Moody’s Moody moodys 1,5 1.5 15 1,500 1500 1990’s 1990s C C++ C# .NET net "
    "Ph.D. PhD phd Covid-19 "
    "covid19 covid 19 F-16 F16 f 16 e-mail email e mail emails co-op coop "
    "policy-maker policymakers "
    "five-year-old Größe Groesse grosse Schröder J.K. J. K. Αθήνα αθηνα Королёв תִּקּוּן the "
    "Wahl Wahlen wahl-kampf Kämpfe kampf wahlkaempfen élus élue elus prix-chocs humane human "
    "дома дом miljö miljoe miljon".split()
)
LANGUAGES = st.sampled_from(["", "en", "de", "fr", "de-AT", "ru", "sv", "xx"])
ENDS = st.sampled_from([" ", " ", " ", ", ", ". ", "? "])
TEXTS = st.lists(st.tuples(PIECES, ENDS), min_size=1, max_size=10).map(
    lambda parts: "".join(word + end for word, end in parts).strip()
)
WORD = PIECES.map(lambda text: nodes.Word(text, span=AT))
LEAVES = st.one_of(
    WORD,
    PIECES.map(lambda text: nodes.Exact(text, span=AT)),
    st.builds(
        lambda parts, slop: nodes.Phrase(" ".join(parts), slop, span=AT),
        st.lists(PIECES, min_size=2, max_size=4),
        st.sampled_from([0, 0, 0, 2]),
    ),
    st.builds(
        lambda parts, cut, quoted: nodes.Prefix(" ".join(parts)[: cut or None], quoted, span=AT),
        st.lists(PIECES, min_size=1, max_size=2),
        st.sampled_from([0, 0, -1, -2]),
        st.booleans(),
    ),
    st.sampled_from(["o'br*", "l’*", "*arte", "co-*", "covid*", "emai?", "*-16"]).map(
        lambda pattern: nodes.Wildcard(pattern, span=AT)
    ),
    st.sampled_from(["obrian", "ecolo", "Moodys"]).map(lambda t: nodes.Fuzzy(t, 1, span=AT)),
    st.sampled_from(["covid-?19", "e-?mail", "gr(ö|oe)ße", "f.*"]).map(
        lambda pattern: nodes.Regex(pattern, span=AT)
    ),
)
NEAR = st.builds(
    lambda one, other, n, ordered: nodes.Near((one, other), n, ordered, span=AT),
    LEAVES, LEAVES, st.integers(1, 4), st.booleans(),
)  # fmt: skip


@settings(max_examples=runs(60, 3_000), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.tuples(TEXTS, LANGUAGES), min_size=1, max_size=10),
    queries=st.lists(st.one_of(LEAVES, LEAVES, NEAR), min_size=1, max_size=12),
)
@example(
    [("Wahl Wahlen Wahlen Wahl", language) for language in ("en", "de")]
    + [("wahl wahl-kampf", "de"), ("human", "fr"), ("Wahl", "de")],
    [nodes.Phrase("wahl wahlen wahl", 2, span=AT), nodes.Word("wahlkaempfen", span=AT)],
)
def test_the_index_finds_and_marks_what_the_texts_say(tmp_path_factory, texts, queries) -> None:
    """In each text by the rules of its language, whatever languages others are in."""
    docs = [doc(n, text, article=n, language=spoken) for n, (text, spoken) in enumerate(texts)]
    index = indexed(tmp_path_factory.mktemp("random"), *docs)
    for query in queries:
        test, mark = matcher(query), highlighter(Query("", query))
        hits = found(index, query)
        assert hits == [n for n, text in enumerate(texts) if test(*text)], query
        assert all(bool(mark(*text)) == (n in hits) for n, text in enumerate(texts)), query


class _InLanguage(WordAnalyzer):
    """Texts that begin with their language, for an index of Whoosh's own."""

    def __call__(self, value: str, **flags: object) -> Iterator[Any]:
        language, _, text = value.rpartition("\0")
        return WordAnalyzer(stem=self.stem, language=language)(text, **flags)


@settings(max_examples=runs(25, 500), deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.tuples(TEXTS, LANGUAGES), min_size=1, max_size=10))
def test_whoosh_indexes_and_searches_the_same_words(tmp_path_factory, texts) -> None:
    """Our index of words written as one is what Whoosh makes of the same analysis."""
    docs = [
        doc(n, text, article=n, language=stem_language(spoken))
        for n, (text, spoken) in enumerate(texts, 1)
    ]
    index = indexed(tmp_path_factory.mktemp("random"), *docs)
    analyzer = _InLanguage(stem=True)
    theirs = stock(
        {one.article: [one._replace(text=f"{one.language}\0{one.text}")] for one in docs}, analyzer
    )
    ours = index.searcher()
    terms = [term for term in theirs.reader().all_terms() if term[0] == "text"]
    assert [term for term in ours.reader().all_terms() if term[0] == "text"] == terms
    words = [text.decode() for _, text in terms]
    for query in (
        *(wq.Term("text", word) for word in words),
        *(wq.Phrase("text", list(pair)) for pair in pairwise(words)),
    ):
        a, b = theirs.search(query, limit=None), ours.search(query, limit=None)
        assert [hit["number"] for hit in a] == [hit["number"] for hit in b], query
        assert [hit.score for hit in a] == pytest.approx([hit.score for hit in b])
    assert isinstance(theirs.weighting, scoring.BM25F)


@settings(max_examples=runs(300, 20_000), deadline=None)
@given(text=st.text(max_size=30))
@example("ẞİıŉǆﷺ")
@example("ｶﾞ")
def test_folding_twice_is_folding_once(text) -> None:
    assert unaccented(unaccented(text)) == unaccented(text)
    assert fold(fold(text)) == fold(text)
    for token in any_token().findall(text):
        assert lower(lower(surface(token))) == lower(surface(token))


@settings(max_examples=runs(200, 20_000), deadline=None)
@given(
    text=st.text(
        st.sampled_from("aB1é．.-’' \u2010\u200b\u200dß!”中日ไ\u0301और'’&+#ſ"), max_size=20
    )
    | st.text(max_size=20)
)
@example("Ph.D. U.S.’s 1’000s dell’arte Sung-lac C++ Größe. Ja")
def test_western_text_is_taken_apart_as_any_text_is(text) -> None:
    assert token_in(text).findall(text) == any_token().findall(text)


LATIN = [
    chr(code)
    for code in range(0xC0, 0x1EFF)
    if unicodedata.name(chr(code), "").startswith("LATIN ") and chr(code).isalpha()
]


def test_every_latin_letter_that_stands_for_another_is_folded() -> None:
    """No letter switches folding off, neither for itself nor for the rest of the word."""
    marked = re.compile("LATIN (SMALL|CAPITAL) LETTER [A-Z]+ WITH ")
    assert not [x for x in LATIN if marked.match(unicodedata.name(x)) and not fold(x).isascii()]
    assert not [x for x in LATIN if unaccented(f"é{x}é") != f"e{unaccented(x)}e"]


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_all_apostrophes_are_one(mark) -> None:
    assert surface(f"O{mark}Brien") == "O'Brien"
    assert stemmed(surface(f"O{mark}Brien{mark}s")) == "obrien"
    assert fold(f"O{mark}Brien") == "obrien"
