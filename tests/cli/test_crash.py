"""What is written down of an error that nobody foresaw is made to be sent to others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tui.commands import crash

_ADDRESS = "https://ann:secret@echo.example/a"


def test_the_report_of_an_error_holds_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NUTGRAF_HOME", str(tmp_path))
    monkeypatch.delenv("NUTGRAF_DEBUG", raising=False)
    monkeypatch.setattr(sys, "argv", ["nutgraf", "add", _ADDRESS])
    assert crash.report(ZeroDivisionError(f"{_ADDRESS} was divided")) == crash.SOFTWARE
    (told,) = (tmp_path / "cache" / "errors").iterdir()
    text = told.read_text("utf-8") + capsys.readouterr().err
    assert "https://echo.example/a was divided" in text
    assert "secret" not in text
    assert told.stat().st_mode & 0o077 == 0
    assert told.parent.stat().st_mode & 0o077 == 0
