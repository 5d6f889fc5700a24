"""`nutgraf quotes`: who said what, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from tests.cli.conftest import Run


def test_quotes_of_a_speaker_in_every_form(run: Run, sample: Path) -> None:
    speaker = ("quotes", "--speaker", "Ingrid Sørensen")
    records = json.loads(run(*speaker, "--json").out)
    assert len(records) > 5
    assert {one["speaker"] for one in records} == {"Ingrid Sørensen"}
    assert "The judgment runs to 94 pages," in {one["words"] for one in records}
    dates = [one["date"] for one in records if one["date"]]
    assert dates == sorted(dates, reverse=True)
    rows = list(csv.DictReader(io.StringIO(run(*speaker, "--csv").out)))
    assert [row["words"] for row in rows] == [one["words"] for one in records]
    head = "---\n\n# Quotes of Ingrid Sørensen\n\n## Ingrid Sørensen\n\n> "
    assert head in run(*speaker, "--md").out
    assert "“The judgment runs to 94 pages,”" in run(*speaker).out


def test_quotes_of_what_is_found_and_about_a_name(run: Run, sample: Path) -> None:
    every = json.loads(run("quotes", "--json").out)
    found = json.loads(run("quotes", "judgment", "--json").out)
    assert 0 < len(found) < len(every)
    about = json.loads(run("quotes", "--about", "Tidewell Group", "--json").out)
    assert about
    assert all("Tidewell" in one["words"] for one in about)


def test_nothing_and_a_limit_are_said(run: Run, sample: Path) -> None:
    ran = run("quotes", "qwertyuiop")
    assert (ran.code, ran.out) == (1, "")
    ran = run("quotes", "--limit", "2", "--json")
    assert len(json.loads(ran.out)) == 2
    assert re.search(r"2 quotes given out \(--limit 2\); there are more \(\d+ with", ran.err)
    assert run("quotes", "--speaker", "Nobody Whatsoever").code != 0


def test_a_speaker_without_a_name_is_asked_for_as_the_text_has_it(run: Run, tmp_path: Path) -> None:
    news = tmp_path / "echo_2025-10-01.txt"
    news.write_text("Harbour\n\n“We will open it,” a senior official said.\n", "utf-8")
    own = ("--archive", str(tmp_path / "a.db"))
    run("add", str(news), *own)
    [record] = json.loads(run("quotes", "--speaker", "senior official", "--json", *own).out)
    assert (record["speaker"], record["words"]) == ("a senior official", "We will open it,")
    assert run("quotes", "--speaker", "junior official", *own).code == 1


def test_a_surname_is_that_of_whoever_is_quoted_most(run: Run, tmp_path: Path) -> None:
    for number in range(3):
        text = f"“We will open number {number},” Ann Ostrander said on Monday in Porthaven."
        (tmp_path / f"echo_2025-10-0{number + 1}.txt").write_text(f"Harbour\n\n{text}\n", "utf-8")
    (tmp_path / "post_2025-10-05.txt").write_text("Roads\n\nThe road to Ostrander is closed.\n")
    own = ("--archive", str(tmp_path / "a.db"))
    run("add", str(tmp_path), *own)
    run("entities", "add", "Ostrander", "--type", "place", *own)
    ran = run("quotes", "--speaker", "Ostrander", "--json", *own)
    assert {one["speaker"] for one in json.loads(ran.out)} == {"Ann Ostrander"}
    assert "Ann Ostrander; “Ostrander” may also be: Ostrander" in ran.err
    ran = run("entities", "--co-mentions", "Ostrander", *own)
    assert "Ann Ostrander; “Ostrander” may also be: Ostrander" in ran.err
    assert run("quotes", "--speaker", "“Ostrander”", *own).code == 1


def test_speech_without_quotation_marks_is_pointed_to(run: Run, tmp_path: Path) -> None:
    text = "Ann Ostrander said on Monday that the quay would open in May, against all advice."
    (tmp_path / "echo_2025-10-01.txt").write_text(f"Harbour\n\n{text}\n", "utf-8")
    own = ("--archive", str(tmp_path / "a.db"))
    run("add", str(tmp_path), *own)
    for call in (["--speaker", "Ann Ostrander"], [], ["quay"]):
        ran = run("quotes", *call, *own)
        assert (ran.code, ran.out) == (1, "")
        assert "nobody is quoted there; 1 time it is reported what somebody said" in ran.err
        assert run("quotes", *call, *re.findall("--indirect", ran.err), *own).code == 0
    ran = run("quotes", "--speaker", "Ann Ostrander", "ferry OR advice", "--indirect", *own)
    assert (ran.code, "--indirect" in ran.err) == (0, False)
