"""Made-up lines in the manner of news wires: datelines, results, tables, headlines in capitals.

No corpus of names that may be used for training has them, and every agency's service does. The
names are drawn from the gazetteer, the templates are our own.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pack_names
from augment import PARTICLED, PARTICLES, invented
from corpora import Text
from world_bodies import Bodies
from world_lines import WORLD

DATA = Path(__file__).parents[1] / "index" / "entities" / "data"
_SLOT = re.compile(r"\{(\w+)\}")
# Upper-case slots are written in capitals. A group is a table: its lines share an article.
TABLES = (
    ("{P} ( {C} ) beat {P} ( {C} ) {s} {s}", "{n} - {P} ( {C} ) beat {P} ( {C} ) {s} {s} {s}"),
    ("{n}. {P} ( {C} ) {n}:{n}.{n}", "{n}. {P} ( {C} ) {n}.{n} seconds"),
    ("{n} {P} ( {C} ) {n} {n} {n} {n}", "{n} {P} {n} {n} {n}", "{n} {P} , {P} ( {C} ) , {P}"),
    ("{n} . {P} , {C} , {T} , {n}:{n}.{n}", "{n} . {P} , {T} , {n} seconds behind"),
    ("{B} {n} {n} .{n} -", "{B} {n} {n} .{n} {n}", "EASTERN DIVISION W L PCT GB"),
    ("{B} {n} {B} {n}", "{B} {n} {B} {n} ( {n} innings )", "{U} AT {U}"),
    ("{T} {n} {n} {n} {n} {n} {n} {n}", "{T} {n} {n} {n} {n} {n} {n} {n}", "Division one"),
    ("{T} {n} {T} {n}", "{T} v {T}", "{T} {n} ( {p} {n} , {p} {n} ) {T} {n} ( {p} {n} )"),
    ("{C} {n} {C} {n}", "At {c} : {C} {n} {C} {n}", "In {c} : {T} {n} {T} {n}", "{C} v {C}"),
    ("Scorers :", "{C} - {P} ( {n} ) , {P} ( {n} )", "{T} - {P} {n} , {p} {n} pen"),
    (
        "{p} c {p} b {p} {n}",
        "{P} lbw b {p} {n}",
        "{P} not out {n}",
        "{p} run out {n}",
        "Extras {n}",
    ),
    ("Bowling : {p} {n}-{n}-{n}-{n} , {p} {n}-{n}-{n}-{n}", "Fall of wickets : {n}-{n} {n}-{n}"),
    ("{n} - {P} ( {C} ) .", "{C} : {P} , {P} , {P} , {P}", "{n}-{P} ; {n}-{P} , {n}-{P}"),
    ("{T} : {n}-{P} , {n}-{P} , {n}-{P} , {n}-{P}", "{C} - {n}-{P} , {n}-{P} , {n}-{P} ."),
    ("{n}. {P} ( {C} ) {T} {n} laps", "{n}. {P} , {C} , {n} points", "{n}. {T} {n} points"),
    ("{P} , {T} , {n}", "{P} ( {T} )", "{P} ( {T} ) , {n} years"),
    (
        "{T} {s} ( {p} {n} , {n} ) {T} {s} ( {p} {n} ) . Halftime {s} . Attendance {n} , {n} .",
        "{T} {n} ( {p} {n} ) {T} {n} . Att : {n} , {n}",
        "{T} {n} {T} {n} ( halftime {s} )",
    ),
    (
        "Goalkeepers : {P} ( {T} ) , {P} ( {T} ) .",
        "Defenders - {P} , {P} ( both {T} ) , {P} ( {T} ) , {P} ( {T} ) .",
        "Midfielders : {P} ( {T} ) , {P} ( {T} ) , {P} ( {T} ) , {P} ( {T} ) .",
        "Forwards - {P} ( {T} ) , {P} ( {T} ) , {P} ( {T} )",
    ),
    (
        "{C} : {n} - {P} ; {n} - {P} , {n} - {P} ; {n} - {P} ( {n} - {P} {n} ) .",
        "Team : {P} ( captain ) , {P} , {P} , {P} .",
        "Referee : {P} ( {C} )",
        "Umpires : {P} ( {C} ) and {P} ( {C} )",
    ),
    (
        "{C} first innings {n} ( {P} {n} not out , {p} {n} ; {P} {n}-{n} )",
        "{C} won the toss and elected to bat",
        "Did not bat : {p} , {P} , {p} .",
        "Still to bat : {P} , {P} .",
        "Result : {C} won by {n} runs .",
        "Man of the match : {P} ( {C} )",
    ),
    (
        "{n} {P} {n} {n} {n}",
        "{n} {P} ( {C} ) {n} {n} {n} , {P} {n} {n} {n}",
        "{n} {P} ( {C} ) , {P} ( {C} ) , {P} {n} {n}",
        "Leading scores after the third round ( {C} unless stated ) :",
    ),
    (
        "{B} at {B}",
        "{U} AT {U} ( {n}:{n} p.m. )",
        "( {n} ) {B} {n} {B} {n}",
        "{B} {n} {n} {n} {n} {n} {n}",
        "CENTRAL DIVISION",
        "IDLE : {B} , {B} , {B} .",
    ),
    (
        "Men 's {n} metres : {n}. {P} ( {C} ) {n}.{n} seconds {n}. {P} ( {C} ) {n}.{n}",
        "Women 's singles , first round : {P} ( {C} ) beat {n} - {P} ( {C} ) {s} {s}",
        "{n}. {P} / {P} ( {C} ) {n}.{n}",
        "{n}. {P} , {P} , {P} , {P} ( {C} ) {n}:{n}.{n}",
        "{n}. {C} {n} points",
    ),
    (
        "{X} {n} {n} {n} pct",
        "{O} {n} {n}.{n} {n}.{n}",
        "{O} H1 net profit {n}.{n} mln vs {n}.{n} mln",
        "Shr {n} cts vs {n} cts",
        "Lead manager : {O} .",
        "Borrower : {O}",
        "Listing : {L}",
    ),
    (
        "{L} - {V} meets {K} foreign minister .",
        "{c} - {P} , {C} 's president , ends visit .",
        "{C} - Parliament debates budget .",
        "{c} : {O} annual meeting .",
    ),
)
LINES = (
    "{L} {n}-{n}-{n}",
    "{L} {n}-{n}-{n}",
    "{L}",
    "{P}",
    "By {P}",
    "{S} - {K} BEAT {K} {s} .",
    "{S} - {K} V {K} SCOREBOARD .",
    "{S} - {V} WINS TITLE IN {L} .",
    "{S} - {V} LEADS AFTER FIRST ROUND .",
    "{S} - {W} SIGN {V} .",
    "{S} - {W} BEAT {W} {s} .",
    "{S} - RESULTS OF {K} LEAGUE MATCHES .",
    "{S} - STANDINGS AFTER FRIDAY 'S GAMES .",
    "{K} SAYS TALKS WITH {K} TO RESUME .",
    "{K} CENTRAL BANK CUTS RATES .",
    "{V} SAYS {K} MUST WAIT .",
    "{L} STOCKS END HIGHER .",
    "{X} NET PROFIT RISES IN FIRST HALF .",
    "{X} TO BUY STAKE IN {X} .",
    "-- {c} newsroom +{n} {n} {n}",
    "( c ) {R} {n}",
    "{O} said on {d} it would buy {O} for ${n} million .",
    "Shares in {O} closed at {n} , down {n} .",
    "{P} of {T} scored in the {n}th minute .",
    "{C} 's {P} beat {P} of {C} {s} {s} in the first round .",
    "Results of {d} 's matches ( tabulate : home team in capitals ) :",
    "The {d} 's leading scores after the second round :",
    "{T} coach {P} said {p} would miss the match against {T} .",
    "{P} , {n} , of {c} , and {p} , {n} , of {c} , {C} .",
    "{C} 's prime minister {P} met {p} in {c} on {d} .",
    "{P} scored {n} as {C} beat {C} by {n} wickets in {c} .",
    "{B} beat {B} {s} on {d} .",
    "{L} {n}-{n}-{n}",
    "{S} - {W} STILL UNBEATEN AFTER {s} DRAW .",
    "{S} - {V} , {V} REACH {L} FINAL .",
    "{S} - {V} OUT OF {K} SQUAD .",
    "{S} - LEADING {K} SCORERS .",
    "{S} - {K} LEAGUE RESULTS / STANDINGS .",
    "{S} - {V} EASES PAST {V} IN {L} .",
    "{S} - {K} NAME UNCHANGED TEAM .",
    "{S} - FIXTURES FOR THE WEEKEND .",
    "{S} - {K} 'S {V} TO MISS {K} TOUR .",
    "{S} - {W} COACH {V} SACKED .",
    "{K} , {K} SIGN BORDER DEAL .",
    "{K} REBELS KILL {n} IN ATTACK NEAR {L} .",
    "{K} POLICE ARREST {n} AFTER {L} BOMB .",
    "{V} TO VISIT {K} IN MAY .",
    "{V} CALLS FOR CALM IN {L} .",
    "{L} SHARES CLOSE LOWER ON PROFIT TAKING .",
    "{X} SEES {n} PCT SALES RISE .",
    "{X} SAYS UNIT SOLD TO {X} FOR ${n} MLN .",
    "{X} , {X} IN MERGER TALKS .",
    "{X} FIRST QUARTER NET UP {n} PCT .",
    "FOCUS - {X} PROFIT BEATS FORECASTS .",
    "RESEARCH ALERT - {X} CUT .",
    "{K} TRADE GAP NARROWS IN MARCH .",
    "ONE KILLED , {n} HURT IN {K} TRAIN CRASH .",
    "EX - {K} MINISTER {V} DIES AT {n} .",
    "PRESS DIGEST - {K} - NOV {n} .",
    "Here are the main stories in {c} newspapers on {d} .",
    "{c} , {d} ( Reuter ) - {P} , the {T} striker , signed for {T} on {d} .",
    "{T} 's {P} put the home side ahead in the {n}th minute from a pass by {p} .",
    "{C} coach {P} named {P} of {T} in his squad to play {C} in {c} next month .",
    "{P} , the top seed from {C} , beat {C} 's {P} {s} {s} in {c} on {d} .",
    "{p} won the first set but {p} fought back .",
    "{C} , who drew {s} with {C} in {c} , face {C} on {d} .",
    "{T} moved to the top with a {s} win at {T} .",
    "{P} , a {n}-year-old from {c} , ran the {n} metres in {n}.{n} seconds .",
    "In {c} , {P} drove in {n} runs as the {N} beat the {N} {s} .",
    "{B} 's {P} had {n} points and {n} rebounds against the {N} .",
    "{C} needed {n} to win and {P} ( {n} ) and {P} ( {n} not out ) took them there .",
    "{O} said it had agreed to sell its {C} unit to {O} .",
    "{P} , chairman of {O} , told a news conference in {c} .",
    "Analysts at {O} cut their forecast for {O} to {n} pence a share .",
    "{O} shares rose {n} pence to {n} in {c} on {d} .",
    "{C} and {C} agreed in {c} to open talks , {C} 's foreign minister {P} said .",
    "{p} is to meet {P} , the {C} ambassador , in {c} .",
    "The {c} office of {O} said {n} people had fled to {C} .",
    '{P} of {O} said : " {C} has to act . "',
)
SPORTS = "SOCCER TENNIS CRICKET GOLF BASEBALL BASKETBALL RUGBY ATHLETICS CYCLING BOXING".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_COMPANY = "Inc Corp Ltd Plc Co AG SA Group Holdings Industries Bank Oil Motors Systems".split()

# The slots of `world_lines.py`, and which organisations they are for.
_BODIES = {"G": "", "Y": "office", "F": "firm", "J": "paper", "Z": "side"}


def _read(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


class Maker:
    """Draws lines. The same seed gives the same lines."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.given = [name for name in pack_names.read("given_names.txt") if name.isascii()]
        self.family = [name for name in pack_names.read("surnames.txt") if name.isascii()]
        self.cities = [name for name in pack_names.read("cities.txt") if name.isascii()][:2500]
        self.countries = [line.split(":")[0] for line in _read("countries.txt")]
        self.countries += ["U.S.", "Britain", "England", "Australia", "South Africa"] * 8
        text = (DATA / "organisations.txt").read_text("utf-8")
        lines = [line for line in text.split("# Teams")[1].splitlines() if ":" in line]
        self.teams = [name for line in lines for name in re.split(r"[:,] ?", line) if name]
        self.home = [line.split(":")[0].rsplit(" ", 1)[0] for line in lines]
        self.companies = [line.split(":")[0] for line in _read("organisations.txt")]
        self.bodies = Bodies(self.chance, self.cities, self.family, lambda: invented(self.chance))
        self.body = ""

    def name(self, slot: str) -> tuple[str, str]:
        """A filling for a slot, and its type or ""."""
        pick = self.chance.choice
        if slot in "PpV":
            family = pick(self.family)
            if self.chance.random() < PARTICLED:
                family = pick(PARTICLES) + family
            first = pick(self.given) if self.chance.random() < 0.85 else pick("ABCDGJKMPRST") + "."
            name = family if slot != "P" else f"{first} {family}"
            return (name.upper() if slot == "V" else name), "person"
        if slot in "CcKL":
            name = pick(self.countries if slot in "CK" else self.cities)
            return (name.upper() if slot in "KL" else name), "place"
        if slot in "TWBU":
            home = slot in "BU"
            name = pick(self.home) if home and self.chance.random() < 0.6 else pick(self.teams)
            if not home and self.chance.random() < 0.35:
                name = pick(self.cities)
            return (name.upper() if slot in "WU" else name), "org"
        if slot == "N":
            nicknames = [name.rsplit(" ", 1)[-1] for name in self.teams if " " in name]
            return pick([name for name in nicknames if name.endswith("s")]), "org"
        if slot in "OX":
            name = pick(self.companies)
            if self.chance.random() < 0.6:
                name = f"{pick(self.family)} {pick(_COMPANY)}"
            return (name.upper() if slot == "X" else name), "org"
        if slot in _BODIES:
            self.body = self.bodies.draw(_BODIES[slot])
            return self.body, "org"
        if slot == "A":
            return self.bodies.acronym(self.body), "org"
        if slot == "R":
            return "Reuters Limited", "org"
        number = str(self.chance.randrange(0, 100))
        plain = {"S": pick(SPORTS), "d": pick(DAYS), "s": f"{number[-1]}-{number[0]}"}
        return plain.get(slot, number), ""

    def line(self, template: str) -> Text:
        text = Text()
        place = 0
        for piece in template.split(" "):
            filled, kind, start = "", "", place
            cursor = 0
            for match in _SLOT.finditer(piece):
                filled += piece[cursor : match.start()]
                name, found = self.name(match.group(1))
                if found:
                    kind, start = found, place + len(filled)
                    text.spans.append((start, start + len(name), kind))
                filled += name
                cursor = match.end()
            filled += piece[cursor:]
            text.words += filled.split(" ")
            place += len(filled) + 1
        return text

    def articles(self, count: int, *, world: bool) -> list[list[Text]]:
        """Articles of a headline, a dateline and a table or some lines, with `world` of sentences
        of newspapers too.
        """
        found = []
        for _ in range(count):
            article = [self.line(self.chance.choice(LINES)) for _ in range(4)]
            if world:
                article += [self.line(self.chance.choice(WORLD)) for _ in range(2)]
            table = self.chance.choice(TABLES)
            article += [self.line(self.chance.choice(table)) for _ in range(6)]
            found.append(article)
        return found


def make(count: int, seed: int = 11, *, world: bool = False) -> list[list[Text]]:
    """Made-up articles of about ten lines, twelve with sentences of the world's newspapers."""
    return Maker(seed).articles(count, world=world)
