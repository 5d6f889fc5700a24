"""What fails in a key of the screen is said in words: it runs in a worker that ends nothing."""

from __future__ import annotations

import ast
from pathlib import Path

TUI = Path(__file__).parents[2] / "tui"


def _unguarded(tree: ast.Module) -> list[str]:
    """The asynchronous actions of screens and panes whose failure would end the program."""
    found = []
    for function in ast.walk(tree):
        if isinstance(function, ast.AsyncFunctionDef) and function.name.startswith("action_"):
            workers = (one for one in function.decorator_list if isinstance(one, ast.Call))
            guards = [
                keyword.arg
                for worker in workers
                for keyword in worker.keywords
                if getattr(worker.func, "id", "") == "work"
                and isinstance(keyword.value, ast.Constant)
                and keyword.value.value is False
            ]
            if "exit_on_error" not in guards:
                found.append(function.name)
    return found


def test_no_action_that_waits_for_the_archive_can_end_the_program() -> None:
    found = [
        f"{path.relative_to(TUI)}: {name}"
        for room in ("screens", "panes", "widgets")
        for path in (TUI / room).rglob("*.py")
        for name in _unguarded(ast.parse(path.read_text("utf-8")))
    ]
    assert not found
