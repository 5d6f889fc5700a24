"""PDF files of several pages, with the labels that are printed on these."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.test_readers_pdf import HELVETICA


def paged(pages: Sequence[Sequence[str]], labels: str = "") -> bytes:
    """A PDF with a page for each list of lines; `labels` are the numbers of its page tree."""
    told = f" /PageLabels << /Nums [{labels}] >>" if labels else ""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R{told} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        HELVETICA,
    ]
    for at, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F1 10 Tf 60 {700 - 12 * row} Td ({line}) Tj ET\n"
            for row, line in enumerate(lines)
            if line
        )
        about = f"/MediaBox [0 0 600 800] /Contents {5 + 2 * at} 0 R"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {about} /Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
