"""How the program is called: commands, options in any order, wrong calls, help."""

from __future__ import annotations

import re
import shlex
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import Run
from tui.commands import NAMES, load
from tui.commands.base import Command, UsageError
from tui.commands.manual import commands
from tui.commands.parser import Parser
from tui.commands.querying import query_text


def test_version_is_told(run: Run) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("nutgraf ")


@pytest.mark.parametrize("before", [True, False])
def test_the_archive_may_be_named_before_or_after_the_command(
    run: Run, sample: object, tmp_path: object, before: bool
) -> None:
    named = ["--archive", sample]
    arguments = [*named, "stats", "--json"] if before else ["stats", "--json", *named]
    assert f'"archive": "{sample}"' in run(*arguments).out


def test_options_stand_between_the_words_of_a_query(run: Run, sample: object) -> None:
    spread = run("search", "--ids", "won", "--sort", "newest", "yuan", "--limit=3", "swap")
    assert spread.code == 0
    assert spread.out == run("search", "won yuan swap", "--ids", "--limit", 3, "--sort=newest").out


def test_a_word_with_a_dash_belongs_to_the_query(run: Run, sample: object) -> None:
    without = run("search", "-china", "swap", "--ids")
    assert without.out == run("search", "NOT china swap", "--ids").out
    assert without.out == run("search", "--ids", "--", "-china", "swap").out


def test_after_two_dashes_an_option_is_a_word(run: Run, sample: object) -> None:
    ran = run("search", "--ids", "swap", "--", "--json")
    assert "{" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["serch", "lee"], "Did you mean: nutgraf search?"),
        (["search", "lee", "--sot", "newest"], "Did you mean --sort?"),
        (["search", "lee", "--sort", "newst"], "did you mean newest"),
        (["search", "lee", "--sort", "newst"], "there are relevance, newest, oldest, outlet"),
        (["search", "lee", "--limit", "0"], "no whole number"),
        (["search", "lee", "--limit", "-3"], "“-3” is no whole number"),
        (["related", "x", "-n", "-3"], "“-3” is no whole number"),
        (["bookmarks", "--tag", "x"], "There is no option --tag.\nSee: nutgraf bookmarks --help"),
        (["search", "lee", "--limit"], "--limit"),
        (["search"], "QUERY"),
        (["search", "lee", "--json", "--csv"], "not allowed with"),
        (["add"], "PATH"),
        (["add", "x", "--map", "text"], "text=body"),
        (["add", "x", "--map", "headlne=body"], "no field “headlne”"),
        (["add", "x", "--encoding", "klingon"], "klingon"),
        (["add", "x", "--names", "outlet"], "outlet_date_slug"),
        (["completion", "tcsh"], "bash, zsh, fish"),
        (["help", "exprt"], "Did you mean export?"),
        (["saved", "save", "x"], "QUERY"),
        (["--query"], "--query"),
        (["saved", "sav", "x", "y"], "Did you mean: nutgraf saved save? There are: list, save"),
        (
            ["feeds", "drop", "2"],
            "“drop” is nothing that nutgraf feeds does.\nThere are: list, add",
        ),
        (["stats", "x"], "Unrecognized arguments: x."),
    ],
)
def test_a_wrong_call_says_what_was_meant(run: Run, arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert told in ran.err
    assert ran.err.startswith("nutgraf: ")
    assert "Traceback" not in ran.err


_MAY_BE_BLANK = {"query", "outlet", "encoding", "title"}
"""What a blank value leaves as it is without one."""


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name or "(none)")
@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_value_is_refused(command: Command, blank: str) -> None:
    parser = Parser(command)
    for action in parser._actions:
        if action.nargs == 0 or action.dest in _MAY_BE_BLANK:
            continue
        words = [f"{action.option_strings[-1]}={blank}"] if action.option_strings else [blank] * 9
        with pytest.raises(UsageError, match="blank|Unrecognized"):
            parser.read(words)


def test_a_folder_that_a_script_did_not_name_is_not_the_one_it_is_in(
    run: Run, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds)
    for arguments in (["add", ""], ["", "x"], ["watch", ""], ["quotes", "*", "--speaker", ""]):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "it is blank" in ran.err
    assert "Nothing was imported yet" in run("stats", "--json").err


def test_a_word_that_is_no_command_creates_nothing(run: Run, home: object) -> None:
    run("serch")
    assert not list(home.iterdir())  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name or "(none)")
def test_each_command_has_help_with_examples_that_can_be_called(run: Run, command: Command) -> None:
    ran = run(*command.name.split(), "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert command.examples
    for example in command.examples:
        assert example.call in ran.out
        for call in re.split(r"[|;]+", example.call):
            words = shlex.split(call.partition(" > ")[0])
            if words[:1] == ["nutgraf"]:
                _read(words[1:])


def _read(words: list[str]) -> None:
    """Read a call's arguments, with the command's name among them taken out."""
    place = next((place for place, word in enumerate(words) if word in NAMES), None)
    command = next(commands()) if place is None else load(words[place])
    words = words if place is None else [*words[:place], *words[place + 1 :]]
    for action in command.actions:
        if words[:1] == [action.name.split()[-1]]:
            command, words = action, words[1:]
            break
    Parser(command).read(words)


def test_every_argument_has_help() -> None:
    silent = [
        f"{command.name} {action.dest}"
        for command in commands()
        for action in Parser(command)._actions
        if not action.help
    ]
    assert silent == []


def test_help_of_all_names_every_command(run: Run) -> None:
    for text in (run("--help").out, run("help").out):
        assert all(f"\n  {name} " in text for name in NAMES)


def test_help_fits_eighty_columns(run: Run) -> None:
    wide = [
        line
        for command in commands()
        for line in Parser(command).format_help().splitlines()
        if len(line) > 80 and "nutgraf" not in line
    ]
    assert wide == []


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
def test_whatever_stands_after_two_dashes_is_the_query(words: list[str]) -> None:
    read = Parser(load("search")).read(["--ids", "--", *words])
    assert read.query == words
    if words != ["-"]:
        assert query_text(read) == " ".join(words)


_ODD = st.text(alphabet="-=ab~5 \n\t/\u202e\udcff", max_size=6)


@given(st.sampled_from(list(commands())), st.lists(_ODD, max_size=6))
def test_any_arguments_are_read_or_refused_in_words(command: Command, words: list[str]) -> None:
    with suppress(UsageError):
        assert Parser(command).read(words) is not None


@pytest.mark.parametrize("word", [" ", "\n", "\t "])
def test_a_blank_is_nothing_that_a_command_does(run: Run, word: str) -> None:
    for command in ("saved", "feeds", "dossiers", "furniture"):
        ran = run(command, word)
        assert (ran.code, ran.out) == (2, "")
        assert f"is nothing that nutgraf {command} does" in ran.err


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("stats", "--archive", "~nosuchuser/a.db"), 2),
        (("stats", "--archive", "https://localhost:9200/news", "--ca", "~nosuchuser"), 2),
        (("export", "swap", "-o", "~nosuchuser/x.md"), 2),
        (("export", "swap", "-o", "~nosuchuser.md"), 0),
        (("backup", "~nosuchuser/b.db"), 2),
        (("restore", "~nosuchuser/b.db"), 2),
        (("doctor", "--repair", "~nosuchuser/b.db"), 2),
        (("add", "~nosuchuser"), 4),
        (("feeds", "import", "~nosuchuser"), 2),
        (("watch", "~nosuchuser"), 2),
        (("~nosuchuser",), 2),
    ],
)
def test_the_home_of_a_user_who_is_not_there_is_a_name_as_any_other(
    run: Run,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*call)
    assert ran.code == code
    assert "not foreseen" not in ran.err
    assert "Errno" not in ran.err
    assert "~nosuchuser" in ran.out + ran.err


@pytest.mark.parametrize("name", ["ﷺ" * 300, "a" * 5000, "a\0b"], ids=["bytes", "letters", "nul"])
def test_a_name_that_no_file_can_have_is_refused(
    run: Run, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for call in (["stats", "--archive", name], ["backup", name], ["export", "swap", "-o", name]):
        ran = run(*call)
        assert ran.code == 2
        assert "no file can be called that" in ran.err
    if "\0" not in name:
        for variable in ("NUTGRAF_ARCHIVE", "NUTGRAF_CONFIG", "NUTGRAF_HOME"):
            with monkeypatch.context() as patch:
                patch.setenv(variable, name)
                ran = run("doctor")
                assert f"{variable}: no file or folder can be called that" in ran.err + ran.out


def test_settings_that_cannot_be_read_are_told_without_numbers(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_CONFIG", str(tmp_path))
    ran = run("config")
    assert f"{tmp_path} cannot be read: Is a directory." in ran.err + ran.out


@pytest.mark.parametrize(
    "call",
    [
        ("stats", "--archive", "-"),
        ("--archive", "-", "search", "swap"),
        ("backup", "-"),
        ("restore", "-"),
        ("add", "x.txt", "--report", "-"),
        ("doctor", "--repair", "-"),
        ("watch", "-"),
    ],
    ids=" ".join,
)
def test_a_dash_is_never_the_name_of_a_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    ran = run(*call)
    assert ran.code == 2
    assert "tandard input" in ran.err
    assert not {path for path in set(tmp_path.rglob("*")) - before if path.name.startswith("-")}


@pytest.mark.parametrize(
    ("variable", "command"),
    [("NUTGRAF_ARCHIVE", "stats"), ("NUTGRAF_HOME", "config"), ("NUTGRAF_CONFIG", "config")],
)
def test_a_dash_in_the_environment_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NUTGRAF_ARCHIVE", raising=False)
    monkeypatch.setenv(variable, "-")
    ran = run(command)
    assert ran.code != 0
    assert f"{variable} names no file or folder" in ran.err
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    "call",
    [
        ("--archive", "https://ann:oak@search.example:9200/news", "restore", "x.db"),
        ("--archive", "opensearch://search.example/news", "doctor"),
        ("backup", "https://search.example/news"),
    ],
)
def test_an_address_is_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*call)
    assert ran.code == 2
    assert "file" in ran.err
    assert "oak" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("named", [True, False])
def test_the_address_of_an_archive_holds_no_password(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    address = "https://ann:oak@search.example:9200/news"
    if not named:
        monkeypatch.setenv("NUTGRAF_ARCHIVE", address)
    ran = run(*(("--archive", address) if named else ()), "stats")
    assert ran.code == 2
    assert "holds no name and password" in ran.err
    assert "oak" not in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ("search quay", 2, "db.\nImport news with: nutgraf add PATH"),
        ("entities", 2, "Nothing was imported yet: there is no archive at "),
        ("'two words'", 2, "To search for it: nutgraf search 'two words'."),
        ("config theme=foo", 2, "Unrecognized arguments: theme=foo."),
    ],
)
def test_who_begins_is_told_how_to_go_on(run: Run, call: str, code: int, said: str) -> None:
    ran = run(*shlex.split(call))
    assert ran.code == code
    assert said in ran.err


@pytest.mark.parametrize("command", ["stats", "search quay", "export quay", "bookmarks", "doctor"])
def test_an_archive_that_the_environment_names_is_there_or_an_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    file = tmp_path / "mistyped.db"
    monkeypatch.setenv("NUTGRAF_ARCHIVE", str(file))
    ran = run(*command.split())
    assert ran.code == run("--archive", file, *command.split()).code
    assert ran.code == (1 if command == "doctor" else 2)
    assert "There is no archive at" in ran.out + ran.err
    assert not file.exists()
    # What imports makes it.
    (tmp_path / "quay.txt").write_text("Quay\n\nThe quay is shut.\n", "utf-8")
    assert run("add", tmp_path / "quay.txt").code == 0
    assert file.exists()


def test_settings_that_are_not_there_or_in_quotes_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "c.toml"
    monkeypatch.setenv("NUTGRAF_CONFIG", str(file))
    ran = run("config", "--check")
    assert ran.code == 1
    assert f"There is no file {file}, which NUTGRAF_CONFIG names." in ran.out
    file.write_text('timeline = "yes"\nresults_width = "70"\n', "utf-8")
    ran = run("config", "--check")
    assert ran.code == 1
    assert "timeline is written without quotes" in ran.out
    assert "results_width is written without quotes" in ran.out
    file.write_text("timeline = false\n", "utf-8")
    assert run("config", "--check").code == 0
    # In the environment there are but texts.
    monkeypatch.setenv("NUTGRAF_TIMELINE", "yes")
    assert run("config", "--check").code == 0
