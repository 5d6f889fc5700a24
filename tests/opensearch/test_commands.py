"""`nutgraf push` and `nutgraf pull` as they are called."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.engines.opensearch import versioned_index
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from tests.cli.conftest import PROGRAM, ROOT
from tests.opensearch.pushed import collection
from tests.opensearch.stand_in import FORBIDDEN, TLS, UNKNOWN, Answering, standing_in
from tui.cli import main

AUTHORITY = str(TLS / "authority.pem")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles."""
    path = tmp_path_factory.mktemp("archive") / "a.db"
    news = path.with_suffix(".jsonl")
    records = [{"title": f"The {one} tender", "text": f"Anna Berg won. {one}."} for one in range(4)]
    news.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUTGRAF_HOME", str(path.parent))
        assert main(["--archive", str(path), "add", str(news)]) == 0
    return path


@pytest.fixture
def address(opensearch: str) -> Iterator[str]:
    with collection(opensearch, "commands") as address:
        yield address


@pytest.mark.opensearch
def test_articles_go_up_and_come_down(
    archive: Path, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", str(archive), "push", address]) == 0
    said = capsys.readouterr().out
    assert "4 articles pushed: 4 new, 0 changed, 0 unchanged" in said
    assert main(["--archive", str(archive), "push", address, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 4
    other = str(tmp_path / "b.db")
    assert main(["--archive", other, "pull", address, "*"]) == 0
    assert "4 articles pulled: 4 new" in capsys.readouterr().out
    assert main(["--archive", other, "pull", address, "zebra quagga"]) == 1
    assert main(["--archive", other, "search", "anna"]) == 0
    assert main(["--archive", other, "pull", address, "oil date:soonish"]) == 2
    assert "not read as it is written" in capsys.readouterr().err


@pytest.mark.opensearch
def test_a_push_that_is_killed_is_gone_on_with(
    archive: Path, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed as soon as anything is in the cluster."""
    call = (*PROGRAM, "--archive", str(archive), "push", address)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        subprocess.Popen(call, cwd=ROOT, env=environment) as process,
        Cluster(ClusterAddress.parse(address)) as cluster,
    ):
        try:
            while not versioned_index.exists(cluster, "commands-articles"):
                assert process.poll() is None
        finally:
            process.kill()
    assert main(["--archive", str(archive), "push", address]) == 0
    capsys.readouterr()
    assert main(["--archive", str(tmp_path / "b.db"), "pull", address, "*"]) == 0
    assert "4 articles pulled: 4 new" in capsys.readouterr().out


def _said(archive: Path, capsys: pytest.CaptureFixture[str], *call: str) -> str:
    """What a call says that fails: one message, and nothing to read on standard output."""
    assert main(["--archive", str(archive), *call]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.count("nutgraf:") == 1
    return " ".join(err.split())


@pytest.mark.parametrize("command", [("push",), ("pull", "oil")], ids=lambda call: call[0])
def test_what_is_wrong_is_one_message(
    archive: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    name, *query = command

    def said(address: str, *more: str) -> str:
        return _said(archive, capsys, name, address, *query, *more)

    def said_by(answering: Answering, *more: str, certificate: str = "") -> str:
        with standing_in(answering, certificate) as server:
            return said(f"{server.address}/news", *more)

    def theirs(*_: str):
        return 200, {"news-articles": {"mappings": {"properties": {}}}}

    def newer(*_: str):
        mark = {"nutgraf": {"kind": "articles", "version": 99}}
        return 200, {"news-articles-v99": {"mappings": {"_meta": mark}}}

    assert "is not the address of a cluster" in said("news")
    assert "holds no name and password" in said("https://ann:oak@search.example/news")
    assert "there is no host of that name" in said("https://nowhere.invalid/news")
    assert "is not trusted" in said_by(theirs, certificate="here.pem")
    assert "somebody else's" in said_by(theirs, "--ca", AUTHORITY, certificate="here.pem")
    assert "does not know the name and password" in said_by(lambda *_: UNKNOWN)
    assert "does not allow this" in said_by(lambda *_: FORBIDDEN)
    assert "made by a newer Nutgraf (99; this one knows 1)" in said_by(newer)


def test_a_password_stands_nowhere(
    archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("NUTGRAF_OPENSEARCH_USER", "ann")
    monkeypatch.setenv("NUTGRAF_OPENSEARCH_PASSWORD", "hushhush")
    with standing_in(lambda *_: UNKNOWN, "here.pem") as server:
        said = _said(archive, capsys, "push", f"{server.address}/news", "--ca", AUTHORITY)
        assert "hushhush" not in said
        assert server.headers[0]["authorization"].startswith("Basic ")
    with standing_in(lambda *_: (200, {})) as server:
        clear = f"http://search.example:{server.server_address[1]}/news"
        assert "not sent" in _said(archive, capsys, "push", clear)
        assert server.asked == []
    kept = [path.read_bytes() for path in (*home.rglob("*"), archive) if path.is_file()]
    assert not any(b"hushhush" in data for data in kept)
