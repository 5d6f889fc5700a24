"""What a cluster or the way to it says that is wrong, in words that a person can act on."""

from __future__ import annotations

import re
from typing import Any

from index.core.errors import NutgrafError, StoppedError
from index.core.late_patterns import late
from index.core.steering import without_steering
from index.engines.contract import Unavailable

INDEX_GONE = "index_not_found_exception"
"""What it calls an index that is not there."""

_LONGEST = 300
_NOT_ENCRYPTED = late("wrong version number|http request|record layer failure", re.IGNORECASE)
"""What OpenSSL says where the other side speaks without encryption."""


class Refused(NutgrafError):  # noqa: N818
    """The cluster will not do what is asked: it may not be done, or makes no sense to it."""


class Full(Refused):
    """It takes nothing in for now, since its disk is nearly full or somebody locked the index."""


class TooLarge(Refused):
    """More at once than it takes (`http.max_content_length`)."""


class Replaced(Refused):
    """What was asked for was made by a newer program, which has put it in the place of ours."""


class Conflict(NutgrafError):  # noqa: N818
    """What was to be written was written by somebody else meanwhile."""


class NotThere(NutgrafError):  # noqa: N818
    """An index or a document that does not exist."""


class Busy(Unavailable):
    """The cluster has more to do than it takes: the same may be asked again in a while."""


class Misled(Unavailable):
    """What answers, or breaks off, may be something else, or speak otherwise than one thinks."""


def in_words(error: BaseException, address: str) -> BaseException:
    """What a person is told of an error of the client's. What is none of its is given back."""
    if isinstance(error, NutgrafError | StoppedError):
        return error
    from opensearchpy import exceptions  # noqa: PLC0415  (loaded by now)

    if isinstance(error, exceptions.SSLError):
        return _not_trusted(error, address)
    if isinstance(error, exceptions.ConnectionTimeout):
        return Unavailable(
            f"{address} did not answer in time.", "What was asked may still be done there."
        )
    if isinstance(error, exceptions.ConnectionError):
        return _not_reached(error, address)
    if isinstance(error, exceptions.TransportError):
        status = error.status_code if isinstance(error.status_code, int) else 0
        return refusal(status, error.error, reason(error.info), address)
    if isinstance(error, exceptions.SerializationError):
        return no_cluster(address)
    return error


def no_cluster(address: str) -> Unavailable:
    """What answers is something else."""
    return Misled(
        f"What answers at {address} is no OpenSearch: it does not answer as one does.",
        "Look at host and port.",
    )


def refusal(status: int, kind: str, said: str, address: str) -> NutgrafError:
    """What an answer with a status, the kind of an error and its reason means."""
    shown = f": {said}" if said else ""
    # Blocked for want of somebody who leads the cluster, it says 503: that passes by itself.
    if kind == "cluster_block_exception" and status < 500:
        return Full(
            f"{address} takes nothing in for now{shown}.",
            "Its disk may be nearly full, or the index is locked: whoever runs it has to free "
            "space or take the lock off. Nothing is lost; do the same again then.",
        )
    if 300 <= status < 400:
        return Refused(
            f"{address} leads elsewhere ({status}), which is not followed.",
            "Name the address that it leads to.",
        )
    if status == 400 and kind.startswith("no handler found"):
        return Refused(
            f"There is no OpenSearch below that path of {address}.",
            "The address of a collection is host, port and its name: https://host:9200/news",
        )
    if status == 401:
        return Refused(
            f"{address} does not know the name and password, or wants some.",
            "Put them into NUTGRAF_OPENSEARCH_USER and NUTGRAF_OPENSEARCH_PASSWORD, or into "
            "~/.netrc.",
        )
    if status == 403:
        return Refused(
            f"{address} does not allow this to the name that was given{shown}.",
            "Ask whoever runs it for the rights, or use another name.",
        )
    if status == 404:
        return NotThere(f"{address} has not what was asked for{shown}.")
    if status == 409:
        return Conflict(f"Somebody else was writing to {address} meanwhile{shown}.")
    if status == 413:
        return TooLarge(f"{address} does not take so much at once{shown}.")
    if status == 429 or kind == "circuit_breaking_exception":
        return Busy(f"{address} has more to do than it takes{shown}.", "Try again in a while.")
    if status >= 500:
        return Unavailable(
            f"{address} cannot answer now ({status}){shown}.",
            "Try again in a while; whoever runs it can see what is wrong there.",
        )
    what = " ".join(filter(None, (str(status), kind if kind != said else "")))
    return Refused(f"{address} refuses what was asked ({what}){shown}.")


def reason(info: Any) -> str:
    """What an error's answer gives as the reason, cut to a length one reads."""
    error = info.get("error") if isinstance(info, dict) else None
    if isinstance(error, dict):
        causes = error.get("root_cause") or [error]
        error = causes[0].get("reason") or error.get("reason")
    text = " ".join(without_steering(str(error or "")).split()).rstrip(".;: ")
    return text[: _LONGEST - 1] + "…" if len(text) > _LONGEST else text


def _not_trusted(error: Any, address: str) -> NutgrafError:
    said = re.search(r"certificate verify failed: ([^(\]]+)", str(error.info))
    if said:
        # No outage, for which one waits: it is another host, or the authority is another one.
        return Refused(
            f"The certificate of {address} is not trusted: {said[1].strip(' .')}.",
            "If it is the right host, name the file of the authority that signed it, which is not "
            "the one that was used: --ca FILE or NUTGRAF_OPENSEARCH_CA.",
        )
    kind = Refused if _NOT_ENCRYPTED.search(str(error.info)) else Misled
    return kind(
        f"{address} cannot be talked to with encryption: {_cause(error.info)}.",
        "If it does not encrypt, its address begins with http://.",
    )


def _not_reached(error: Any, address: str) -> NutgrafError:
    said = str(error.info)
    for sign, words in (
        ("resolve", "there is no host of that name"),
        ("refused", "nothing listens at that port"),
        ("timed out", "it does not answer"),
        ("unreachable", "there is no way to it"),
    ):
        if sign in said:
            return Unavailable(f"{address} cannot be reached: {words}.", "Look at host and port.")
    if "http://" not in address:
        return Unavailable(f"{address} broke off: {_cause(error.info)}.")
    hint = "If it encrypts, its address begins with https://."
    return Misled(f"{address} broke off: {_cause(error.info)}.", hint)


def _cause(error: Any) -> str:
    text = re.sub(r"^<[^>]*>:? ?|\([^()]*HTTPS?Connection[^()]*\)", "", str(error))
    if "IncompleteRead" in text:
        return "its answer was cut short"
    return " ".join(without_steering(text).split()).rstrip(".")[:_LONGEST]
