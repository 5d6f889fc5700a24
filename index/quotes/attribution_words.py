"""The words that the rules of attribution know."""

from __future__ import annotations

from typing import TypeAlias

from index.core.values import EntityType

Named: TypeAlias = tuple[int, int, int, EntityType]
"""Start, end, number and type of an entity that a paragraph names."""


_REGULAR = """accuse acknowledge add admit advise affirm agree allege announce answer argue
 ask assert assure beg believe bemoan blast boast brag call caution chant characterize charge
 claim comment complain concede conclude confess confirm contend continue counter criticize crow
 cry declare demand denounce deny describe dismiss dub echo emphasize exclaim explain fume gush
 hail hint inform insist interject joke lament maintain mock muse note observe offer opine plead
 pledge post praise predict proclaim promise pronounce protest question quip quote rail reason
 recall recount reiterate remark remember repeat reply report respond retort scoff scream shout
 sneer snap reveal disclose speculate state stress suggest summarize surmise tease testify
 thunder tout refer cite slam blame thank tweet urge volunteer vow warn whisper wonder yell
 emphasise criticise summarise characterise label fire roar snort bellow mutter murmur growl
 grumble chuckle gasp sigh aver sob wail rue exhort intone enthuse deadpan rejoin chide clarify
 elaborate fret implore decry narrate moan groan laud deride berate lambaste ridicule
 applaud commend reassert""".split()
_DOUBLED = frozenset("admit snap quip brag beg slam dub refer aver sob".split())
_IRREGULAR = """say said says saying; tell told tells telling; write wrote writes writing;
 think thought thinks thinking; swear swore swears swearing; read read reads;
 weep wept weeps weeping"""


def _forms(verb: str) -> tuple[str, str, str, str]:
    """Base, past, third person and participle of a regular verb."""
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("e"):
        return verb, verb + "d", verb + "s", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, verb[:-1] + "ied", verb[:-1] + "ies", verb + "ing"
    sibilant = verb.endswith(("s", "sh", "ch", "x"))
    return verb, stem + "ed", verb + ("es" if sibilant else "s"), stem + "ing"


_VERBS = [_forms(verb) for verb in _REGULAR] + [tuple(v.split()) for v in _IRREGULAR.split(";")]
BASES = frozenset(forms[0] for forms in _VERBS)
PASTS = frozenset(forms[1] for forms in _VERBS) | {"written", "termed"}
PARTICIPLES = frozenset(forms[3] for forms in _VERBS if len(forms) > 3)
# The other forms of "term" are nouns, and so are volunteers.
CUES = (BASES | PASTS | PARTICIPLES | frozenset(forms[2] for forms in _VERBS)) - {"volunteers"}
# Words that are verbs of saying with the word after them: she went on, he put it.
PHRASES = {
    "put": "it", "puts": "it", "went": "on", "goes": "on", "shot": "back", "hit": "back",
    "pointed": "out", "points": "out", "chimed": "in", "weighed": "in", "spoke": "of",
    "speaks": "of",
}  # fmt: skip
# Verbs whose object is who hears it, never followed by who says it.
HEARERS = frozenset(
    """told tells telling tell assured informed urged called calls described thanked
    blamed termed""".split()
)
LETTERS = frozenset("kc qc sc mp mep td msp mla mna mpp obe mbe cbe dbe mbbs phd md".split())
"""These stand behind people's names: Ann Lee KC."""
BE = frozenset("is was were are be been being am 's ’s get gets got".split())
AUXILIARIES = frozenset("to will would could can did do does may might must should shall".split())
PRONOUNS = {"he": "m", "she": "f"}
PLURALS = frozenset("they we i you".split())
# Whoever something is done to.
OBJECTS = frozenset("him her them me us you".split())
POSSESSIVES = frozenset({"'s", "’s"})
# The same, and the sign alone behind an s: voters’ fears.
OWNED = POSSESSIVES | {"’", "'"}
NEGATIONS = frozenset("never not n't n’t didn't didn’t hasn't hasn’t doesn't doesn’t".split())
# What may stand between a subject and its verb.
LINKS = (
    NEGATIONS
    | AUXILIARIES
    | frozenset(
        """has had have having also later then once again too even still just first since
    himself herself itself themselves further often sometimes always soon now both all
    who're and but or already earlier long""".split()
    )
)
PREPOSITIONS = frozenset(
    """of for from with to by at in on against about after before during under over into
    without between among near behind through like than as via per toward towards
    around including""".split()
)
# What may stand between "was" and what was done to somebody.
ADVERBS = frozenset(
    """also later then once again too even still just first further often sometimes always soon
    now already earlier long ever never not n't n’t""".split()
)
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march
    april june july august september october november december yesterday today
    tomorrow tonight""".split()
)
DETERMINERS = frozenset("a an the his her its their our my your this that these those no".split())
# When something is said: what is called so says nothing.
TIMES = frozenset("moment time day night morning afternoon evening week month year hour".split())
# What a name before it is only a part of: Trump campaign, Trump's.
ATTACHED = frozenset(
    """'s ’s campaign spokesman spokeswoman spokesperson aide aides adviser advisor
    advisers advisors manager strategist supporter supporters surrogate administration
    official officials team camp ally allies rally staff staffer backer backers voter
    voters donor donors lawyer attorney ad consultant pollster biographer critic
    critics delegate delegates appointee nominee loyalist insider operative fan fans
    rival opponent speechwriter chief chairman director super email emails
    organization foundation""".split()
)
NEAR = frozenset(
    """wife husband widow widower mother father son daughter brother sister friend partner lawyer
    attorney aide adviser advisor ally colleague spokesman spokeswoman spokesperson victim owner
    killer author uncle aunt cousin boyfriend girlfriend neighbor neighbour""".split()
)
"""What somebody is to somebody else."""

# What a person holds whose name stands behind it: CNN commentator Ann Lee.
OFFICES = frozenset(
    """adviser advisor aide ally ambassador analyst anchor attorney author biographer candidate
    chair chairman chairwoman chairperson chancellor chief coach colleague columnist commander
    commentator commissioner congressman congresswoman consultant contributor coordinator
    correspondent counsel counselor counsellor critic delegate deputy director economist editor
    executive expert founder co-founder general governor head historian host co-host investigator
    journalist judge justice lawyer leader lobbyist manager mayor member minister nominee
    officer official operative organizer pollster president producer professor prosecutor
    publisher rep reporter representative researcher scholar secretary senator speaker
    spokesman spokesperson spokeswoman star strategist student superintendent supporter
    surrogate veteran whip writer""".split()
)
# Words that end a noun phrase, read in either direction.
NOUN_ENDS = (
    PREPOSITIONS
    | CALENDAR
    | BE
    | LINKS
    | frozenset(
        """when while where because if whether that who whom whose which what how why so
    though although until unless since last next earlier recently it he she they we i
    you him me us them then there here""".split()
    )
)
_NO_ADVERBS = frozenset(
    """ally family assembly supply bully anomaly italy july monopoly reply rally tally apply rely
    comply multiply daily weekly monthly quarterly elderly butterfly""".split()
)


def is_adverb(word: str) -> bool:
    """Whether a word in small letters says how something is done: later is none, but flatly is, and
    "family" only ends as one.
    """
    return word.endswith("ly") and word not in _NO_ADVERBS
