"""Two threads' work run into each other where one might interrupt the other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any


def interrupted(
    code: CodeType, place: int, one: Callable[[], object], other: Callable[[], object]
) -> bool:
    """Run `one`, and before an instruction of the function that has this code all of `other`;
    whether so many instructions were met.

    The threads of a process take turns between instructions. Trying all of these, one after the
    other, finds what a run of threads would show once in a million times.
    """
    left, is_met = place, False

    def in_frame(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal left, is_met
        if event == "opcode" and not is_met:
            is_met = left == 0
            left -= 1
            if is_met:
                sys.settrace(None)
                other()
                sys.settrace(at_call)
        return in_frame

    def at_call(frame: FrameType, _event: str, _argument: Any) -> Any:
        if frame.f_code is not code or is_met:
            return None
        # Python 3.13 tells of instructions only frames that are traced by now.
        frame.f_trace = in_frame
        frame.f_trace_opcodes = True
        return in_frame

    before = sys.gettrace()
    # Python 3.12 tells of none where no frame has asked for it before tracing begins.
    sys._getframe().f_trace_opcodes = True
    sys.settrace(at_call)
    try:
        one()
    finally:
        sys.settrace(before)
    return is_met
