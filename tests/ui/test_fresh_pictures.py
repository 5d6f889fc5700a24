"""What is on the screen is what would be there if all of it were drawn anew: nothing is stale."""

from __future__ import annotations

import pytest
from hand import Hand
from rich.segment import Segment

from index import Archive

_NEWS = (
    "Marta Ostrander met Alasdair Penhallow of the Harbour Board in London on Thursday.",
    "“The harbour opens on Monday,” Marta Ostrander told the Echo. Alasdair Penhallow agreed.",
    "Nobody else saw the ferry leave the harbour, said the Dock Workers Union.",
)

WALKS = {
    "rows": "enter j space j space k b b t x enter u s s w escape ] G g z alt+s slash l e tab",
    "reading": "enter enter p p n N b b right_square_bracket a w ctrl+s u v l l L h escape",
    "finding": "enter enter backslash h a r enter n N escape 1 2 1 4 x",
    "names": "enter 3 j j space f m a enter enter 4 1 3 g x tab j escape i tab j escape",
    "tables": "enter F j l l j H r x escape escape",
    "time": "enter T l l + - h G s s escape 4",
    "desk": "enter E j tab j space j space f o enter M escape R ctrl+u Q enter escape escape",
    "marks": "enter b j b B j a w ctrl+s t x enter d u escape W j escape question_mark escape",
}


def _picture(hand: Hand, *, anew: bool) -> list[list[Segment]]:
    screen = hand.app.screen
    if anew:
        for widget in screen.walk_children():
            getattr(widget, "repaint", widget.refresh)()
            widget._styles_cache.clear()
            widget._render_cache = type(widget._render_cache)(widget.size, [])
            widget._dirty_regions.add(widget.size.region)
    hand.text()
    return [list(strip.simplify()) for strip in screen._compositor.render_strips()]


@pytest.mark.parametrize("walk", WALKS)
async def test_what_is_shown_is_what_drawing_it_anew_shows(use, tmp_path, walk) -> None:
    for number in range(4):
        page = f"---\ntitle: Harbour {number}\ndate: 2025-1{number % 3}-03\noutlet: Echo\n---\n"
        text = "\n\n".join(f"{one} It was said {number} times." for one in _NEWS)
        (tmp_path / f"{number}.md").write_text(page + text, "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path])
        async with use(archive, query="harbour", watchful=True) as hand:
            for at, key in enumerate(WALKS[walk].split()):
                await hand.press(key)
                shown = _picture(hand, anew=False)
                assert shown == _picture(hand, anew=True), (at, key)
                await hand.settle()
