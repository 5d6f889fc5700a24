"""Which article is which, whatever comes first and by whatever address."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.published_states import published
from index.core.addresses import is_front_page, normalise_url, normalised_before
from index.core.article import Article, address_ids
from index.core.reports import Feed
from index.core.wrapped_addresses import unwrapped
from index.ingest.readers.feed_formats.feed_items import ParsedFeed, article_of
from index.ingest.readers.feed_formats.feed_parser import parse_feed
from index.store import reading
from index.store.articles import versions
from index.store.articles.intake import Arrival, Intake
from index.store.articles.met_articles import METADATA
from index.store.database import Database
from tests.effort import runs

_FEED = Feed(number=1, url="https://www.google.com/alerts/feeds/0/1")
_WORDS = "harbour tariff quay pilot tender strike crane dredge summit yuan ferry pension".split()


def _true(number: int) -> Article:
    """An article of its own: no word of its text is in another's."""
    body = [f"{word}{number} {word}al{number} was said of it." for word in _WORDS]
    return Article(
        title=f"Report {number}",
        paragraphs=(" ".join(body[:6]), " ".join(body[6:])),
        outlet="Echo",
        byline="Mara Quill",
        date=f"2025-10-{number + 1:02}",
        language="en",
        url=f"https://echo.example/2025/report-{number}",
        source_id=f"guid-{number}",
        date_from="record",
        origin="https://echo.example/rss",
    )


def _sightings(number: int, *, shared: bool) -> list[Article]:
    """The same article as feeds, pages, lists and copies of it give it."""
    whole = _true(number)
    if shared:
        whole = replace(whole, url="https://echo.example/notices")
    feed = replace(
        whole, paragraphs=(whole.paragraphs[0][:60] + " …",), text_from="feed", byline=""
    )
    found = [
        feed,
        replace(feed, title=f"Report {number}, corrected", language=""),
        replace(whole, text_from="page"),
        replace(whole, outlet="Echo", byline="", language="", text_from="page"),
    ]
    if shared:
        return found
    found.append(replace(whole, url=f"http://m.echo.example/2025/report-{number}/?at_medium=rss"))
    if number % 2:
        # Nothing but the record's id says that a corrected address leads to the same.
        return [*found, replace(whole, url=f"https://echo.example/2025/report-{number}-corrected")]
    bare = replace(whole, source_id="", byline="", outlet="", date="", date_from="")
    return [*found, replace(feed, source_id=""), bare, *_of_other_tools(whole)]


def _of_other_tools(whole: Article) -> list[Article]:
    """The article as lists of links, marks in other programs and their copies of it give it."""
    listed = replace(
        whole,
        text_from="link",
        byline="",
        date="",
        date_from="",
        source_id="",
    )
    first = whole.paragraphs[0]
    sentences = [f"{one}." for text in whole.paragraphs for one in text.rstrip(".").split(". ")]
    copy = replace(
        listed, text_from="copy", outlet="echo.example", date=whole.date, date_from="Wallabag"
    )
    found = [
        replace(listed, paragraphs=(whole.title, whole.url), outlet=""),
        replace(listed, paragraphs=(whole.title,), byline="M. Quill", outlet="echo.example"),
        replace(listed, paragraphs=(first[10:60],), outlet=""),
        replace(listed, paragraphs=(first[:40],), outlet="", text_from="summary"),
        replace(copy, paragraphs=tuple(sentences)),
        replace(copy, paragraphs=tuple(sentences[:-1])),
        replace(whole, date=f"{whole.date}T08:15:00+01:00", text_from="page"),
    ]
    return [replace(one, origin=f"export-{place}.csv:7") for place, one in enumerate(found)]


@settings(max_examples=runs(60, 1000))
@given(st.data(), st.integers(1, 4), st.booleans(), st.integers(1, 8))
def test_any_order_of_sightings_gives_the_same_articles(data, count, shared, size) -> None:
    every = [each for number in range(count) for each in _sightings(number, shared=shared)]
    order = data.draw(st.permutations(every))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        intake = Intake(database)
        for start in range(0, len(order), size):
            judged = intake.deduplicate(order[start : start + size])
            batch = [one for one in judged if one.changes_archive]
            intake.write([Arrival(one) for one in batch])
        numbers = [row[0] for row in database.all("SELECT number FROM article")]
        views = [view for each in numbers if (view := reading.article_view(database, each))]
        texts = {"\n".join(p.text for p in view.paragraphs) for view in views}
        assert texts == {"\n".join(_true(number).paragraphs) for number in range(count)}
        assert len(views) == count
        assert {view.outlet for view in views} == {"Echo"}
        _assert_no_version_is_poorer(database)
        # Nothing of it was changed by its outlet but a headline.
        for number in numbers:
            kept = versions.texts(database, number)
            if len({each.title for each in kept}) == 1:
                assert len(published(kept)) == 1
        database.close()


def _assert_no_version_is_poorer(database: Database) -> None:
    rows = database.all(
        f"SELECT article, {', '.join(METADATA)} FROM version ORDER BY article, version"
    )
    known: dict[int, dict[str, str]] = {}
    for article, *values in rows:
        before = known.setdefault(article, {})
        now = dict(zip(METADATA, values, strict=True))
        kept = ("outlet", "byline", "date", "language")
        assert [name for name in kept if before.get(name) and not now[name]] == []
        assert now["date"].startswith(before.get("date", "")[:10])
        assert len(now["date"]) >= len(before.get("date", ""))
        assert before.get("outlet") != "Echo" or now["outlet"] == "Echo"
        known[article] = now


def test_one_link_one_headline_and_other_words_are_two_articles() -> None:
    one = Article(title="Fed adds reserves", paragraphs=("Morning item on rates.",), outlet="R",
                  date="1987-03-02", origin="a")  # fmt: skip
    other = replace(one, paragraphs=("Another text of bonds by some desk.",))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        judged = Intake(database).deduplicate([one, other, one, other])
        assert [each.outcome for each in judged] == ["new", "new", "unchanged", "unchanged"]
        assert [each.apart for each in judged] == [False, True, False, False]
        database.close()


@pytest.mark.parametrize(
    "addresses",
    [
        # Notices on one page, each with its headline; pages that only a script tells apart, and
        # rows with the front page as their address, under one headline and of one day.
        ["https://echo.example/notices#a", "https://echo.example/notices#b"],
        [f"https://echo.example/#!/story/{n}" for n in range(3)],
        ["https://echo.example/"] * 3,
    ],
)
def test_unlike_texts_at_parts_of_a_page_are_articles(addresses: list[str]) -> None:
    said = zip(addresses, map(_true, range(3)), strict=False)
    given = [replace(one, url=url, source_id="", date="2025-10-06") for url, one in said]
    if "notices" not in addresses[0]:
        given = [replace(one, title="Story") for one in given]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        intake = Intake(database)
        for outcome in ("new", "unchanged"):
            for one in given:
                (judged,) = intake.deduplicate([one])
                assert judged.outcome == outcome
                intake.write([Arrival(judged)] if judged.changes_archive else [])
        database.close()


_NOTICES = ("Mill", "King", "Oak", "Elm")


@pytest.mark.parametrize("has_ids", [True, False])
@pytest.mark.parametrize("url", ["https://echo.example/notices", "https://echo.example/", ""])
@pytest.mark.parametrize("titles", ["Works: {}", "Works"])
@pytest.mark.parametrize("together", [True, False])
def test_records_of_one_table_after_one_pattern_are_articles(
    url: str, titles: str, *, has_ids: bool, together: bool
) -> None:
    """Rows that share a link, and most of their words, are told apart by ids or by headlines."""
    if not has_ids and titles == "Works" and url.endswith("notices"):
        pytest.skip("nothing but a word of the text tells them apart: versions")
    given = [
        Article(
            title=titles.format(name),
            paragraphs=(f"{name} Street is closed from 1 to 3 May because of pipes laid there.",),
            outlet="City",
            date="2024-05-01",
            url=url,
            source_id=f"n{number}" if has_ids else "",
            origin=f"dump.csv:{number}",
        )
        for number, name in enumerate(_NOTICES)
    ]
    changed = [replace(one, paragraphs=(*one.paragraphs, "Buses go round.")) for one in given]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        intake = Intake(database)
        for outcome, rows in (("new", given), ("unchanged", given), ("changed", changed)):
            for batch in [rows] if together else [[row] for row in rows]:
                judged = intake.deduplicate(batch)
                assert [one.outcome for one in judged] == [outcome] * len(batch)
                intake.write([Arrival(one) for one in judged if one.changes_archive])
        database.close()


@pytest.mark.parametrize("url", ["https://echo.example/", ""])
@pytest.mark.parametrize("origin", ["letter.eml", "dump.csv:3", "https://echo.example/feed"])
def test_a_line_that_was_corrected_is_a_version_where_the_record_says_that_it_is_the_same(
    origin: str, url: str
) -> None:
    notice = Article(
        title="Quay",
        paragraphs=("It is closed until Monday.",),
        outlet="Echo",
        date="2024-05-01",
        url=url,
        source_id="1@echo.example",
        origin=origin,
    )
    corrected = replace(notice, paragraphs=("It is closed until Tuesday.",))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        intake = Intake(database)
        for outcome, one in (("new", notice), ("changed", corrected)):
            (judged,) = intake.deduplicate([one])
            assert judged.outcome == outcome
            intake.write([Arrival(judged)])
        database.close()


def test_a_page_whose_address_is_that_of_another_full_text_is_an_article() -> None:
    """Sites that name one address as that of all their pages; columns that keep theirs."""
    one, other = (
        replace(text, paragraphs=(*text.paragraphs, text.paragraphs[0].replace("al", "well")))
        for text in (_true(1), _true(2))
    )
    pages = [
        replace(one, url="https://echo.example/news", source_id="", origin="1.html"),
        replace(other, url="https://echo.example/news", source_id="", origin="2.html",
                date=one.date),
    ]  # fmt: skip
    briefings = [
        replace(one, title="Briefing", url="https://echo.example/briefing", source_id=""),
        replace(other, title="Briefing", url="https://echo.example/briefing", source_id=""),
    ]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        for given in (pages, briefings):
            judged = Intake(database).deduplicate(given)
            assert [each.outcome for each in judged] == ["new", "new"]
        database.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.example/caf%c3%a9", "https://e.example/café"),
        ("https://e.example/%7Eana/x", "https://e.example/~ana/x"),
        ("https://m.e.example/x", "http://www.e.example/x/"),
        ("https://amp.e.example/x", "https://e.example/x/amp/"),
        ("https://e.example/amp/x", "https://e.example/x?at_medium=RSS&at_campaign=KARANGA"),
        ("https://e.example/x.amp.html", "https://e.example/x.html#part"),
        ("https://müller.example/x", "http://xn--mller-kva.example:80/x"),
        ("https://www2.e.example./a//b/../c/index.html", "https://touch.e.example/a/c"),
        ("https://e.example/x;jsessionid=AB12?PHPSESSID=9&CMP=twt", "https://e.example/x"),
        ("https://e.example/x?print=1&ref=rss", "https://e.example/x?gad_source=1&amp=1&m=1"),
        ("https://e.example/?p=7&_ga=1.2&pk_campaign=x", "https://e.example/index.php?p=7"),
    ],
)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert normalise_url(one) == normalise_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.example/x?id=1", "https://e.example/x?id=2"),
        ("https://e.example/x", "https://e.example/X"),
        ("https://m.example/x", "https://example/x"),
        ("https://e.example/camp", "https://e.example/c"),
        ("https://e.example/x?page=2", "https://e.example/x"),
        ("https://e.example/x?ref=42&m=7", "https://e.example/x?ref=43&m=8"),
        ("https://e.example:8443/x", "https://e.example/x"),
        ("https://e.example/print", "https://e.example/"),
    ],
)
def test_addresses_of_different_pages(one: str, other: str) -> None:
    assert normalise_url(one) != normalise_url(other)


def test_what_wraps_an_address_is_taken_off() -> None:
    page = "https://echo.example/2025/strike"
    for url in (
        f"https://www.google.com/url?rct=j&sa=t&url={page}&ct=ga&cd=C&usg=A",
        f"https://web.archive.org/web/20251006081500/{page}",
        f"https://web.archive.org/web/20251006081500id_/{page}",
        f"https://l.facebook.com/l.php?u={page.replace(':', '%3A').replace('/', '%2F')}&h=AT",
        f"https://nam12.safelinks.protection.outlook.com/?url={quote(page)}&data=05%7C02&sdata=x",
        f"https://l.instagram.com/?u={quote(page, safe='')}&e=A",
        f"https://www.linkedin.com/safety/go?url={quote(page, safe='')}&trk=x",
        f"https://www.google.de/url?q={quote(page, safe='')}",
        f"https://urldefense.com/v3/__{page}__;!!abc!xyz$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__echo.example_2025_strike&d=DwM",
        f"https://archive.ph/2025.10.06-081500/{page}",
        f"https://archive.is/newest/{page}",
        f"https://12ft.io/{page}",
        "https://www.google.com/amp/s/echo.example/2025/strike",
        "https://echo-example.cdn.ampproject.org/c/s/echo.example/2025/strike",
        "https://echo-example.translate.goog/2025/strike?_x_tr_sl=auto&_x_tr_tl=en",
        f"https://webcache.googleusercontent.com/search?q=cache:Ab_1:{quote(page, safe='')}",
        "https://www.google.com/url?q=" + quote(f"https://out.reddit.com/t3_x?url={quote(page)}"),
        page,
    ):
        assert unwrapped(url) == page
    for url in ("https://archive.ph/AbC12", "https://echo.example/url?q=https://other.example/"):
        assert unwrapped(url) == url
    assert unwrapped("https://www.google.com/url?url=javascript:alert(1)").startswith(
        "https://www.g"
    )
    assert is_front_page("https://www.echo.example/?utm_source=x")
    assert not is_front_page("https://echo.example/?p=7")


@given(
    st.from_regex(
        r"https?://(www\d?|m)\.e\.example/([a-c./]|%7E|amp|index\.html){0,6}", fullmatch=True
    ),
    st.from_regex(r"(\?(print|ref|m|utm_x|p)=(1|rss|7)(&sid=x)?)?", fullmatch=True),
)
def test_an_address_that_was_made_plain_stays_so(url: str, query: str) -> None:
    plain = normalise_url(url + query)
    assert normalise_url(plain) == plain
    # Archives of earlier versions know it by what it was then.
    assert len(address_ids(url + query)) == len({plain, *normalised_before(url + query)})


def test_an_alert_has_headline_and_outlet_apart(shared: Path) -> None:
    data = (shared / "cases/intake/05-google-alert.atom").read_bytes()
    parsed = parse_feed(data, "https://www.google.com/alerts/feeds/0/1")
    assert isinstance(parsed, ParsedFeed)
    article = article_of(parsed.items[0], _FEED, parsed)
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.url) == (
        "Dockers end harbour strike after Quill's offer",
        "Porthaven Echo",
        "https://echo.example/2025/10/06/dockers-end-strike",
    )


@pytest.mark.parametrize("text", ["Harbour3!", "{0}", "{1}", "{2}"])
@pytest.mark.parametrize("title", ["Report 3", "", "Harbour news"])
def test_a_record_with_a_part_of_the_text_is_no_version(text: str, title: str) -> None:
    parts = (*_true(3).paragraphs, "The last word was had by the pilots.")
    whole = replace(_true(3), paragraphs=parts, source_id="")
    row = replace(whole, title=title, paragraphs=(text.format(*parts),), origin="rows.csv:7")
    page = replace(row, title=whole.title, text_from="page")
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        judged = Intake(database).deduplicate([whole, row, page])
        assert [each.outcome for each in judged] == ["new", "unchanged", "changed"]
        assert len({each.id for each in judged}) == 1
        database.close()


_NOTE = (
    "The ferry left the harbour of Porthaven late.",
    "Nobody knows why. The pilot waited for the tide.",
    "A strike was announced for Friday morning.",
)


def _note(paragraphs: tuple[str, ...] = _NOTE, **more: str) -> Article:
    return replace(
        Article(title="Late ferry", paragraphs=paragraphs, origin="notes/ferry.txt"),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    "edited",
    [
        _note((*_NOTE[:2], "A strike was announced for Thursday morning.")),
        _note(title="Ferry late again"),
        _note(_NOTE[:2]),
        _note(("It was said on Sunday.", *_NOTE), title="Ferry late again"),
        _note((*_NOTE[:2], "Then it was called off."), date="2025-11-01", title="Ferry"),
    ],
    ids=["word", "headline", "shorter", "longer", "all of it"],
)
@pytest.mark.parametrize("day", ["", "2025-11-01"])
def test_a_file_that_is_edited_is_a_new_version(edited: Article, day: str) -> None:
    first = _note(date=day)
    edited = replace(edited, date=edited.date or day)
    assert _stored(first, edited) == ["new", "changed"]
    assert _stored(first, edited, first, edited)[2:] == ["unchanged", "unchanged"]


def test_a_file_with_another_text_is_another_article() -> None:
    other = ("A crane fell on the quay in the night.", "The dredge is to be sold to the summit.")
    assert _stored(_note(), _note(other), _note(), _note(other)) == [
        *("new", "new", "unchanged", "unchanged")
    ]
    # A bulletin is written into one file every day.
    assert _stored(_note(date="2025-11-01"), _note(_NOTE[1:], date="2025-11-02"))[1] == "new"
    assert _stored(_note(), _note(title="Late ferries", origin="elsewhere/ferry.txt"))[1] == "new"
    # Standard input and the records of a collection are no file of one text.
    for origin in ("-", "dump.csv:7", ""):
        assert _stored(_note(origin=origin), _note(_NOTE[:2], origin=origin))[1] == "new"


def test_a_file_is_the_same_by_its_whole_path_and_from_where_one_is(tmp_path, monkeypatch) -> None:
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path)
    whole, edited = str(tmp_path / "notes" / "ferry.txt"), _NOTE[:2]
    assert _stored(_note(), _note(edited, origin=whole)) == ["new", "changed"]
    assert _stored(_note(origin=whole), _note(edited)) == ["new", "changed"]
    monkeypatch.chdir("notes")
    assert _stored(_note(origin=whole), _note(edited, origin="ferry.txt")) == ["new", "changed"]


def _stored(*articles: Article) -> list[str]:
    """What an archive thinks of articles that come to it one after the other."""
    outcomes: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        intake = Intake(database)
        for article in articles:
            (judged,) = intake.deduplicate([article])
            outcomes.append(judged.outcome)
            intake.write([Arrival(judged)] if judged.changes_archive else [])
        database.close()
    return outcomes
