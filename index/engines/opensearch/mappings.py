"""What an index of paragraphs looks like in a cluster, and how one is told from a stranger's."""

from __future__ import annotations

from typing import Any

from index.engines.contract import Damaged
from index.engines.opensearch.cluster_errors import Refused
from index.engines.opensearch.terms import SEPARATOR
from index.engines.opensearch.versioned_index import MARK
from index.engines.whoosh.words.analysis import VERSION

FORMAT = 1
"""Goes up with every change of what is written. What is older is built anew, beside the old."""

KIND = "archive-index"
"""What tells it from the indices of a shared archive."""

STATE = "state"
"""The document that says which revision the index reaches."""

TEXT, HEADLINE, FURNITURE = "text", "headline", "furniture_text"
HEAD = "head"
"""The fields of its article that every paragraph carries stand below this one."""
HEAD_FIELDS = ("title", "by", "outlet", "section", "lang", "url", "tag")
STEMMED = (TEXT, HEADLINE, FURNITURE, f"{HEAD}.title")
"""Fields of running text."""
CASED = (TEXT, HEADLINE, FURNITURE, f"{HEAD}.title")
"""Fields that heed how words are written."""

MOST_NUMBERS = 1_000_000
"""So many numbers may stand in one clause."""

_NUMBER = {"type": "long"}
_COLUMN = {"index": False}
_WORDS = {"type": "text", "analyzer": "words", "similarity": "frequency", "norms": False}


def settings() -> dict[str, Any]:
    """The settings of a new index. What is written shows with a commit, never by itself. How many
    shards it has is for whoever runs the cluster (a template of indices), or one.
    """
    return {
        "index": {
            "auto_expand_replicas": "0-1",
            "refresh_interval": -1,
            "max_terms_count": MOST_NUMBERS,
            # Scores are worked out from frequencies by a script, see `score_scripts`.
            "similarity": {
                "frequency": {"type": "scripted", "script": {"source": "return doc.freq;"}}
            },
            "analysis": {
                "tokenizer": {"places": {"type": "whitespace", "max_token_length": 100_000}},
                "filter": {
                    "terms": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{SEPARATOR}]+)"],
                    }
                },
                "analyzer": {
                    "words": {"type": "custom", "tokenizer": "places", "filter": ["terms"]}
                },
            },
        }
    }


def mapping(key: str) -> dict[str, Any]:
    """The mapping of an index of the archive whose identity is `key`."""
    heads = [f"{HEAD}.{name}" for name in HEAD_FIELDS]
    words = dict.fromkeys((TEXT, HEADLINE, FURNITURE, *heads), _WORDS)
    return {
        "dynamic": False,
        "_meta": {MARK: _mark(key)},
        "_source": {"includes": ["raw"]},
        "properties": {
            **words,
            "raw": {"type": "object", "enabled": False},
            "number": _NUMBER,
            "article": _NUMBER,
            "ordinal": {"type": "integer"},
            "paragraphs": {"type": "integer", **_COLUMN},
            "face": {"type": "boolean"},
            "furniture": {"type": "boolean"},
            "text_length": {"type": "integer", **_COLUMN},
            "title_length": {"type": "integer", **_COLUMN},
            "text_words": {"type": "integer", **_COLUMN},
            "title_words": {"type": "integer", **_COLUMN},
            "entities": {"type": "keyword"},
            "compounds": {"type": "keyword"},
            "language": {"type": "keyword"},
            "outlet": {"type": "keyword"},
            "outlet_key": {"type": "keyword"},
            "outlet_order": {"type": "keyword", **_COLUMN},
            "from": {"type": "integer"},
            "to": {"type": "integer"},
            "instant": _NUMBER,
            "day": {"type": "keyword", **_COLUMN},
            "month": {"type": "keyword", **_COLUMN},
            "quotes": {"type": "integer"},
            "quoted": {"type": "boolean"},
        },
    }


def _mark(key: str) -> dict[str, Any]:
    return {"kind": KIND, "version": FORMAT, "analysis": VERSION, "key": key}


def look_at(meta: dict[str, Any], key: str, name: str) -> None:
    """Raises Damaged when an index has to be built anew, Refused when it is not ours to touch."""
    mark = meta.get(MARK)
    if not isinstance(mark, dict) or mark.get("kind") != KIND:
        raise Refused(
            f"The index {name} is somebody else's: nothing was touched.",
            "Name another collection: the last part of the address.",
        )
    if mark.get("version", 0) > FORMAT or mark.get("analysis", 0) > VERSION:
        raise Refused(f"The index {name} was made by a newer Nutgraf.", "Use that one.")
    if mark != _mark(key):
        raise Damaged(f"The index {name} is an older one, or another archive's.", "It is rebuilt.")
