"""Whoosh as the type checker sees it."""

from __future__ import annotations

from typing import Any

Whoosh = Any
"""Whoosh has no annotations; its objects are `Any` where they cross a signature."""
