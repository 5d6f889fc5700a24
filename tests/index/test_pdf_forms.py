"""PDF: what was filled in in a form, and what was written onto the pages, is text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.pdf.pdf_annotations import filled_in
from index.pdf.pdf_shapes import Run
from tests.index.test_readers_pdf import HELVETICA


def _pdf(lines: list[tuple[str, int, int]], annotations: list[str]) -> bytes:
    """A page of lines, each with where it stands, and with annotations."""
    drawn = "".join(f"BT /F1 10 Tf {x} {y} Td ({line}) Tj ET\n" for line, x, y in lines)
    numbers = " ".join(f"{6 + at} 0 R" for at in range(len(annotations)))
    about = "/MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{numbers}] >> >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R {about} /Annots [{numbers}] >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        HELVETICA,
        *annotations,
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def _field(name: str, value: str, x: int, y: int, more: str = "/FT /Tx") -> str:
    place = f"/Rect [{x} {y} {x + 300} {y + 20}]"
    return f"<< /Type /Annot /Subtype /Widget {more} /T ({name}) /V {value} {place} >>"


def _read(path: Path, content: bytes) -> tuple[str, ...]:
    path.write_bytes(content)
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    return article.paragraphs


LINES = [
    ("Declaration of interests, to be filled in by each member of the board.", 72, 760),
    ("Name:", 72, 700),
    ("Sums received:", 72, 660),
    ("Paid abroad:", 72, 620),
    ("Paid at home:", 72, 580),
]


def test_what_was_filled_in_stands_behind_what_is_asked(tmp_path: Path) -> None:
    ticked = "/FT /Btn /AS /{0}"
    found = _read(
        tmp_path / "form.pdf",
        _pdf(
            LINES,
            [
                _field("b", "(400,000 euros from Calder Dredging)", 170, 655),
                _field("a", "(Viktor Hallam)", 150, 695),
                _field("c", "/Yes", 150, 615, ticked.format("Yes")),
                _field("d", "/Off", 150, 575, ticked.format("Off")),
            ],
        ),
    )
    assert found[1:4] == (
        "Name: Viktor Hallam",
        "Sums received: 400,000 euros from Calder Dredging",
        "Paid abroad: [x]",
    )
    assert found[4] == "Paid at home:"


def test_comments_stand_behind_the_text_and_say_what_they_are(tmp_path: Path) -> None:
    place = "/Rect [72 400 200 420]"
    found = _read(
        tmp_path / "annotated.pdf",
        _pdf(
            LINES[:1],
            [
                f"<< /Type /Annot /Subtype /Text {place} /T (Hallam) /Contents (Burn this.) >>",
                f"<< /Type /Annot /Subtype /FreeText {place} /Contents (Seen by Marsh) >>",
                f"<< /Type /Annot /Subtype /Link {place} /Contents (a link) >>",
            ],
        ),
    )
    assert found[1:] == ("Comment by Hallam: Burn this.", "Comment: Seen by Marsh")


_RUNS = st.builds(
    lambda text, x, y, size: Run(text, x, x + 50, y, size),
    st.text("abc", min_size=1, max_size=5),
    st.floats(0, 500),
    st.floats(0, 800),
    st.sampled_from([8.0, 10.0, 14.0]),
)


@given(st.lists(_RUNS, max_size=12), st.lists(_RUNS, max_size=6))
def test_every_value_is_put_in_and_nothing_lost(runs: list[Run], values: list[Run]) -> None:
    found = filled_in(runs, values)
    assert sorted(one.text for one in found) == sorted(one.text for one in [*runs, *values])
    rest = iter(found)
    assert all(run in rest for run in runs)
