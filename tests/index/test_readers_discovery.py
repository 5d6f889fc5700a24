"""Paths to inputs: what is found, in what order, and what each is skipped for."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.filenames import outlet_date_slug, outlet_name
from tests.index.test_readers_documents import Placed, pdf
from tests.items import told

BODY = "Headline here\n\nThe minister said on Monday that talks would go on.\n"


def make(folder: Path, *names: str, content: str | bytes = BODY) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def outcome(*paths: Path | str, **options: Any) -> dict[str, Article | str]:
    """The last item of each input by its name: an article, or the reason it was skipped."""
    result: dict[str, Article | str] = {}
    for found in find(paths, ReadOptions(**options)):
        for item in [found] if isinstance(found, Skipped) else told(found.articles()):
            result[Path(found.path).name] = item.reason if isinstance(item, Skipped) else item
    return result


def is_left_out(item: Source | Skipped) -> bool:
    return isinstance(item, Skipped) and item.by_rule


def articles(*paths: Path | str, **options: Any) -> dict[str, Article]:
    return {k: v for k, v in outcome(*paths, **options).items() if isinstance(v, Article)}


def test_folders_are_gone_through_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    make(tmp_path, "b/2.txt", "b/1.txt", "a.txt", "c.md", ".git/x.txt", "b/.hidden.txt", ".x.txt")
    found = [item for item in find([tmp_path], ReadOptions()) if isinstance(item, Source)]
    assert [item.relative for item in found] == ["a.txt", "b/1.txt", "b/2.txt", "c.md"]
    assert [item.size for item in found] == [len(BODY)] * 4


def test_each_input_that_cannot_be_read_has_its_reason(tmp_path: Path) -> None:
    make(tmp_path, "good.txt")
    make(tmp_path, "empty.txt", content="")
    make(tmp_path, "blank.txt", content=" \n\n")
    make(tmp_path, "mark.txt", content="\ufeff\u200b\n")
    make(tmp_path, "picture.txt", content=b"\x89PNG\r\n\x1a\n" + bytes(99))
    make(tmp_path, "binary.txt", content=bytes(range(256)) * 9)
    make(tmp_path, "table.csv", content="a,b\n1,2\n")
    make(tmp_path, "paper.pdf", content=b"%PDF-1.7 ...")
    make(tmp_path, "big.txt", content="word " * 500)
    make(
        tmp_path,
        "damaged.txt.gz",
        content=gzip.compress(BODY.encode(), mtime=0)[:20] + b"\xff" * 30,
    )
    make(tmp_path, "bomb.txt.gz", content=gzip.compress(bytes(1_000_000), mtime=0))
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = outcome(tmp_path, tmp_path / "missing.txt", limit_bytes=1000)
    assert isinstance(found.pop("good.txt"), Article)
    damaged = found.pop("damaged.txt.gz")
    assert damaged in ("the packed file is damaged", "the packed file ends early")
    assert found == {
        "empty.txt": "empty file",
        "blank.txt": "empty file",
        "mark.txt": "no text",
        "picture.txt": "a picture",
        "binary.txt": "binary data, not text",
        "table.csv": "no column is the text; say which with --map text=COLUMN, of: a, b",
        "paper.pdf": "the PDF is damaged or ends early",
        "big.txt": "larger than 0.000953674 MiB",
        "bomb.txt.gz": "binary data, not text",
        "dangling.txt": "no such file or folder",
        "pipe.txt": "not a regular file",
        "missing.txt": "no such file or folder",
    }


_PAGE = (
    "<!DOCTYPE html><html><head><title>Port shut</title></head><body><h1>Port shut</h1>"
    "<p>The port was shut on Monday, the harbour master said in a letter to all ships.</p>"
    "<p>It will open again when the storm is over and the cranes have been looked at.</p>"
    "</body></html>"
)
_RECORD = '{"title": "Port shut", "text": "The port was shut on Monday."}\n'


@pytest.mark.parametrize("name", ["index.php", "story.aspx", "a.jsp", "index.cfm"])
def test_content_is_read_whatever_a_name_says(tmp_path: Path, name: str) -> None:
    page = outcome(make(tmp_path / "page", name, content=_PAGE))[name]
    assert isinstance(page, Article)
    assert page.title == "Port shut"
    record = outcome(make(tmp_path / "record", f"{name}.data", content=_RECORD))[f"{name}.data"]
    assert isinstance(record, Article)


@pytest.mark.parametrize("name", ["a.xml", "a.php", "a.py", "a.css"])
def test_source_code_is_told_how_it_is_read(tmp_path: Path, name: str) -> None:
    suffix = Path(name).suffix
    reason = f"unknown format ({suffix}); what is text is read under a name with .txt"
    assert outcome(make(tmp_path, name))[name] == reason


def test_a_packed_bomb_of_text_is_not_unpacked(tmp_path: Path) -> None:
    make(tmp_path, "bomb.txt.gz", content=gzip.compress(b"word " * 2_000_000, mtime=0))
    assert outcome(tmp_path, limit_bytes=1 << 20) == {"bomb.txt.gz": "larger than 1 MiB"}


def test_a_link_is_no_second_file_and_says_where_it_leads(tmp_path: Path) -> None:
    news, other = tmp_path / "news", tmp_path / "other"
    make(news, "b.txt")
    make(news, ".store/kept.txt", content=BODY + "\n\nOne more.")
    make(other, "deep/c.txt", content=BODY + "\n\nAnd another.")
    make(other, "d.txt", content=BODY + "\n\nThe last.")
    for name, target in (
        ("a-link.txt", news / "b.txt"), ("c-link.txt", news / "b.txt"),
        ("kept.txt", Path(".store/kept.txt")), ("kept-too.txt", news / ".store" / "kept.txt"),
        ("out", other / "deep"), ("d.txt", other / "d.txt"),
    ):  # fmt: skip
        (news / name).symlink_to(target)
    found = find([news], ReadOptions())
    names = [one.relative for one in found if isinstance(one, Source)]
    assert names == ["b.txt", "d.txt", "kept-too.txt", "out/c.txt"]
    items = [item for one in found if isinstance(one, Source) for item in one.articles()]
    remarks = [item for item in items if isinstance(item, Remark)]
    assert [(Path(one.path).name, one.text.rpartition(" ")[2]) for one in remarks] == [
        ("d.txt", str(other / "d.txt")), ("out", str(other / "deep")),
    ]  # fmt: skip
    assert all("leads out of the folder" in one.text for one in remarks)
    # One that is named is what was wanted.
    (named,) = find([news / "a-link.txt"], ReadOptions())
    assert isinstance(named, Source)
    assert [type(item) for item in named.articles()] == [Article]


@pytest.mark.parametrize("link", ["again", "zuletzt", "sport/again"])
def test_a_folder_is_called_by_its_own_name_and_not_by_that_of_a_link(
    tmp_path: Path, link: str
) -> None:
    for folder in ("business", "sport"):
        (tmp_path / folder).mkdir()
        for name in ("one.txt", "two.txt"):
            (tmp_path / folder / name).write_text(f"A headline\n\nOf {folder} in {name}.\n")
    (tmp_path / link).symlink_to(tmp_path / "business", target_is_directory=True)
    found = find([tmp_path], ReadOptions())
    places = [str(Path(one.path).relative_to(tmp_path)) for one in found if not is_left_out(one)]
    assert [one.path for one in found if is_left_out(one)] == [str(tmp_path / link)]
    assert sorted(places) == [
        *("business/one.txt", "business/two.txt", "sport/one.txt", "sport/two.txt")
    ]


def test_what_programs_keep_beside_their_data_is_read_when_it_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "archive.db.lock", "old.db-journal")
    found = find([tmp_path], ReadOptions())
    assert [item.relative for item in found if isinstance(item, Source)] == ["a.txt"]
    assert {item.by_rule for item in found if isinstance(item, Skipped)} == {True}
    (named,) = find([tmp_path / "archive.db.lock"], ReadOptions())
    assert isinstance(named, Source)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    make(tmp_path, "a/one.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = find([tmp_path], ReadOptions())
    assert [item.relative for item in found if isinstance(item, Source)] == ["a/one.txt"]
    assert [
        (Path(item.path).name, item.by_rule) for item in found if isinstance(item, Skipped)
    ] == [
        ("self", False),
        ("again", True),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    make(tmp_path, "locked.txt").joinpath("locked.txt").chmod(0)
    assert outcome(tmp_path) == {"locked.txt": "permission denied"}


def test_a_name_that_is_not_utf8_is_shown_safely(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(BODY)
    (name,) = articles(tmp_path)
    assert name == "caf%E9.txt"


def test_a_pdf_whose_name_is_not_utf8_is_read(tmp_path: Path) -> None:
    lines: list[Placed] = [
        ("Quay shut today", 60, 700, 18),
        ("The board said so on Monday.", 60, 660, 10),
    ]
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf")).write_bytes(pdf(lines))
    (source,) = find([tmp_path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert article.paragraphs == ("The board said so on Monday.",)


def test_a_name_that_cannot_be_one_is_told() -> None:
    (item,) = find(["nul\x00byte"], ReadOptions())
    assert isinstance(item, Skipped)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (BODY.encode(), "Headline here"),
        (b'{"title": "A record", "text": "One."}\n', "A record"),
        (b"---\ntitle: Described\n---\n\nOne.", "Described"),
        (gzip.compress(BODY.encode(), mtime=0), "Headline here"),
    ],
)
def test_standard_input_is_recognised(
    monkeypatch: pytest.MonkeyPatch, content: bytes, title: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    (source,) = find(["-"], ReadOptions())
    assert isinstance(source, Source)
    assert source.digest() == ""
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert article.title == title
    assert article.origin.startswith("-")
    assert not sys.stdin.buffer.closed


def test_a_digest_tells_bytes_and_names_apart(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "sub/a.txt", "named_2016-03-21_x.txt")
    make(tmp_path, "b.txt", content=BODY + "More.")
    digests = [
        item.digest()
        for item in find([tmp_path], ReadOptions(names="plain"))
        if isinstance(item, Source)
    ]
    assert digests[0] == digests[3]
    assert len(set(digests)) == 2
    named = [
        item.digest()
        for item in find([tmp_path], ReadOptions(names="outlet_date_slug"))
        if isinstance(item, Source)
    ]
    assert len(set(named)) == 3


def test_progress_follows_the_bytes(tmp_path: Path) -> None:
    make(tmp_path, "a.jsonl", content='{"text": "One."}\n' * 10_000)
    (source,) = find([tmp_path], ReadOptions())
    assert isinstance(source, Source)
    items = source.articles()
    next(items)
    assert 0 < source.bytes_read < source.size / 2
    assert sum(1 for _ in items) == 9_999
    assert source.bytes_read == source.size


def test_an_iteration_can_be_closed(tmp_path: Path) -> None:
    make(tmp_path, "a.jsonl", content='{"text": "One."}\n' * 10_000)
    (source,) = find([tmp_path], ReadOptions())
    assert isinstance(source, Source)
    items = source.articles()
    assert isinstance(items, Generator)
    next(items)
    items.close()
    assert list(items) == []


NAMED = ("huff-post_2016-03-21_a-slug.txt", "nyt_2016-04-01_b.txt")


def test_file_names_give_outlet_and_date_when_the_folder_agrees(tmp_path: Path) -> None:
    make(tmp_path, *NAMED)
    found = articles(tmp_path)
    assert [(a.outlet, a.date, a.date_from) for a in found.values()] == [
        ("Huff Post", "2016-03-21", "file name"),
        ("NYT", "2016-04-01", "file name"),
    ]
    assert articles(tmp_path / NAMED[0]) == {NAMED[0]: found[NAMED[0]]}


def test_two_names_of_the_form_say_outlet_and_date_whatever_lies_beside_them(
    tmp_path: Path,
) -> None:
    make(tmp_path, *NAMED, "minutes.txt")
    for names in ("auto", "outlet_date_slug"):
        found = articles(tmp_path, names=names)
        assert sorted((a.outlet, a.date) for a in found.values()) == [
            ("", ""),
            ("Huff Post", "2016-03-21"),
            ("NYT", "2016-04-01"),
        ]
    assert {a.date for a in articles(tmp_path, names="plain").values()} == {""}


def test_one_name_of_the_form_says_the_date_alone(tmp_path: Path) -> None:
    make(tmp_path, "minutes_2016-03-21.txt", "other.txt")
    found = articles(tmp_path)
    assert [(a.outlet, a.date) for a in found.values()] == [("", "2016-03-21"), ("", "")]


def test_a_daily_note_is_of_its_day_be_it_one_or_several(tmp_path: Path) -> None:
    make(tmp_path, "2024-02-03.md", "ideas of 2016-03-21.md")
    (tmp_path / "ideas of 2016-03-21.md").rename(tmp_path / "ideas.md")
    assert sorted(a.date for a in articles(tmp_path).values()) == ["", "2024-02-03"]
    (tmp_path / "ideas.md").unlink()
    assert [a.date for a in articles(tmp_path).values()] == ["2024-02-03"]


@pytest.mark.parametrize("name", ["txt", "html", "pdf", "Downloads"])
def test_a_folder_that_says_what_files_are_is_no_section(tmp_path: Path, name: str) -> None:
    make(tmp_path, f"{name}/1.txt", f"{name}/2.txt", "News/1.txt", "News/2.txt")
    found = [item for item in find([tmp_path], ReadOptions()) if isinstance(item, Source)]
    sections = {item.relative.partition("/")[0]: item.hints.section for item in found}
    assert sections == {name: "", "News": "News"}
    told = find([tmp_path / name / "1.txt"], ReadOptions(section_from_folder=True))
    assert {i.hints.section for i in told if isinstance(i, Source)} == {name[0].upper() + name[1:]}


def test_folders_named_by_codes_of_languages_or_countries_are_no_sections(tmp_path: Path) -> None:
    for name in ("ru", "zh-CN", "pt_br"):
        (tmp_path / name).mkdir()
        for number in (1, 2):
            (tmp_path / name / f"{number}.txt").write_text("A text.")
    found = [item for item in find([tmp_path], ReadOptions()) if isinstance(item, Source)]
    assert [item.hints.section for item in found] == [""] * 6
    (tmp_path / "World").mkdir()
    found = [item for item in find([tmp_path], ReadOptions()) if isinstance(item, Source)]
    assert {item.hints.section for item in found} == {"Ru", "Zh CN", "Pt br"}


def test_sections_come_from_folders_that_stand_side_by_side(tmp_path: Path) -> None:
    make(tmp_path, "sport/1.txt", "sport/2.txt", "tech-news/1.txt", "tech-news/2.txt", "top.txt")
    found = [item for item in find([tmp_path], ReadOptions()) if isinstance(item, Source)]
    assert [item.hints.section for item in found] == [
        "Sport",
        "Sport",
        "Tech news",
        "Tech news",
        "",
    ]
    never = find([tmp_path], ReadOptions(section_from_folder=False))
    assert {item.hints.section for item in never if isinstance(item, Source)} == {""}
    always = find([tmp_path / "sport" / "1.txt"], ReadOptions(section_from_folder=True))
    assert [item.hints.section for item in always if isinstance(item, Source)] == ["Sport"]


def test_folders_by_date_are_no_sections(tmp_path: Path) -> None:
    make(tmp_path, "2016/03/1.txt", "2016/03/2.txt", "2016/04/1.txt", "2016/04/2.txt")
    found = find([tmp_path], ReadOptions())
    assert {item.hints.section for item in found if isinstance(item, Source)} == {""}


def test_what_the_source_says_counts_before_what_the_user_and_the_name_say(tmp_path: Path) -> None:
    make(tmp_path, *NAMED)
    make(tmp_path, "own_2016-01-01_x.md", content="---\noutlet: Own\ndate: 2015\n---\n\nOne.")
    found = articles(tmp_path, outlet="Given")
    assert [(a.outlet, a.date) for a in found.values()] == [
        ("Given", "2016-03-21"),
        ("Given", "2016-04-01"),
        ("Own", "2015"),
    ]


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("huff-post", "Huff Post"),
        ("nyt", "NYT"),
        ("usa-today", "USA Today"),
        ("bbc_news", "BBC News"),
        ("the-sound-of-music", "The Sound of Music"),
        ("McClatchy", "McClatchy"),
    ],
)
def test_an_outlets_slug_becomes_its_name(slug: str, name: str) -> None:
    assert outlet_name(slug) == name


@given(st.text(max_size=40))
def test_any_file_name_is_judged(name: str) -> None:
    assert outlet_date_slug(name) is None or len(name) > 11


HEADS = st.sampled_from(
    [
        b"",
        b"\x1f\x8b\x08",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b'{"text": "',
        b"[",
        b"---\n",
        b"<html>",
        b"# ",
    ]
)


@given(HEADS, st.binary(), st.sampled_from([".txt", ".md", ".json", ".jsonl", ".html", ".gz", ""]))
def test_random_bytes_never_raise(tmp_path: Path, head: bytes, body: bytes, suffix: str) -> None:
    make(tmp_path, f"a{suffix}", content=head + body)
    for source in find([tmp_path / f"a{suffix}"], ReadOptions()):
        assert isinstance(source, Source)
        source.digest()
        assert all(isinstance(item, Article | Skipped) for item in source.articles())
