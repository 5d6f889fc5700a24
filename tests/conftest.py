"""What every test stands on: a home of its own, and the real data when it is there."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from index import Archive
from tests.effort import THOROUGH, runs
from tests.opensearch import server
from tui.garbage import collect_seldom

ROOT = Path(__file__).parents[1]

# What is compiled once is kept, whatever is usual on the machine: dozens of programs are started.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell that runs the tests in the background, or nohup, has them ignore these, and programs that
# tests start would ignore them too and never end.
for _number, _usual in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGQUIT, signal.SIG_DFL),
    (signal.SIGHUP, signal.SIG_DFL),
):
    if signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, _usual)

# Folders in memory where there is such a place: nothing is proved by waiting for a disk, which is a
# tenth of the time. What a process that is killed has written is there in either case.
_MEMORY = Path("/dev/shm")
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2**31:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# One profile everywhere: the same examples each run, and no deadline, which measures the machine.
settings.register_profile(
    "nutgraf",
    max_examples=runs(25, 400),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("nutgraf")
if not THOROUGH:
    # Hypothesis also draws what stands in the sources of whatever has been loaded by then. It would
    # read all of them first, and which examples there are would hang on other tests and modules.
    providers.is_local_module_file = lambda _path: False


def pytest_configure(config: pytest.Config) -> None:
    """Have every second process read the tests from the last one on: what one has made of a file,
    the other finds, where both would make the same at the same time.
    """
    worker = getattr(config, "workerinput", {}).get("workerid", "gw0")
    if int(worker[2:]) % 2 and config.args == config.getini("testpaths"):
        files = sorted(Path(__file__).parent.rglob("test_*.py"), reverse=True)
        config.args = list(map(str, files))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path)


def pytest_collection_finish() -> None:
    """Look for garbage as seldom as the program itself does; it would be a third of the time."""
    collect_seldom()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage a last time; pytest does five times and Python once more, among a million
    objects that are there by then.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New folders. To find a name that is free among thousands takes pytest longer than a test."""
    inside = tmp_path_factory.mktemp("folders")
    return (_made(inside / str(number)) for number in count())


def _made(folder: Path) -> Path:
    folder.mkdir(0o700)
    return folder


Once = Callable[[Callable[[Path], object], Path], Path]


@pytest.fixture(scope="session")
def once(folders: Iterator[Path]) -> Once:
    """Has something made in a folder once in a process, and copies what was made there into the
    folder given, as often as it is asked for.
    """
    made: dict[Callable[[Path], object], Path] = {}

    def copied(make: Callable[[Path], object], folder: Path) -> Path:
        if make not in made:
            make(made.setdefault(make, next(folders)))
        return Path(shutil.copytree(made[make], folder, dirs_exist_ok=True))

    return copied


@pytest.fixture
def tmp_path(folders: Iterator[Path]) -> Path:
    return next(folders)


@pytest.fixture(autouse=True)
def home(folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home, so that no test sees or touches the developer's archive or settings."""
    folder = next(folders)
    monkeypatch.setenv("NUTGRAF_HOME", str(folder))
    # How much is tested (tests/effort.py) has been read, and is no setting of the program.
    cluster = ("OPENSEARCH", "OPENSEARCH_USER", "OPENSEARCH_PASSWORD", "OPENSEARCH_CA")
    taken = ("ARCHIVE", "CONFIG", "THOROUGH", *cluster)
    for name in (*(f"NUTGRAF_{each}" for each in taken), "NO_COLOR", "EDITOR", "BROWSER", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The sample archive's articles."""
    return ROOT / "seeds"


def sample_archive(folder: Path) -> None:
    """The sample articles as an archive `a.db` and its `index` (for `once`)."""
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([ROOT / "seeds"])


@pytest.fixture(scope="module")
def sampled(once: Once, folders: Iterator[Path]) -> Path:
    """A folder of a module's own with the `sample_archive`, for tests that only read."""
    return once(sample_archive, next(folders))


@pytest.fixture(scope="session")
def opensearch() -> Iterator[str]:
    """The address of a real OpenSearch on loopback, empty at first, one for all tests."""
    try:
        with server.running() as node:
            yield node.address
    except server.NoOpenSearch as problem:
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data that stands beside the checkout; tests that want it skip without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real data (../shared) is not beside this checkout")
    return folder
