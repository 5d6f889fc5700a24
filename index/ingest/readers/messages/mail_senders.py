"""Who wrote a letter, for whom: byline and outlet of its article."""

from __future__ import annotations

import re
from email.message import EmailMessage

from index.core.late_patterns import late
from index.ingest.readers.messages.mail_headers import header, raw_header, sender_of

# Whose addresses are nobody's.
_NOBODY = late(
    r"(?:no|do[-_.]?not)[-_.]?reply|newsletters?|news|letters?|info|mailer|notifications?|alerts?"
    r"|bounces?",
    re.IGNORECASE,
)


def authors(message: EmailMessage, passed: str = "", *, is_own: bool = True) -> tuple[str, str]:
    """Byline and outlet of a letter: its sender is the outlet, by name, and where there is none the
    domain, with the address as the byline. `passed` is the sender of a letter that stands in the
    message; of the message's own (`is_own`) more is known.
    """
    name, address = sender_of(header(message, "From") if is_own else passed)
    if not name and is_own:
        # The library drops a name in brackets behind the address.
        name, _ = sender_of(raw_header(message, "From"))
    byline, outlet = "", name.strip(" \"'")
    both = re.fullmatch(r"(.{2,60}?) (?:from|at|\|) (.{2,60})", outlet)
    if both:
        byline, outlet = both[1], both[2]
    if outlet:
        return byline, outlet
    listed = re.match(r"\s*\"?([^<\"]*)", header(message, "List-Id")) if is_own else None
    who, _, domain = address.rpartition("@")
    byline = "" if _NOBODY.fullmatch(who) else address
    return byline, (listed[1].strip() if listed else "") or domain
