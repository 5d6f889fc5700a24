"""Training texts made better and more varied: types that disagree settled, names exchanged.

A corpus of one election names few people, very often; a tagger learns the names by heart. With
each article's names exchanged for others (mention replacement, Dai and Adel 2020), one name for
the same name throughout, it has to learn how names are written and what stands beside them.
"""

from __future__ import annotations

import random
from pathlib import Path

import pack_names
from corpora import Text
from world_bodies import LETTERS, Bodies

from index.entities.completing.listed_names import known_names
from index.entities.words import gazetteer as gz
from index.entities.words.hashing import hash_words

DATA = Path(__file__).parents[1] / "index" / "entities" / "data"
Articles = list[list[Text]]
# A name as word numbers, last exclusive, and a type.
Span = tuple[int, int, str]

_COUNTRIES = ["US", "U.S.", "UK", "United States", "Britain", "South Korea", "North Korea", "China"]
_FAMILY = "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Seo Shin Kwon Ahn Song Heo Wi".split()
_FAMILY += (
    "Wang Li Zhang Liu Chen Zhao Huang Zhou Wu Xu Sun Hu Zhu Lin Guo Ma Luo Deng Xi Tsai".split()
)
_KOREAN = (
    "Jae Myung Hye Kyung Jong Un Min Joon Soo Hyun Ji Won Seung Woo Eun Young Sang Chul".split()
)
_CHINESE = (
    "Jinping Xiaoping Keqiang Yi Wei Jun Ming Hong Lei Qiang Zemin Jintao Guofeng Na Li".split()
)
# As Taiwan, Hong Kong and Korea write given names: two of these, the second small after a hyphen.
_SYLLABLES_OF_NAMES = (
    "Ai An Beom Bian Bo Chae Chan Chang Chee Chen Cheol Chi Chia Chih Chin Ching Cho Chul Chun "
    "Chung Dae Do Dong Eui Eun Fang Fu Geun Gi Goo Gu Gyu Ha Hae Han Hee Ho Hong Hoon Hsiang Hsien "
    "Hsin Hua Hui Hun Hung Hwa Hwan Hwi Hwee Hye Hyo Hyuk Hyun Il In Ing Ja Jae Je Jen Ji Jin Jo "
    "Jong Joo Joon Ju Jui Jun Jung Kai Kang Keun Ki Kil Kook Ku Kuang Kun Kuo Kwan Kwang Kwon "
    "Kyong Kyu Kyung Lae Lan Li Lim Ling Long Man Mei Mi Min Ming Moo Moon Mu Myeong Myong Myung "
    "Na Nam Ok Pil Ping Pyo Rae Ran Ro Ryong Sam San Sang Se Seok Seon Seong Seung Shan Shek Shih "
    "Shin Shu Shui Sik Sil So Song Soo Sook Soon Suk Sun Sung Tae Teng Tong Tsai Tung Tzu Un Ung "
    "Wai Wan Wen Whan Wing Won Woo Wook Woong Wu Yang Yat Ye Yen Yeon Yi Yin Ying Yo Yong Yoo Yoon "
    "Young Yu Yuan Yuen Yul Yun Yung".split()
)
_SYLLABLES = "ba ke li mo nu ra se ti vo za den kor lan mar nic pol sar tur wen yor".split()
# Some families have a word before their name, which belongs to it.
PARTICLES = (
    *("van ", "van der ", "von ", "de ", "de la ", "del ", "di ", "bin ", "bin ", "al ", "ben "),
    *("El ", "al-", "al-", "al-", "Al-", "el-", "O'", "O'", "Mc", "Mac", "Abu ", "Ben-", "da "),
)
PARTICLED = 0.07
# Some have two families, or two given names, which a hyphen joins.
DOUBLE = 0.04
_FIRMS = "Group Bank Holdings Industries Motors Energy Systems Ocean Steel Ltd Inc. Corp.".split()
_BODIES = (
    "{l} University",
    "University of {l}",
    "{l} Institute",
    "Ministry of {w}",
    "{w} Ministry",
    "{l} Police",
    "{l} City Council",
    "National {w} Agency",
    "World {w} Organisation",
    "Bank of {l}",
    "{l} Times",
    "{l} Chamber of Commerce",
    "Department of {w}",
    "{l} Port Authority",
    "International {w} Federation",
    "{w} Workers ' Union",
    "{f} Foundation",
    "{f} & {f}",
)
_WORDS = (
    "Trade Health Defence Finance Labour Energy Justice Science Education Fisheries Railway".split()
)


def _read(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def _common(name: str) -> bool:
    """Whether news in English would write a name so: a few accents, not all of them."""
    return name.isalpha() and (name.isascii() or hash_words([name])[0] % 8 == 0)


def invented(chance: random.Random) -> str:
    """A word that no list has."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).title()


def word_spans(text: Text) -> list[Span]:
    """The spans of a text in words."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    place = 0
    for number, word in enumerate(text.words):
        starts[place], ends[place + len(word)] = number, number + 1
        place += len(word) + 1
    return [(starts[s], ends[e], kind) for s, e, kind in text.spans if s in starts and e in ends]


def built(words: list[str], spans: list[Span]) -> Text:
    """A text of words with the spans in characters."""
    offsets, place = [], 0
    for word in words:
        offsets.append(place)
        place += len(word) + 1
    found = [(offsets[a], offsets[b - 1] + len(words[b - 1]), kind) for a, b, kind in spans]
    return Text(words, found)


def settled(articles: Articles) -> Articles:
    """Articles whose labels agree with themselves: a word that is the surname of a person named
    in full is a person, a country or a state is a place, two surnames joined by "and" are two, a
    title is no part of a person, and known names are names everywhere.
    """
    known = gz.load().words
    articles = [[_with_known_names(text) for text in article] for article in articles]
    found: Articles = []
    for article in articles:
        spans = [word_spans(text) for text in article]
        surnames = {
            text.words[b - 1]
            for text, inside in zip(article, spans, strict=True)
            for a, b, kind in inside
            if kind == "person" and b - a > 1
        }
        found.append(
            [
                built(
                    text.words, [s for span in inside for s in _settle(text, span, surnames, known)]
                )
                for text, inside in zip(article, spans, strict=True)
            ]
        )
    return found


def _with_known_names(text: Text) -> Text:
    """A text with the names of our lists marked, where no other name reaches beyond them."""
    spans = word_spans(text)
    for first, last, kind in known_names().find(text.words, range(len(text.words))):
        inside = [s for s in spans if s[0] <= last and s[1] > first]
        if all(first <= a and b <= last + 1 for a, b, _ in inside):
            spans = [s for s in spans if s not in inside]
            spans.append((first, last + 1, kind))
    return built(text.words, sorted(spans))


def _settle(text: Text, span: Span, surnames: set[str], known: dict[str, int]) -> list[Span]:
    a, b, kind = span
    while kind == "person" and a < b - 1 and known.get(text.words[a], 0) & gz.TITLE:
        a += 1
    words = text.words[a:b]
    if len(words) == 1:
        own = known.get(words[0], 0)
        if own & gz.TITLE and not own & (gz.GIVEN | gz.SURNAME):
            return []
        if own & (gz.COUNTRY | gz.REGION) and not own & gz.ORG:
            kind = "place"
        elif words[0] in surnames:
            kind = "person"
    elif len(words) == 3 and words[1] == "and" and {words[0], words[2]} <= surnames:
        return [(a, a + 1, "person"), (b - 1, b, "person")]
    return [(a, b, kind)]


class Exchange:
    """Other names for those of articles, with `world` organisations as they are called on all
    continents. The same seed gives the same names.
    """

    def __init__(self, seed: int, *, world: bool = False) -> None:
        self._chance = random.Random(seed)
        self._given = [name for name in pack_names.read("given_names.txt") if _common(name)]
        self._family = [name for name in pack_names.read("surnames.txt") if _common(name)]
        self._cities = [name for name in pack_names.read("cities.txt") if name.isascii()]
        named = [line.partition(":") for line in _read("countries.txt")]
        self._countries = [name for name, _, _ in named]
        demonyms = [rest.partition(";")[2].split(",") for _, _, rest in named]
        self._demonyms = [d.strip() for row in demonyms for d in row if d.strip()[-1:] in "nehi"]
        self._demonyms += ["South Korean", "Chinese", "North Korean"] * 8
        self._regions = [line.partition(":")[0] for line in _read("regions.txt")]
        self._organisations = [line.partition(":")[0] for line in _read("organisations.txt")]
        self._known = gz.load().words
        made = Bodies(self._chance, self._cities, self._family, self._made)
        self._bodies = made if world else None

    def articles(self, articles: Articles, share: float = 1.0) -> Articles:
        """Copies of some of the articles with their names exchanged."""
        return [self._article(article) for article in articles if self._chance.random() < share]

    def _article(self, article: list[Text]) -> list[Text]:
        people: dict[str, str] = {}
        names: dict[tuple[str, str], list[str]] = {}
        eastern: dict[str, tuple[list[str], str]] = {}
        spans = [word_spans(text) for text in article]
        for text, inside in zip(article, spans, strict=True):
            for a, b, kind in inside:
                if kind == "person" and b - a == 2 and self._chance.random() < 0.25:
                    eastern.setdefault(text.words[b - 1], self._eastern())
        changed = []
        for text, inside in zip(article, spans, strict=True):
            words: list[str] = []
            kept: list[Span] = []
            place = 0
            for a, b, kind in inside:
                words += self._plain(text.words[place:a], people)
                old = text.words[a:b]
                if kind == "person":
                    new = self._person(old, people, eastern)
                else:
                    new = names.setdefault((kind, " ".join(old)), self._other(kind, old))
                kept.append((len(words), len(words) + len(new), kind))
                words += new
                place = b
            words += self._plain(text.words[place:], people)
            changed.append(built(words, kept))
        return changed

    def _plain(self, words: list[str], people: dict[str, str]) -> list[str]:
        """Words outside of names, with one nationality for another."""
        found: list[str] = []
        for word in words:
            if word[:1].isupper() and self._known.get(word, 0) & gz.DEMONYM:
                new = people.setdefault(word, self._chance.choice(self._demonyms))
                found += new.split(" ")
            else:
                found.append(word)
        return found

    def _eastern(self) -> tuple[list[str], str]:
        """A Korean or Chinese name, and the family's part of it."""
        pick, shape = self._chance.choice, self._chance.random()
        family = pick(_FAMILY)
        if shape < 0.3:
            return [family, pick(_CHINESE)], family
        if shape < 0.5:
            first, second = pick(_KOREAN), pick(_KOREAN)
            given = [first, second] if shape < 0.4 else [first + second.lower()]
            return [family, *given], family
        first, second = pick(_SYLLABLES_OF_NAMES), pick(_SYLLABLES_OF_NAMES)
        given = [f"{first}-{second if shape < 0.6 else second.lower()}"]
        return ([*given, family] if shape > 0.93 else [family, *given]), family

    def _person(
        self,
        old: list[str],
        people: dict[str, str],
        eastern: dict[str, tuple[list[str], str]],
    ) -> list[str]:
        if old[-1] in eastern and len(old) < 3:
            name, family = eastern[old[-1]]
            return name if len(old) == 2 else [family]
        new = []
        for place, word in enumerate(old):
            plain = word.replace("-", "").isalpha() and word[:1].isupper()
            if not plain or self._known.get(word, 0) & gz.TITLE:
                new.append(word)
                continue
            last = place == len(old) - 1
            source = self._family if last and word not in self._given_set() else self._given
            if word not in people:
                made = self._chance.random() < 0.2 and last
                people[word] = self._made() if made else self._chance.choice(source)
                if self._chance.random() < DOUBLE:
                    people[word] = f"{people[word]}-{self._chance.choice(source)}"
                elif last and self._chance.random() < PARTICLED:
                    people[word] = self._chance.choice(PARTICLES) + people[word]
            new += people[word].split(" ")
        return new

    def _given_set(self) -> set[str]:
        if not hasattr(self, "_givens"):
            self._givens = set(self._given)
        return self._givens

    def _made(self) -> str:
        return invented(self._chance)

    def _other(self, kind: str, old: list[str]) -> list[str]:
        pick, roll = self._chance.choice, self._chance.random()
        if kind == "place":
            if roll < 0.15:
                return old
            if roll < 0.5:
                return pick(self._countries if roll < 0.4 else _COUNTRIES).split(" ")
            if roll < 0.6:
                return pick(self._regions).split(" ")
            return (pick(self._cities) if roll < 0.9 else self._made()).split(" ")
        if roll < 0.35:
            return old
        if roll < 0.5:
            return pick(self._organisations).split(" ")
        if roll < 0.6:
            count = self._chance.randint(3, 5)
            letters = "".join(self._chance.choices(LETTERS, k=count))
            return [letters if self._chance.random() < 0.75 else letters.title()]
        if self._bodies:
            return self._of_the_world(self._bodies, roll)
        if roll < 0.7:
            return [
                self._made() if self._chance.random() < 0.7 else self._made() + self._made()[:3]
            ]
        if roll < 0.82:
            first = self._made() if self._chance.random() < 0.5 else pick(self._family)
            return [first, pick(_FIRMS)]
        filled = pick(_BODIES).format(l=pick(self._cities), w=pick(_WORDS), f=pick(self._family))
        return filled.split(" ")

    def _of_the_world(self, bodies: Bodies, roll: float) -> list[str]:
        if roll < 0.67:
            return [self._made()]
        return bodies.draw("firm" if roll < 0.82 else "office").split(" ")
