"""Settings: file, environment, and what is said of those that are not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Config, NamedArchive, read_config


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


async def test_problems_are_shown_and_an_unknown_theme_falls_back(use) -> None:
    async with use(config=Config(theme="nosuch", problems=("There is no setting “x”.",))) as hand:
        messages = [each.message for each in hand.app._notifications]
        assert "There is no setting “x”." in messages
        assert "There is no theme “nosuch”." in messages
        assert hand.app.theme == "nutgraf-dark"
