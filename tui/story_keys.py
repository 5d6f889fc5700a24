"""The keys of stories: their list, and the parts of one."""

from __future__ import annotations

from tui.key import ANYWHERE, OPENS_PAGE, STORIES, STORY, Key

STORY_KEYS: tuple[Key, ...] = (
    Key("app.stories", "O", "stories", ANYWHERE,
        "Stories: which articles tell one event, and what each adds", "stories", 32,
        palette=True),
    Key("stories.open", "enter,l", "open", STORIES, "Its articles, and what each adds", "open", 95),
    Key("stories.narrow", "f,plus", "narrow", STORIES, "Narrow what was found to this story",
        "narrow", 90),
    Key("stories.order", "s", "order", STORIES, "Most hits first, newest, largest", "order", 88),
    Key("stories.scope", "w", "scope", STORIES, "Of what was found, or of the whole archive",
        "found/all", 86),
    Key("stories.command", "Y", "copy_command", STORIES, "Copy the command that gives this"),
    Key("stories.help", "question_mark,f1", "help", STORIES, "Keys of this place", "keys", 100),
    Key("stories.close", "escape,q,O,h,backspace", "close", STORIES, "Close", "close", 94),
    Key("story.open", "enter,l", "open", STORY, "Read it in its article", "read", 95),
    Key("story.next", "n,right_square_bracket", "article(1)", STORY, "Next article",
        "next article", 90),
    Key("story.previous", "N,left_square_bracket", "article(-1)", STORY, "Article before"),
    Key("story.fresh", "w", "fresh", STORY,
        "Only what came since the story was last looked at, or all", "since last look", 88),
    Key("story.since", "s", "since", STORY, "Only what came since a day", "since", 86),
    Key("story.brief", "z", "brief", STORY, "Articles alone, or with what each adds", "fold", 84),
    Key("story.bookmark", "b,m", "bookmark", STORY, "Bookmark, or take it away", "bookmark", 75),
    Key("story.note", "a", "note", STORY, "Write a note", "note", 50),
    Key("story.tags", "t", "tags", STORY, "Tags", "tags", 45),
    Key("story.collect", "D", "collect", STORY, "Put into a dossier", "dossier", 40),
    Key("story.copy", "y", "copy", STORY, "Copy with its source", "copy", 70),
    Key("story.export", "e", "export", STORY, "Export the selected, else all that is new",
        "export", 72),
    Key("story.browse", "o", "browse", STORY, "Open the source in a browser",
        leaves=OPENS_PAGE),
    Key("story.undo", "u,ctrl+z", "undo", STORY, "Undo"),
    Key("story.redo", "U", "redo", STORY, "Redo"),
    Key("story.command", "Y", "copy_command", STORY, "Copy the command that gives this"),
    Key("story.help", "question_mark,f1", "help", STORY, "Keys of this place", "keys", 100),
    Key("story.close", "escape,q,h,backspace", "close", STORY, "To the stories", "close", 94),
)  # fmt: skip
