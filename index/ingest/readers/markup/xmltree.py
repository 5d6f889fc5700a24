"""XML as documents hold it, parsed without entities, networks or endless trees."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from index.core.errors import InputError
from index.ingest.readers.base import MEBIBYTE, ReadOptions
from index.ingest.readers.packed.zipfiles import open_member


def parse_xml(data: bytes) -> Any:
    """The root element. What is not well-formed is mended; raises InputError when nothing is left,
    or when the parser gives up and drops the rest, which mending would hide.

    Entities are never resolved: a few of them can stand for gigabytes, or for a file.
    """
    # Loaded here: it takes 20 ms and only documents need it.
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError("damaged: its text is not XML") from error
    if root is None:
        raise InputError("damaged: its text is not XML")
    last = parser.error_log.last_error
    if last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise InputError("nested too deeply, or one text in it too long, to be read whole")
    return root


def part_of(archive: zipfile.ZipFile, name: str, options: ReadOptions) -> bytes:
    """A file of a document. Raises InputError when there is none or it is above the limit."""
    try:
        member = archive.getinfo(name)
    except KeyError:
        raise InputError(f"damaged: it lacks {name}") from None
    with open_member(archive, member) as file:
        try:
            data = file.read(options.limit_bytes + 1)
        except Exception as error:
            # Each library of packed files has errors of its own for damage.
            raise InputError(f"damaged: {name} cannot be unpacked") from error
    if len(data) > options.limit_bytes:
        raise InputError(f"larger than {options.limit_bytes / MEBIBYTE:g} MiB")
    return data


def local(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """The value of an attribute, whatever its namespace; "" where there is none."""
    return next((str(v) for key, v in element.items() if key.rpartition("}")[2] == name), "")


def elements(root: Any, *names: str) -> Iterator[Any]:
    """The elements of some names, whatever their namespaces, in order."""
    return (element for element in root.iter() if local(element) in names)


def said(element: Any) -> str:
    """What an element says, with all within, in words a blank apart."""
    return " ".join("".join(element.itertext()).split())


def texts(root: Any, name: str) -> list[str]:
    """What the elements of a name say, without those that say nothing."""
    found = map(said, elements(root, name))
    return [text for text in found if text]


def first(root: Any, *names: str) -> str:
    """What the first such element says, of the first of some names that has one; "" if none has."""
    return next((found[0] for name in names if (found := texts(root, name))), "")
