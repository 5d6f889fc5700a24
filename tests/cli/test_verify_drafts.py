"""`nutgraf verify` of drafts: what they quote in any way is checked, or is said not to be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORDS = (
    "The ferry will not sail before the harbour has been paid, Marsh said on Monday at the quay.",
    "Nobody counted the cranes that were sold for 1.5 million euros in the spring.",
)
FORMS = {
    ".md": ("> {}{}\n\n", "He said “{}” {} on Monday.\n\n", "[^{}]"),
    ".txt": ("> {} {}\n\n", "He said “{}” {} on Monday.\n\n", "({})"),
    ".html": (
        "<blockquote><p>{} {}</p></blockquote>\n",
        "<p>He <b>said</b> “{}” {} on Monday.</p>\n",
        "[{}]",
    ),
}


@pytest.fixture
def ids(run: Run, tmp_path: Path) -> list[str]:
    """The ids of both paragraphs in the archive."""
    file = tmp_path / "ferry.txt"
    file.write_text("Ferry\n\n" + "\n\n".join(WORDS) + "\n", "utf-8")
    assert run("add", file).code == 0
    found = json.loads(run("export", "ferry OR cranes", "--format", "json").out)
    by_words = {one["text"]: one["id"] for one in found}
    return [by_words[words] for words in WORDS]


def told(run: Run, file: Path) -> tuple[int, list[tuple[str, str]], list[tuple[str, int]]]:
    """The exit code; words and extent of each quotation, kind of what has no id and its places."""
    ran = run("verify", file, "--json")
    record = json.loads(ran.out)
    assert record["right"] == (ran.code == 0)
    (one,) = record["files"]
    return (
        ran.code,
        [(each["words"], each["extent"]) for each in one["quotations"]],
        [(each["kind"], len(each["places"])) for each in one["unproven"]],
    )


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize("at", [0, 1], ids=["block", "sentence"])
@pytest.mark.parametrize(
    ("said", "extent"),
    [
        (WORDS[0], "whole"),
        ("The ferry will not sail", "part"),
        ("[T]he harbour has been paid, Marsh said on Monday", "part"),
        ("The ferry will not sail … Marsh said", "shortened"),
        ("The ferry will sail", ""),
        ("The ferry will not sail before Tuesday", ""),
    ],
)
def test_each_way_to_quote_with_an_id(
    run: Run, ids: list[str], tmp_path: Path, suffix: str, at: int, said: str, extent: str
) -> None:
    form = FORMS[suffix]
    file = tmp_path / f"draft{suffix}"
    file.write_text(form[at].format(said, form[2].format(ids[0])), "utf-8")
    code, quoted, unproven = told(run, file)
    assert quoted == [("same" if extent else "altered", extent)]
    assert unproven == []
    assert code == (0 if extent else 1)


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize("with_id", [True, False])
def test_what_has_no_id_is_counted_and_is_no_success(
    run: Run, ids: list[str], tmp_path: Path, suffix: str, with_id: bool
) -> None:
    block, sentence, name = FORMS[suffix]
    parts = [
        block.format(WORDS[1], name.format(ids[1])) if with_id else "",
        block.format("I took all of it and would do it again.", ""),
        block.format("We shall burn the annex.", name.format("zzz")),
        sentence.format("Nobody counted the cranes", ""),
        sentence.format("all of it and more than that", ""),
        sentence.format("oddly put", ""),
    ]
    file = tmp_path / f"draft{suffix}"
    file.write_text("".join(parts), "utf-8")
    code, quoted, unproven = told(run, file)
    assert code == 6
    assert quoted == [("same", "whole")] * with_id
    assert sorted(unproven) == [("block", 0), ("block", 0), ("passage", 0), ("passage", 1)]
    ran = run("verify", file)
    assert "2 block quotations and 2 passages in quotation marks have no id" in ran.err
    assert "I took all of it" in ran.out
    assert f"these words stand in {ids[1]}" in ran.out


def test_an_id_behind_two_passages_proves_the_first_only_if_it_has_its_words(
    run: Run, ids: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "draft.md"
    line = "“{}”, she said, and “before the harbour has been paid” [^{}].\n"
    file.write_text(line.format("The ferry will not sail", ids[0]), "utf-8")
    assert told(run, file) == (0, [("same", "part")] * 2, [])
    file.write_text(line.format("I stole all of it", ids[0]), "utf-8")
    assert told(run, file) == (6, [("same", "part")], [("passage", 0)])


def test_footnotes_of_other_names_lead_to_the_id_that_they_tell(
    run: Run, ids: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "draft.md"
    text = f"> {WORDS[0]} [^1]\n> — Marsh\n\n“Nobody counted the cranes.”[^2]\n\n"
    notes = f"[^1]: The Courier, {ids[0]}\n[^2]: {ids[1]}; of\n    the archive\n"
    file.write_text(text + notes, "utf-8")
    assert told(run, file) == (0, [("same", "whole"), ("same", "part")], [])


def test_two_quotations_in_one_block_are_two(run: Run, ids: list[str], tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(
        f"> {WORDS[0]} [^{ids[0]}]\n> {WORDS[1]} [^{ids[1]}]\n>\n> All mine.\n", "utf-8"
    )
    assert told(run, file) == (6, [("same", "whole")] * 2, [("block", 0)])


def test_what_a_note_quotes_is_told_and_is_no_fault(
    run: Run, ids: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "draft.md"
    note = "Note: he told me “I took all of it” on the telephone.\n"
    file.write_text(f"> {WORDS[0]} [^{ids[0]}]\n\n{note}", "utf-8")
    assert told(run, file) == (0, [("same", "whole")], [("note", 0)])


def test_a_part_without_an_archive_is_not_proven(run: Run, ids: list[str], tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(f"“The ferry will not sail” [^{ids[0]}]\n", "utf-8")
    ran = run("verify", file, "--without-archive")
    assert (ran.code, "not proven" in ran.out) == (6, True)


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html", ".csv", ".json"])
def test_a_source_that_is_another_than_the_archives_is_told(
    run: Run, ids: list[str], tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"note{suffix}"
    assert run("export", "ferry", "-o", file).code == 0
    assert told(run, file) == (0, [("same", "whole")], [])
    written = file.read_text("utf-8").replace("ferry.txt", "boat.txt")
    written = written.replace("“Ferry”", "“Quay”").replace(",Ferry,", ",Quay,")
    file.write_text(written.replace('"title": "Ferry"', '"title": "Quay"'), "utf-8")
    assert told(run, file) == (1, [("same", "whole")], [])
    ran = run("verify", file)
    assert "ANOTHER SOURCE, headline: Quay in the file, Ferry in the archive" in ran.out
    assert "ANOTHER SOURCE, file: boat.txt in the file" in ran.out
    assert "1 of another source" in ran.err
