"""What is told of names as documents of a cluster, and what comes back, which is not believed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from index.core.clean import clean
from index.core.entity_edits import Edit
from index.core.errors import InputError
from index.core.folding import fold
from index.core.late_patterns import late
from index.core.shared_edits import SharedEdit
from index.core.values import EditKind, EntityType
from index.engines.opensearch.bulk import Action, as_source
from index.engines.opensearch.versioned_index import Kind

Json = dict[str, Any]

_KEYWORD = {"type": "keyword"}
_KEPT = {"type": "keyword", "index": False, "doc_values": False}
EDITS = Kind(
    "edits",
    1,
    {
        "order": {"type": "long"},
        "at": _KEYWORD,
        "by": _KEYWORD,
        # An edit, or which one is taken back or made again.
        "kind": _KEYWORD,
        "of": _KEYWORD,
        **dict.fromkeys(("type", "name", "alias", "to_type", "to_name"), _KEPT),
    },
    # In the order in which they came, so that who has read some asks for what came since.
    {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-2"}},
)

_KINDS: tuple[EditKind, ...] = get_args(EditKind)
_TYPES: tuple[EntityType, ...] = get_args(EntityType)
_BACK, _AGAIN = "taken back", "made again"
_ID = late("[0-9a-f]{24}")
_LAST_ORDER = 1 << 62
_LONGEST = 1_000


def telling(told: SharedEdit, index: str) -> Action:
    """What tells it, unless it is told already."""
    fields: Json = {"order": told.order, "at": told.at, "by": told.by}
    if told.edit is None:
        fields |= {"kind": _BACK if told.taken_back else _AGAIN, "of": told.of}
    else:
        edit = told.edit
        fields |= {"kind": edit.kind, "type": edit.type, "name": edit.name, "alias": edit.alias}
        fields |= {"to_type": edit.to_type, "to_name": edit.to_name}
    return Action("create", index, told.id, as_source(fields))


def read(key: str, source: Json) -> SharedEdit:
    """What a document tells. Raises InputError where it is none of ours."""
    try:
        return _read(key, source)
    except (KeyError, TypeError, ValueError) as problem:
        raise InputError(f"what is told of names is not as Nutgraf writes it ({problem})") from None


def _read(key: str, source: Json) -> SharedEdit:
    kind, order = _text(source["kind"]), source["order"]
    if not _ID.fullmatch(key) or type(order) is not int or not 0 <= order < _LAST_ORDER:
        raise ValueError("no id or no order")
    told = SharedEdit(id=key, order=order, at=_text(source["at"]), by=_text(source["by"]))
    if kind in (_BACK, _AGAIN):
        return replace(told, of=_text(source["of"]), taken_back=kind == _BACK)
    return replace(told, edit=_edit(kind, source))


def _edit(kind: str, source: Json) -> Edit:
    if kind not in _KINDS or source["type"] not in _TYPES or source["to_type"] not in _TYPES:
        raise ValueError("an edit of no kind")
    edit = Edit(
        kind=kind,
        type=source["type"],
        name=_text(source["name"]),
        alias=_text(source["alias"]),
        to_type=source["to_type"],
        to_name=_text(source["to_name"]),
    )
    leads = kind == "hide" or fold(edit.to_name)
    if not (fold(edit.name) and leads) or (kind == "split") != bool(fold(edit.alias)):
        raise ValueError("an edit of no name")
    return edit


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > _LONGEST:
        raise ValueError("text expected")
    return clean(value)
