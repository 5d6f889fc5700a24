"""`entities`: who is named, with whom, and the file of edits."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from index import Archive
from tests.cli.conftest import Run
from tests.standing_news import AD, article, file, with_line


def test_all_forms_list_the_same_names_in_the_same_order(run: Run, sample: Path) -> None:
    records = json.loads(run("entities", "--type", "person", "--json").out)
    names = [record["name"] for record in records]
    assert "Xi Jinping" in names
    counts = [record["paragraphs"] for record in records]
    assert counts == sorted(counts, reverse=True)
    rows = list(csv.DictReader(io.StringIO(run("entities", "--type", "person", "--csv").out)))
    assert [row["name"] for row in rows] == names
    plain = run("entities", "--type", "person", "--limit", 3)
    assert [line.split("person")[1].strip() for line in plain.out.splitlines()] == names[:3]
    assert f"3 of {len(names)} names given out (--limit 3)" in plain.err


def test_names_of_a_query_are_counted_in_what_it_finds(run: Run, sample: Path) -> None:
    with Archive.open(sample) as archive:
        found = archive.search("swap").facets.of("place")
        wanted = {one.name: one.count for one in found}
    records = json.loads(run("entities", "swap", "--type", "place", "--json").out)
    assert {record["name"]: record["paragraphs"] for record in records} == wanted


def test_the_query_beside_a_name_finds_what_was_counted(run: Run, sample: Path) -> None:
    for words in ([], ["swap"]):
        for record in json.loads(run("entities", *words, "--limit", 5, "--json").out):
            found = json.loads(run("search", *words, record["query"], "--json").out)
            assert found["paragraphs"] == record["paragraphs"]
    for record in json.loads(run("entities", "--co-mentions", "Xi", "--limit", 3, "--json").out):
        found = json.loads(run("search", record["query"], "--json").out)
        assert found["paragraphs"] == record["together"]
    for record in json.loads(run("stats", "--json").out)["outlets"]:
        found = json.loads(run("search", record["query"], "--json").out)
        assert found["articles"] == record["articles"]


def test_who_with_whom(run: Run, sample: Path) -> None:
    ran = run("entities", "--co-mentions", "Xi Jinping", "--type", "person", "--json")
    first = json.loads(ran.out)[0]
    assert (first["name"], first["type"]) == ("Lee Jae Myung", "person")
    assert first["together"] > 5
    assert first["times_chance"] > 1
    assert run("entities", "--co-mentions", "xi").err.startswith("nutgraf: Xi Jinping")
    ran = run("entities", "--co-mentions", "nobody at all")
    assert (ran.code, ran.out) == (1, "")


def test_nothing_found_is_said(run: Run, sample: Path) -> None:
    ran = run("entities", "xylophone", "--json")
    assert (ran.code, json.loads(ran.out)) == (1, [])
    assert "nothing found" in ran.err


def test_edits_come_in_and_go_out_by_a_file(run: Run, tmp_path: Path) -> None:
    file, copy, archive = tmp_path / "in.toml", tmp_path / "out.toml", tmp_path / "a.db"
    file.write_text(
        """
[[edit]]
do = "merge"
type = "person"
name = "M. Ostrander"
into = "Marta Ostrander"

[[edit]]
do = "hide"
type = "org"
name = "Advertisement"
""",
        "utf-8",
    )
    ran = run("entities", "--rules", "import", file, "--archive", archive)
    assert (ran.code, ran.out) == (0, "")
    assert "2 edits taken over" in ran.err
    assert "0 edits" in run("entities", "--rules", "import", file, "--archive", archive).err
    assert run("entities", "--rules", "export", copy, "--archive", archive).code == 0
    printed = run("entities", "--rules", "export", "--archive", archive).out
    assert copy.read_text("utf-8") == printed
    assert tomllib.loads(printed) == tomllib.loads(file.read_text("utf-8"))


def test_edits_about_names_that_nobody_has_are_counted(run: Run, own: Path, tmp_path: Path) -> None:
    del own
    news = tmp_path / "a.txt"
    news.write_text("Quay\n\nMarta Ostrander and Alasdair Penhallow met in London.\n", "utf-8")
    assert run("add", news).code == 0
    rename = "[[edit]]\ndo = 'rename'\ntype = 'person'\nname = '{}'\nto = '{}'\n"
    file = tmp_path / "names.toml"
    names = [("Marta Ostrander", "M. O."), ("M. O.", "Marta"), ("Nobody Here", "Nobody There")]
    file.write_text("".join(rename.format(*pair) for pair in names), "utf-8")
    ran = run("entities", "--rules", "import", file)
    assert "3 edits taken over" in ran.err
    assert "1 of the edits is about names that nobody has in this archive" in ran.err
    file.write_text(rename.format("Alasdair Penhallow", "A. Penhallow"), "utf-8")
    assert "nobody has" not in run("entities", "--rules", "import", file).err


def test_a_bad_file_of_edits_is_named_with_its_reason(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[[edit]]\ndo = 'burn'\n", "utf-8")
    ran = run("entities", "--rules", "import", bad)
    assert ran.code == 2
    assert "Nothing was taken over" in ran.err
    assert "bad.toml: Edit 1 has do = 'burn'" in ran.err
    assert "Traceback" not in ran.err
    assert run("entities", "--rules", "import", tmp_path / "none.toml").code == 2
    assert run("entities", "--rules", "export", tmp_path / "no" / "where.toml").code == 2


def test_doubtful_names_are_listed_with_how_sure_they_are(
    run: Run, own: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A page\n\nMarta Ostrander lives in London.\n", "utf-8")
    run("add", page)
    with Archive.open(own) as archive, archive._database.transaction() as connection:
        connection.execute("UPDATE mention SET confidence = 0.4 WHERE start > 0")
    found = json.loads(run("entities", "--doubtful", "--json").out)
    assert [(one["name"], one["certainty"]) for one in found] == [("London", 0.4)]
    assert "London  40% sure" in run("entities", "--doubtful").out


def test_names_in_doubt_are_all_given(run: Run, own: Path, tmp_path: Path) -> None:
    """However many there are; here every name is in doubt."""
    del own
    ends = [f"{a}{b}nder" for a in "abcdefghijklmnoprstuvwxyz" for b in "aeiourlmnst"]
    people = [f"{given} Pen{end}" for given in ("Marta", "Anna", "Edwina", "Joe") for end in ends]
    file = tmp_path / "news.jsonl"
    texts = [f"{one} left." for one in people]
    file.write_text(json.dumps({"title": "All", "text": "\n\n".join(texts)}), "utf-8")
    assert run("add", file).code == 0
    with patch("index.entities.editing.entity_editor._DOUBTFUL", 1.1):
        ran = run("entities", "--doubtful", "--json")
    every = json.loads(run("entities", "--json").out)
    assert len(json.loads(ran.out)) == len(every) > 1000


def test_chance_is_counted_over_what_can_be_found(run: Run, own: Path, tmp_path: Path) -> None:
    del own
    news = [with_line(article(n), AD, 3) for n in range(6)]
    text = "Marta Ostrander met Joe Penhallow."
    met = replace(article(9), paragraphs=(text, f"Again {text}", "Nobody else was there."))
    assert run("add", file(tmp_path / "news.jsonl", [*news, met])).code == 0
    every = json.loads(run("search", "*", "--json").out)["paragraphs"]
    assert ", 6 of them furniture" in run("stats").out
    (joe,) = json.loads(run("entities", "--co-mentions", "Marta Ostrander", "--json").out)
    assert (joe["together"], joe["times_chance"]) == (2, round(2 * every / (2 * 2), 2))
