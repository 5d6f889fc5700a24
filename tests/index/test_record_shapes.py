"""Records as programs and APIs give them, dates in digits, words for nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.clean import clean
from index.core.mojibake import mend
from index.core.steering import table_cell, text_of_cell
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.dates.day_order import DayOrder
from index.ingest.readers.fields.record_shapes import unescaped
from index.ingest.readers.fields.written_values import written_value

ROWS = [
    {"title": "Quay closed", "text": "Quay seven was closed on Monday.", "date": "2025-10-06"},
    {"title": "Tender gone", "text": "The tender was withdrawn on Tuesday.", "date": "2025-10-07"},
]


def read(folder: Path, name: str, content: str, **options: Any) -> list[Any]:
    path = folder / name
    path.write_text(content)
    (source,) = find([path], ReadOptions(**options))
    assert isinstance(source, Source)
    return list(source.articles())


@pytest.mark.parametrize(
    "frame",
    [
        ROWS,
        {"columns": list(ROWS[0]), "index": [0, 1], "data": [list(row.values()) for row in ROWS]},
        {"0": ROWS[0], "1": ROWS[1]},
        {key: {str(n): row[key] for n, row in enumerate(ROWS)} for key in ROWS[0]},
        {key: [row[key] for row in ROWS] for key in ROWS[0]},
        {"schema": {"fields": []}, "data": [{"index": n, **row} for n, row in enumerate(ROWS)]},
    ],
    ids=["records", "split", "index", "columns", "list", "table"],
)
def test_the_forms_of_pandas_are_rows(tmp_path: Path, frame: Any) -> None:
    found = read(tmp_path, "a.json", json.dumps(frame))
    assert [(one.title, one.paragraphs, one.date) for one in found] == [
        (row["title"], (row["text"],), row["date"]) for row in ROWS
    ]


def test_a_record_of_mongodb_has_its_dates_and_ids_in_objects(tmp_path: Path) -> None:
    record = {"_id": {"$oid": "5f0a"}, **ROWS[0], "date": {"$date": "2025-10-06T08:00:00Z"}}
    longer = {**ROWS[1], "date": {"$date": {"$numberLong": "1759824000000"}}}
    lines = f"{json.dumps(record)}\n{json.dumps(longer)}\n"
    one, two = read(tmp_path, "a.jsonl", lines)
    assert (one.source_id, one.date) == ("5f0a", "2025-10-06T08:00:00+00:00")
    assert two.date == "2025-10-07T08:00:00+00:00"


def test_a_record_of_wordpress_has_names_for_its_numbers(tmp_path: Path) -> None:
    post = {
        "id": 7,
        "date": "2025-10-06T08:00:00",
        "link": "https://echo.example/quay",
        "title": {"rendered": "Quay &#8211; closed &amp; shut"},
        "content": {"rendered": "<p>Quay seven was closed.</p><p>It cost £5.</p>"},
        "author": 5,
        "categories": [3],
        "tags": [12],
        "_embedded": {
            "author": [{"id": 5, "name": "Jo Brandt"}],
            "wp:term": [
                [{"taxonomy": "category", "name": "Harbour"}],
                [{"taxonomy": "post_tag", "name": "cranes"}],
            ],
        },
    }
    plain = {key: value for key, value in post.items() if key != "_embedded"}
    one, two = read(tmp_path, "a.json", json.dumps([post, {**plain, "id": 8}]))
    assert one.title == "Quay – closed & shut"
    assert (one.byline, one.section, one.tags) == ("Jo Brandt", "Harbour", ("cranes",))
    assert one.paragraphs == ("Quay seven was closed.", "It cost £5.")
    assert (two.byline, two.section, two.tags) == ("", "", ())


def test_answers_of_apis_of_news_are_read_as_they_are_meant(tmp_path: Path) -> None:
    times = {
        "response": {
            "docs": [
                {
                    "abstract": "The board withdrew it.",
                    "lead_paragraph": "PORTHAVEN — The board withdrew its tender on Tuesday.",
                    "headline": {"main": "Harbour Tender Is Withdrawn", "kicker": None},
                    "byline": {"original": "By Jo Brandt and Ines Okafor"},
                    "keywords": [{"name": "subject", "value": "Harbours", "rank": 1}],
                    "pub_date": "2025-10-07T08:00:00+0000",
                    "section_name": "World",
                    "source": "The New York Times",
                }
            ]
        }
    }
    (one,) = read(tmp_path, "nyt.json", json.dumps(times))
    assert (one.title, one.byline) == ("Harbour Tender Is Withdrawn", "Jo Brandt and Ines Okafor")
    assert (one.tags, one.section) == (("Harbours",), "World")
    assert one.paragraphs[0].startswith("PORTHAVEN")
    guardian = {
        "id": "world/tender",
        "sectionName": "World news",
        "webPublicationDate": "2025-10-07T08:00:00Z",
        "webUrl": "https://guardian.example/world/tender",
        "fields": {"headline": "Tender", "byline": "Jo Brandt", "bodyText": "It was withdrawn."},
    }
    (two,) = read(tmp_path, "g.json", json.dumps({"response": {"results": [guardian]}}))
    assert (two.title, two.date[:10], two.section) == ("Tender", "2025-10-07", "World news")
    assert (two.url, two.paragraphs) == (guardian["webUrl"], ("It was withdrawn.",))
    cut = {"title": "Quay", "content": "Quay seven was closed to cranes, the board… [+2113 chars]"}
    (three,) = read(tmp_path, "n.json", json.dumps({"articles": [cut]}))
    assert three.paragraphs == ("Quay seven was closed to cranes, the board…",)
    assert three.text_from == "feed"


@pytest.mark.parametrize("name", ["tweets.js", "tweets.json"])
def test_an_archive_of_tweets_is_read(tmp_path: Path, name: str) -> None:
    tweets = [
        {
            "tweet": {
                "id_str": f"159338721331578470{n}",
                "created_at": "Fri Nov 18 00:04:50 +0000 2022",
                "full_text": f"The tender has {n} bidders left.",
                "lang": "en",
            }
        }
        for n in range(2)
    ]
    before = "window.YTD.tweets.part0 = " if name.endswith(".js") else ""
    found = read(tmp_path, name, before + json.dumps(tweets, indent=2))
    assert [one.paragraphs for one in found] == [
        ("The tender has 0 bidders left.",),
        ("The tender has 1 bidders left.",),
    ]
    assert found[1].source_id == "1593387213315784701"
    assert found[1].date == "2022-11-18T00:04:50+00:00"


@pytest.mark.parametrize("word", ["nan", "NaN", "None", "NULL", "\\N", "<NA>", "null"])
def test_words_for_nothing_are_nothing(tmp_path: Path, word: str) -> None:
    table = f"title,text,author,section,date,tags\nQuay,It closed.,{word},{word},{word},{word}\n"
    table += f"Lost,{word},Jo,x,2025,y\n"
    article, skipped = read(tmp_path, "a.csv", table)
    assert (article.byline, article.section, article.date, article.tags) == ("", "", "", ())
    assert skipped.reason == "line 3: no text"


def test_columns_are_known_in_other_languages(tmp_path: Path) -> None:
    german = (
        "Titel;Datum;Quelle;Autor;Rubrik;Sprache;Inhalt\nKai zu;06.10.2025;Bote;Jo;Hafen;Deutsch;"
    )
    (one,) = read(tmp_path, "a.csv", german + "Kai sieben ist zu.\n")
    assert (one.title, one.date, one.outlet) == ("Kai zu", "2025-10-06", "Bote")
    assert (one.byline, one.section, one.language) == ("Jo", "Hafen", "de")
    spanish = "título,fecha,fuente,texto\nMuelle cerrado,2025-10-06,El Eco,El muelle se cerró.\n"
    (two,) = read(tmp_path, "b.csv", spanish)
    assert (two.title, two.date, two.outlet) == ("Muelle cerrado", "2025-10-06", "El Eco")


HEAD = "title,text,date\n"


def days(*dates: str) -> str:
    return HEAD + "".join(f"T{n},Text {n} of it.,{day}\n" for n, day in enumerate(dates))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_the_whole_column_decides_whether_the_day_comes_first(tmp_path: Path, name: str) -> None:
    def dates(*given: str, **options: Any) -> list[str]:
        content = days(*given)
        if name == "a.jsonl":
            rows = [{"title": f"T{n}", "text": "x y.", "date": d} for n, d in enumerate(given)]
            content = "\n".join(map(json.dumps, rows))
        return [one.date for one in read(tmp_path, name, content, **options)]

    assert dates("03/05/2011", "20/10/2011") == ["2011-05-03", "2011-10-20"]
    assert dates("03/05/2011 08:15", "10/20/2011") == ["2011-03-05T08:15:00", "2011-10-20"]
    assert dates("03/05/2011", "04/04/2011") == ["2011", "2011-04-04"]
    assert dates("03/05/11", "20/10/2011") == ["2011-05-03", "2011-10-20"]
    assert dates("02/15/20", "03/04/98 08:15") == ["2020-02-15", "1998-03-04T08:15:00"]
    assert dates("03/04/20") == ["2020"]
    assert dates("15/02/20", "99/03/01") == ["", ""]
    assert dates("03/05/2011", day_first=True) == ["2011-05-03"]
    assert dates("03/05/11", day_first=True) == ["2011-05-03"]
    assert dates("03/05/2011", "20/10/2011", day_first=False) == ["2011-03-05", "2011-10-20"]


@pytest.mark.parametrize(
    ("said", "date", "date_from"),
    [
        ("15/02/20", "2020-02-15", "front matter: date"),
        ("03/04/20", "2020", "front matter: date"),
        ("someday", "", "front matter: date (someday)"),
        ("45/45/20", "", "front matter: date (45/45/20)"),
        ("x" * 100, "", ""),
    ],
)
def test_what_stands_in_the_place_of_a_date_is_read_or_told(
    tmp_path: Path, said: str, date: str, date_from: str
) -> None:
    text = f"---\ntitle: A\ndate: {said}\n---\nThe quay is closed.\n"
    (article,) = read(tmp_path, "a.md", text)
    assert (article.date, article.date_from) == (date, date_from)
    assert len(article.remarks) == (said == "03/04/20")
    (article,) = read(tmp_path, "a.csv", days(said))
    assert (article.date, article.date_from) == (date, date_from.replace("front matter", "column"))


def test_what_no_row_decides_is_said_once(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", days("03/05/2011", "04/06/2011"))
    (remark,) = found[0].remarks
    assert remark.startswith(
        "the dates of “date” may have the day or the month first (“03/05/2011”)"
    )
    assert remark.endswith("; they are kept as years; --day-first yes or no decides")
    assert found[1].remarks == ()
    mixed = read(tmp_path, "b.csv", days("03/05/2011", "20/10/2011", "10/20/2011"))
    assert "1 rows say the day, 1 the month" in mixed[0].remarks[0]
    assert [one.date for one in mixed] == ["2011", "2011-10-20", "2011-10-20"]


@given(
    st.lists(st.dates(date(1601, 1, 1), date(2024, 12, 31)), min_size=1, max_size=20),
    st.booleans(),
    st.sampled_from([("/", 4), ("-", 4), ("/", 2)]),
)
def test_a_column_is_never_read_in_two_orders(
    given_days: list[date], day_first: bool, form: tuple[str, int]
) -> None:
    sign, digits = form
    kept = [day for day in given_days if digits == 4 or day.year > 1930]
    parts = [
        (
            day,
            f"{day.day:02}{sign}{day.month:02}"
            if day_first
            else f"{day.month:02}{sign}{day.day:02}",
        )
        for day in kept
    ]
    column = [("d", f"{text}{sign}{str(day.year)[-digits:]}") for day, text in parts]
    order = DayOrder(lambda: column)
    found = [order.find(text, "d") for _, text in column]
    decided = any(day.day > 12 for day in kept)
    for day, said in zip(kept, found, strict=True):
        assert said in ({day.isoformat()} if decided else {day.isoformat(), f"{day.year}"})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"It\'s closed.\r\n\r\nMara \"Quay\" Quill", 'It\'s closed.\r\n\r\nMara "Quay" Quill'),
        (r"First.\n\nSecond.", "First.\n\nSecond."),
        (r"C:\new\table", r"C:\new\table"),
        (r"a regular \d+ expression, it\'s so", r"a regular \d+ expression, it\'s so"),
        ("nothing", "nothing"),
    ],
)
def test_escapes_of_mysql_are_undone_where_they_are_certain(text: str, meant: str) -> None:
    assert unescaped(text) == meant


@pytest.mark.parametrize(
    "text", ["Москва сегодня", "český žlutý kůň", "Ελλάδα σήμερα", "łódź żółć gęś"]
)
@pytest.mark.parametrize("name", ["latin-1", "cp1252", "cp1250", "cp1251"])
def test_texts_that_were_read_in_a_wrong_encoding_are_put_right(text: str, name: str) -> None:
    try:
        wrong = text.encode().decode(name)
    except UnicodeDecodeError:
        wrong = "".join(bytes([one]).decode(name, "ignore") or chr(one) for one in text.encode())
    assert mend(wrong) == text
    assert mend(text) == text


def test_controls_that_are_quotes_become_quotes() -> None:
    assert mend("it\x92s \x93closed\x94 \x96 now") == "it’s “closed” – now"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40))
def test_what_was_put_right_is_not_changed_again(text: str) -> None:
    once = clean(mend(text))
    assert clean(mend(once)) == once


@given(st.one_of(st.text(max_size=9), st.from_regex(r"'{0,3}[=+\-@].{0,3}", fullmatch=True)))
def test_a_cell_is_no_formula_and_comes_back_as_it_was(text: str) -> None:
    cell = table_cell(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert text_of_cell(cell) == text


def test_a_table_that_was_exported_is_read_as_it_was(tmp_path: Path) -> None:
    text = "=SUM(A1) was the headline, and nobody knew why."
    rows = f'title,text\n{table_cell("-5 degrees")},"{table_cell(text)}"\n'
    (article,) = read(tmp_path, "a.csv", rows)
    assert isinstance(article, Article)
    assert (article.title, article.paragraphs) == ("-5 degrees", (text,))


def test_numbers_stay_numbers() -> None:
    assert table_cell(-5) == "-5"


@pytest.mark.parametrize(
    "columns",
    ["publishedDate,articleText", "Published date,Text", "PUBLISHED-DATE,full_text"]
    + ["日付,本文", "일자,본문", "发布时间,正文", "Data de Publicacao,Conteudo", "Дата,Текст"],
)
def test_columns_are_known_however_their_words_are_joined(tmp_path: Path, columns: str) -> None:
    (article,) = read(tmp_path, "a.csv", f"{columns}\n2025-10-06,The quay is closed.\n")
    assert (article.date, article.paragraphs) == ("2025-10-06", ("The quay is closed.",))


def test_a_summary_is_told_from_a_text_and_an_address_from_an_id(tmp_path: Path) -> None:
    record = {
        "uri": "nyt://article/1",
        "web_url": "https://paper.example/1",
        "lead_paragraph": "The quay is closed.",
        "headline": {"main": "Quay closed"},
    }
    (article,) = read(tmp_path, "a.json", json.dumps({"response": {"docs": [record]}}))
    assert (article.url, article.text_from) == ("https://paper.example/1", "summary")
    content = {"webTitle": "Quay closed", "fields": {"bodyText": "The quay is closed."}}
    answer = {"response": {"status": "ok", "content": content}}
    (article,) = read(tmp_path, "b.json", json.dumps(answer))
    assert (article.title, article.text_from) == ("Quay closed", "file")


def test_escapes_of_a_table_are_letters_where_they_are_none_of_the_table(tmp_path: Path) -> None:
    (article,) = read(
        tmp_path,
        "a.csv",
        "title,text,source\n"
        r'"It\'s closed","One.\r\n\r\nShe said \"no\" to C:\\new.",\N'
        "\n",
    )
    assert (article.title, article.outlet) == ("It's closed", "")
    assert article.paragraphs == ("One.", 'She said "no" to C:\\new.')


def test_a_quote_whose_end_was_dropped_is_a_quote() -> None:
    assert mend("The quay â€œsevenâ€ was shut.") == "The quay “seven” was shut."


@pytest.mark.parametrize(
    ("authors", "source", "text"),
    [
        ('"[""Jo Brandt"", ""Ines Okafor""]"', '"{""id"": null, ""name"": ""Echo""}"', "One."),
        ("\"['Jo Brandt', 'Ines Okafor']\"", "\"{'id': None, 'name': 'Echo'}\"", "['One.']"),
    ],
)
def test_lists_and_objects_in_cells_are_read(
    tmp_path: Path, authors: str, source: str, text: str
) -> None:
    (article,) = read(
        tmp_path, "a.csv", f"title,authors,source,text\nQuay,{authors},{source},{text}\n"
    )
    assert (article.byline, article.outlet) == ("Jo Brandt, Ines Okafor", "Echo")
    assert article.paragraphs == ("One.",)


@given(
    st.text(max_size=80)
    | st.sampled_from(["[" * 3000 + "]", "{" * 500 + "}", "[1", "{1: 2}", r"['\d']"])
)
def test_any_text_is_a_list_an_object_or_none(text: str) -> None:
    assert isinstance(written_value(text), list | dict | None)


def test_what_stands_above_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    above = 'Export from Monitor\nQuery: "quay", all\n\n'
    found = read(tmp_path, "a.csv", f"{above}Headline,Date,Full Text\nQuay,2025-10-06,Closed.\n")
    assert [(one.title, one.date, one.paragraphs) for one in found] == [
        ("Quay", "2025-10-06", ("Closed.",))
    ]
