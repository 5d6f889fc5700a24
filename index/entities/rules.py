"""Finding names by rules over the gazetteer and the way words are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.entities import gazetteer as gz
from index.entities import lexicon
from index.entities.spans import Span
from index.entities.tokens import Ints, Tokens
from index.query.nodes import EntityType

_LONGEST_PHRASE = 6
_NEVER = gz.CALENDAR | gz.DEMONYM | gz.OTHER
_APART = gz.CALENDAR | gz.DEMONYM | gz.STARTER
_INSIDE_ORG = {"of", "for", "the", "and", "&", "-"}
_SPEECH = {"said", "says", "told", "added", "added,", "who"}
_BEFORE_PLACE = {"in", "at", "near", "from", "to", "across", "outside", "around", "of", "into"}


class RuleTagger:
    """Names every run of capitalised words by what its words are known to be."""

    version = "rules-1"

    def __init__(self) -> None:
        self._known = gz.load()
        self._lexicon = lexicon.load()

    def spans(self, tokens: Tokens, article: Ints) -> list[Span]:  # noqa: ARG002
        """The names of all texts, in order, not overlapping."""
        words = tokens.words
        distinct = list({word for word in words if word[:1].isupper()})
        share = dict(zip(distinct, self._lexicon.capital_share(distinct).tolist(), strict=True))
        text = tokens.text.tolist()
        first = tokens.first.tolist()
        found: list[Span] = []
        for begin, end in _runs(words, text):
            found += self._run(words, first, share, begin, end)
        return found

    def _bits(self, word: str) -> int:
        return self._known.words.get(gz.plain(word), 0)

    def _run(
        self,
        words: Sequence[str],
        first: Sequence[bool],
        share: dict[str, float],
        begin: int,
        end: int,
    ) -> Iterator[Span]:
        """The names in one run of capitalised words."""
        capitals = all(len(w) > 3 and w.isupper() for w in words[begin:end] if w.isalpha())
        while begin < end:
            phrase = self._phrase(words, begin, end)
            word = words[begin]
            if phrase:
                length, kind, _ = phrase
                yield Span(begin, begin + length - 1, kind, 0.9)
                begin += length
                continue
            bits = self._bits(word)
            ordinary = not bits & ~(gz.STARTER | gz.PARTICLE | gz.ROLE) and (
                share.get(word, -1) < 0.5 if first[begin] else 0 <= share.get(word, -1) < 0.25
            )
            alone = begin + 1 == end or not words[begin + 1][:1].isupper()
            ordinary &= alone or first[begin]
            apart = bits & (_NEVER | gz.STARTER | gz.TITLE | gz.ROLE)
            if ordinary or (apart and (alone or not bits & gz.GIVEN)) or word in _INSIDE_ORG:
                begin += 1
                continue
            stop = begin + 1
            while stop < end and not self._bits(words[stop]) & _APART:
                stop += 1
            while stop > begin + 1 and (
                words[stop - 1] in _INSIDE_ORG or self._bits(words[stop - 1]) & gz.PARTICLE
            ):
                stop -= 1
            guess = self._kind(words, begin, stop)
            if guess and not (capitals and stop - begin > 3):
                yield Span(begin, stop - 1, guess, 0.6)
            begin = stop

    def _phrase(
        self, words: Sequence[str], begin: int, end: int
    ) -> tuple[int, EntityType, int] | None:
        """The longest name of the gazetteer here that takes the run up to a natural end."""
        for length in range(min(_LONGEST_PHRASE, end - begin), 0, -1):
            key = " ".join(gz.plain(word) for word in words[begin : begin + length])
            table = self._known.words if length == 1 else self._known.phrases
            bits = table.get(key, 0)
            named = bits & (gz.COUNTRY | gz.REGION | gz.ORG | gz.CITY)
            after = words[begin + length] if begin + length < end else ""
            country = named & (gz.COUNTRY | gz.REGION)
            personal = bits & (gz.GIVEN | gz.SURNAME | _NEVER) and not country
            if not named or (length == 1 and personal and after):
                continue
            if after and self._bits(after) & (gz.ORG_CUE | gz.PLACE_CUE | gz.SURNAME):
                continue
            if length == 1 and named == gz.CITY and bits & (gz.SURNAME | gz.STARTER | gz.TITLE):
                continue
            return length, "org" if named & gz.ORG else "place", bits
        return None

    def _kind(self, words: Sequence[str], begin: int, end: int) -> EntityType | None:
        bits = [self._bits(word) for word in words[begin:end]]
        before = words[begin - 1] if begin else ""
        after = words[end] if end < len(words) else ""
        if any(b & gz.ORG_CUE and not b & gz.SURNAME for b in bits[-1:]) or (
            len(bits) > 2 and bits[0] & gz.ORG_CUE and words[begin + 1] in {"of", "for"}
        ):
            return "org"
        if len(bits) > 1 and bits[-1] & gz.PLACE_CUE:
            return "place"
        if self._bits(before) & (gz.TITLE | gz.ROLE):
            return "person"
        if len(bits) > 1 and bits[0] & (gz.GIVEN | gz.SURNAME) and len(bits) < 5:
            return "person"
        if len(bits) == 1:
            return self._single(words[begin], bits[0], before, after)
        return "org" if len(bits) < 7 else None

    def _single(self, word: str, bits: int, before: str, after: str) -> EntityType | None:
        if before in _BEFORE_PLACE and not bits & gz.SURNAME and not word.isupper():
            return "place"
        if bits & (gz.SURNAME | gz.GIVEN) or after in _SPEECH or before in _SPEECH:
            return "person" if len(word) > 1 else None
        return "org" if len(word) > 1 and word[0].isupper() else None


def _runs(words: Sequence[str], text: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words with what may join them."""
    place, count = 0, len(words)
    while place < count:
        if not words[place][:1].isupper():
            place += 1
            continue
        end = place + 1
        while end < count and text[end] == text[place]:
            if words[end][:1].isupper():
                end += 1
                continue
            ahead = end
            while ahead < min(count - 1, end + 2) and words[ahead] in _JOINTS:
                ahead += 1
            if ahead == end or not words[ahead][:1].isupper() or text[ahead] != text[place]:
                break
            end = ahead + 1
        yield place, end
        place = end


_JOINTS = {"of", "for", "the", "&", "-", "de", "del", "la", "da", "bin", "al", "van", "von", "der"}
