"""Settings: file, environment, and what is said of those that are not understood."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from tui.commands.config import toml_lines
from tui.config import Config, NamedArchive, read_config
from tui.keymap import keymap


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_as_it_comes(tmp_path) -> None:
    assert read_config(tmp_path / "none.toml", {}) == Config()
    assert read_config(None, {}) == Config()


def test_settings_are_read_from_the_file(tmp_path) -> None:
    path = write(tmp_path, 'theme = "nord"\nreader_width = 60\n[keymap]\n"app.help" = ["?"]\n')
    config = read_config(path, {})
    assert (config.theme, config.reader_width) == ("nord", 60)
    assert config.keymap == {"app.help": ["?"]}
    assert config.problems == ()


def test_archives_have_names(tmp_path) -> None:
    path = write(
        tmp_path,
        '[archives]\nroom = "https://one.example/news"\nwrong = 7\n'
        '[archives.abroad]\nplace = "opensearch://two.example/abroad"\nca = "/etc/ca.pem"\n'
        '[archives.bare]\nca = "/etc/ca.pem"\n',
    )
    config = read_config(path, {})
    assert config.archives == {
        "room": NamedArchive("https://one.example/news"),
        "abroad": NamedArchive("opensearch://two.example/abroad", "/etc/ca.pem"),
    }
    assert [one.split()[0] for one in config.problems] == ["archives.wrong", "archives.bare"]


def test_the_environment_counts_before_the_file(tmp_path) -> None:
    path = write(tmp_path, 'theme = "nord"\ntimeline = true\n')
    config = read_config(path, {"NUTGRAF_THEME": "dracula", "NUTGRAF_TIMELINE": "no"})
    assert (config.theme, config.timeline) == ("dracula", False)


def test_names_of_other_settings_of_the_program_are_no_mistake(tmp_path) -> None:
    known = {"NUTGRAF_ARCHIVE": "a.db", "NUTGRAF_HOME": str(tmp_path), "HOME": "x"}
    assert read_config(None, known).problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("them = 1", "There is no setting “them”; the nearest is theme."),
        ("theme = 3", "theme is a text, in quotes."),
        ("reader_width = 7", "reader_width is a whole number from 30 to 120, not “7”."),
        ('context = "many"', "context is a whole number from 1 to 8, not “many”."),
        ('timeline = "perhaps"', "timeline is true or false, not “perhaps”."),
        ("keymap = 1", "keymap is a table: [keymap]."),
        ('[keymap]\n"app.help" = 1', "keymap.“app.help” is a key in quotes, or a list of such."),
        ("context = inf", "context is a whole number from 1 to 8, not “inf”."),
        ("context = 1.5", "context is a whole number from 1 to 8, not “1.5”."),
    ],
)
def test_what_is_not_understood_is_named_and_left_out(tmp_path, text, said) -> None:
    config = read_config(write(tmp_path, text), {})
    assert config.problems == (said,)
    assert config == Config(problems=config.problems)


def test_a_broken_file_is_named_with_the_place(tmp_path) -> None:
    (problem,) = read_config(write(tmp_path, "theme = \n"), {}).problems
    assert "config.toml is not TOML" in problem
    assert "line 1" in problem


_SCALARS = (
    st.booleans()
    | st.integers(-10, 130)
    | st.floats()
    | st.text(max_size=6)
    | st.dates()
    | st.sampled_from(
        ["nord", "?", "j,k", "ctrl+q", "https://one.example/news", "~nosuchuser/a.db"]
    )
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["place", "ca"]), inner)
    ),
    max_leaves=6,
)
_NAMES = st.sampled_from(["drop", "keep", "engine", "model", "app.help", "list.down"]) | st.text(
    max_size=4
)
_SETTINGS = st.sampled_from([each.name for each in fields(Config)]) | st.text(max_size=4)


@given(st.dictionaries(_SETTINGS, _VALUES | st.dictionaries(_NAMES, _VALUES, max_size=3)))
def test_any_settings_are_understood_or_named_and_told_as_they_are_in_force(given_settings) -> None:
    with TemporaryDirectory() as folder:
        config = read_config(write(Path(folder), tomlkit.dumps(given_settings)), {})
        assert len(config.problems) <= 3 * len(given_settings)
        problems = keymap(config.keymap).problems
        assert all(problem.startswith("keymap: ") for problem in problems)
        told = list(toml_lines(config))
        again = read_config(write(Path(folder), "\n".join(told)), {})
    assert again.problems == ()
    assert list(toml_lines(again)) == told
    assert again.archives == config.archives


async def test_problems_are_shown_and_an_unknown_theme_falls_back(use) -> None:
    async with use(config=Config(theme="nosuch", problems=("There is no setting “x”.",))) as hand:
        messages = [each.message for each in hand.app._notifications]
        assert "There is no setting “x”." in messages
        assert "There is no theme “nosuch”." in messages
        assert hand.app.theme == "nutgraf-dark"
