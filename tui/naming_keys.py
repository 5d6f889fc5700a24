"""The keys by which words of an article are made a name, or another one."""

from __future__ import annotations

from tui.key import MISSED, READER, WORDS, Key

NAMING_KEYS: tuple[Key, ...] = (
    Key("reader.words", "v", "words", READER,
        "Choose words: a name that was missed, or means somebody else", "put right", 40,
        palette=True),
    Key("words.keep", "enter", "ask('keep')", WORDS, "Say what they are, here or everywhere",
        "say what", 95),
    Key("words.next", "l,right,w", "ask('step',1)", WORDS, "The next word", "next", 85),
    Key("words.previous", "h,left,b", "ask('step',-1)", WORDS, "The word before", "before", 84),
    Key("words.more", "L,shift+right,space,plus", "ask('extend',1)", WORDS, "One word more",
        "more", 90),
    Key("words.fewer", "H,shift+left,minus,backspace", "ask('extend',-1)", WORDS,
        "One word fewer", "fewer", 89),
    Key("words.next_missed", "right_square_bracket,tab", "ask('missed',1)", WORDS,
        "Next words with capitals that are no name", "next capitals", 80),
    Key("words.previous_missed", "left_square_bracket,shift+tab", "ask('missed',-1)", WORDS,
        "Those before"),
    Key("words.down", "j,down", "ask('line',1)", WORDS, "The word below"),
    Key("words.up", "k,up", "ask('line',-1)", WORDS, "The word above"),
    Key("words.close", "escape,q,v", "ask('leave')", WORDS, "Choose no words", "close", 70),
    Key("missed.add", "enter,l", "open", MISSED, "Find the name everywhere, from now on",
        "find it everywhere", 90),
    Key("missed.scroll_down", "J", "scroll(1)", MISSED, "Scroll down"),
    Key("missed.scroll_up", "K", "scroll(-1)", MISSED, "Scroll up"),
    Key("missed.help", "question_mark,f1", "help", MISSED, "Keys of this place", "keys", 100),
    Key("missed.close", "escape,q,h,backspace", "close", MISSED, "Drop it", "drop it", 95),
)  # fmt: skip
