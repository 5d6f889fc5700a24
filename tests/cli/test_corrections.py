"""`nutgraf corrections`: one place put right from the shell, listed, taken back, carried over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from tests.cli.conftest import Run

PAGE = """---
title: {title}
url: https://echo.example/{name}
---

{text}
"""
NEWS = {
    "one": "Ted Kennedy met Marta Ostrander.\n\nKennedy said no. Kennedy left.",
    "two": "John F. Kennedy wrote.\n\nKennedy stayed in London.",
}


@pytest.fixture
def ids(run: Run, own: Path, tmp_path: Path) -> dict[str, str]:
    """The ids of the articles."""
    del own
    for name, text in NEWS.items():
        page = tmp_path / f"{name}.md"
        page.write_text(PAGE.format(title=f"Article {name}", name=name, text=text), "utf-8")
        assert run("add", page).code == 0
    found = json.loads(run("search", "kennedy", "--json").out)["hits"]
    return {one["title"].split()[-1]: one["id"].split("-")[0] for one in found}


def names(run: Run, reference: str) -> list[str]:
    record = json.loads(run("show", reference, "--json").out)
    return [each["name"] for one in record["paragraphs"] for each in one["mentions"]]


def test_a_place_is_put_right_listed_and_taken_back(run: Run, ids: dict[str, str]) -> None:
    reference = f"{ids['two']}:2"
    before = names(run, reference)
    ran = run("corrections", "name", reference, "Kennedy", "--is", "ted kennedy")
    assert ran.code == 0
    assert "“Kennedy” is Ted Kennedy here" in ran.err
    assert "Ted Kennedy" in names(run, reference)
    assert "John F. Kennedy" in names(run, f"{ids['two']}:1")
    (line,) = run("corrections").out.splitlines()
    assert line.split("\t") == ["1", reference, "Article two", "“Kennedy” is Ted Kennedy here"]
    (record,) = json.loads(run("corrections", "list", "--json").out)
    assert (record["name"], record["places"]) == ("Ted Kennedy", 1)
    assert run("corrections", "remove", "1").code == 0
    assert names(run, reference) == before
    assert run("corrections").code == 1


def test_what_is_no_name_and_all_of_an_article(run: Run, ids: dict[str, str]) -> None:
    reference = f"{ids['one']}:2"
    more = ("--everywhere", "--is", "Kennedy Ltd.", "--type", "org")
    assert run("corrections", "name", reference, "Kennedy", *more).code == 0
    assert names(run, reference) == ["Kennedy Ltd.", "Kennedy Ltd."]
    assert "in this article  (2 places)" in run("corrections").out
    assert run("corrections", "name", reference, "Kennedy", "--nth", 2, "--no-name").code == 0
    assert names(run, reference) == ["Kennedy Ltd."]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Kennedy", "--no-name"), "2 times"),
        (("Kennedy", "--nth", 3, "--no-name"), "2 times"),
        (("Obama", "--no-name"), "does not have “Obama”"),
        (("Kennedy", "--nth", 1, "--is", "Nobody Known"), "No name is “Nobody Known” yet"),
        (("left", "--no-name"), "“left” is no name here"),
        (("Kennedy", "--nth", 1, "--is", "…", "--type", "org"), "at least one letter"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changed(
    run: Run, ids: dict[str, str], given: tuple[Any, ...], said: str
) -> None:
    ran = run("corrections", "name", f"{ids['one']}:2", *given)
    assert ran.code == 2
    assert said in ran.err
    assert not run("corrections").out
    assert run("corrections", "remove", "7").code == 1


def test_corrections_go_into_the_file_of_edits_and_come_out_of_it(
    run: Run, ids: dict[str, str], tmp_path: Path
) -> None:
    reference, file = f"{ids['two']}:2", tmp_path / "names.toml"
    run("corrections", "name", reference, "Kennedy", "--is", "Ted Kennedy")
    run("corrections", "name", f"{ids['one']}", "Ostrander", "--no-name", "--everywhere")
    assert run("entities", "--rules", "export", file).code == 0
    told, put_right = file.read_bytes(), names(run, reference)
    run("corrections", "remove", "1", "2")
    assert names(run, reference) != put_right
    assert "2 edits taken over" in run("entities", "--rules", "import", file).err
    assert names(run, reference) == put_right
    assert "0 edits taken over" in run("entities", "--rules", "import", file).err
    run("entities", "--rules", "export", file)
    assert file.read_bytes() == told
    other = ("--archive", tmp_path / "other.db")
    ran = run(*other, "entities", "--rules", "import", file)
    assert "2 corrections of articles that are not in this archive left out" in ran.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('type = "person"', 'type = "ship"'),
        ("start = 0", "start = 3"),
        ("start = 0", 'start = "a"'),
        ("ordinal = 2", "ordinal = 0"),
        ('words = "Kennedy"', "words = 3"),
        ('words = "Kennedy"', 'wordz = "Kennedy"'),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_place(
    run: Run, ids: dict[str, str], own: Path, tmp_path: Path, old: str, new: str
) -> None:
    file = tmp_path / "names.toml"
    run("corrections", "name", f"{ids['two']}:2", "Kennedy", "--is", "Ted Kennedy")
    run("entities", "--rules", "export", file)
    run("corrections", "remove", "1")
    text = file.read_text("utf-8")
    assert old in text
    edit = "[[edit]]\ndo = 'hide'\ntype = 'person'\nname = 'Ann Lee'\n"
    file.write_text(f"{edit}\n{text.replace(old, new)}", "utf-8")
    ran = run("entities", "--rules", "import", file)
    assert ran.code == 2
    assert "Correction 1" in ran.err
    assert "Nothing was taken over" in ran.err
    with Archive.open(own) as archive:
        assert not archive.places.kept()
        assert not archive.entity_editor.own()


QUOTED = "Ann Lee met Bob Reed.\n\n“The port is not for sale to anybody,” Lee said on Monday."


@pytest.fixture
def quoted(run: Run, own: Path, tmp_path: Path) -> str:
    """The id of a paragraph with a quote."""
    del own
    page = tmp_path / "quoted.md"
    page.write_text(PAGE.format(title="Quoted", name="quoted", text=QUOTED), "utf-8")
    assert run("add", page).code == 0
    return str(json.loads(run("search", "port", "--json").out)["hits"][0]["id"])


def said(run: Run) -> dict[str, tuple[str, bool]]:
    found = json.loads(run("quotes", "--json").out or "[]")
    return {one["words"][:8]: (one["speaker"], one["put_right"]) for one in found}


def test_a_quote_is_somebody_elses(run: Run, quoted: str) -> None:
    before = said(run)
    assert before == {"The port": ("Ann Lee", False)}
    ran = run("corrections", "speaker", quoted, "not for sale", "--by", "bob reed")
    assert "Bob Reed said “The port is not for sale" in ran.err
    assert said(run) == {"The port": ("Bob Reed", True)}
    assert "Bob Reed (put right)" in run("quotes").out
    assert run("search", 'said:"Bob Reed"', "--ids").out.split() == [quoted]
    run("corrections", "speaker", quoted, "not for sale", "--role", "an aide")
    assert said(run) == {"The port": ("an aide", True)}
    assert run("search", "said:aide", "--ids").out.split() == [quoted]
    run("corrections", "speaker", quoted, "not for sale", "--no-speech")
    assert said(run) == {}
    assert not run("search", "has:quote port", "--ids").out
    (record,) = json.loads(run("corrections", "list", "--json").out)
    assert (record["kind"], record["name"], record["role"]) == ("speaker", "", "")
    run("corrections", "remove", record["number"])
    assert said(run) == before


def test_speakers_go_into_the_file_of_edits(run: Run, quoted: str, tmp_path: Path) -> None:
    file = tmp_path / "names.toml"
    for what in (("--by", "Bob Reed"), ("--role", "an aide"), ("--no-speech",)):
        run("corrections", "speaker", quoted, "not for sale", *what)
        told = said(run)
        run("entities", "--rules", "export", file)
        number = json.loads(run("corrections", "list", "--json").out)[0]["number"]
        run("corrections", "remove", number)
        assert said(run) != told
        assert "1 edit taken over" in run("entities", "--rules", "import", file).err
        assert said(run) == told


def test_words_that_are_in_no_quote_are_refused(run: Run, quoted: str) -> None:
    ran = run("corrections", "speaker", quoted, "on Monday", "--no-speech")
    assert ran.code == 2
    assert "No quote of" in ran.err


def test_a_speaker_whom_no_text_names_is_found(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "news.md"
    text = "“We shall build the harbour in spring,” a spokesman said in London."
    page.write_text(PAGE.format(title="Harbour", name="h", text=text), "utf-8")
    assert run("add", page).code == 0
    (hit,) = json.loads(run("search", "harbour", "--json").out)["hits"]
    made = ("corrections", "speaker", hit["id"], "We shall build", "--by", "Zora Neumann")
    assert run(*made, "--type", "person").code == 0
    for name in ("Zora Neumann", "zora neumann", '"Zora Neumann"', "Neumann"):
        ran = run("quotes", "--speaker", name, "--json")
        assert ran.code == 0
        assert [one["speaker"] for one in json.loads(ran.out)] == ["Zora Neumann"]
    assert run("quotes", "--speaker", '"Neumann"').code == 1
