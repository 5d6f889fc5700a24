"""The keys of the feeds that are followed."""

from __future__ import annotations

from tui.key import ANYWHERE, FEEDS, Key

FEED_KEYS: tuple[Key, ...] = (
    Key("app.feeds", "I", "feeds", ANYWHERE, "Feeds: what comes in, and how it went", "feeds", 15,
        palette=True),
    Key("feeds.open", "enter,l", "open", FEEDS, "Show its articles, newest first", "its articles",
        90),
    Key("feeds.fetch", "r", "fetch", FEEDS, "Fetch this feed now", "fetch it", 85),
    Key("feeds.fetch_all", "R", "fetch_all", FEEDS, "Fetch all feeds now", "fetch all", 80),
    Key("feeds.stop", "x", "stop", FEEDS, "Stop fetching; what came stays", "stop", 40),
    Key("feeds.command", "Y", "copy_command", FEEDS, "Copy the command that lists them"),
    Key("feeds.help", "question_mark,f1", "help", FEEDS, "Keys of this place", "keys", 100),
    Key("feeds.close", "escape,q,I,h,backspace", "close", FEEDS, "Close", "close", 95),
)  # fmt: skip
