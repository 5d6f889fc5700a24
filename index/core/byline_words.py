"""Words in bylines that are no names, and what stands behind family names; as patterns."""

from __future__ import annotations

BODIES = (
    r"agenc\w+|agence|agentur|associated|board|bureau|correspondents?|desk|dpa|editor\w*|news\w*"
    r"|office|press\w*|redaktion|report\w*|service|staff|team|times|writers?|wires?"
)
"""Of agencies and desks, and of whoever has no other name there."""

SUFFIX = r"(?:[JS]r\b\.?|I{2,3}\b|IV\b)"
"""What tells father and son apart."""
