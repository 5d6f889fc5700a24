"""The wheel that users install: what is in it, and that it runs away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from index import Archive

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_holds_the_two_packages_and_their_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"index", "tui"}
    assert "index/py.typed" in names
    shipped = {name for name in names if not name.endswith(".py")}
    for folder in ("index", "tui"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in {".py", ".pyc"}:
                assert path.relative_to(ROOT).as_posix() in shipped


def test_installed_program_ignores_a_hostile_index_module(wheel: Path, tmp_path: Path) -> None:
    clean = tmp_path / "env"
    venv.create(clean, with_pip=False)
    purelib = clean / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = purelib / "site-packages"
    # What is imported is compiled then.
    options = ("--quiet", "--no-deps", "--no-index", "--no-compile", "--target", site)
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, wheel],
        check=True,
        capture_output=True,
    )
    # The dependencies come from this environment; its own nutgraf does not, since a path added
    # this way is not searched for further .pth files.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    script = clean / "bin" / "nutgraf"
    script.write_text(
        f"#!{clean / 'bin' / 'python'}\nimport sys\nfrom tui.cli import main\nsys.exit(main())\n"
    )
    script.chmod(0o755)
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "index.py").write_text("raise SystemExit('the wrong index was imported')\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}

    archive = tmp_path / "a.db"
    Archive.open(archive).close()
    for arguments, expected in (
        (["--version"], "nutgraf"),
        (["--archive", archive, "stats"], "articles"),
    ):
        done = subprocess.run(
            [script, *arguments], cwd=place, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert expected in done.stdout.lower()
