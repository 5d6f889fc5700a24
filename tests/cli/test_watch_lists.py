"""`nutgraf entities import list.csv`: names that are found wherever a text has them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, InputError
from index.core.mention import Mention
from index.core.watched_names import WatchedName, WatchList
from index.entities.editing import watch_file
from tests.cli.conftest import Run

LIST = "name,type,aliases\nzibbel dredging,org,QDL|the Zib\nLower Strand,place\n"
TEXT = "A meeting\n\nMr. Reed of zibbel dredging met the Zib on Lower Strand. QDLs were there.\n"


@pytest.fixture
def names(tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    return file


def watched(run: Run) -> dict[str, int]:
    found = json.loads(run("entities", "--json").out)
    return {one["name"]: one["paragraphs"] for one in found if one["watched"]}


@pytest.mark.parametrize("first", ["list", "text"])
def test_a_listed_name_is_found_in_old_and_new_texts(
    run: Run, own: Path, tmp_path: Path, names: Path, first: str
) -> None:
    page = tmp_path / "meeting.txt"
    page.write_text(TEXT, "utf-8")
    steps = [("entities", "import", names), ("add", page)]
    for step in steps if first == "list" else reversed(steps):
        assert run(*step).code == 0
    assert watched(run) == {"zibbel dredging": 1, "Lower Strand": 1}
    for query in ('org:"QDL"', 'org:"zibbel dredging"', "place:strand"):
        assert len(run("search", query, "--ids").out.split()) == (0 if "QDL" in query else 1)
    again = run("entities", "import", names)
    assert "0 occurrences in 0 paragraphs changed" in again.err
    with Archive.open(own) as archive:
        assert archive.check() == []


def test_a_single_name_comes_from_standard_input(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del own
    page = tmp_path / "meeting.txt"
    page.write_text(TEXT, "utf-8")
    run("add", page)
    monkeypatch.setattr("sys.stdin", StringIO("the Zib,org\n"))
    assert run("entities", "import", "-").code == 0
    assert watched(run) == {"the Zib": 1}


def test_a_name_is_added_shown_first_and_forgotten(run: Run, own: Path, tmp_path: Path) -> None:
    page = tmp_path / "meeting.txt"
    page.write_text(TEXT, "utf-8")
    run("add", page)
    name = ("zibbel dredging", "--type", "org")
    shown = run("entities", "add", *name, "--alias", "the Zib", "--dry-run")
    assert shown.code == 0
    assert "zibbel dredging, the Zib → zibbel dredging" in shown.out
    assert "2 occurrences in 1 paragraph would change" in shown.err
    assert watched(run) == {}
    assert (
        "2 occurrences in 1 paragraph changed"
        in run("entities", "add", *name, "--alias", "the Zib").err
    )
    assert watched(run) == {"zibbel dredging": 1}
    with Archive.open(own) as archive:
        assert (archive.undo() or "").startswith("watching for zibbel dredging")
    assert watched(run) == {}
    run("entities", "add", *name)
    assert "is no longer watched for" in run("entities", "forget", *name).err
    ran = run("entities", "forget", *name)
    assert (ran.code, "not on the watch list" in ran.err) == (1, True)
    assert watched(run) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "budget talks"), "to add a name, say what it is with --type"),
        (("forget", "budget talks"), "to forget a name, say what it is with --type"),
        (("forget", "budget", "talks", "--type", "org"), "several words, put it in quotes"),
        (("import", "names.txt"), "to import names, give one file whose name ends in .csv"),
        (("import", "names.csv", "--type", "org"), "to import names, give one file"),
        (("export", "tariffs"), "to export names, give one file"),
        (("export",), "to export names, give one file"),
        (("budget", "talks", "--type", "org"), ""),
    ],
)
def test_words_that_are_a_query_and_hardly_meant_as_one_say_so(
    run: Run, own: Path, words: tuple[str, ...], said: str
) -> None:
    del own
    told = run("entities", *words).err
    assert ("read as a query" in told) == bool(said)
    assert said in told


def test_what_is_forgotten_is_as_if_it_had_never_been(
    run: Run, own: Path, tmp_path: Path, names: Path
) -> None:
    del own
    page = tmp_path / "meeting.txt"
    page.write_text(TEXT, "utf-8")
    run("add", page)
    before = run("entities", "--json").out
    run("entities", "import", names)
    assert run("entities", "--json").out != before
    run("entities", "forget", names)
    assert run("entities", "--json").out == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Smith,persn\n", "Line 1: “persn” is no type of a name."),
        ("name,type\nSmith,person\n,org\n", "Line 3: There is no name."),
        ("Smith,person,-x\n", "“-x” does not begin with a letter"),
        ("", "There are no names in it."),
    ],
)
def test_what_is_wrong_in_a_list_is_said_and_nothing_is_kept(
    run: Run, own: Path, names: Path, text: str, said: str
) -> None:
    del own
    names.write_text(text, "utf-8")
    ran = run("entities", "import", names)
    assert ran.code == 2
    assert said in ran.err
    assert watched(run) == {}


_FORMS = st.lists(st.sampled_from(["Lee", "Lee Jae", "AT&T", "o", "Öl", "x-y"]), min_size=1)
_TEXTS = st.lists(st.sampled_from(["Lee", "Jae", "AT&T", " ", "o", "Öl", "x-y", ".", "s"])).map(
    "".join
)


@given(_FORMS, _TEXTS, st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4))))
def test_watched_names_are_whole_words_and_nothing_overlaps(
    forms: list[str], text: str, others: list[tuple[int, int]]
) -> None:
    found, end = [], 0
    for start, length in sorted(others):
        if start >= end and start + length <= len(text):
            found.append(Mention(start, start + length, "org", "other", 0.5))
            end = start + length
    over = WatchList.of([WatchedName("person", "one", tuple(forms))]).over(text, found)
    end = 0
    for one in over:
        assert end <= one.start < one.end <= len(text)
        end = one.end
        if one.name == "one":
            assert text[one.start : one.end] in forms
            assert not text[one.end : one.end + 1].isalnum()
            assert not text[max(one.start - 1, 0) : one.start].isalnum()


@pytest.mark.parametrize(("sure", "stays"), [(0.95, True), (0.4, False)])
def test_a_longer_name_that_is_likely_stays(sure: float, stays: bool) -> None:
    text = "The Ford Foundation paid Ford."
    longer = Mention(4, 19, "org", "Ford Foundation", sure)
    over = WatchList.of([WatchedName("org", "Ford", ("Ford",))]).over(text, [longer])
    assert (longer in over) == stays
    assert [text[one.start : one.end] for one in over if one.name == "Ford"] == ["Ford"] * (
        1 if stays else 2
    )


_NAMES = st.builds(
    lambda kind, name, forms: WatchedName(kind, name, (name, *forms)),
    st.sampled_from(["person", "org", "place"]),
    st.sampled_from(["Ann Ek", 'Q "x", Öl', "AT&T", "Lower Strand", "1-2"]),
    st.lists(st.sampled_from(["QDL", "the, Zib", "a b"]), unique=True),
)


@given(st.lists(_NAMES))
def test_a_list_that_is_written_is_read_as_it_was(names: list[WatchedName]) -> None:
    if not names:
        with pytest.raises(InputError):
            watch_file.read(watch_file.write(names))
    else:
        assert watch_file.read(watch_file.write(names)) == names


def test_what_is_watched_for_is_written_as_it_is_read(
    run: Run, own: Path, tmp_path: Path, names: Path
) -> None:
    del own
    ran = run("entities", "export", "-")
    assert (ran.code, ran.out) == (1, "name,type,aliases\n")
    run("entities", "import", names)
    file = tmp_path / "kept.csv"
    assert "2 names written to" in run("entities", "export", file).err
    assert run("entities", "export", "-").out == file.read_text("utf-8")
    assert run("entities", "forget", file).code == 0
    assert "2 names are watched for" in run("entities", "import", file).err
    assert run("entities", "export", "-").out == file.read_text("utf-8")


def test_all_lines_that_are_wrong_are_told_at_once(run: Run, own: Path, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("Ann Ek,person\nQDL,firm\n,place\nUlm,town\n", "utf-8")
    ran = run("entities", "import", file)
    assert ran.code != 0
    assert all(f"Line {number}:" in ran.err for number in (2, 3, 4))
    assert "No name was taken." in ran.err
    assert not watched(run)
