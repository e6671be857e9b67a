"""Several PDF files as one for printing on both sides: each begins on the front of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from nastavnik.model.seals import BLANK_SEAL, sealed


def joined(files: Sequence[bytes], titles: Sequence[str], title: str) -> tuple[int, bytes]:
    """How many pages, and one PDF with a bookmark for each file.

    A blank page of the same size follows a file that ends on the front of a sheet, the last one
    excepted; the pages themselves stay as they are. It bears our seal.
    """
    writer = PdfWriter()
    for number, (content, name) in enumerate(zip(files, titles, strict=True)):
        if number and len(writer.pages) % 2:
            writer.add_blank_page()
        writer.append(PdfReader(BytesIO(content)), outline_item=name, import_outline=False)
    writer.compress_identical_objects(remove_duplicates=True)  # the fonts, once and not each time
    writer.root_object[NameObject("/Lang")] = TextStringObject("ru-RU")
    writer.metadata = {"/Title": title}
    made = BytesIO()
    writer.write(made)
    made.write(f"% {BLANK_SEAL}\n".encode())
    return len(writer.pages), sealed(made.getvalue())
