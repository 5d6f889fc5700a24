"""Posts of social networks that an article quotes: what their boxes are called makes extractors
leave them out, though the article tells of them.
"""

from __future__ import annotations

from typing import Any

from index.core.late_patterns import late

_POST = late(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed"
    r"|fb-(?:post|video)|reddit-(?:embed-bq|card)|telegram-post)(?=$|\s)"
)
_AROUND = frozenset({"aside", "nav", "footer"})


def keep_embedded_posts(tree: Any) -> None:
    """Take the names from boxes that hold nothing but a post that an article quotes."""
    for post in tree.iter("blockquote"):
        around = list(post.iterancestors())
        if not _POST.search(post.get("class") or "") or _AROUND & {one.tag for one in around}:
            continue
        text = _letters(post)
        for box in (post, *around):
            if box.tag in ("body", "article", "main") or _letters(box) != text:
                break
            for name in ("class", "id"):
                box.attrib.pop(name, None)


def _letters(element: Any) -> str:
    """What is written in an element, without scripts."""
    parts = element.xpath(".//text()[not(ancestor::script) and not(ancestor::style)]")
    return "".join("".join(parts).split())
