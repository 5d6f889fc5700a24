"""Services by which something is said or sent: "per WhatsApp", "auf Instagram" name no body."""

from __future__ import annotations

from index.entities.languages.word_units import ArticleUnits, Run

SERVICES = frozenset(
    "Bluesky Discord Excel Facebook Gmail Instagram LinkedIn Marktplaats Messenger Outlook"
    " PowerPoint Signal Skype Snapchat Telegram Threads TikTok Tinder Twitter Vinted WeChat"
    " WhatsApp YouTube Youtube Zoom".split()
)
_BY = frozenset(
    "auf über via per in en dans par sur por su tramite da con no pelo pela op met un eine einen"
    " einem ein een une".split()
)


def is_channel(article: ArticleUnits, run: Run) -> bool:
    """Whether a run is such a service behind a word that says it is used."""
    if run.first != run.last or article.units[run.first].word not in SERVICES:
        return False
    before, _ = article.around(run.first)
    return before is not None and before.word.lower() in _BY
