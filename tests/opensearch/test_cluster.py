"""Indices of ours in a real cluster: made, told from others, written, switched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.core.errors import NutgrafError
from index.engines.opensearch import succession, versioned_index
from index.engines.opensearch.bulk import Action, BulkWriter, as_source
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import Full, NotThere, Refused
from index.engines.opensearch.succession import Heir
from index.engines.opensearch.versioned_index import Kind
from tests.opensearch.stand_in import error, standing_in

pytestmark = pytest.mark.opensearch

KIND = Kind("trial", 2, {"word": {"type": "keyword"}, "day": {"type": "date"}})
ALIAS = versioned_index.alias_of("desk", KIND)


@pytest.fixture
def cluster(opensearch: str) -> Iterator[Cluster]:
    with Cluster(ClusterAddress.parse(f"{opensearch}/desk")) as cluster:
        yield cluster
        cluster.ask("DELETE", "/desk-*")


def _put(cluster: Cluster, *actions: Action):
    return BulkWriter(cluster, wait=lambda _: pytest.fail("waited")).write(actions)


def _word(do: str, key: str, word: str = "oil", index: str = ALIAS, **conditions) -> Action:
    return Action(do, index, key, as_source({"word": word}), tuple(conditions.items()))


def test_an_index_is_made_once_and_known_again(cluster: Cluster) -> None:
    assert versioned_index.held(cluster, ALIAS, KIND) is None
    assert versioned_index.ensure(cluster, ALIAS, KIND) == "desk-trial-v2"
    assert versioned_index.ensure(cluster, ALIAS, KIND) == "desk-trial-v2"
    with pytest.raises(NutgrafError):
        cluster.ask("PUT", "/desk-trial-v2", KIND.body)


def test_an_index_of_others_or_of_other_versions_is_left_alone(cluster: Cluster) -> None:
    cluster.ask("PUT", f"/{ALIAS}", {"mappings": {"properties": {"x": {"type": "keyword"}}}})
    with pytest.raises(Refused, match="somebody else's"):
        versioned_index.ensure(cluster, ALIAS, KIND)
    cluster.ask("DELETE", f"/{ALIAS}")
    versioned_index.ensure(cluster, ALIAS, KIND)
    with pytest.raises(Refused, match=r"made by a newer Nutgraf \(2; this one knows 1\)"):
        versioned_index.ensure(cluster, ALIAS, replace(KIND, version=1))
    with pytest.raises(Refused, match=r"made by an older Nutgraf \(2; this one writes 3\)"):
        versioned_index.ensure(cluster, ALIAS, replace(KIND, version=3))
    with pytest.raises(Refused, match="somebody else's"):
        versioned_index.ensure(cluster, ALIAS, replace(KIND, name="other"))


def test_a_new_mapping_takes_over_without_a_gap(cluster: Cluster) -> None:
    versioned_index.ensure(cluster, ALIAS, KIND)
    newer = replace(KIND, version=3, properties={**KIND.properties, "n": {"type": "long"}})
    cluster.ask("PUT", "/desk-trial-v3", newer.body)
    _put(cluster, _word("index", "1", index="desk-trial-v3"))
    with pytest.raises(NotThere):
        cluster.ask("GET", f"/{ALIAS}/_doc/1")
    succession.switch(cluster, [Heir(ALIAS, "desk-trial-v3", "desk-trial-v2")])
    assert cluster.ask("GET", f"/{ALIAS}/_doc/1")["found"]
    assert versioned_index.held(cluster, ALIAS, newer) == "desk-trial-v3"
    assert not versioned_index.exists(cluster, "desk-trial-v2")


def test_two_that_write_one_document_do_not_overwrite_each_other(cluster: Cluster) -> None:
    versioned_index.ensure(cluster, ALIAS, KIND)
    (first,) = _put(cluster, _word("create", "1"))
    known = {"if_seq_no": first.seq_no, "if_primary_term": first.primary_term}
    second, third, again = _put(
        cluster, _word("index", "1", "tea", **known), _word("index", "1", "rye", **known),
        _word("create", "1", "rye"),
    )  # fmt: skip
    assert [one.conflict for one in (second, third, again)] == [False, True, True]
    assert cluster.ask("GET", f"/{ALIAS}/_doc/1")["_source"] == {"word": "tea"}


def test_what_comes_late_of_an_older_version_is_left_out(cluster: Cluster) -> None:
    versioned_index.ensure(cluster, ALIAS, KIND)
    newer, older = ({"version": n, "version_type": "external_gte"} for n in (7, 6))
    told = _put(
        cluster, _word("index", "1", "tea", **newer), _word("index", "1", "rye", **older),
        _word("index", "1", "tea", **newer), _word("delete", "1", **older),
        _word("delete", "2", **older),
    )  # fmt: skip
    assert [one.conflict for one in told] == [False, True, False, True, False]


def test_a_document_that_does_not_fit_is_said(cluster: Cluster) -> None:
    versioned_index.ensure(cluster, ALIAS, KIND)
    with pytest.raises(Refused, match="strict_dynamic_mapping_exception"):
        _put(cluster, Action("index", ALIAS, "1", as_source({"else": 1})))


@pytest.mark.parametrize("block", ["read_only_allow_delete", "read_only", "write"])
def test_a_locked_index_is_said_and_can_be_gone_on_with(cluster: Cluster, block: str) -> None:
    """The first is what OpenSearch itself sets when its disk is nearly full."""
    versioned_index.ensure(cluster, ALIAS, KIND)
    setting = f"index.blocks.{block}"
    cluster.ask("PUT", f"/{ALIAS}/_settings", {setting: True})
    with pytest.raises(Full, match="takes nothing in for now") as told:
        _put(cluster, _word("index", "1"))
    cluster.ask("PUT", f"/{ALIAS}/_settings", {setting: None})
    (written,) = _put(cluster, _word("index", "1"))
    assert written.version == 1
    # The stand-in of the other tests says what this one says.
    kind, reason = "cluster_block_exception", str(told.value).split(": ", 1)[1].split(". Its ")[0]
    with standing_in(lambda *_: error(403, kind, reason)) as server:
        address = ClusterAddress.parse(f"{server.address}/desk")
        with Cluster(address) as other, pytest.raises(Full) as same:
            _put(other, _word("index", "1"))
    assert str(same.value) == str(told.value).replace(
        str(cluster.address), f"{server.address}/desk"
    )
