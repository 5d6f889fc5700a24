"""Writing to a made-up cluster. It searches what was refreshed, as a real one does."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from index.core.document import ParagraphDoc
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_writer import Writer

Json = dict[str, Any]


class MadeUp:
    """A cluster with one index, which is in use; of its answers only what the writer looks at."""

    address = SimpleNamespace(name="news")

    def __init__(self) -> None:
        self.written: dict[str, Json] = {}
        self.shown: dict[str, Json] = {}

    def ask(self, method: str, path: str, body: Any = None, **_how: Any) -> Json:
        match method, path.rpartition("/")[2]:
            case "GET", "alias":
                return {"index": {}}
            case "GET", _:
                return {"found": False}
            case "POST", "_bulk":
                lines = [json.loads(line) for line in body.splitlines()]
                self.written |= {
                    head["index"]["_id"]: document
                    for head, document in zip(lines[::2], lines[1::2], strict=True)
                }
                return {"items": [{"index": {"status": 200}} for _ in lines[::2]]}
            case "POST", "_refresh":
                self.shown = dict(self.written)
            case "POST", "_delete_by_query":
                self._delete(body["query"]["bool"])
        return {}

    def _delete(self, query: Json) -> None:
        (of,), (kept,) = query["filter"], query["must_not"]
        for key, document in self.shown.items():
            gone = document["article"] in of["terms"]["article"]
            if gone and document["number"] not in kept["terms"]["number"]:
                self.written.pop(key, None)


def _writer(cluster: MadeUp, folder: Path) -> Writer:
    return Writer(cast("Cluster", cluster), "alias", "a", folder)


def _docs(*numbers: int) -> list[ParagraphDoc]:
    return [ParagraphDoc(number, 1, at, "Some words.") for at, number in enumerate(numbers, 1)]


def test_what_a_killed_writer_had_sent_of_an_article_is_replaced_too(tmp_path, monkeypatch) -> None:
    cluster = MadeUp()
    with _writer(cluster, tmp_path) as writer:
        writer.replace_article(1, _docs(1, 2))
        writer.commit(1)
    with _writer(cluster, tmp_path) as writer, monkeypatch.context() as patch:
        patch.setattr(Writer, "_mark", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        writer.replace_article(1, _docs(3, 4))
        with pytest.raises(KeyboardInterrupt):
            writer.commit(2)
    # The article has changed again meanwhile.
    with _writer(cluster, tmp_path) as writer:
        writer.replace_article(1, _docs(5))
        writer.commit(3)
    assert {document["number"] for document in cluster.shown.values()} == {5}
