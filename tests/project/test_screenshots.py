"""The pictures in the README are those of the program as it is."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from screenshots.make import FOLDER, PICTURES, draw, sample_archive  # noqa: E402

sys.path.insert(0, str(ROOT / "tests" / "ui"))

import quick_styles  # noqa: E402


def _seen(svg: str) -> str:
    """A picture without the number in its names, a sum of what is drawn and of what is behind it
    for the mouse.
    """
    return re.sub(r"terminal-\d+", "terminal", svg)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sample archive that nobody has opened since it was imported."""
    folder = tmp_path_factory.mktemp("sample")
    with sample_archive(folder):
        pass
    return folder


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_current(picture, imported: Path, tmp_path: Path, monkeypatch) -> None:
    quick_styles.install(monkeypatch)
    shutil.copytree(imported, tmp_path, dirs_exist_ok=True)
    with sample_archive(tmp_path) as archive:
        svg = draw(picture, archive)
    kept = (FOLDER / f"{picture.name}.svg").read_text("utf-8")
    told = f"{picture.name}.svg has changed; look at it, then: make screenshots"
    assert _seen(svg) == _seen(kept), told


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {each.name for each in PICTURES}
