"""Text of an archive made safe for Markdown, YAML and addresses.

Whatever the text holds, it shows as itself in CommonMark and in Obsidian. Sequences that other
tools look for in the raw file (`<%`, `{{`, `::`) are broken up as well.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote, urlsplit

from index.core.clean import without_hidden
from index.core.credentials import without_login
from index.core.late_patterns import late

_LINE_ENDS = late(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SURROGATES = late(r"[\ud800-\udfff]")

_ALWAYS = r"[\\`*_\[\]<>#|~$^@]"
_IN_CONTEXT = (
    r"(?<=[<{%])%|%(?=[%>}])",  # templates, comments
    r"(?<=\{)\{|\{(?=[{%])|(?<=[}%])\}|\}(?=\})",
    r"(?<==)=|=(?==)",  # highlights
    r"(?<=:):|:(?=:)",  # inline fields
    r"(?<=[a-z]):(?=//)|(?<=\bwww)\.",  # bare addresses
    r"&(?=#|[a-z][a-z0-9]*;)",  # entities
    r"!(?=\[)",  # pictures
    r"(?<=[-+])-|(?<=\.)\.",  # dashes and ellipses, which typographers draw as one sign
    r":(?=[\w+-]+:)",  # emoji by name
)
_MARKUP = late("|".join((_ALWAYS, *_IN_CONTEXT)), re.IGNORECASE)
_ESCAPED = late(r"\\([!-/:-@\[-`{-~])")
_AT_START = late(r"([-+=:]|\d+(?=[.)]))")
_UNSAFE_IN_YAML = late(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text on one line, without what is not seen; a lone surrogate becomes U+FFFD."""
    text = without_hidden(_SURROGATES.sub("\ufffd", text))
    return " ".join(filter(None, map(str.strip, _LINE_ENDS.split(text))))


def inline(text: str) -> str:
    """The text within a line of Markdown."""
    return _MARKUP.sub(r"\\\g<0>", clean(text))


def markdown_text(text: str) -> str:
    """What `inline` is called outside of this package."""
    return inline(text)


def block(text: str) -> str:
    """The text at the beginning of a line of Markdown."""
    return at_start(inline(text))


def text_of_markdown(written: str) -> str:
    """The text that `inline` or `block` wrote so."""
    return _ESCAPED.sub(r"\1", written)


def at_start(escaped: str) -> str:
    """Escaped text that is to begin a line, where some signs mean more than elsewhere."""
    start = _AT_START.match(escaped)
    if not start:
        return escaped
    # A number is no list when its full stop is escaped; a sign is escaped itself.
    place = start.end() if start.group()[0].isdigit() else 0
    return f"{escaped[:place]}\\{escaped[place:]}"


def yaml(text: str) -> str:
    """A double-quoted scalar, which is JSON's string with a few more characters escaped."""
    quoted = json.dumps(clean(text), ensure_ascii=False)
    return _UNSAFE_IN_YAML.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def tag(text: str) -> str:
    """A tag as Obsidian knows it, without its `#`; "" when nothing of the text may stand in one.

    Blanks and signs become hyphens. Digits alone would not be a tag and get a word before them.
    """
    parts = (re.sub(r"_*+(?:[^\w]++_*+)+", "-", part) for part in clean(text).split("/"))
    parts = (part.strip("-_") for part in parts)
    joined = "/".join(filter(None, parts))
    return f"tag-{joined}" if re.fullmatch(r"[\d/-]+", joined) else joined


def address(url: str) -> str:
    """A web address safe between angle brackets; "" when it is none."""
    try:
        parts = urlsplit(without_login(clean(url)))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return quote(parts.geturl(), safe="!#$%&'()*+,/:;=?@[]_.~-")


_LONGEST_FRAGMENT = 12
_ENDS = 5


def passage(url: str, text: str) -> str:
    """The address of a passage in a page: a text fragment as in WICG's Scroll To Text Fragment.

    A longer text is given by its first and last words. "" when the address is none.
    """
    page = address(url)
    words = clean(text).split()
    if not page or not words:
        return page
    ends = [words]
    if len(words) > _LONGEST_FRAGMENT:
        ends = [words[:_ENDS], words[-_ENDS:]]
    terms = ",".join(_term(" ".join(end)) for end in ends)
    return f"{page}{'' if '#' in page else '#'}:~:text={terms}"


def _term(text: str) -> str:
    # quote() leaves the hyphen, which separates parts of a fragment.
    return quote(text, safe="").replace("-", "%2D")
