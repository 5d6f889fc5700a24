"""Lists of numbers as one text, by which a database gives out hundred thousands at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def numbers_of(text: str) -> NDArray[np.int64]:
    """The numbers of a text that has commas between them; none of an empty one."""
    import numpy as np  # noqa: PLC0415  (nothing else of this room needs it)

    return np.fromstring(text, np.int64, sep=",") if text else np.empty(0, np.int64)
