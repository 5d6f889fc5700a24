"""Steps taken back or done again: those one sees at once, others after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import present
from tui.screens.dialogs import Confirm
from tui.screens.trouble import RefusedError
from tui.screens.working import work_on

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.session import Session


async def step_back(
    host: Host, session: Session, *, again: bool = False, names: bool = False
) -> bool:
    """Take the last step back, or do it `again`, and say what it was; whether anything may have
    changed. One that was not made in this session is named and asked about before: somebody else
    may be at work on the same archive. So is, where only `names` are shown, one of something else.
    """
    archive = session.archive
    heading, call = ("Doing again", archive.redo) if again else ("Undoing", archive.undo)
    left, did = ("is left to redo.", "took back") if again else ("is left to undo.", "did")
    words = ""
    if others := await session.do(archive.others_step, again=again):
        words = f"Nothing of this session {left} Another one {did}:\n{others}"
    elif names and (step := await session.do(archive.step_besides_names, again=again)):
        words = f"No edit of names {left} Elsewhere you {did}:\n{step}"
    verb = "Do it again" if again else "Undo it"
    if words and await host.ask(Confirm(f"{verb}?", words, verb)) != "yes":
        return False
    try:
        # Names of the watch list are looked for anew, which may take its time.
        what = await work_on(host, session, heading, call)
    except RefusedError as stopped:
        host.say(str(stopped))
        return False
    nothing, done = ("redo", "Done again") if again else ("undo", "Undone")
    host.say(f"Nothing to {nothing}." if what is None else f"{done}: {present.regrouped(what)}")
    return what is not None
