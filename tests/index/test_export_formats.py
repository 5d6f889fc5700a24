"""Every export format shows what the archive holds, whatever that is, and never obeys it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive
from index.core.bookmark import Bookmark
from index.core.errors import NutgrafError
from index.export.escaping import clean
from index.export.excerpt import Excerpt
from index.export.format import Heading
from index.export.history import History
from index.export.record_formats import COLUMNS, record
from index.export.registry import (
    FORMATS,
    PLUGINS,
    export_format,
    export_formats,
    filename,
    format_of,
    parts,
)
from index.ingest.readers.own_exports import is_own_export
from index.library.bookmarks import Bookmarks
from tests.effort import runs
from tests.excerpts import excerpt

_HOSTILE = st.one_of(
    st.sampled_from(
        ("<script>x</script>", "</p>", "&lt;", "a\nb", '"', ",;", "\x1b]0;x\x07", "=1")
    ),
    st.text(max_size=12),
)
_EXCERPTS = st.lists(
    st.builds(
        lambda texts, tags, ordinal: excerpt(
            paragraph_id=f"abcdefghijkl-{ordinal:010x}",
            text=texts[0],
            ordinal=ordinal,
            paragraphs=ordinal + 3,
            title=texts[1],
            outlet=texts[2],
            byline=texts[3],
            date=texts[4],
            url=f"https://e.example/{texts[1]}",
            note=texts[5],
            marked_text=texts[6],
            tags=tuple(tags),
        ),
        st.lists(_HOSTILE, min_size=7, max_size=7),
        st.lists(_HOSTILE, max_size=2),
        st.integers(1, 99),
    ),
    max_size=4,
)
# What could steer a terminal or hide, except line ends and tabs.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def written(form: str, excerpts: Sequence[Excerpt], title: str = "") -> str:
    return "".join(export_format(form).parts(excerpts, Heading(title=title, query=title)))


@pytest.mark.parametrize("form", [each.name for each in FORMATS])
@settings(max_examples=runs(40, 2000))
@given(_EXCERPTS, _HOSTILE)
def test_nothing_in_it_steers_and_the_same_gives_the_same(
    form: str, excerpts: list[Excerpt], title: str
) -> None:
    text = written(form, excerpts, title)
    assert not _STEERING.search(text)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text == written(form, tuple(excerpts), title)
    assert not text or text.endswith("\n")


@pytest.mark.parametrize("form", [each.name for each in FORMATS])
def test_it_is_written_as_it_is_read(form: str) -> None:
    """Of many paragraphs no more are read ahead than a few, but for what a format says first."""
    one = excerpt(paragraph_id="abc-1", text="A.", ordinal=1, paragraphs=2, title="T")
    taken = []

    class Counted(Sequence[Excerpt]):
        def __len__(self) -> int:
            return 1000

        def __getitem__(self, at: int) -> Excerpt:  # type: ignore[override]
            return one

        def __iter__(self) -> Iterator[Excerpt]:
            for place in range(len(self)):
                taken.append(place)
                yield one

    given_out = 0
    for part in export_format(form).parts(Counted(), Heading()):
        given_out += bool(part)
        assert len(taken) % 1000 <= given_out + 1 or given_out == 0
    assert abs(given_out - 1000) < 20


@settings(max_examples=runs(40, 2000))
@given(_EXCERPTS)
def test_records_can_be_read_back(excerpts: list[Excerpt]) -> None:
    wanted = [record(each) for each in excerpts]
    text = written("json", excerpts)
    assert json.loads(text) == wanted
    assert [json.loads(line) for line in written("jsonl", excerpts).split("\n")[:-1]] == wanted
    rows = list(csv.DictReader(io.StringIO(written("csv", excerpts), newline="")))
    assert [row["id"] for row in rows] == [each.paragraph_id for each in excerpts]
    assert [row["ordinal"] for row in rows] == [str(each.ordinal) for each in excerpts]
    assert all(tuple(row) == COLUMNS for row in rows)


class _Page(HTMLParser):
    """The tags of a page, where its links lead, and what stands in its quotations."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.quoted: list[str] = []
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "cite", "src")]
        if tag == "blockquote":
            self._inside = True
            self.quoted.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.quoted[-1] += data


@settings(max_examples=runs(40, 2000))
@given(_EXCERPTS, _HOSTILE)
def test_no_text_becomes_part_of_a_page(excerpts: list[Excerpt], title: str) -> None:
    page = _Page(written("html", excerpts, title))
    assert page.tags <= set(
        "html head meta title body h1 figure blockquote p figcaption a bdi".split()
    )
    assert all(link.startswith("https://e.example/") for link in page.links)
    assert page.quoted == [clean(each.marked_text or each.text) for each in excerpts]


def test_quotations_are_those_that_are_copied_with_id_note_and_tags() -> None:
    one = excerpt(paragraph_id="a-1", text="They left.", ordinal=2, paragraphs=3, title="Ships")
    said = "“They left.” — “Ships”, undated, ¶ 2. [a-1]\n"
    assert written("text", [one, one]) == f"{said}\n{said}"
    noted = replace(one, note="Ask them.\n\nTwice.", tags=("lead", "to do"))
    assert written("text", [noted]) == f'{said}Note: Ask them.\nTwice.\n#lead #"to do"\n'


@pytest.mark.parametrize("form", ["markdown", "text", "html", "bibtex", "ris"])
def test_what_was_marked_and_stands_otherwise_now_says_so(form: str) -> None:
    one = {"paragraph_id": "a-1", "ordinal": 3, "paragraphs": 2, "created": "2026-01-05"}
    changed = excerpt(**one, text="They stayed.", marked_text="They left.", state="changed")
    gone = excerpt(**one, text="", marked_text="They left.", state="gone")
    kept = excerpt(**one, text="They left.", marked_text="They left.")
    said = written(form, [changed])
    assert "They left." in said
    assert "They stayed." in said
    assert re.search("(?i)as marked|stands now", said)
    assert re.search("(?i)no longer in the article", written(form, [gone]))
    removed = replace(gone, state="removed")
    assert re.search("(?i)no longer in the archive", written(form, [removed]))
    assert "of 2" not in written(form, [gone])
    assert not re.search("(?i)as marked|stands now|no longer", written(form, [kept]))


@pytest.mark.parametrize("form", [each.name for each in FORMATS])
@pytest.mark.parametrize("state", ["kept", "changed", "gone"])
def test_what_leaves_is_known_for_an_export_whatever_became_of_it(form: str, state: str) -> None:
    there = {"ordinal": 3, "paragraphs": 9, "title": "T", "outlet": "Echo", "created": "2026-01-05"}
    key = "abcdefghijkl-0000000001"
    origin = excerpt(**there, paragraph_id=key, text="They left.", earlier=1)
    one = excerpt(
        **there,
        paragraph_id="abcdefghijkl-0000000002",
        text={"kept": "They left.", "changed": "They stayed.", "gone": ""}[state],
        marked_text="They left.",
        note="Ask.",
        state=state,
        origin=None if state == "kept" else origin,
    )
    heading = Heading(query="left", found=3, lost=1)
    text = "".join(export_format(form).parts([one], heading))
    assert is_own_export(text.encode())
    assert (key in text) == (state != "kept")


def test_only_what_is_marked_is_in_a_state() -> None:
    one = excerpt(paragraph_id="a-1", text="They left.", ordinal=1, paragraphs=3)
    marked = replace(one, marked_text="They left.", created="2026-01-05", state="moved")
    assert [record(each)["state"] for each in (one, marked)] == ["", "moved"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“They left.”", "“They left.”"),
        ('"They left."', '"They left."'),
        ("“They left,” he said. “Now.”", "““They left,” he said. “Now.””"),
        ("They left.", "“They left.”"),
    ],
)
def test_a_text_that_is_one_quotation_gets_no_second_marks(text: str, quoted: str) -> None:
    one = excerpt(paragraph_id="a-1", text=text, ordinal=1, paragraphs=3)
    assert written("text", [one]).startswith(f"{quoted} — ")


def test_formats_are_called_and_their_files_named_in_one_place() -> None:
    assert export_formats()[0].name == "markdown"
    for each in FORMATS:
        assert filename("What was said", each.name) == f"what-was-said{each.suffix}"
        assert format_of(Path(f"x/NOTE{each.suffix.upper()}")) == each.name
    assert format_of(Path("note.doc")) == format_of(Path()) == "markdown"
    with pytest.raises(NutgrafError, match=r"no export format “jsn”. Did you mean json\?"):
        export_format("jsn")


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that brings the format of the manual, and two entry points that lead nowhere."""
    folder = tmp_path / "site"
    (folder / "biblatex-1.0.dist-info").mkdir(parents=True)
    manual = Path(__file__).parents[2] / "docs" / "export.md"
    (shown,) = re.findall(r"```python\n(.*?)```", manual.read_text("utf-8"), re.DOTALL)
    (folder / "sources_format.py").write_text(shown, "utf-8")
    (folder / "biblatex-1.0.dist-info/METADATA").write_text("Name: biblatex\nVersion: 1.0\n")
    (folder / "biblatex-1.0.dist-info/entry_points.txt").write_text(
        "[nutgraf.exports]\ns = sources_format:SourcesFormat\nbroken = nothing:F\nw = json:loads\n"
    )
    monkeypatch.syspath_prepend(str(folder))
    PLUGINS.forget()
    yield
    PLUGINS.forget()


@pytest.mark.usefixtures("plugins")
def test_another_package_brings_a_format(tmp_path: Path) -> None:
    names = [each.name for each in export_formats()]
    assert names[: len(FORMATS)] == [each.name for each in FORMATS]
    assert names[len(FORMATS) :] == ["sources"]
    assert filename("x", "sources") == "x.src"
    (tmp_path / "news.txt").write_text("Ships\n\nThe ferry left.\n\nIt is late.\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([tmp_path / "news.txt"])
        numbers = archive.search("ferry OR late").hits.numbers()
        assert "".join(archive.export(archive.selection(numbers), "sources")) == "Ships\n"
    assert [one.path for one in PLUGINS.broken()] == [
        "plug-in broken (biblatex)",
        "plug-in w (biblatex)",
    ]


@pytest.mark.usefixtures("plugins")
def test_a_format_that_fails_is_told_by_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> Iterator[str]:
        yield "begun"
        raise SystemExit(3)

    monkeypatch.setattr(type(export_format("sources")), "parts", fail)
    written = parts("sources", [], Heading())
    assert next(written) == "begun"
    with pytest.raises(NutgrafError, match=r"“sources” failed \(SystemExit: 3\)"):
        next(written)


def test_all_of_a_selection_leaves_in_every_format(tmp_path: Path) -> None:
    count = runs(700, 24_000)
    news = tmp_path / "news.txt"
    news.write_text("Long\n\n" + "\n\n".join(f"Paragraph {n}." for n in range(count)), "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([news])
        chosen = archive.selection(archive.search("paragraph").hits.numbers())
        for each in export_formats():
            text = "".join(archive.export(chosen, each.name))
            assert len(set(re.findall(r"Paragraph (\d+)\.", text))) == count, each.name


def test_a_selection_is_of_one_moment_whoever_takes_a_bookmark_away_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = tmp_path / "news.txt"
    news.write_text("Crane\n\nA crane fell at the harbour on Monday.\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([news])
        (number,) = archive.search("crane").hits.numbers()
        mark = archive.add_bookmark(number)
        archive.set_note(mark.number, "ask Jo")
        every = Bookmarks.all

        def unmarked(bookmarks: Bookmarks) -> Sequence[Bookmark]:
            monkeypatch.setattr(Bookmarks, "all", every)
            with Archive.open(archive.path) as other:
                other.remove_bookmark(mark.number)
            return every(bookmarks)

        monkeypatch.setattr(Bookmarks, "all", unmarked)
        assert [one.note for one in archive.selection([number])] == ["ask Jo"]
        assert [one.note for one in archive.selection([number])] == [""]


@pytest.mark.parametrize("form", ["markdown", "html", "text", "bibtex"])
def test_what_was_asked_how_much_it_found_and_that_these_are_bookmarks_is_said(form: str) -> None:
    one = excerpt(
        paragraph_id="abcdefghijkl-0000000001",
        text="They left.",
        ordinal=1,
        paragraphs=3,
        title="T",
        imported="2026-01-05T10:00:00Z",
    )
    several = [one, replace(one, marked_text="They left.", created="2026-01-06")]
    heading = Heading(title="Leaving", query="left @ sea", found=12)
    text = "".join(export_format(form).parts(several, heading))
    is_markdown = form == "markdown"
    query = "left (at) sea" if form == "bibtex" else "left @ sea"
    for said in (
        f'query: "{query}"' if is_markdown else f"Query: {query}",
        "found: 12" if is_markdown else "12 found",
        "bookmarks: 1" if is_markdown else "1 bookmark",
        "paragraphs: 2" if is_markdown else "2 paragraphs of 1 article",
        "2026-01-05" if is_markdown else "imported by 5 January 2026",
    ):
        assert said in text
    assert is_own_export(text.encode())


@pytest.mark.parametrize("form", ["markdown", "html", "text", "bibtex"])
def test_of_bookmarks_it_is_said_which_of_how_many_and_what_a_dossier_has_beside(form: str) -> None:
    one = excerpt(
        paragraph_id="abcdefghijkl-0000000001", text="A.", ordinal=1, paragraphs=3, title="T"
    )
    marked = replace(one, marked_text="A.", created="2026-01-06")
    heading = Heading(words="town hall", bookmarks=1180, queries=('zika "fever"', "gun\n---"))
    text = "".join(export_format(form).parts([marked], heading))
    assert is_own_export(text.encode())
    text = unescape(text) if form == "html" else text
    if form == "markdown":
        assert 'words: "town hall"\n' in text
        assert 'queries: ["zika \\"fever\\"", "gun ---"]\n' in text
        assert "bookmarks: 1\nof_bookmarks: 1180\n" in text
    else:
        assert "With the words: town hall · " in text
        assert 'not written out, a query: zika "fever"; gun ---' in text
        assert "1 bookmark of 1,180" in text


def test_copies_that_are_left_out_are_counted() -> None:
    one = excerpt(paragraph_id="a-1", text="A.", ordinal=1, paragraphs=2)
    heading = Heading(query="gun", found=6, folded=5)
    note, page = ("".join(export_format(f).parts([one], heading)) for f in ("markdown", "html"))
    assert "found: 6\ncopies_left_out: 5\nparagraphs: 1\n" in note
    assert "6 found · 5 copies left out · 1 paragraph of 1 article" in page
    assert is_own_export(note.encode())


def test_on_a_page_each_text_goes_in_its_own_direction_and_language() -> None:
    one = excerpt(
        paragraph_id="a-1",
        text="הממשלה אישרה.",
        ordinal=1,
        paragraphs=2,
        title="כותרת",
        outlet="הארץ",
        byline="דנה כהן",
        date="2025-07-25",
        language="he",
        note="הערה",
    )
    page = written("html", [one])
    assert '<blockquote lang="he"><p dir="auto">הממשלה אישרה.</p></blockquote>' in page
    assert '<p dir="auto">Note: הערה</p>' in page
    caption = page[page.index("<figcaption>") : page.index("</figcaption>")]
    assert "<bdi>הארץ</bdi>, <bdi>“כותרת”</bdi>, <bdi>דנה כהן</bdi>, 25 July 2025" in caption


def test_a_page_is_not_called_by_signs() -> None:
    one = excerpt(paragraph_id="a-1", text="A.", ordinal=1, paragraphs=2)
    page = "".join(export_format("html").parts([one], Heading(query="*")))
    assert "<title>Nutgraf</title>" in page
    assert "Query: *" in page


def test_a_page_says_when_each_of_its_sources_was_imported() -> None:
    one = excerpt(
        paragraph_id="a-1", text="A.", ordinal=1, paragraphs=2, imported="2026-01-05T10:00:00Z"
    )
    said = "undated, imported 5 January 2026, <bdi>a-1</bdi>, ¶ 1 of 2</figcaption>"
    assert said in written("html", [one])


@pytest.mark.parametrize("form", ["markdown", "text", "html"])
def test_what_the_sign_of_a_doubtful_date_means_is_said_above(form: str) -> None:
    one = {"text": "A.", "ordinal": 1, "paragraphs": 2, "date": "2025-01-05"}
    one["paragraph_id"] = "abcdefghijkl-0000000001"
    sure, doubtful = excerpt(**one), excerpt(**one, date_from="document: created")
    said = "doubtful_dates: 1\n" if form == "markdown" else "≈ before a date: perhaps not that of"
    assert said in written(form, [sure, doubtful])
    assert is_own_export(written(form, [doubtful]).encode())
    assert said not in written(form, [sure])


@pytest.mark.parametrize("form", [each.name for each in FORMATS])
def test_what_has_no_address_is_found_by_its_file_in_every_format(form: str) -> None:
    one = {"paragraph_id": "a-1", "text": "A.", "ordinal": 1, "paragraphs": 2}
    history = History(file="lease of quay.pdf")
    assert "lease of quay.pdf" in written(form, [excerpt(**one, history=history)])
    known = excerpt(**one, history=history, url="https://bay.example/1")
    assert ("lease of quay.pdf" in written(form, [known])) == (form in ("json", "jsonl", "csv"))


@pytest.mark.parametrize("form", [each.name for each in FORMATS])
@pytest.mark.parametrize("is_moved", [False, True])
def test_what_an_article_says_of_changes_since_leaves_with_what_was_marked(
    form: str, is_moved: bool
) -> None:
    note = "RETRACTION: The Bay Observer withdraws <b>this</b> article."
    there = {"paragraph_id": "abcdefghijkl-0000000001", "ordinal": 2, "paragraphs": 4}
    history = History(1, 2, (note, "They left."))
    one = excerpt(**there, text="They left.", marked_text="They left.", history=history)
    if not is_moved:
        was = excerpt(**there, text="They left.", earlier=1, history=history)
        one = replace(one, text="They stayed.", origin=was)
    text = written(form, [one, one])
    assert is_own_export(text.encode())
    said = re.sub(r"\\(?=[<>])", "", unescape(text))
    assert note in said
    if form in ("json", "jsonl", "csv"):
        return
    assert re.search("version 1 of 2, changed since", said)
    assert said.count(note) == (1 if form in ("bibtex", "ris") else 2)
    # A note is not said of itself.
    assert "the article says now: “They left.”" not in said


def test_what_is_above_an_export_as_bibtex_is_no_entry() -> None:
    one = excerpt(paragraph_id="abcdefghijkl-1", text="A.", ordinal=1, paragraphs=2, title="T")
    text = written("bibtex", [one], "@article{x, title={y}}")
    assert re.findall("@.*", text) == ["@article{abcdefghijkl,"]
