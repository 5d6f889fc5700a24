"""`stats`, `reindex`, `doctor`, `config`, `completion`: what is there and whether it is sound."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive, rename_edit
from index.store import schema
from index.store.file import older_files, opening
from tests.cli.conftest import Run
from tests.index.test_store_migrations import older
from tui.commands import NAMES, load
from tui.commands.parser import Parser
from tui.keys import KEYS


def test_stats_count_the_sample(run: Run, sample: Path) -> None:
    counts = json.loads(run("stats", "--json").out)
    assert counts["articles"] == sum(each["articles"] for each in counts["outlets"])
    assert counts["undated"] == 1
    text = run("stats").out
    assert f"{counts['paragraphs']}" in text
    assert "Porthaven Echo" in text


def test_an_archive_that_was_named_and_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "no.db"
    for command in (["stats"], ["search", "x"], ["bookmarks"], ["show", "abcd"], ["reindex"], []):
        ran = run(*command, "--archive", missing)
        assert (ran.code, ran.out) == (2, "")
        assert f"There is no archive at {missing}." in ran.err
    assert not missing.exists()


def test_a_file_that_is_no_archive_is_an_error(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("not an archive, " * 100)
    ran = run("stats", "--archive", other)
    assert ran.code == 2
    assert "is not an archive" in ran.err


def test_reindex_makes_the_same_index_again(run: Run, own: Path) -> None:
    before = run("search", "agreed", "--json").out
    ran = run("reindex")
    assert ran.out == "6 paragraphs of 3 articles indexed.\n"
    assert run("search", "agreed", "--json").out == before


def forget_names(path: Path) -> None:
    """As if an older version of the program had found the names, and missed some."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "UPDATE stage_range SET made_by = 'older'; DELETE FROM mention; DELETE FROM alias;"
        )


def test_reindex_finds_names_that_an_older_program_missed(
    run: Run, own: Path, tmp_path: Path
) -> None:
    page = tmp_path / "people.txt"
    page.write_text("A meeting\n\nMarta Ostrander met Alasdair Penhallow in London.\n", "utf-8")
    run("add", page)
    named = run("entities", "--json").out
    assert len(json.loads(named)) > 1
    forget_names(own)
    ran = run("doctor")
    assert re.search(r"^names +0 texts done, 4 pending \(about 1 s", ran.out, re.MULTILINE)
    # What is found in texts has to be found anew; what follows from names, after them.
    assert {one["pending"] for one in json.loads(run("doctor", "--json").out)["stages"]} == {4}
    ran = run("reindex")
    assert ran.out == "7 paragraphs of 4 articles indexed.\n"
    assert "going through 4 texts anew" in ran.err
    assert run("entities", "--json").out == named
    assert re.search(r"^names +4 texts done, version crf-\S+$", run("doctor").out, re.MULTILINE)
    assert "names" not in run("reindex").err


def test_names_are_not_said_to_be_looked_for_where_they_cannot_be_written(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", own.parent)
    forget_names(own)
    monkeypatch.setattr(opening, "why_read_only", lambda path: f"{path} cannot be written")
    ran = run("reindex")
    assert ran.code == 0
    assert "indexed" in ran.out
    assert "texts are not gone through: The archive can only be read" in ran.err
    ran = run("reindex", "--names")
    assert (ran.code, ran.out) == (2, "")
    assert "The archive can only be read" in ran.err


def test_the_doctor_works_on_a_disk_that_takes_nothing(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del own
    run("reindex")
    index = Path(json.loads(run("doctor", "--json").out)["index"])
    really = {step: getattr(Path, step) for step in ("touch", "unlink")}

    def refused(step: str, path: Path, *options: object, **named: object) -> None:
        if index in path.parents:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        really[step](path, *options, **named)

    for step in really:
        monkeypatch.setattr(Path, step, lambda *a, step=step, **k: refused(step, *a, **k))
    ran = run("doctor")
    assert "all sound" in ran.out
    assert not ran.err


def test_names_alone_are_brought_up_to_date_and_edits_stay(
    run: Run, own: Path, tmp_path: Path
) -> None:
    page = tmp_path / "people.txt"
    page.write_text("A meeting\n\nMarta Ostrander met Alasdair Penhallow in London.\n", "utf-8")
    run("add", page)
    with Archive.open(own) as archive:
        (marta,) = archive.entity_editor.entities("marta")
        archive.entity_editor.apply([rename_edit(marta, "The Duchess")])
    named = run("entities", "--json").out
    forget_names(own)
    ran = run("reindex", "--names")
    assert ran.out == "4 texts gone through anew.\n"
    assert run("entities", "--json").out == named
    assert "The Duchess" in named
    assert run("search", "person:duchess", "--ids").out
    assert run("reindex", "--names").out == "All names are up to date.\n"


def test_what_was_stored_but_not_indexed_is_found_by_the_next_search(run: Run, own: Path) -> None:
    before = run("search", "agreed", "--ids").out
    with Archive.open(own) as archive:
        folder = archive.index_folder
    shutil.rmtree(folder)
    ran = run("search", "agreed", "--ids")
    assert ran.out == before


def test_doctor_lists_doubtful_dates(run: Run, home: Path, tmp_path: Path) -> None:
    records = [
        {"title": "Fine", "date": "2016-03-21", "text": "One."},
        {"title": "Never", "date": "0001-01-01T00:00:00", "text": "Two."},
        {"title": "Epoch", "date": "1970-01-01", "text": "Three."},
        {"title": "Nowhen", "text": "Four."},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    run("add", path)
    ran = run("doctor", "--dates")
    assert ran.code == 1
    assert [line.split("\t")[1:4] for line in ran.out.splitlines()] == [
        ["-", "undated; no date is what stands in record: date (0001-01-01T00:00:00)", "Never"],
        ["1970-01-01", "the day that programs write when they know none", "Epoch"],
        ["-", "undated", "Nowhen"],
    ]
    assert "2 undated" in ran.err
    lines = run("doctor", "--dates", "--json").out.splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["Never", "Epoch", "Nowhen"]


def test_doctor_says_where_things_are_and_that_all_is_sound(run: Run, own: Path) -> None:
    facts = json.loads(run("doctor", "--json").out)
    assert facts["archive"] == str(own)
    assert facts["writer"] == "none"
    assert facts["problems"] == []
    assert facts["textual"][0].isdigit()
    ran = run("doctor")
    assert ran.code == 0
    assert ran.out.endswith("all sound\n")


def test_doctor_names_what_is_wrong(run: Run, own: Path, home: Path) -> None:
    settings = home / "config" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('teme = "x"\n')
    ran = run("doctor")
    assert ran.code == 1
    assert "There is no setting “teme”; the nearest is theme." in ran.out
    settings.unlink()
    own.write_bytes(b"garbage" * 1000)
    ran = run("doctor")
    assert ran.code == 1
    assert "is not an archive" in ran.out
    assert "nutgraf " in ran.out


def test_doctor_makes_no_archive(run: Run, home: Path) -> None:
    ran = run("doctor")
    assert ran.code == 1
    assert "none yet" in ran.out
    assert "there is no archive" in ran.out
    assert not (home / "data").exists()


@pytest.mark.parametrize(
    "call",
    ["stats", "search quay", "saved", "saved check", "feeds", "bookmarks", "backup copy.db",
     "entities", "quotes", "reindex", "trail", "export quay", "entities --rules export"],
)  # fmt: skip
def test_who_only_asks_makes_no_archive(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    ran = run(*call.split())
    assert (ran.code, ran.out) == (2, "")
    assert "there is no archive at" in ran.err
    assert "nutgraf add PATH" in ran.err
    assert not list(home.iterdir())
    assert set(tmp_path.rglob("*")) == before


def test_a_copy_of_what_is_sound_goes_into_no_file_that_is_there(run: Run, own: Path) -> None:
    there = own.with_name("there.db")
    there.write_text("mine")
    ran = run("doctor", "--repair", there)
    assert (ran.code, there.read_text()) == (2, "mine")
    assert ran.err == (
        f"nutgraf: {there} exists already.\nWhat is saved goes into a new file: name another.\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys", "is not TOML"),
        ("engine = 5", "engine is a text, in quotes."),
        ('[archive]\nnews = "a.db"', "There is no setting “archive”; the nearest is archives."),
    ],
)
def test_settings_that_are_not_in_force_are_told_where_something_is_asked(
    run: Run, own: Path, home: Path, text: str, said: str
) -> None:
    file = home / "config" / "config.toml"
    file.parent.mkdir()
    file.write_text(text)
    for call in (("search", "swap", "--ids"), ("stats",)):
        ran = run(*call)
        assert ran.code == 0
        assert ran.out
        assert said in ran.err
        assert ran.err.count("nutgraf config --check") == 1
        assert (f"{file} is" in ran.err) == ("The defaults are used instead" in ran.err)


def test_config_prints_a_settings_file_with_every_key(run: Run, home: Path) -> None:
    settings = tomllib.loads(run("config").out)
    assert settings["theme"] == "nutgraf-dark"
    assert list(settings["keymap"]) == [key.id for key in KEYS]
    as_json = json.loads(run("config", "--json").out)
    assert as_json["keymap"] == settings["keymap"]
    assert run("config", "--path").out == f"{home / 'config' / 'config.toml'}\n"


def test_what_config_prints_is_read_back_as_the_same_settings(run: Run, home: Path) -> None:
    file = home / "config" / "config.toml"
    file.parent.mkdir()
    file.write_text('reader_width = 60\n[keymap]\n"app.zen" = ["Z", "f11"]\n')
    printed = run("config").out
    file.write_text(printed)
    assert run("config").out == printed
    assert "reader_width = 60" in printed
    assert run("config", "--check").code == 0


def test_config_check_names_settings_and_keys_that_do_not_exist(run: Run, home: Path) -> None:
    assert run("config", "--check").code == 0
    file = home / "config" / "config.toml"
    file.parent.mkdir()
    file.write_text('[keymap]\n"app.zem" = ["Z"]\n')
    ran = run("config", "--check")
    assert ran.code == 1
    assert "“app.zem”; the nearest is app.zen" in ran.out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[intake]\ndrop = ["title:/(/"]', "The rule “title:/(/”"),
        ('[intake]\nkeep = ["sport", "titel:x"]', "no field titel"),
        ('[intake]\ndrop = [" "]', "says nothing"),
        ('[entities]\nengine = "spacey"', "no engine “spacey” for names"),
    ],
)
def test_what_ends_every_import_is_a_problem_of_the_settings(
    run: Run, home: Path, own: Path, tmp_path: Path, table: str, said: str
) -> None:
    del own
    page = tmp_path / "one.txt"
    page.write_text("A crane fell.\n")
    file = home / "config" / "config.toml"
    file.parent.mkdir()
    file.write_text(f"{table}\n")
    assert said in run("add", page).err
    for command in ("config", "--check"), ("doctor",):
        ran = run(*command)
        assert (ran.code, ran.out.count(said)) == (1, 1)


@pytest.mark.parametrize("place", ["file", "environment"])
def test_an_engine_that_is_not_there_is_named_with_those_that_are(
    run: Run, home: Path, own: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == "file":
        file = home / "config" / "config.toml"
        file.parent.mkdir()
        file.write_text('engine = "lucenne"\n')
    else:
        monkeypatch.setenv("NUTGRAF_ENGINE", "lucenne")
    for command in (("config", "--check"), ("search", "ferry")):
        ran = run(*command)
        assert ran.code in (1, 2)
        assert "no engine “lucenne”" in ran.out + ran.err
        assert "whoosh" in ran.out + ran.err


@pytest.mark.parametrize("name", ["NUTGRAF_THEME", "NUTGRAF_DEBUG"])
def test_variables_are_settings_or_known_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "nutgraf-light")
    assert run("config", "--check").code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_commands_and_options(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    for word in ("timeline", "forget", "newest", "limit-mb"):
        assert word in script


def test_what_fish_is_given_is_quoted_to_the_end_of_each_line(run: Run) -> None:
    said = [shlex.split(_posix(line)) for line in run("completion", "fish").out.splitlines()]
    told = {words[words.index("-d") + 1] for words in said}
    assert {load(name).summary for name in NAMES} <= told
    assert all(words[:4] == ["complete", "-c", "nutgraf", "-n"] for words in said)


def _posix(line: str) -> str:
    """What stands in single quotes, in fish, where a backslash sets off a quote, as in sh."""
    return line.replace("\\\\", "\\").replace("\\'", "'\\''")


_COMPLETED = [
    ("time", "timeline"),
    ("search --so", "--sort"),
    ("search x --sort ne", "newest"),
    ("search x --sort = ne", "newest"),
    ("timeline --by ", "day week month year"),
    ("--archive x saved fo", "forget"),
    ("feeds ad", "add"),
    ("feeds add --t", "--title --tag"),
    ("feeds add --j", ""),
    ("feeds --j", "--json"),
    ("feeds list --j", "--json"),
    ("saved check --ke", "--keep"),
    ("removed purge --y", "--yes"),
    # Names are not known to the shell.
    ("saved forget ", ""),
    ("dossiers show ", ""),
    ("dossiers add The add", ""),
    ("completion ", "bash zsh fish"),
    ("help sea", "search"),
    ("help feeds f", "fetch"),
    ("help saved ", "list save rename forget check"),
    ("help search ", ""),
    ("help feeds list ", ""),
    # What is a file is left to the shell.
    ("add ", ""),
    ("--archive ", ""),
    ("search --archive sa", ""),
    ("notes/search sa", ""),
]


def test_bash_completes_what_may_stand_there(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash").out)
    asked = "".join(
        f"ask nutgraf {' '.join(shlex.quote(word) for word in typed.split(' '))}\n"
        for typed, _ in _COMPLETED
    )
    ask = (
        f'source {script}\nask() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nutgraf\n'
        f'echo "${{COMPREPLY[*]}}"; }}\n{asked}'
    )
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    found = [
        (typed, said) for (typed, _), said in zip(_COMPLETED, done.stdout.splitlines(), strict=True)
    ]
    assert found == _COMPLETED


def test_every_option_that_bash_offers_is_one_of_what_is_called(run: Run, tmp_path: Path) -> None:
    """Of an action its own, not those of its command."""
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash").out)
    every = [each for name in NAMES for each in (load(name), *load(name).actions)]
    asked = "".join(f"ask nutgraf {each.name} -\n" for each in every)
    ask = (
        f'source {script}\nask() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nutgraf\n'
        f'echo "${{COMPREPLY[*]}}"; }}\n{asked}'
    )
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    for each, said in zip(every, done.stdout.splitlines(), strict=True):
        own = [text for one in Parser(each)._actions for text in one.option_strings]
        assert said.split() == own, each.name


def test_an_older_archive_that_cannot_be_written_is_backed_up_whatever_its_size(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(older_files, "_LARGEST_COPY", 0)
    path, copy = tmp_path / "old.db", tmp_path / "copy.db"
    older(path, schema.VERSION - 1)
    os.link(path, tmp_path / "other name")
    ran = run("stats", "--archive", path)
    assert ran.code == 2
    assert f"nutgraf --archive {path} backup FILE" in ran.err
    ran = run("backup", copy, "--archive", path)
    assert (ran.code, ran.out) == (0, f"{copy}\n")
    assert run("search", "ostrander", "--archive", copy).code == 0
    assert run("backup", copy, "--archive", path).code == 2


def test_bringing_an_archive_up_to_date_is_said_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path, schema.VERSION - 1)
    said = f"it is kept as {tmp_path / f'old.before-update-{schema.VERSION - 1}.db'}"
    assert said in run("stats", "--archive", path).err
    assert said not in run("stats", "--archive", path).err
