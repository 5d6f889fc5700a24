"""A key of the program and the places where keys work."""

from __future__ import annotations

from dataclasses import dataclass

ANYWHERE = "anywhere"
MOVING = "moving"
LISTS = "lists"
PARAGRAPH = "a paragraph"
QUERY = "query"
LINE = "a line of text"
RESULTS = "results"
READER = "reader"
ENTITIES = "entities"
BOOKMARKS = "bookmarks"
DOSSIERS = "dossiers"
COMPANY = "who with whom"
ENTITY = "a name's page"
DESK = "entity desk"
EXPORT = "export"
NOTE = "a note"
DIALOG = "a dialogue"
VERSIONS = "versions"
TIMELINE = "timeline"
BESIDE = "side by side"
FIND = "find in the article"
FILTERS = "filters"
PIVOT = "table"
STORIES = "stories"
STORY = "a story"
TRAIL = "trail"
CHANGED = "changed articles"
PASSAGES = "copies and related"
LEDGER = "quotes"
SAVED = "saved searches"
FEEDS = "feeds"
WORDS = "words of the reader"
MISSED = "a missed name"

OPENS_PAGE = "opens the source in a browser"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its id, what it is bound to by default, and the words it is explained with.

    `brief` is what the footer says; a key without it is not in the footer. `weight` orders the
    footer, the most useful first. `palette` is False for keys that only move about. `leaves` says
    what one does that leads out of the program: behind another letter it is asked for twice.
    """

    id: str
    keys: str
    action: str
    place: str
    words: str
    brief: str = ""
    weight: int = 0
    palette: bool = False
    leaves: str = ""
