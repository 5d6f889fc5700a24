"""What the places that texts were read from are called, now and in older archives."""

from __future__ import annotations

import os

from index.core.article import Article
from index.core.clean import cleaned_path
from index.core.file_places import as_listed, names_of_file
from index.store.articles.origins import is_letter

_FIRST = "/1"


def names_of(article: Article) -> tuple[str, ...]:
    """What the file, or the place in one, that a text was read from may have been called before."""
    found = names_of_place(article.origin, article.named)
    # The first of the letters that stand in one was at the place of that.
    if is_letter(article) and article.source_id:
        found += tuple(one.removesuffix(_FIRST) for one in found if one.endswith(_FIRST))
    return found


def names_of_place(place: str, named: str = "") -> tuple[str, ...]:
    """The same of a place that may be `named`: what it is called, and what older archives call
    it if no other file is called so.
    """
    names = names_of_file(place, named)
    before = dict.fromkeys(cleaned_path(as_listed(name)) for name in names)
    return (*names, *(one for one in before if one not in names and not os.path.lexists(one)))
