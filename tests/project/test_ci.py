"""What is said of the supported versions of Python is said everywhere alike."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_every_supported_python_runs_the_one_script() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [kind.rpartition(":: ")[2] for kind in project["classifiers"] if ":: 3." in kind]
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    job = workflow["jobs"]["run"]
    assert job["strategy"]["matrix"]["python"] == named
    assert ".ci/run" in [step.get("run") for step in job["steps"]]
    assert project["requires-python"] == f">={named[0]}"
