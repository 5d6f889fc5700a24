"""What a newsletter says of itself and not of the world: feet, buttons, how to unsubscribe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.core.late_patterns import late
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

# What a newsletter says about itself, not about the world. Only short paragraphs are judged.
_ABOUT_MAIL = late(
    r"unsubscribe|view (?:this|it|the|online|in)\b.{0,30}(?:browser|online|web)|update your "
    r"preferences|manage (?:your )?(?:preferences|subscription)|forward(?:ed)? this email|"
    r"you (?:are |have )?receiv(?:ed|ing) this|"
    r"read (?:this |it )?(?:[a-z]+ )?online(?: at)?:? *(?:https?:|$)|"
    r"add us to your address book|privacy policy",
    re.IGNORECASE,
)
# What stands below newsletters to be clicked on.
_BUTTONS = late(
    r"(?:\W*(?:like|comment|restack|share|reply|forward|subscribe(?: now)?|upgrade to paid|"
    r"read in app|listen|open in app|start writing|get the app|leave a comment)\b)+\W*",
    re.IGNORECASE,
)
_NETWORKS = (
    r"facebook|twitter|x|instagram|linkedin|youtube|threads|bluesky|mastodon|tiktok|whatsapp"
    r"|telegram|pinterest|rss"
)
# “Follow us: Facebook | Twitter”
_FOLLOW = late(
    rf"\W*(?:(?:follow|find|join|like|connect with) us\b(?: on(?: social media)?)?"
    rf"(?:\W*\b(?:{_NETWORKS}|and|or|on)\b)*"
    rf"|(?:{_NETWORKS})(?:\W+(?:{_NETWORKS}|and)\b){{1,12}})\W*",
    re.IGNORECASE,
)
_OWNED = late(r"(?:©|\(c\)|copyright(?:\s*(?:©|\(c\)))?)\s*\d{4}\b", re.IGNORECASE)
# The same as about mail in other languages, in lines that say hardly anything else.
_ABOUT_ELSEWHERE = late(
    r"\b(?:abmelden|abbestellen|im browser (?:ansehen|öffnen|anzeigen|lesen)|online[- ]version"
    r"|se désabonner|se désinscrire|désinscription|désabonne|dans (?:le|votre) navigateur"
    r"|version en ligne|darse de baja|cancelar (?:la |tu )?suscripción|en (?:el|tu) navegador"
    r"|annulla(?:re)? l[’']iscrizione|cancella l[’']iscrizione|disiscri\w+|nel browser"
    r"|afmelden|uitschrijven|in (?:je|uw) browser|cancelar (?:a )?inscrição|no navegador"
    r"|avregistrera|avsluta prenumerationen|i webbläsaren|avmeld|i nettleseren|afmeld|wypisz się"
    r"|w przeglądarce|отписаться|в браузере|відписатися)\b|配信停止|ブラウザで|退订|退訂|수신거부",
    re.IGNORECASE,
)
_LINE = 120
_SHORT = 300


def without_boilerplate(paragraphs: Sequence[str]) -> list[str]:
    """What of some paragraphs is no foot, button or word about the mail itself."""
    return part_giants([one for one in _without_foot(paragraphs) if not _is_about_mail(one)])


def _without_foot(paragraphs: Sequence[str]) -> Sequence[str]:
    """The paragraphs without the last few, where these are whose letter it is and their address."""
    for place in range(max(1, len(paragraphs) - 5), len(paragraphs)):
        below = paragraphs[place:]
        if _OWNED.match(below[0]) and all(len(one) <= _SHORT for one in below):
            return paragraphs[:place]
    return paragraphs


def _is_about_mail(paragraph: str) -> bool:
    is_line = not any(map(str.isalnum, paragraph)) or re.fullmatch(r"https?://\S+", paragraph)
    short = paragraph[:_SHORT]
    if is_line or _BUTTONS.fullmatch(short) or _FOLLOW.fullmatch(short):
        return True
    if len(paragraph) <= _LINE and _ABOUT_ELSEWHERE.search(paragraph):
        return True
    return len(paragraph) <= _SHORT and bool(_ABOUT_MAIL.search(paragraph))
