"""What goes wrong with a batch is no fault of the input that is being read, and loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.core.article import Article
from index.ingest import import_batches
from index.ingest.batch_store import BatchStore
from tests.standing_news import article, file


class Later:
    """Names that are found by another process, which is not done before they are waited for."""

    def ready(self) -> bool:
        return False

    def found(self) -> Sequence[Any]:
        return ()


@pytest.mark.parametrize("fault", [RuntimeError("no model"), KeyboardInterrupt()])
def test_a_file_whose_articles_could_not_be_stored_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    """The batch with the only article of the first file is stored while the second file is read,
    and the batch behind it says that the first file was read to its end.
    """
    paths = [
        file(tmp_path / "1.jsonl", [article(1)]),
        file(tmp_path / "2.jsonl", [article(2), article(3)]),
    ]
    monkeypatch.setattr(import_batches, "_FIRST_BATCH", 1)
    monkeypatch.setattr(import_batches, "_ON_THE_WAY", sum(map(len, article(1).paragraphs)))
    monkeypatch.setattr(BatchStore, "ahead", lambda _self, _articles: Later())
    store, faults = BatchStore.store, [fault]

    def once(self: BatchStore, articles: Sequence[Article], *rest: Any) -> Any:
        if faults:
            raise faults.pop()
        return store(self, articles, *rest)

    monkeypatch.setattr(BatchStore, "store", once)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        with suppress(type(fault)):
            archive.add(paths)
        assert not faults
        archive.add(paths)
        assert archive.stats().articles == 3
