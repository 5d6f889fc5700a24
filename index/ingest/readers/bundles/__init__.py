"""Many articles in one file, as press databases export them.

`text_bundle(lines)` and `page_bundle(page)` tell which service wrote a file and give its documents,
or None where it is the file of no service that is known here; a bundle makes articles of them. One
module a service knows how that one marks where an article begins and what is said of it.
"""

from __future__ import annotations

from index.ingest.readers.bundles.detection import page_bundle, text_bundle
from index.ingest.readers.bundles.suspicion import suspicion

__all__ = ["page_bundle", "suspicion", "text_bundle"]
