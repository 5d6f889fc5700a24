"""A theme that was chosen is kept; what is wrong in the settings is found."""

from __future__ import annotations

import re

import pytest
from fake_archive import FakeArchive, sample

from index import NutgrafError
from tui import themes
from tui.app import NutgrafApp
from tui.config import read_config
from tui.key_check import key_name
from tui.keymap import keymap
from tui.keys import KEYS
from tui.settings_file import remember

MINE = """# my settings
timeline = false   # no chart

[keymap]
"app.help" = ["?"]  # as ever
"""


def test_a_setting_is_written_and_the_rest_stays_as_it_was(tmp_path) -> None:
    path = tmp_path / "new" / "config.toml"
    remember(path, "theme", "nord")
    assert read_config(path, {}).theme == "nord"
    path.write_text(MINE, encoding="utf-8")
    for theme in ("dracula", "nutgraf-light"):
        remember(path, "theme", theme)
        config = read_config(path, {})
        assert (config.theme, config.timeline, config.problems) == (theme, False, ())
        assert config.keymap == {"app.help": ["?"]}
    text = path.read_text(encoding="utf-8")
    assert all(line in text.split("\n") for line in MINE.split("\n"))
    assert len(text.split("\n")) == len(MINE.split("\n")) + 1


@pytest.mark.parametrize("broken", ["theme = ", "[keymap\n", "\xff"])
def test_a_file_that_cannot_be_read_is_left_alone(tmp_path, broken) -> None:
    path = tmp_path / "config.toml"
    path.write_text(broken, encoding="latin-1")
    before = path.read_bytes()
    with pytest.raises(NutgrafError, match="not TOML"):
        remember(path, "theme", "nord")
    assert path.read_bytes() == before


async def test_a_theme_chosen_in_the_palette_is_there_the_next_time(use, tmp_path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(MINE, encoding="utf-8")
    async with use(settings=path) as hand:
        await hand.press("enter", "ctrl+p")
        await hand.type("nord")
        await hand.press("enter", "enter")
        assert hand.app.theme == "nord"
        assert "Theme nord (before: nutgraf-dark), kept in" in hand.said
    assert read_config(path, {}).theme == "nord"
    path.write_text("theme = ", encoding="utf-8")
    async with use(settings=path) as hand:
        hand.app.choose_theme("nord")
        await hand.settle()
        assert hand.app.theme == "nord"
        assert "is not TOML" in hand.said


def test_an_unknown_theme_is_named_with_the_nearest() -> None:
    assert themes.unknown("nutgraf-drak") == (
        "There is no theme “nutgraf-drak”; the nearest is nutgraf-dark."
    )
    app = NutgrafApp(FakeArchive(sample()))
    assert set(themes.names()) == set(app.available_themes)
    assert not [name for name in themes.names() if themes.unknown(name)]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ctrl+i", "sends it as Tab"), ("ctrl+m", "sends it as Enter"),
        ("ctrl+j", "sends it as Enter"), ("ctrl+h", "sends it as Backspace"),
        ("ctrl+[", "sends it as Esc"), ("shift+a", "write A"), ("ctrl+shift+a", "as without shift"),
        ("cmd+a", "no “cmd”"), ("pgdown", "the nearest is pagedown"), ("ctrl+1", "with digits"),
        ("hyper", "no such key"),
    ],
)  # fmt: skip
def test_a_key_that_no_terminal_sends_is_named(key, said) -> None:
    (problem,) = keymap({"paragraph.bookmark": [key]}).problems
    assert re.match(r"keymap: paragraph\.bookmark is never reached by “.*”: ", problem)
    assert said in problem


def test_keys_that_are_sent_are_not_complained_of() -> None:
    for key in KEYS:
        assert keymap({key.id: key.keys}).problems == ()
    for each in ("!", "§", "é", "f9", "alt+x", "ctrl+x", "shift+f3", "ctrl+right", "comma", "漢"):
        assert keymap({"paragraph.bookmark": [each]}).problems == (), each


def test_signs_have_the_names_that_the_framework_gives_them() -> None:
    from textual.keys import _character_to_key

    for sign in map(chr, [*range(33, 127), *range(161, 256)]):
        assert key_name(sign) == _character_to_key(sign)


def test_a_key_taken_from_another_place_that_works_at_the_same_time_is_named() -> None:
    for changes in ({"paragraph.bookmark": ["j"]}, {"list.down": ["b"]}):
        pair = [
            problem
            for problem in keymap(changes).problems
            if "list.down" in problem and "paragraph.bookmark" in problem
        ]
        assert len(pair) == 1


async def test_the_first_screen_names_keys_that_work_where_the_cursor_is(use) -> None:
    async with use(FakeArchive([])) as hand:
        assert hand.focus == "query"
        assert "F1 keys    ^q quit" in hand.text()
        await hand.press("f1")
        assert "Keys · query" in hand.text()
