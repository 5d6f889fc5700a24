"""Pages of print: read out of files, kept, shown with a source, and shared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, Article
from index.core.clean import clean_article
from index.core.page_labels import cited_page, found_again, joined, one_label, over, page_at
from index.core.shared_article import SharedArticle
from index.ingest.readers.bundles.bundle import page_in, page_of
from index.ingest.readers.bundles.factiva_fields import head_of, labelled
from index.sharing.article_document import document
from index.sharing.article_document import read as read_document
from index.store.articles import whole_articles
from tests.index.bundle_writers import WRITERS
from tests.index.paged_pdf import paged
from tests.index.test_bundles import QUAY, TENDER
from tests.index.test_readers_documents import LONG, epub, read

PAGES = [
    ["Foreword", "", "The harbour board has asked for this report in the spring of the year."],
    ["The tender for dredging was withdrawn on Tuesday, and nobody on the board would", "say why,"],
    ["though Mara Quill was asked about it twice.", "", "The cranes of quay seven stand idle now."],
]
LABELS = "0 << /S /r >> 1 << /S /D /St 11 >>"


def archive_of(folder: Path, name: str, content: bytes) -> Archive:
    file = folder / name
    file.write_bytes(content)
    archive = Archive.open(folder / "archive.db", create=True)
    archive.add([file])
    return archive


def pages_in(archive: Archive) -> dict[str, str]:
    """The page of each paragraph, by its first words."""
    found = archive.search("a* OR t* OR s*").hits
    view = archive.article(found[0].article)
    assert view is not None
    return {" ".join(one.text.split()[:2]): one.page for one in view.paragraphs}


@pytest.mark.parametrize(("labels", "wanted"), [(LABELS, ["i", "11–12", "12"]), ("", "1 2–3 3")])
def test_a_paragraph_is_on_the_page_where_it_begins_and_runs_over(
    tmp_path: Path, labels: str, wanted: list[str] | str
) -> None:
    (article,) = read(tmp_path, paged(PAGES, labels))
    assert len(article.pages) == len(article.paragraphs)
    expected = wanted.split() if isinstance(wanted, str) else wanted
    assert list(dict.fromkeys(article.pages)) == expected


@pytest.mark.parametrize(("name", "page"), [("nexis.txt", "4"), ("lexis.txt", "3")])
def test_an_article_of_a_press_database_has_the_page_of_its_record(
    tmp_path: Path, name: str, page: str
) -> None:
    told = [one.pages for one in read(tmp_path, WRITERS[name]([QUAY, TENDER]), name)]
    assert told == [(page,), ()]


def test_the_page_that_factiva_tells_is_that_of_the_article() -> None:
    labels: dict[str, Sequence[str]] = {
        "HD": ["Quay seven"],
        "SN": ["The Echo"],
        "PD": ["6 October 2025"],
        "PG": ["A12"],
    }
    assert labelled(labels).page == "A12"
    below = ["6 October 2025", "The Echo", "PORECH", "12", "English", "(c) 2025 The Echo"]
    assert head_of(["Quay seven"], below, "20 words").page == "12"
    assert head_of(["Quay seven"], [*below[:3], *below[4:]], "20 words").page == ""


@pytest.mark.parametrize(
    ("section", "page"),
    [
        ("NEWS; Pg. A4", "A4"), ("Sports; Pg. 12", "12"), ("S. 7", "7"), ("Politik, S. 3", "3"),
        ("FRONT; PAGE 1", "1"), ("A; Pg. B1-B3", "B1–B3"), ("NEWS; PART4", ""), ("Section 4", ""),
        ("Version:1; Sport", ""), ("BUSINESS", ""), ("News; Pg.3", "3"),
    ],
)  # fmt: skip
def test_the_page_in_a_section(section: str, page: str) -> None:
    assert page_in(section) == page


@pytest.mark.parametrize(
    ("field", "page"),
    [
        ("A4", "A4"), ("12", "12"), ("p. 16", "16"), ("C.3", "C.3"), ("1,3", "1, 3"),
        ("12-15", "12–15"), ("A-12", "A-12"), ("none", ""), ("Final Edition", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_page_in_a_field(field: str, page: str) -> None:
    assert page_of(field) == page


def test_a_book_tells_the_pages_it_was_printed_on(tmp_path: Path) -> None:
    text = (
        "<html><body><span epub:type='pagebreak' id='p7' title='7'/><h1 id='c'>Steel</h1>"
        f"<p>{LONG}</p><p>It ends <span role='doc-pagebreak' id='p8'>8</span>over there.</p>"
        "<div epub:type='pagebreak' aria-label='page 9'></div><p>Of coal.</p></body></html>"
    )
    point = (
        "<navPoint><navLabel><text>Steel</text></navLabel><content src='one.xhtml#c'/></navPoint>"
    )
    (article,) = read(tmp_path, epub({"one.xhtml": text}, point), "a.epub")
    assert article.paragraphs == (LONG.strip(), "It ends over there.", "Of coal.")
    assert article.pages == ("7", "7–8", "9")


_PAGES_OF_HTML = {
    "one.xhtml": "<html><body><h1 id='c'>Steel</h1><p id='p8'>" + LONG + "</p>"
    "<blockquote><p>It ends <a id='p9'></a>over there, he said.</p>"
    "<p>So it <span class='pg' id='p10'>[Pg 10]</span>did.</p></blockquote></body></html>",
    "two.xhtml": "<html><body class='x'><p>Of coal.</p><p>"
    "<span epub:type='pagebreak' id='p12'/>And of tea.</p></body></html>",
}
_LISTED = (
    *(("one.xhtml", "7"), ("one.xhtml#p8", "8"), ("one.xhtml#p9", "Page 9")),
    *(("one.xhtml#p10", "10"), ("two.xhtml", "11"), ("two.xhtml#p12", "12")),
)
_STEEL = "<navPoint><navLabel><text>Steel</text></navLabel><content src='one.xhtml#c'/></navPoint>"


def _as_nav(listed: Sequence[tuple[str, str]]) -> dict[str, str]:
    """A list of printed pages as EPUB 3 has it."""
    lines = "".join(f"<li><a href='{where}'>{label}</a></li>" for where, label in listed)
    return {
        "nav": "<html xmlns:epub='http://www.idpf.org/2007/ops'><body><nav epub:type='toc'><ol><li>"
        "<a href='one.xhtml#c'>Steel</a></li></ol></nav>"
        f"<nav epub:type='page-list' hidden=''><ol>{lines}</ol></nav></body></html>"
    }


def _as_ncx(listed: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The same as EPUB 2 has it."""
    lines = "".join(
        f"<pageTarget value='{label}' type='normal'><navLabel><text>{label}</text></navLabel>"
        f"<content src='{where}'/></pageTarget>"
        for where, label in listed
    )
    return {"contents": f"{_STEEL}</navMap><pageList>{lines}</pageList><navMap>"}


@pytest.mark.parametrize("written", [_as_nav, _as_ncx])
def test_pages_that_only_a_list_names_are_those_of_its_places(tmp_path: Path, written) -> None:
    (article,) = read(tmp_path, epub(_PAGES_OF_HTML, **written(_LISTED)), "a.epub")
    assert article.title == "Steel"
    assert article.paragraphs[1:] == (
        *("It ends over there, he said.", "So it did.", "Of coal.", "And of tea."),
    )
    assert article.pages == ("8", "8–9", "9–10", "11", "12")


@pytest.mark.parametrize("written", [_as_nav, _as_ncx])
def test_of_a_page_whose_list_leads_nowhere_nothing_is_guessed(tmp_path: Path, written) -> None:
    listed = [(where.replace("#p9", "#lost"), label) for where, label in _LISTED]
    (article,) = read(tmp_path, epub(_PAGES_OF_HTML, **written(listed)), "a.epub")
    assert article.pages == ("", "", "", "11", "12")


def test_a_list_of_pages_is_no_table_of_contents(tmp_path: Path) -> None:
    nav = _as_nav(_LISTED)["nav"].replace("epub:type='toc'", "id='contents'")
    (article,) = read(tmp_path, epub(_PAGES_OF_HTML, nav=nav), "a.epub")
    assert (article.title, article.pages[0]) == ("Steel", "8")


def test_pages_are_kept_shown_and_exported(tmp_path: Path) -> None:
    with archive_of(tmp_path, "report.pdf", paged(PAGES, LABELS)) as archive:
        hit = archive.search("tender").hits[0]
        assert hit.page == "11–12"
        view, _ = archive.find(f"{hit.article_id}")
        assert [one.page for one in view.paragraphs][-2:] == ["11–12", "12"]
        archive.add_bookmark(hit.number)
        (mark,) = archive.bookmarks()
        assert mark.page == "11–12"
        excerpts = archive.selection([hit.number])
        told = {
            name: "".join(archive.export(excerpts, name))
            for name in ("markdown", "html", "text", "json", "csv", "bibtex", "ris")
        }
    place = f"pp. 11–12, ¶ {hit.ordinal}"
    assert all(place in told[name] for name in ("markdown", "html", "text", "bibtex", "ris"))
    assert json.loads(told["json"])[0]["page"] == "11–12"
    assert "11–12" in told["csv"].splitlines()[1]
    assert "pages = {11--12}," in told["bibtex"]
    assert "SP  - 11\nEP  - 12\n" in told["ris"]


def test_what_was_imported_before_pages_were_kept_gains_them(tmp_path: Path) -> None:
    with archive_of(tmp_path, "report.pdf", paged(PAGES, LABELS)) as archive:
        before = pages_in(archive)
        hit = archive.search("tender").hits[0]
        with archive._database.transaction() as connection:
            connection.execute("DELETE FROM page")
            connection.execute(
                "UPDATE read_file SET options = replace(options, ', \"beside the text\"', '')"
            )
        assert set(pages_in(archive).values()) == {""}
        report = archive.add([tmp_path / "report.pdf"])
        assert (report.new, report.changed) == (0, 0)
        assert pages_in(archive) == before
        assert archive.search("tender").hits[0].number == hit.number


def test_pages_go_to_others_and_come_back(tmp_path: Path) -> None:
    with archive_of(tmp_path, "report.pdf", paged(PAGES, LABELS)) as archive:
        database = archive._database
        (article,) = whole_articles.read(database, next(whole_articles.numbers(database, 9)))
    again = read_document(json.loads(document(article)))
    assert again == article
    assert again.current.pages[-1] == "12"
    lacking = replace(article.current, pages=())
    for one in (lacking.joined(article.current), article.current.joined(lacking)):
        assert one.pages == article.current.pages
    assert SharedArticle.of(article.id, [lacking]).joined(article) == article


LABEL = st.text("0123456789ivxA", min_size=1, max_size=4)
WORD = st.text("abcdefgh", min_size=1, max_size=8)


@given(
    st.lists(st.tuples(st.lists(WORD, min_size=1, max_size=9), LABEL), min_size=1, max_size=12),
    st.data(),
)
def test_pages_are_found_again_however_pieces_were_joined(
    pieces: list[tuple[list[str], str]], data: st.DataObject
) -> None:
    """Where words are unlike one another each paragraph has the pages its words came from."""
    words = [
        (f"{word}{at}x{place}", label)
        for at, (said, label) in enumerate(pieces)
        for place, word in enumerate(said)
    ]
    cuts = sorted(data.draw(st.sets(st.integers(1, len(words)), max_size=6)) | {0, len(words)})
    paragraphs = [words[a:b] for a, b in pairwise(cuts)]
    given_pieces = [
        (" ".join(f"{word}{at}x{place}" for place, word in enumerate(said)), label)
        for at, (said, label) in enumerate(pieces)
    ]
    left_out = data.draw(st.sets(st.integers(0, len(paragraphs) - 1), max_size=2))
    kept = [one for at, one in enumerate(paragraphs) if at not in left_out]
    found = found_again(given_pieces, [" ".join(word for word, _ in one) for one in kept])
    assert list(found) == [over(one[0][1], one[-1][1]) for one in kept]


def test_labels() -> None:
    assert [cited_page(one) for one in ("", "12", "12–13", "3, 7")] == [
        "", "p. 12", "pp. 12–13", "pp. 3, 7",
    ]  # fmt: skip
    assert joined(["4–5", "", "5", "7", "4–5"]) == "4–5, 7"
    assert over("12", "12") == "12"
    assert over("12–13", "14") == "12–14"
    assert over("", "14") == "14"
    assert one_label(" 3–4\x1b[2J ") == "3-4"
    assert [page_at(("a", "b"), 1), page_at(("a",), 5), page_at((), 0)] == ["b", "a", ""]


@given(
    st.lists(
        st.tuples(st.sampled_from(("Words", "Ã©tÃ©", " ", "\x07")), st.text("1234", max_size=2))
    )
)
def test_a_paragraph_that_is_left_keeps_its_page(paragraphs: list[tuple[str, str]]) -> None:
    article = Article(
        title="Harbour",
        paragraphs=tuple(text for text, _ in paragraphs),
        pages=tuple(page for _, page in paragraphs),
    )
    found = clean_article(article, "a.pdf")
    left = tuple(page for text, page in paragraphs if text.strip("\x07 "))
    if left:
        assert isinstance(found, Article)
        assert found.pages == left
    else:
        assert not isinstance(found, Article)
