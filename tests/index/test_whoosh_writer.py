"""Whatever was written, merged, killed or altered: the index answers as its last commit says."""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.document import ParagraphDoc
from index.core.errors import ArchiveBusy, IndexDamaged
from index.core.second_process import SecondProcess
from index.core.values import Span
from index.engines.contract import Naming
from index.engines.whoosh.index import Index
from index.engines.whoosh.segments import manifest, merge_policy
from index.engines.whoosh.segments.segment_helper import NO_SEGMENT
from index.query import nodes
from index.query.nodes import Query
from index.query.parser import parse
from tests.effort import runs
from tests.index.local_engine import Unknowing, answer_of

AT = Span(0, 0)
TEXTS = ("oil prices rose", "Oil fell. The price of oil", "tea", "the price of tea rose again")
QUERIES = (
    nodes.Everything(span=AT),
    nodes.Word("oil", span=AT),
    nodes.Exact("Oil", span=AT),
    nodes.Phrase("price of oil", span=AT),
    nodes.Wildcard("pr*", span=AT),
    nodes.Or((nodes.Word("tea", span=AT), nodes.Word("rise", span=AT)), span=AT),
    nodes.InField("title", nodes.Word("market", span=AT), span=AT),
    nodes.InField("outlet", nodes.Word("times", span=AT), span=AT),
    nodes.Named(None, "", exact=False, span=AT),
    nodes.Dated("2024-01-01", "2024-06-30", span=AT),
    nodes.SameSentence((nodes.Word("oil", span=AT), nodes.Word("fall", span=AT)), span=AT),
)


class Knows(Unknowing):
    def entities(self, kind, name, *, exact):
        return [2, 3]


def article(number: int, first: int, picks: list[int]) -> list[ParagraphDoc]:
    return [
        ParagraphDoc(
            number=first + place, article=number, ordinal=place + 1, text=TEXTS[pick],
            title="Markets today" if number % 2 else "", outlet=("The Times", "Post")[number % 2],
            date=("2024-03-01", "2024", "")[number % 3], entities=tuple(range(pick)),
        )
        for place, pick in enumerate(picks)
    ]  # fmt: skip


def written(folder: Path, articles: dict[int, list[ParagraphDoc]], revision: int = 1) -> Index:
    fulltext = Index.open(folder, key="a")
    with fulltext.writer() as writer:
        for number, docs in articles.items():
            writer.replace_article(number, docs)
        writer.commit(revision)
    fulltext.reload()
    return fulltext


def answers(fulltext: Index) -> list[object]:
    """All that can be seen from outside."""
    seen: list[object] = [fulltext.paragraphs]
    for query in QUERIES:
        for sort in ("relevance", "newest", "outlet"):
            matches = answer_of(fulltext.commit, Query("", query, sort=sort), Knows())
            seen.append((matches.numbers.tolist(), [round(s, 4) for s in matches.scores.tolist()]))
            seen.append((matches.articles, matches.clauses, matches.outlets, matches.months))
            seen.append((matches.terms.entities.tolist(), matches.terms.counts.tolist()))
    return seen


def naming(paragraphs: Sequence[int], entities: Sequence[int]) -> Naming:
    """Whom some paragraphs name: the same of all, as often as they are given."""
    pairs = [(paragraph, entity) for paragraph in paragraphs for entity in entities]
    named_in, named = np.array(pairs, np.int64).reshape(-1, 2).T
    return Naming(np.array(paragraphs, np.int64), named_in, named)


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("replace"), st.integers(1, 8), st.lists(st.integers(0, 3), max_size=4)),
        st.tuples(st.just("remove"), st.integers(1, 8), st.just([])),
        st.tuples(st.just("names"), st.integers(1, 8), st.lists(st.integers(0, 3), max_size=4)),
        st.tuples(st.just("commit"), st.just(0), st.just([])),
        st.tuples(st.just("abort"), st.just(0), st.just([])),
        st.tuples(st.just("reopen"), st.just(0), st.just([])),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(operations=OPERATIONS, batch=st.sampled_from([20, 24_000_000]))
def test_history_leaves_no_trace_in_what_is_found(
    tmp_path_factory, monkeypatch, operations, batch
) -> None:
    monkeypatch.setattr(merge_policy, "_SMALLEST", 1)
    monkeypatch.setattr("index.engines.whoosh.segments.writer.BATCH", batch)
    folder = tmp_path_factory.mktemp("index")
    committed: dict[int, list[ParagraphDoc]] = {}
    pending = dict(committed)
    fulltext, number, revision = Index.open(folder, key="a"), 1, 0
    writer = fulltext.writer()
    for kind, target, picks in [*operations, ("commit", 0, [])]:
        if kind == "replace":
            docs = article(target, number, picks)
            number += len(picks)
            writer.replace_article(target, docs)
            pending[target] = docs
        elif kind == "remove":
            writer.replace_article(target, ())
            pending.pop(target, None)
        elif kind == "names":
            held = pending.get(target, [])
            writer.replace_names(naming([*(doc.number for doc in held), 10**6], picks))
            if held:
                pending[target] = [doc._replace(entities=tuple({*picks})) for doc in held]
        elif kind == "commit":
            revision += 1
            writer.commit(revision)
            committed = dict(pending)
            fulltext.reload()
            assert fulltext.revision == revision
        else:
            writer.close()
            pending = dict(committed)
            if kind == "reopen":
                fulltext.close()
                fulltext = Index.open(folder, key="a")
            writer = fulltext.writer()
    writer.close()
    kept = {number: docs for number, docs in committed.items() if docs}
    fresh = written(tmp_path_factory.mktemp("fresh"), kept)
    assert answers(fulltext) == answers(fresh)
    assert fulltext.check() == []
    listed = manifest.read(folder, fulltext._key)
    assert listed is not None
    assert len(listed.segments) < 16


def test_a_merge_keeps_long_and_large_things(tmp_path) -> None:
    long = " ".join(f"w{n}" for n in range(700)) + " end" * 300
    many = {n: article(n, n * 10, [n % 4]) for n in range(1, 9)}
    many[9] = [ParagraphDoc(number=95, article=9, ordinal=300, text=long, entities=(70_000,))]
    one_by_one = Index.open(tmp_path / "a", key="a")
    with one_by_one.writer() as writer:
        for revision, (number, docs) in enumerate(many.items()):
            writer.replace_article(number, docs)
            writer.commit(revision)
    one_by_one.reload()
    at_once = written(tmp_path / "b", many)
    for root in (nodes.Phrase("w699 end end", span=AT), nodes.AtLeast(
        300, nodes.Word("end", span=AT), span=AT)):  # fmt: skip
        assert answer_of(one_by_one.commit, Query("", root), Knows()).numbers.tolist() == [95]
    assert answers(one_by_one) == answers(at_once)


@pytest.mark.parametrize("size", [66_000, 132_000])
def test_a_segment_of_many_paragraphs_finds_each_of_them(tmp_path: Path, size: int) -> None:
    """Numbers beyond 16 bits, and beyond 17."""
    rare = {0: "first", 7: "early", 65_535: "edge", 65_536: "over", size - 1: "last"}
    docs = [
        ParagraphDoc(number=n + 1, article=1, ordinal=n + 1, text=f"all {rare.get(n, '')}")
        for n in range(size)
    ]
    fulltext = written(tmp_path, {1: docs})

    def find(text: str) -> list[int]:
        return sorted(answer_of(fulltext.commit, parse(text), Knows()).numbers.tolist())

    for number, word in rare.items():
        assert find(word) == [number + 1]
        assert find(f"{word} all") == [number + 1]
    assert find("all") == list(range(1, size + 1))
    assert find("first OR last OR over") == [1, 65_537, size]


def test_readers_see_a_commit_only_when_they_refresh(tmp_path) -> None:
    reader = Index.open(tmp_path, key="a")
    assert not reader.reload()
    written(tmp_path, {1: article(1, 1, [0, 1])}, revision=7)
    assert (reader.paragraphs, reader.revision) == (0, 0)
    assert reader.reload()
    assert (reader.paragraphs, reader.revision) == (2, 7)
    assert not reader.reload()


def test_a_reader_goes_on_with_files_that_a_merge_removed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(merge_policy, "_SMALLEST", 1)
    reader = written(tmp_path, {1: article(1, 1, [0, 1, 2])})
    before = answers(reader)
    for number in range(2, 9):
        written(tmp_path, {number: article(number, number * 10, [3, 3])}, revision=number)
    assert answers(reader) == before


def test_a_second_writer_is_told_who_writes(tmp_path) -> None:
    fulltext = Index.open(tmp_path, key="a")
    with fulltext.writer(), pytest.raises(ArchiveBusy) as busy:
        Index.open(tmp_path, key="a").writer()
    assert busy.value.pid == os.getpid()
    with fulltext.writer() as writer:
        writer.commit(1)


def test_an_error_leaves_the_last_commit(tmp_path) -> None:
    fulltext = written(tmp_path, {1: article(1, 1, [0])})
    before = answers(fulltext)

    def fail_while_writing() -> None:
        with fulltext.writer() as writer:
            writer.replace_article(1, article(1, 5, [3, 3]))
            writer._flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_while_writing()
    fulltext.reload()
    assert answers(fulltext) == before
    assert len(list(tmp_path.glob("*.seg"))) == 1


def test_another_key_is_another_index(tmp_path) -> None:
    written(tmp_path, {1: article(1, 1, [0])})
    with pytest.raises(IndexDamaged):
        Index.open(tmp_path, key="b")


class Torn:
    """A file that writes the first half of whatever it is given, then asks, then the rest."""

    def __init__(self, file: Any, ask: Callable[[], object]) -> None:
        self._file = file
        self._ask = ask

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def write(self, data: Any) -> None:
        self.writelines([data[: len(data) // 2], data[len(data) // 2 :]])

    def writelines(self, parts: Sequence[Any]) -> None:
        self._file.writelines(parts[: len(parts) // 2])
        self._file.flush()
        self._ask()
        self._file.writelines(parts[len(parts) // 2 :])


def _operations(folder: Path, fail: Callable[[int], None]) -> int:
    """Replace, delete and merge with `fail` called before every change on disk."""
    count = 0
    patch = pytest.MonkeyPatch()

    def watched(function: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*args, **kwargs) -> object:
            nonlocal count
            count += 1
            fail(count)
            return function(*args, **kwargs)

        return wrapper

    def torn(opened: Callable[..., Any]) -> Callable[..., Any]:
        """Files whose every write can stop half way."""

        def wrapper(*args, **kwargs) -> Any:
            file = opened(*args, **kwargs)
            return Torn(file, watched(lambda: None)) if "b" in str((args, kwargs)) else file

        return wrapper

    with patch.context() as each:
        each.setattr(merge_policy, "_SMALLEST", 1)
        fulltext = Index.open(folder, key="a")
        each.setattr(Path, "open", torn(watched(Path.open)))
        # A killed process leaves the system's buffers alone: waiting for the disk proves nothing.
        each.setattr(os, "fsync", watched(lambda _handle: None))
        for owner, name in (
            (os, "open"), (os, "close"), (os, "ftruncate"), (os, "pwrite"),
            (os, "stat"), (Path, "replace"), (Path, "unlink"), (Path, "iterdir"),
            (Path, "read_bytes"), (mmap, "mmap"),
        ):  # fmt: skip
            each.setattr(owner, name, watched(getattr(owner, name)))
        with fulltext.writer() as writer:
            writer.replace_article(1, article(1, 50, [3, 2]))
            writer.replace_article(2, ())
            writer.replace_article(7, article(7, 60, [1, 1]))
            writer.commit(9)
    return count


def _start(folder: Path) -> None:
    for number in range(1, 5):
        written(folder, {number: article(number, number * 10, [0, 1, 2])}, revision=number)


def test_a_failure_at_any_change_on_disk_leaves_a_commit_readable(tmp_path) -> None:
    _start(tmp_path / "old")
    old = answers(Index.open(tmp_path / "old", key="a"))
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    total = _operations(tmp_path / "new", lambda _count: None)
    new = answers(Index.open(tmp_path / "new", key="a"))
    assert old != new
    assert total > 40
    # Both ends at every step take long: as a rule they take turns, at every other step.
    for place in range(1, total + 1, runs(2, 1)):
        for kill in (False, True) if runs(0, 1) else (place % 4 == 1,):
            folder = tmp_path / f"{place}-{kill}"
            shutil.copytree(tmp_path / "old", folder)
            (_killed if kill else _raised)(folder, place)
            reopened = Index.open(folder, key="a")
            assert answers(reopened) in (old, new), place
            assert reopened.check() == []
            _operations(folder, lambda _count: None)
            reopened.reload()
            assert answers(reopened) == new


def _raised(folder: Path, place: int) -> None:
    def fail(count: int) -> None:
        if count == place:
            raise OSError(28, "No space left on device")

    # What only serves a message, such as the pid in the lock, may fail unnoticed.
    with suppress(OSError, IndexDamaged):
        _operations(folder, fail)


def _killed(folder: Path, place: int) -> None:
    def fail(count: int) -> None:
        if count == place:
            os._exit(9)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _operations(folder, fail)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def _alterations(path: Path) -> list[bytes]:
    whole = path.read_bytes()
    flipped = []
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        changed = bytearray(whole)
        changed[place] ^= 0x15
        flipped.append(bytes(changed))
    return [b"", whole[: len(whole) // 2], whole[:-1], whole + b"x", *flipped]


def test_altered_files_are_noticed_and_never_believed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(merge_policy, "FEW", 1)
    _start(tmp_path)  # one segment, of which a quarter may be deleted
    monkeypatch.setattr(merge_policy, "FEW", 9)
    with Index.open(tmp_path, key="a").writer() as writer:
        writer.replace_article(2, article(2, 70, [1]))
        writer.commit(5)
    right = answers(Index.open(tmp_path, key="a"))
    files = [file for file in tmp_path.iterdir() if file.suffix in (".seg", ".del", ".json")]
    assert {file.suffix for file in files} == {".seg", ".del", ".json"}
    noticed = 0
    for file in files:
        whole = file.read_bytes()
        for changed in _alterations(file):
            file.unlink()
            file.write_bytes(changed)
            try:
                fulltext = Index.open(tmp_path, key="a")
                assert answers(fulltext) == right
            except IndexDamaged:
                noticed += 1
            file.write_bytes(whole)
    assert noticed > 100


@pytest.mark.parametrize("killed", [False, True])
def test_an_index_that_two_processes_build_answers_as_if_one_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    articles = {n: article(n, 10 * n, [n % 4, (n + 1) % 4, n % 3]) for n in range(1, 13)}
    again = article(2, 20, [3, 3, 0])
    alone = written(tmp_path / "one", {**articles, 2: again})
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    fulltext = Index.open(tmp_path / "two", key="a")
    with fulltext.writer(anew=True) as writer:
        helper = writer._helper
        assert helper is not None
        monkeypatch.setattr(writer, "_batch", 100)
        for number, docs in articles.items():
            writer.replace_article(number, docs)
            helper.wait_until_started()
        # One that is being built elsewhere is replaced.
        writer.replace_article(2, again)
        assert NO_SEGMENT in writer._segments
        if killed and helper._process._process is not None:
            helper._process._process.kill()
        writer.commit(1)
    fulltext.reload()
    # What the segments are is another matter: they are not joined at the same time.
    assert answers(fulltext) == answers(alone)
    assert fulltext.check() == []
    assert [file.name for file in (tmp_path / "two").glob("*.seg")] == [
        segment.file for segment in fulltext.commit.manifest.segments
    ]


def test_what_another_process_has_not_begun_is_built_without_waiting_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = {n: article(n, 10 * n, [n % 4, (n + 1) % 4, n % 3]) for n in range(1, 13)}
    alone = written(tmp_path / "one", articles)
    start = SecondProcess.start

    def stopped(process: SecondProcess) -> None:  # type: ignore[type-arg]
        start(process)
        if process._process is not None:
            process._process.send_signal(signal.SIGSTOP)

    monkeypatch.setattr(SecondProcess, "start", stopped)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    fulltext = Index.open(tmp_path / "two", key="a")
    with fulltext.writer(anew=True) as writer:
        monkeypatch.setattr(writer, "_batch", 100)
        for number, docs in articles.items():
            writer.replace_article(number, docs)
        assert NO_SEGMENT in writer._segments
        writer.commit(1)
    fulltext.reload()
    assert answers(fulltext) == answers(alone)
    assert fulltext.check() == []


def test_others_may_write_after_a_writer_whose_helper_could_not_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_process: object) -> None:
        raise OSError(3, "No such process")

    fulltext = Index.open(tmp_path, key="a")
    writer = fulltext.writer(anew=True)
    with monkeypatch.context() as patch:
        patch.setattr(SecondProcess, "close", fail)
        with pytest.raises(OSError, match="No such process"):
            writer.close()
    fulltext.writer().close()
