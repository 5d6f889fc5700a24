"""In which language a text is written, told by the small words that each language uses most.

What a file says of its language is not asked: many say nothing, and some say that of the site. The
words of languages that are like those which are told (Galician, Slovak) are counted as well, lest
their texts be taken for these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from index.core.article import Article
from index.core.late_patterns import late

VERSION = "1"
"""Changes whenever the same texts may be told to be in another language."""

TOLD = ("en", "de", "fr", "es", "it", "pt", "nl")
"""The codes (ISO 639-1) of the languages that are told where names and quotes are looked for."""

_LISTED = ("ca", "cs", "da", "el", "fi", "hu", "no", "pl", "ro", "ru", "sv", "tr")
"""Those that are told besides to say what an article is in, where it is in none of the others."""

_WORDS = {
    "en": "the of and to in that is was for it with as his he be on at by had are but from have an"
    " they which were their has would there been this its will said who not or she",
    "de": "der die das und ist nicht ein eine einen einem einer den dem des zu mit sich auf für von"
    " im auch es an als nach bei aus wie hat wird sind noch dass wurde über um am so oder er sie"
    " war zum zur werden haben ich wir vor sei",
    "fr": "le la les des et est un une du dans qui pour pas sur au plus que par avec ce son sa ses"
    " il elle mais ne se aux été cette ont sont ou nous comme leur d' l' s' à de en a",
    "es": "el la los las de que y en un una por con para del se no al lo su es más como pero sus le"
    " ha este esta fue desde muy sin sobre son entre también hasta hay han era a",
    "it": "il la che di e un una per non con del della dei delle nel nella al alla si è le i gli lo"
    " da sono ha come più ma anche su dal dalla questo hanno ai suo sua era o l' dell' all' in a",
    "pt": "o a os as de que e do da dos das em um uma para com não no na nos nas por se ao à mais é"
    " foi como mas ou sua seu pelo pela são já também até está há isso tem",
    "nl": "de het een en van is in dat op te zijn voor met niet aan er die om ook als bij maar uit"
    " naar door dan nog wordt werd heeft hij ze we over tot zich worden geen was hebben zegt",
    "da": "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi"
    " havde fra skulle kunne eller hvad hans efter nu også blev ikke være over ved",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig"
    " från vi så kan när år under också efter eller nu sin där vid mot ska skulle",
    "ca": "el la els les de i que a en un una per amb del al dels als es no més com però seva seu"
    " són ha aquest aquesta va també l' d' ser han hi",
    "ro": "și în de a la cu pe nu că un o este din care pentru ce mai au fost sunt ca sau iar al"
    " ale prin după fi să se le lui",
    "gl": "o a os as de que e do da dos das en un unha para con non no na polo pola máis é foi como"
    " pero ou súa seu ao á tamén son",
    "af": "die van en in is het dat nie te op vir met sy hulle hy aan by wat ons was ook om sal",
    "la": "et in est non ad ut cum qui quod ex sed per esse quae si ab enim atque sunt",
    "pl": "i w na z do się nie że jest to o jak po co tak za od ale przez dla są",
    "no": "og i det er en til av på de den som med for ikke har et var fra han om men vil jeg",
    "lb": "de vun an den mat dat op déi ass net fir et si wéi och gouf huet hunn eng",
    "eo": "la kaj de en estas al ne por ke kun el oni li ĝi tiu",
}
_MORE_WORDS = {
    "da": "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi"
    " havde fra skulle kunne eller hvad hans efter nu også blev over ved være hun mod skal op ud"
    " ville mellem denne disse mange mere noget under år jeg",
    "no": "og i det er en til av på de den som med for ikke har et var fra han om men vil jeg at"
    " der seg vi hadde skulle kunne eller hva hans etter nå også ble over ved være hun mot skal opp"
    " ut ville mellom denne disse mange mer noe under år",
    "fi": "ja on ei että se oli hän myös kun mutta joka jotka ovat ole sen mukaan tai kuin nyt jo"
    " vain niin kanssa jossa kaikki sekä eli vielä olisi olla hänen mitä ennen jälkeen vuoden voi",
    "et": "ja on ei et see oli ta ka kui mis aga kes oma selle või siis nii veel aasta pärast ning"
    " seda nad ma me olid",
    "hu": "a az és hogy nem is van egy azt ez meg de csak már volt mint még ki mert szerint lesz el"
    " ha fel vagy lehet minden amely pedig között után aki ezt nagy így",
    "pl": "i w na z do się nie że jest to o jak po co tak za od ale przez dla są oraz jego który"
    " które która ma był było być już tym tego także może czy przy ich jej pod roku będzie można",
    "cs": "a v na se že je o s z do i to k za jsou by po ale jak pro jako si byl který ve od také"
    " která které podle už nebo bude jeho při řekl až tak",
    "sk": "a v na sa že je o s z do aj to k za sú by po ale ako pre si bol ktorý vo od tiež ktorá"
    " ktoré podľa už alebo bude jeho pri povedal až tak",
    "tr": "ve bir bu da de için ile olarak olan daha çok en gibi sonra kadar ise ancak ne o var"
    " diye ki değil her iki göre olduğunu ya yeni dedi büyük",
    "ru": "и в не на что с по из за от к а но как это его он о так у же для был до их все то при"
    " который было она они или мы была были я бы со если уже во после также году этом более",
    "uk": "і в не на що з та за від до як але це його він про у для був який вона вони або ми я б"
    " якщо вже після також року цьому більше й із є їх",
    "bg": "и в не на че с по от за да се е са ще като това той но му го до или при как които който"
    " през а има беше ги си след още ли също",
    "sr": "и у је да се на за су са од не као што то би али или који која које из до код били био"
    " није ће после због",
    "el": "και το να του η της στο για με που την τον των θα από είναι οι στην δεν ότι τα σε ο τη"
    " αλλά ως κατά στη μια έχει όπως τους στις αυτό",
}
_SMALL = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_SMALL_OF_ALL = _SMALL | {
    language: frozenset(words.split()) for language, words in _MORE_WORDS.items()
}
Known = Mapping[str, AbstractSet[str]]
_WORD = late(r"(?:[ldsmtnjc]|qu|all|dall|dell|nell|sull|un)'|\w+")
_READ = 3_000
"""Characters that are looked at."""
_FEWEST = 4
"""So many small words are needed to tell a language."""
_FEWEST_KINDS = 3
"""So many different ones: “0.50 over, bid 0.40 over” is no Dutch."""
_LOWEST = 0.12
"""The share of a text's words, names and figures aside, that must be such."""
_MARGIN = 1.5
"""So many times as many as of any other language."""
_MARGIN_OF_ENGLISH = 2
_ENGLISH = 0.5
"""With so many English ones for each of its own a text is in none."""
# Most texts of most archives are English, which is soon seen: one such word in forty characters.
_SEEN = (" the ", " and ", " of ", " to ")
_SEEN_EVERY = 100


def language_of(texts: Iterable[str]) -> str:
    """The language that texts of one article are in, one of `TOLD`; "" where it is another one, or
    not certain.
    """
    text = _beginning(texts)
    if sum(map(text.count, _SEEN)) * _SEEN_EVERY > len(text):
        return "en"
    return _told(_words(text), TOLD, _SMALL)


def told(texts: Sequence[str]) -> str:
    """The same, or one of the other languages that are told."""
    return language_of(texts) or _told(_words(_beginning(texts)), _LISTED, _SMALL_OF_ALL)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'"))


def _told(words: Sequence[str], among: Sequence[str], known: Known) -> str:
    """The language that words tell, one of some; "" where it is not certain."""
    times = Counter(map(str.lower, words))
    present = frozenset(times)
    counts = {language: _sum(times, own & present) for language, own in known.items()}
    best = max(counts, key=counts.__getitem__)
    least = max(_FEWEST, _LOWEST * sum(map(str.islower, words)))
    own = times.keys() & known[best]
    if best not in among or counts[best] < least or len(own) < _FEWEST_KINDS:
        return ""
    if best == "en":
        second = sorted(counts.values())[-2]
        return best if counts[best] >= _MARGIN_OF_ENGLISH * second else ""
    is_ahead = counts["en"] <= _ENGLISH * counts[best] and _is_ahead(best, times, known)
    return best if is_ahead else ""


def _sum(times: Counter[str], words: Iterable[str]) -> int:
    return sum(map(times.__getitem__, words))


def in_its_language(article: Article) -> Article:
    """An article with the language that its words tell, unless it states one or they tell none."""
    language = "" if article.language else told(article.paragraphs)
    return replace(article, language=language) if language else article


def unless_told(stated: str, texts: Sequence[str]) -> str:
    """The language that what is around texts states of them, a channel or a page; "" where that is
    English and their words tell another one: templates say so of whatever is filled in.
    """
    is_english = stated.partition("-")[0] == "en"
    return "" if is_english and told(texts) not in ("", "en") else stated


def _is_ahead(language: str, times: Counter[str], known: Known) -> bool:
    """Whether words tell a language and none that is like it. Of what two languages share neither
    has more.
    """
    present = frozenset(times)
    own = known[language] & present
    for other, theirs in known.items():
        for_it, against = _sum(times, own - theirs), _sum(times, (theirs & present) - own)
        if other != language and for_it < _MARGIN * against + 1:
            return False
    return True


def _beginning(texts: Iterable[str]) -> str:
    """As much of texts as is looked at, with blanks around it."""
    some, size = [""], 0
    for text in texts:
        some.append(text[: _READ - size])
        size += len(some[-1])
        if size >= _READ:
            break
    return " ".join([*some, ""])
