"""What the names of files and folders say: `huff-post_2016-03-21_the-slug.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal

from index.core.clean import sentence_case
from index.core.late_patterns import late
from index.ingest.readers.base import Hints, ReadOptions, suffix_of, without_packing
from index.ingest.readers.dates.date_formats import find_date

Agreement = Literal["", "date", "own date", "outlet_date_slug"]

_PATTERN = late(r"([A-Za-z][\w.&'-]*?)_(\d{4}-\d{2}-\d{2})(?:_(.+))?")
_DAY = late(r"(?<!\d)((?:1[6-9]|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
_TEXT_SUFFIXES = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .mhtml .mht .pdf .docx .odt .rtf .eml".split()
)
# Files that speak of the folder they lie in, by their names before the first dot. Of what was
# written by hand, be it a note of who sends it, only their names speak so.
_ABOUT_FOLDER = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing"})
# What stands at the end of the names of such files: of archives of ours, for one.
_BESIDE_DATA = (".lock", ".db-wal", ".db-shm", ".db-journal")
# What lies in repositories of source code or data, and hardly ever in other folders.
_OF_CODE = frozenset(
    "README.md README.rst README.markdown .git .gitignore .hg .svn pyproject.toml setup.py"
    " setup.cfg package.json Cargo.toml go.mod Makefile"
    " CMakeLists.txt pom.xml build.gradle Gemfile composer.json Dockerfile".split()
)
_OF_DESKTOPS = frozenset({"desktop.ini", "thumbs.db"})
# Words that outlets write in capitals.
_CAPITALS = frozenset(
    re.findall(
        r"\w+",
        "abc afp ap bbc cbc cbs cnbc cnn dpa dw epa faz ft itv msnbc nbc nhk npr nyt nzz pbs rfi rt"
        " rte scmp uk un upi us usa wsj wp zdf",
    )
)
# Folders that say what files are, and not what they are about.
_PLAIN_FOLDERS = frozenset(
    "article articles artikel artículos archive archives attachments backup clippings collection"
    " content corpus csv data docs documents docx download downloads dump eml epub export exports"
    " feed feeds file files folder html htm import imports inbox incoming input json jsonl links"
    " markdown mbox md misc notes odt old originals other out output pages pdf pdfs"
    " raw rtf sample samples saved scans source sources temp text texte texts"
    " textos tmp txt unsorted xml zip".split()
)
_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"})


def without_suffix(name: str) -> str:
    """A file's name without .gz and its like and without the suffix of its format."""
    name = without_packing(name)
    suffix = suffix_of(name)
    return name[: -len(suffix)] if suffix and len(suffix) < len(name) else name


def outlet_date_slug(name: str) -> tuple[str, str, str] | None:
    """Outlet, date and slug of a file name that has them, as written there."""
    match = _PATTERN.fullmatch(without_suffix(name))
    if not match or not find_date(match[2]):
        return None
    return match[1], match[2], match[3] or ""


def date_in_name(name: str) -> str:
    """The one day that a file's name tells, as 2016-03-21 or 20160321; "" when it tells none."""
    days = {find_date("-".join(match.groups())) for match in _DAY.finditer(without_suffix(name))}
    return days.pop() if len(days) == 1 else ""


def _is_day(name: str) -> bool:
    """Whether a name is nothing but a day, as that of a daily note."""
    return _DAY.fullmatch(without_suffix(name)) is not None and bool(date_in_name(name))


def agreement(names: Iterable[str]) -> Agreement:
    """What the names of a folder's articles carry: a date, all of them, or outlet and date, two at
    least, which others beside them need not; "own date" is what a name alone of that form
    carries, or one that is a day.
    """
    texts = [name for name in names if is_article_name(name)]
    formed = sum(outlet_date_slug(name) is not None for name in texts)
    if 1 < formed == len(texts):
        return "outlet_date_slug"
    if len(texts) > 1 and all(map(date_in_name, texts)):
        return "date"
    if formed > 1:
        return "outlet_date_slug"
    return "own date" if formed or any(map(_is_day, texts)) else ""


def hints_for(
    relative: PurePath, options: ReadOptions, *, agrees: Agreement, arranged: bool
) -> Hints:
    """What a file's path says of its article.

    `agrees` tells what the names of its folder carry, `arranged` that the folder is one of several
    side by side, as sections are.
    """
    section = ""
    if options.section_from_folder or (options.section_from_folder is None and arranged):
        name = relative.parent.name
        is_plain = name.lower() in _PLAIN_FOLDERS and not options.section_from_folder
        section = "" if is_plain else words_of(name)
    named = None
    if options.names == "outlet_date_slug" or (
        options.names == "auto" and agrees == "outlet_date_slug"
    ):
        named = outlet_date_slug(relative.name)
    if named is None and options.names == "auto" and agrees == "date":
        slug = _DAY.sub(" ", without_suffix(relative.name))
        return Hints(section=section, date=date_in_name(relative.name), title=words_of(slug))
    if options.names == "auto" and agrees == "own date":
        # Who “minutes” are in minutes_2016-03-21 one name does not tell.
        day = date_in_name(relative.name) if _is_day(relative.name) else ""
        _, date, slug = outlet_date_slug(relative.name) or ("", day, "")
        return Hints(section=section, date=date, title=words_of(slug))
    if named is None:
        return Hints(section=section)
    outlet, date, slug = named
    return Hints(outlet=outlet_name(outlet), date=date, section=section, title=words_of(slug))


def outlet_name(slug: str) -> str:
    """The readable name of an outlet's slug: huff-post is Huff Post, nyt is NYT."""
    return " ".join(
        word.upper()
        if word.lower() in _CAPITALS
        else word
        if not word.islower() or (place and word in _SMALL)
        else word[0].upper() + word[1:]
        for place, word in enumerate(filter(None, re.split(r"[-_\s]+", slug)))
    )


def words_of(slug: str) -> str:
    """A slug as words with a capital at the beginning: the-ninth-circle is The ninth circle."""
    return sentence_case(" ".join(filter(None, re.split(r"[-_\s]+", slug))))


def title_from_name(name: str) -> str:
    """A title out of a file's name; "" when the name is a number or code and says nothing."""
    words = re.findall(r"[^\W\d_]{2,}", without_suffix(name))
    telling = [word for word in words if re.search(r"[aeiouyà-ÿ]|[^\x00-\u024f]", word.lower())]
    return words_of(without_suffix(name)) if len(telling) >= 3 else ""


def is_article_name(name: str) -> bool:
    """Whether a file is of a format that holds one article."""
    is_text = suffix_of(without_packing(name)) in _TEXT_SUFFIXES
    return is_text and not name.startswith(".") and not _is_about_folder(name)


def left_out(name: str, *, is_code: bool, is_folder: bool = False) -> str:
    """Why a file or folder within one that is added is not read, "" where it is: hidden, kept by
    what shows folders, or about a repository of source code or data, `is_code`.
    """
    if name[:1] == ".":
        kind = "a hidden folder" if is_folder else "a hidden file"
        return f"{kind}; it is read when it is named"
    if name.lower() in _OF_DESKTOPS:
        return "a file of the program that shows folders"
    if not is_folder and name.lower().endswith(_BESIDE_DATA):
        return "what a program keeps beside its data; it is read when it is named"
    if is_code and not is_folder and _is_about_folder(name):
        return "about the repository it lies in; it is read when it is named"
    return ""


def holds_code(names: Iterable[str]) -> bool:
    """Whether a folder of files and folders of these names is a repository of code or data."""
    return not _OF_CODE.isdisjoint(names)


def _is_about_folder(name: str) -> bool:
    return name.partition(".")[0].lower() in _ABOUT_FOLDER
