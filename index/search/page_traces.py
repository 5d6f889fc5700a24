"""What of a paragraph is the page's and tells nothing of its subject: who took a picture, what
stands around a film, addresses of pages, and words that stand beside anybody or any day.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.quotes.picture_credits import AGENCIES

_AGENCY = "|".join(sorted({re.escape(one) for one in AGENCIES} | {"EPA-EFE", "PA", "POOL", "Pool"}))
_PRINTED = rf"(?:{_AGENCY})(?: Images?| Photos?| Press| News| TODAY)?\b"
_WORD = r"[A-Z][\w.'’-]{0,40}"
_PERSON = rf"{_WORD}(?: {_WORD}){{0,3}}"

_TRACES = late(
    # "Image copyright Reuters Image caption", "Enlarge this image toggle caption Ann Lee/NPR"
    r"Image copyright [\w ./&'’-]{2,60}? Image caption|(?:Image|Media) caption"
    r"|(?:Enlarge this image )?toggle caption [^.]{0,20}(?:\. )?[^.]{0,120}\Z"
    # "(Photo: Ann Lee, Getty Images)", "(Credit: Ann Lee/AP Photo)", "Photo by Ann Lee/AFP"
    r"|\((?:AP |)(?:Photo|Image|Credit|Pictured?)s?(?: by|:|/)[^()]{0,80}\)"
    rf"|\b(?:Photo(?:graph)?s?|Image|Credit)(?: by|:) {_PERSON}(?:/[\w /.-]{{1,80}})?"
    # "Ann Lee/AFP/Getty Images", "REUTERS/Ann Lee", "AP Photo/Ann Lee, File", "| Getty", "(AP)"
    rf"|\b{_PERSON}/(?:[A-Z][\w.]{{1,30}}/){{0,4}}{_PRINTED}(?: via {_PRINTED})?"
    rf"|\b(?:{_AGENCY})(?: Photo)?/{_PERSON}(?:, File)?"
    rf"|\| {_PRINTED}|\({_PRINTED}\)|\b(?:Getty|AP) (?:Images|Photos?)\b"
    # "JUST WATCHED … Replay More Videos ... MUST WATCH … 01:36", "SEE ALSO: …"
    r"|\bJUST WATCHED\b|\bReplay More Videos\b|\bMUST WATCH\b"
    r"|\b(?:SEE ALSO|READ MORE|Read more|WATCH|PHOTOS|VIDEO|PODCAST):"
    # addresses and handles
    r"|\bhttps?://\S+|\b(?:www|pic)\.[\w.]+/?\S*|(?<!\w)@\w+"
)

BESIDE_ANYBODY = frozenset(
    "rep reps sen sens gov govs dem dems mrs miss sir dame lord lady"
    " congressman congresswoman senator senators representative spokesman spokeswoman spokesperson"
    " chairman chairwoman secretary assistant deputy"
    " monday tuesday wednesday thursday friday saturday sunday january february march april june"
    " july august september october november december".split()
)
"""Forms of address, posts and days: they stand beside anybody, whatever is told."""


def own_words(text: str) -> str:
    """A text of the same length with blanks for what is the page's."""
    return _TRACES.sub(lambda found: " " * len(found[0]), text)
