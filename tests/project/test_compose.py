"""What is offered for running a cluster is whole, and of the version that the tests ask."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
_FILES = sorted((ROOT / "docs/cluster").rglob("compose.yaml"))


def _services(path: Path) -> dict[str, dict]:
    return yaml.safe_load(path.read_text("utf-8"))["services"]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.parent.name)
def test_it_is_the_version_that_is_tested(path: Path) -> None:
    pom = (ROOT / "tests/opensearch/launcher/pom.xml").read_text("utf-8")
    version = re.search("<opensearch.version>(.*)</opensearch.version>", pom)[1]
    images = {service["image"] for service in _services(path).values()}
    assert images == {f"opensearchproject/opensearch:{version}"}


def test_what_is_open_to_everybody_is_open_on_this_machine_alone() -> None:
    (service,) = _services(ROOT / "docs/cluster/one-node/compose.yaml").values()
    assert service["environment"]["DISABLE_SECURITY_PLUGIN"] == "true"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_three_nodes_know_each_other_and_keep_their_own_data() -> None:
    services = _services(ROOT / "docs/cluster/three-nodes/compose.yaml")
    settings = [service["environment"] for service in services.values()]
    assert [one["node.name"] for one in settings] == list(services)
    for one in settings:
        assert one["discovery.seed_hosts"].split(",") == list(services)
        assert one["plugins.security.ssl.http.enabled"] == "true"
        assert "DISABLE_SECURITY_PLUGIN" not in one
    data = [service["volumes"][0].partition(":")[0] for service in services.values()]
    assert len(set(data)) == 3
    ports = [port for service in services.values() for port in service["ports"]]
    assert len(set(ports)) == 3


def test_a_reader_cannot_write() -> None:
    roles = yaml.safe_load((ROOT / "docs/cluster/three-nodes/roles.yml").read_text("utf-8"))
    (allowed,) = [one["allowed_actions"] for one in roles["nutgraf_reader"]["index_permissions"]]
    assert not [one for one in allowed if re.search("write|crud|create$|create_|put|delete", one)]
