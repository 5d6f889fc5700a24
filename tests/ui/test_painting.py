"""What is written to the terminal: only what changed, and the right picture comes of it."""

from __future__ import annotations

import random
import re

import pytest
from fake_archive import FakeArchive, article, sample
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import CompositorUpdate
from textual.strip import Strip

from tests.effort import runs
from tui.app import NutgrafApp
from tui.config import Config
from tui.keys import KEYS
from tui.painting import Pen, Picture, _cells
from tui.text import steady

_SEQUENCE = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|\n|([^\x1b\n])", re.DOTALL)


_CODE = re.compile(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+")
Look = tuple[frozenset[str], str, str]
PLAIN: Look = (frozenset(), "", "")


def _turned(look: Look, codes: str) -> Look:
    """What a terminal makes of a look when it is told some codes."""
    weight, ink, paper = look
    for code in _CODE.findall(codes or "0"):
        number = int(code.split(";")[0])
        if number == 0:
            weight, ink, paper = PLAIN
        elif 30 <= number <= 39 or 90 <= number <= 97:
            ink = "" if number == 39 else code
        elif 40 <= number <= 49 or 100 <= number <= 107:
            paper = "" if number == 49 else code
        elif number in _ENDS:
            weight -= _ENDS[number]
        else:
            weight |= {code}
    return weight, ink, paper


_ENDS = {22: {"1", "2"}, 23: {"3"}, 24: {"4", "21"}, 25: {"5"}, 27: {"7"}, 28: {"8"}, 29: {"9"}}


def _seen(cell: tuple[str, Look] | None) -> object:
    """What is seen of a cell: of a blank, what stands behind it and what is drawn there."""
    if cell is None or cell[0] != " ":
        return cell
    weight, ink, paper = cell[1]
    drawn = weight & {"4", "7", "9", "21"}
    return (" ", (drawn, ink if drawn else "", paper))


class Glass:
    """A terminal that knows where to go, colours and letters; of letters without width nothing."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, Look]] = {}
        self.written = 0

    def write(self, text: str) -> None:
        self.written += len(text.encode())
        x = y = at = 0
        look = PLAIN
        while at < len(text):
            found = _SEQUENCE.match(text, at)
            assert found, repr(text[at : at + 20])
            at = found.end()
            if found[1]:
                y, x = int(found[1]) - 1, int(found[2]) - 1
            elif found[3] is not None:
                look = _turned(look, found[3])
            elif found[4]:
                for place in range(cell_len(found[4])):
                    self.cells[x + place, y] = (found[4] if not place else "", look)
                x += cell_len(found[4])


def _shown(
    strips: list[Strip], height: int, colours: ColorSystem
) -> dict[tuple[int, int], tuple[str, Look]]:
    """The same of what should be there."""
    glass = Glass()
    for y, strip in enumerate(strips[:height]):
        text = "".join(
            Strip.render_style(part.style, text, colours) if part.style else text
            for part in strip
            # As it is written where terminals do not agree on a width.
            for text in (steady(part.text),)
        )
        glass.write(f"\x1b[{y + 1};1H{text}")
    return glass.cells


@pytest.fixture
def glass(monkeypatch) -> Glass:
    """What the application writes, as a terminal would take it."""
    glass = Glass()
    render = vars(Strip)["render_style"].__func__

    def render_anew(cls: type[Strip], style: Style, text: str, colours: ColorSystem) -> str:
        # A style keeps its codes for the first terminal, which may have been that of a picture.
        style._ansi = cls.render_ansi(style, colours)
        return render(cls, style, text, colours)

    monkeypatch.setattr(Strip, "render_style", classmethod(render_anew))

    def display(app, screen, renderable) -> None:
        if isinstance(renderable, CompositorUpdate) and not app._batch_count:
            glass.write(app.picture.only_changes(renderable).render_segments(app.console))

    monkeypatch.setattr(NutgrafApp, "_display", display)
    return glass


def _same(app: NutgrafApp, glass: Glass) -> None:
    width, height = app.size
    wanted = _shown(app.screen._compositor.render_strips(), height, app.console._color_system)
    for place, cell in wanted.items():
        if place[0] < width:
            assert _seen(glass.cells.get(place)) == _seen(cell), (
                place,
                glass.cells.get(place),
                cell,
            )


def _mixed() -> FakeArchive:
    """With texts of which terminals do not agree how wide they are."""
    texts = [
        "漢字と仮名 of Gyeongju — the summit’s last day, ＦＵＬＬ width",
        "हिन्दी में समाचार, 👩‍👩‍👧 and ❤️ and e\u0301, Lee",
        "שלום עולם, Lee said; مرحبا",
    ]
    more = [article(100 + n, f"漢 {n} हिन्दी", texts, outlet="Ω Courier") for n in range(9)]
    return FakeArchive([*sample(), *more])


@pytest.mark.parametrize("seed", range(2))
async def test_after_any_keys_the_terminal_shows_what_it_would_if_all_were_written(
    use, glass, seed, monkeypatch, tmp_path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setattr("webbrowser.open", lambda *_: True)
    chance = random.Random(seed)
    keys = [k for key in KEYS for k in key.keys.split(",") if k not in {"ctrl+q", "q"}]
    keys += ["j", "j", "k", "tab", "tab", *"lee xi漢"]
    async with use(_mixed(), size=[(120, 36), (80, 24)][seed], at_once=True) as hand:
        _same(hand.app, glass)
        for step in range(runs(24, 2_000)):
            if step % 8 == 7:
                others = [(120, 36), (70, 20), (100, 30)]
                size = chance.choice([size for size in others if size != hand.app.size])
                glass.cells.clear()  # what it does with what it showed is anybody's guess
                await hand.pilot.resize_terminal(*size)
            await hand.press(chance.choice(keys))
            _same(hand.app, glass)


@pytest.mark.parametrize("theme", ["nutgraf-dark", "nutgraf-light", "dracula", "no such theme"])
async def test_no_picture_comes_before_the_theme_that_was_chosen(theme) -> None:
    """However late the application comes to its first message: the first paint may be before it."""
    app = NutgrafApp(FakeArchive(sample()), Config(theme=theme))
    assert app.theme == (theme if theme in app.available_themes else "nutgraf-dark")
    assert app.stylesheet._variables == app.get_css_variables()


async def test_moving_about_writes_little(use, glass) -> None:
    async with use(at_once=True) as hand:
        await hand.press("l", "e", "e", "enter")
        for key, most in [*[("j", 4096)] * 5, *[("k", 4096)] * 3, *[("tab", 2048)] * 7]:
            before = glass.written
            await hand.press(key)
            assert glass.written - before <= most, key


async def test_a_picture_that_was_spoilt_is_written_anew_on_demand(use, glass) -> None:
    async with use(at_once=True) as hand:
        glass.cells.clear()
        await hand.press("ctrl+l")
        _same(hand.app, glass)


texts = st.text(st.sampled_from("ab c漢é—❤\ufe0f👩\u200d\u0301हि"), max_size=12)
looks = st.sampled_from([None, Style(bold=True), Style(color="red"), Style(bgcolor="blue")])
strips = st.lists(st.builds(Segment, texts, looks), max_size=4).map(Strip)


@given(st.lists(st.tuples(st.integers(0, 6), strips), max_size=6))
def test_whatever_is_painted_over_whatever_the_last_stands(painted) -> None:
    """Against a picture that is never remembered."""
    picture, glass, plain = Picture(), Glass(), Glass()
    for x, strip in painted:
        whole = all(cell_len(part.text) == len(part.text) for part in strip)
        for each, shown in ((picture, glass), (Picture(), plain)):
            pen = Pen(ColorSystem.TRUECOLOR)
            each.paint(x, 0, strip, pen)
            shown.write(pen.finished())
        for place in range(x, x + strip.cell_length):
            if whole:
                assert glass.cells[place, 0] == plain.cells[place, 0]
    assert glass.written <= plain.written + 24 * len(painted)


@pytest.mark.parametrize("beside", ["", " 👩\u200d👧", " é", " 港"])
def test_a_flag_is_drawn_alike_whatever_stands_in_the_same_line(beside) -> None:
    cells, divisible = _cells(Strip([Segment(f"The flag 🇬🇧 flies{beside}")]), ColorSystem.TRUECOLOR)
    parts = cells if divisible else cells[0][0]
    drawn = "".join(str(text) for text, _ in parts)
    assert drawn.startswith("The flag GB flies")
