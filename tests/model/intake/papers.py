"""Small PDFs written by hand, for tests: pages of lines in Helvetica."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter


def paper(*pages: list[str], title: str = "", locked: bool = False) -> bytes:
    """Make a PDF, with a password if it is to be locked; a page without lines has a picture's place, and no text."""
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(count))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({_escaped(line)}) Tj 0 -14 Td" for line in lines)
        content = f"BT /F1 12 Tf 72 770 Td {shown} ET" if lines else "0 0 100 100 re f"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    return _with_extras(_file(objects), title, locked=locked)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def _with_extras(data: bytes, title: str, *, locked: bool) -> bytes:
    if not title and not locked:
        return data
    writer = PdfWriter(clone_from=BytesIO(data))
    if title:
        writer.add_metadata({"/Title": title})
    if locked:
        writer.encrypt("open sesame", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
