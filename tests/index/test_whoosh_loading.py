"""Loading Whoosh takes no more of Python's library than it needs, and breaks nothing of it."""

from __future__ import annotations

import subprocess
import sys

_SPARED = ("urllib.request", "http.client", "whoosh.lang.morph_en")


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_nothing_asks_for_is_not_loaded_and_is_whole_when_it_is() -> None:
    code = (
        "import sys; from index.engines.whoosh.index import Index; import whoosh.compat\n"
        f"print([name for name in {_SPARED!r} if name in sys.modules])\n"
        "from whoosh.query import terms\n"
        "print('rendering' in terms.variations('render'))\n"
        "import urllib.request, pathlib\n"
        "print(urllib.request.Request('http://localhost/').host)\n"
        "taken = getattr(whoosh.compat, 'urlretrieve', urllib.request.urlretrieve)\n"
        "print(taken(pathlib.Path(sys.executable).as_uri())[0] == sys.executable)\n"
    )
    assert _run(code).splitlines() == ["[]", "True", "localhost", "True"]


def test_another_thread_that_asks_meanwhile_gets_the_module_itself() -> None:
    code = (
        "import sys; from index.engines.whoosh import lean_import\n"
        "for name in [n for n in sys.modules if n.startswith('whoosh')]: del sys.modules[name]\n"
        "with lean_import._stand_ins():\n"
        "    import urllib.request\n"
        "    print(urllib.request.Request('http://localhost/').host)\n"
        "import urllib.request\n"
        "print(type(urllib.request).__name__, urllib.request.Request('http://localhost/').host)\n"
    )
    assert _run(code).splitlines() == ["localhost", "module localhost"]
