"""A word of a query finds its inflections in articles in whatever language, each by its own rules,
and everything that goes by words agrees on what they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from whoosh import qparser
from whoosh import query as wq

from index import Archive, Article
from tests.index.test_stemming import PAIRS

_FRAMES = {
    "de": "Am Montag kam das Wort {} in der Zeitung vor.",
    "fr": "Lundi, le journal a écrit le mot {} sans autre explication.",
    "es": "El lunes se leía la palabra {} en el periódico.",
    "it": "Lunedì si leggeva la parola {} sul giornale.",
    "pt": "Na segunda-feira lia-se a palavra {} no jornal.",
    "nl": "Maandag was het woord {} te lezen in de krant.",
    "sv": "I måndags kunde man läsa ordet {} här.",
    "ru": "В понедельник слово {} было в газете.",
    "tr": "Pazartesi günü gazetede {} sözü vardı.",
    "fi": "Maanantaina lehdessä oli sana {} eikä muuta.",
    "el": "Τη Δευτέρα υπήρχε η λέξη {} εδώ.",
    "pl": "W poniedziałek {} to było słowo.",
}
_ENGLISH = (
    "The minister was humane and spoke of human dignity in the universe.",
    "Bank of Wahlen: parties in the party house, laws in the land.",
    "Ministers, elections and the news of new wars were national.",
    "The national park re-signed its ranger, who resigned.",
)


def _article(number: int, language: str, *paragraphs: str, title: str = "") -> Article:
    return Article(
        title=title or f"{language} {number}",
        paragraphs=paragraphs,
        outlet=f"Outlet {language}",
        date=f"2025-03-{number:02}",
        language=language,
        url=f"https://example.org/{number}",
    )


def written(path: Path, articles: list[Article]) -> Path:
    """A file of articles, an object a line."""
    rows: list[dict[str, Any]] = [
        {"title": one.title, "text": "\n\n".join(one.paragraphs), "source": one.outlet,
         "date": one.date, "url": one.url} | ({"language": one.language} if one.language else {})
        for one in articles
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def opened(folder: Path, articles: list[Article]) -> Archive:
    archive = Archive.open(folder / "a.db", index_folder=folder / "index")
    archive.add([written(folder / "news.jsonl", articles)])
    return archive


ENGLISH = _article(20, "en", *_ENGLISH, title="Ministers at war")
GERMAN = _article(
    21,
    "de",
    "Die Wahlen in den Ländern, sagte der Kanzler, seien frei. Wer zur Wahl gehe, zähle.",
    "Vor den Gerichten klagten Häuserkämpfer gegen die Anti-Kriegs-Gesetze der Regierungen.",
    "Menschen sprachen über “human” und “humane” Behandlung, über Größe und große.",
    title="Regierungen vor den Wahlen",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Each form in a paragraph of its own, and texts in English and German."""
    articles = [
        _article(
            number,
            language,
            *(frame.format(word) for pair in (*same, *apart) for word in pair),
        )
        for number, (language, (same, apart)) in enumerate(PAIRS.items(), 1)
        for frame in (_FRAMES[language],)
    ]
    with opened(tmp_path_factory.mktemp("many"), [*articles, ENGLISH, GERMAN]) as archive:
        yield archive


def marks(archive: Archive, query: str) -> list[str]:
    """What is marked in the rows of an answer, in the order of the archive; each row has marks."""
    hits = sorted(archive.search(query).hits[:999], key=lambda hit: hit.number)
    assert all(hit.spans or hit.title_spans for hit in hits)
    return [hit.text[start:end] for hit in hits for start, end in hit.spans]


@pytest.mark.parametrize("language", PAIRS)
def test_words_find_and_mark_their_inflections_and_no_others(
    archive: Archive, language: str
) -> None:
    same, apart = PAIRS[language]
    for word, inflected in same:
        for query, wanted in ((word, inflected), (inflected.lower(), word)):
            assert wanted in marks(archive, f"lang:{language} {query}"), (query, wanted)
    for one, other in apart:
        assert other not in marks(archive, f"lang:{language} {one}")


def test_english_articles_are_found_as_if_there_were_no_others(
    archive: Archive, tmp_path: Path
) -> None:
    words = {word.strip(".,:") for text in _ENGLISH for word in text.split()}
    with opened(tmp_path, [ENGLISH]) as alone:
        for word in sorted(
            words | {"wahl", "humane", "universal", "parties", "Gesetz", "ministre"}
        ):
            found = [
                [(hit.text, hit.spans) for hit in one.search(f"lang:en {word}").hits[:99]]
                for one in (archive, alone)
            ]
            assert sorted(found[0]) == sorted(found[1]), word


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("wahl", ["Wahlen", "Wahl"]),
        ("wahlen kanzler", ["Wahlen", "Kanzler", "Wahl"]),
        ('"den land"', ["den Ländern"]),
        ('"wahl land"~2', ["Wahlen in den Ländern"]),
        ('"kanzler kanzlern"~20', []),
        ('"wahl wahlen"~5', []),
        ('"wahl wahlen"~30', [GERMAN.paragraphs[0][4:70]]),
        ("wahl NEAR/3 land", ["Wahlen", "Ländern"]),
        ("wahl ADJ/3 land", ["Wahlen", "Ländern"]),
        ("kanzler w/s land", ["Ländern", "Kanzler"]),
        ("atleast2 wahl", ["Wahlen", "Wahl"]),
        ("atleast3 wahl", []),
        ('"Wahl"', ["Wahl"]),
        ('"wahlen"', ["Wahlen"]),
        ("wahl*", ["Wahlen", "Wahl"]),
        ("wahlem~1", ["Wahlen"]),
        ("/wahl.+/", ["Wahlen"]),
        ("antikriegsgesetz", ["Anti-Kriegs-Gesetze"]),
        ("gesetz -kanzler", ["Gesetze"]),
        ("human", ["human", "humane"]),
        ("lead:regierung", ["Regierungen"]),
        ("grösse", ["Größe", "große"]),
        ("groesse", ["Größe"]),
        ("groess*", ["Größe"]),
        ('"Groesse"', ["Größe"]),
        ('"grosser grosse"', []),
    ],
)
def test_all_clauses_go_by_the_same_words(archive: Archive, query: str, marked: list[str]) -> None:
    asked = f'({query}) outlet:"Outlet de" date:2025-03-21'
    found = archive.search(asked)
    assert marks(archive, asked) == marked
    article = archive.article(archive.search('outlet:"Outlet de" date:2025-03-21').hits[0].article)
    texts = [each for each in article.paragraphs if each.number in found.hits.numbers()]
    spans = [(each.text, found.highlight(each, article.language)) for each in texts]
    assert [text[a:b] for text, some in spans for a, b in some] == marked


def test_headlines_are_in_the_language_of_their_article(archive: Archive) -> None:
    found = archive.search("title:wahl").hits[:9]
    assert {hit.title for hit in found} == {GERMAN.title}
    (first, *_) = archive.search("regierung title:wahl").hits[:9]
    assert [first.title[start:end] for start, end in first.title_spans] == ["Regierungen", "Wahlen"]
    assert archive.search("regierung").highlight_title(GERMAN.title, "de") == ((0, 11),)
    assert archive.search("regierung").highlight_title(GERMAN.title, "en") == ()


def test_what_is_related_is_told_by_the_words_of_the_language(archive: Archive) -> None:
    found = archive.related.to("Zwei Gerichte und ein Gesetz: die Regierung klagte.")
    (gesetze,) = [one for one in found if "Anti-Kriegs" in one.hit.text]
    assert {"Gerichten", "Gesetze", "Regierungen"} <= set(gesetze.words)


def test_a_text_whose_file_says_no_language_is_known_by_its_words(tmp_path: Path) -> None:
    text = (
        "Der Hafen ist seit Montag gesperrt, weil Taucher einen Riss in der Mauer gefunden haben,"
        " und er bleibt es, bis die Behörden sie angehört haben."
    )
    with opened(tmp_path, [_article(1, "", text)]) as archive:
        assert marks(archive, "behörde") == ["Behörden"]
        assert marks(archive, "behorde") == ["Behörden"]


def test_words_are_those_of_another_language_once_an_article_is_said_to_be_in_it(
    tmp_path: Path,
) -> None:
    article = _article(1, "", "Wahlen. Regierungen.")
    with opened(tmp_path, [article, ENGLISH]) as archive:
        assert marks(archive, "regierung") == []
        archive.add([written(tmp_path / "again.jsonl", [replace(article, language="de")])])
        assert marks(archive, "regierung") == ["Regierungen"]


@pytest.mark.parametrize(
    "query",
    ["regierung", "Regierungen", '"seien frei"', "wahl OR regierung", "wahl AND kanzler",
     "wahl NOT kanzler", "regier*", "human", "ministers", "gesetze", "électorales", "выборов"],
)  # fmt: skip
def test_whoosh_itself_finds_the_same(archive: Archive, query: str) -> None:
    """By its own parser, under its own collectors as well, and as a filter."""
    expected = sorted(archive.search(query).hits.numbers())
    with archive.whoosh().searcher() as searcher:
        asked = qparser.MultifieldParser(["text", "title"], searcher.schema).parse(query)
        answers = [
            searcher.search(asked, limit=None),
            searcher.search(asked, limit=None, sortedby="date"),
            searcher.search(wq.Every(), limit=None, filter=asked),
        ]
        for found in answers:
            assert sorted(hit["number"] for hit in found) == expected


def test_a_term_of_whoosh_is_that_one_alone(archive: Archive) -> None:
    with archive.whoosh().searcher() as searcher:
        for term, found in (("regierung@de", 3), ("regierung", 0), ("minist", 2)):
            assert len(searcher.search(wq.Term("text", term), limit=None)) == found
