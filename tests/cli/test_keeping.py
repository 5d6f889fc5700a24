"""`bookmarks`, `export`, `saved`, `backup`: what was kept, and how it leaves."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from index import Archive, Hop, export_formats
from tests.cli.conftest import Run


@pytest.fixture
def marked(own: Path) -> Path:
    """The small archive with two bookmarks, one of them with note and tags."""
    with Archive.open(own) as archive:
        for word in ("tender", "swap"):
            number = archive.search(f"{word} agreed").hits[0].number
            mark = archive.add_bookmark(number)
        archive.set_note(mark.number, "Ask the bank.\nTwice.")
        archive.set_tags(mark.number, ["money", "to do"])
    return own


def test_without_bookmarks_there_is_nothing_to_list(run: Run, own: Path) -> None:
    ran = run("bookmarks")
    assert (ran.code, ran.out) == (1, "")
    assert "no bookmarks" in ran.err


def test_bookmarks_are_listed_with_notes_and_tags_in_every_form(run: Run, marked: Path) -> None:
    marks = json.loads(run("bookmarks", "--json").out)
    assert [mark["title"] for mark in marks] == ["About a swap", "About a tender"]
    assert marks[0]["note"] == "Ask the bank.\nTwice."
    assert marks[0]["tags"] == ["money", "to do"]
    assert {mark["state"] for mark in marks} == {"kept"}
    rows = list(csv.DictReader(io.StringIO(run("bookmarks", "--csv").out)))
    assert [row["id"] for row in rows] == [mark["id"] for mark in marks]
    assert rows[0]["tags"] == "money, to do"
    readable = run("bookmarks").out
    assert "#money" in readable
    assert "note: Ask the bank.\nnote: Twice." in readable
    assert run("bookmarks", "--md").out == run("export", "--bookmarks").out


def test_a_query_chooses_among_the_bookmarks(run: Run, marked: Path) -> None:
    assert [m["title"] for m in json.loads(run("bookmarks", "tag:money", "--json").out)] == [
        "About a swap"
    ]
    assert run("bookmarks", "strike").code == 1
    assert json.loads(run("bookmarks", "strike", "--json").out) == []


def test_a_bookmark_whose_paragraph_is_gone_is_still_listed(
    run: Run, marked: Path, home: Path
) -> None:
    file = home / "news" / "swap.md"
    head = file.read_text().partition("The swap")[0]
    file.write_text(head + "Something else altogether stands here now.\n")
    run("add", file)
    mark = json.loads(run("bookmarks", "--json").out)[0]
    assert (mark["state"], mark["text"]) == ("gone", "")
    assert mark["marked_text"] == "The swap was agreed on."
    assert "no longer in the article" in run("bookmarks").out
    assert "The swap was agreed on." in run("export", "--bookmarks").out


def test_an_id_that_was_cited_is_shown_where_it_stood(run: Run, marked: Path, home: Path) -> None:
    file = home / "news" / "swap.md"
    was = {one["title"]: one["id"] for one in json.loads(run("bookmarks", "--json").out)}
    text = file.read_text()
    file.write_text(text.replace("The swap was agreed on.", "The swap was agreed on by both."))
    run("add", file)
    now = json.loads(run("bookmarks", "--json").out)[0]
    assert now["state"] == "changed"
    shown = run("show", was["About a swap"]).out
    assert "version 1 of 2" in shown
    assert f"changed since; today it is: ¶ {now['ordinal']}, {now['id']}" in shown
    assert "The swap was agreed on." in shown
    record = json.loads(run("show", was["About a swap"], "--json").out)
    assert (record["version"], record["today"]) == (1, {"state": "changed", "id": now["id"]})
    assert "changed since; today it is" in run("related", was["About a swap"]).err
    assert "today" not in json.loads(run("show", now["id"], "--json").out)
    file.write_text(text.partition("The swap")[0] + "Something else altogether stands here now.\n")
    run("add", file)
    assert "no longer in the article" in run("show", was["About a swap"]).out
    # Every id that is given out is one that is taken.
    for one in json.loads(run("bookmarks", "--json").out):
        assert one["marked_text"] in run("show", one["id"]).out


def test_an_order_is_kept_to_or_refused(run: Run, marked: Path) -> None:
    run("dossiers", "add", "Deals", "agreed")
    for what in (("--dossier", "Deals"), ("--bookmarks",)):
        ran = run("export", *what, "--sort", "newest")
        assert (ran.code, ran.out) == (2, "")
        assert "--sort" in ran.err
    found = [
        [one["title"] for one in json.loads(run("export", *asked, "--format", "json").out)]
        for asked in (
            ("agreed is:bookmarked", "--sort", "oldest"),
            ("--bookmarks", "agreed", "--sort", "oldest"),
        )
    ]
    assert found[0] == found[1]


def test_the_same_export_gives_the_same_bytes(run: Run, marked: Path, tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    ran = run("export", "agreed", "-o", target, "--title", "What was agreed")
    assert (ran.code, ran.out) == (0, "")
    assert "3 paragraphs written to" in ran.err
    text = target.read_text(encoding="utf-8")
    assert "# What was agreed" in text
    assert text.count("\n> ") == 3
    for where in ((), ("-o", "-")):
        assert run("export", "agreed", "--title", "What was agreed", *where).out == text


def test_an_export_never_writes_over_a_file_unasked(run: Run, marked: Path, tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    target.write_text("mine")
    ran = run("export", "agreed", "-o", target)
    assert ran.code == 2
    assert "--force" in ran.err
    assert target.read_text() == "mine"
    assert run("export", "agreed", "-o", target, "--force").code == 0
    assert target.read_text() != "mine"


def test_an_export_into_a_folder_is_named_after_what_it_is(
    run: Run, marked: Path, tmp_path: Path
) -> None:
    assert run("export", "agreed", "-o", tmp_path).code == 0
    assert (tmp_path / "agreed.md").is_file()


def test_an_export_is_in_the_format_that_is_named_by_option_or_file(
    run: Run, marked: Path, tmp_path: Path
) -> None:
    for form in export_formats():
        text = run("export", "agreed", "--format", form.name).out
        assert run("export", "agreed", "-o", tmp_path / f"named{form.suffix}").code == 0
        assert (tmp_path / f"named{form.suffix}").read_text("utf-8-sig") == text
        assert run("export", "agreed", "-o", tmp_path, "--format", form.name).code == 0
        assert (tmp_path / f"agreed{form.suffix}").read_text("utf-8-sig") == text
    assert run("export", "--bookmarks", "--format", "json").out == run("bookmarks", "--json").out
    assert run("export", "--bookmarks", "--format", "csv").out == run("bookmarks", "--csv").out
    ran = run("export", "agreed", "--format", "jsn")
    assert ran.code == 2
    assert "json" in ran.err


def test_a_name_of_no_format_is_refused_unless_one_is_given(
    run: Run, marked: Path, tmp_path: Path
) -> None:
    target = tmp_path / "swap.docx"
    ran = run("export", "agreed", "-o", target)
    assert (ran.code, target.exists()) == (2, False)
    assert "no format is known by the name .docx" in ran.err
    assert ".html" in ran.err
    assert run("export", "agreed", "-o", target, "--format", "html").code == 0


def test_an_export_of_nothing_writes_nothing(run: Run, own: Path, tmp_path: Path) -> None:
    target = tmp_path / "note.md"
    for arguments in (("zzyzx",), ("--bookmarks",), ("zzyzx", "--bookmarks")):
        ran = run("export", *arguments, "-o", target)
        assert (ran.code, ran.out) == (1, "")
    assert not target.exists()
    assert run("export").code == 2


def test_a_saved_search_is_kept_used_replaced_and_forgotten(run: Run, own: Path) -> None:
    assert run("saved").code == 1
    assert run("saved", "save", "@deals", "swap", "OR", "tender").code == 0
    assert run("saved").out == "deals\tswap OR tender\n"
    assert len(run("search", "@deals", "--ids").out.split()) == 4
    ran = run("saved", "save", "deals", "-swap")
    assert ran.code == 0
    assert "stood for: swap OR tender" in ran.err
    assert json.loads(run("saved", "list", "--json").out) == {"deals": "-swap"}
    missing = run("saved", "forget", "deal")
    assert missing.code == 1
    assert "Did you mean deals?" in missing.err
    assert run("saved", "forget", "deals").code == 0
    assert run("saved", "list").code == 1


def test_a_name_of_several_words_says_how_it_is_written(run: Run, own: Path) -> None:
    ran = run("saved", "save", 'the "talks"', "swap")
    assert (ran.code, ran.err.strip()) == (
        2, "nutgraf: A saved search needs a name, without quotation marks."
    )  # fmt: skip
    ran = run("saved", "save", "trade talks", "swap")
    assert '@"trade talks"' in ran.err
    assert run("search", '@"trade talks"', "--ids").code == 0


def test_a_backup_is_an_archive_with_all_that_was_in_it(
    run: Run, marked: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", copy).out == f"{copy}\n"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]
    for arguments in (("bookmarks", "--json"), ("search", "agreed", "--json")):
        assert run(*arguments, "--archive", copy).out == run(*arguments).out
    assert run("doctor", "--archive", copy).code == 0


def test_a_backup_never_writes_over_a_file_unasked_nor_over_the_archive(
    run: Run, own: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    assert run("backup", copy).code == 2
    assert copy.read_text() == "mine"
    assert run("backup", copy, "--force").code == 0
    ran = run("backup", own, "--force")
    assert ran.code == 2
    assert "is the archive itself" in ran.err
    assert run("doctor").code == 0


def test_a_backup_into_a_folder_is_named_by_the_time(run: Run, own: Path, tmp_path: Path) -> None:
    written = Path(run("backup", tmp_path).out.strip())
    assert written.parent == tmp_path
    assert written.name.startswith("archive-20")
    assert run("stats", "--archive", written).code == 0


def test_a_backup_is_put_in_the_place_of_the_archive(
    run: Run, marked: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    run("backup", copy)
    before = run("bookmarks", "--json").out
    run("saved", "save", "later", "swap")
    ran = run("restore", copy)
    assert (ran.code, ran.out) == (0, f"{marked}\n")
    assert run("saved").code == 1
    assert run("bookmarks", "--json").out == before
    assert run("doctor").code == 0
    aside = Path(ran.err.strip().rpartition("before it: ")[2])
    assert run("saved", "--archive", aside).code == 0
    ran = run("restore", tmp_path / "none.db")
    assert (ran.code, ran.out) == (2, "")


def test_a_backup_is_not_restored_under_an_open_program(
    run: Run, marked: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    run("backup", copy)
    with Archive.open(marked):
        ran = run("restore", copy)
    assert (ran.code, ran.out) == (3, "")
    assert "Quit that, and try again" in ran.err


def test_a_table_is_known_to_be_utf8_by_spreadsheets_and_has_no_mark_in_a_pipe(
    run: Run, marked: Path, tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    assert run("export", "swap", "-o", table).code == 0
    piped = run("export", "swap", "--format", "csv").out
    assert table.read_bytes() == b"\xef\xbb\xbf" + piped.encode()
    assert piped.startswith("id,")
    note = tmp_path / "a.md"
    run("export", "swap", "-o", note)
    assert note.read_bytes().startswith(b"---")
    assert "quotes articles" in run("add", table).out + run("add", table).err


def test_a_format_is_called_by_the_end_of_its_files_too(run: Run, own: Path) -> None:
    for end, name in (("md", "markdown"), ("bib", "bibtex"), ("txt", "text")):
        assert run("export", "swap", "--format", end) == run("export", "swap", "--format", name)


def test_how_something_was_found_names_the_archive_it_was_found_in(run: Run, own: Path) -> None:
    with Archive.open(own) as archive:
        archive.trail.keep(
            Hop(number=1764144000000000, parent=None, kind="search", query="swap", found=1)
        )
    assert "    nutgraf search swap\n" in run("trail", "--md").out
    told = run("--archive", own, "trail", "--md").out
    assert f"    nutgraf --archive {own} search swap\n" in told


def test_what_was_marked_and_is_gone_leaves_with_the_query_that_means_it(
    run: Run, marked: Path
) -> None:
    with Archive.open(marked) as archive:
        (article,) = {mark.article for mark in archive.bookmarks() if mark.tags}
        archive.removals.remove([article])
    (there,) = json.loads(run("bookmarks", "tag:money", "--json").out)
    assert there["state"] == "removed"
    assert "money" in run("export", "--bookmarks", "tag:money", "--format", "text").out
    ran = run("bookmarks", "person:nobody", "--json")
    assert json.loads(ran.out) == []
    assert "left out: 1 bookmark whose paragraph is gone" in ran.err
