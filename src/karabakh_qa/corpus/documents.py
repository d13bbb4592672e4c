"""A file's bytes -> Document."""

from karabakh_qa.corpus.formats import format_for
from karabakh_qa.errors import DocumentError
from karabakh_qa.records import Document


def read_document(document_id: str, data: bytes) -> Document:
    """Return the document that a file's bytes hold.

    Raises:
        DocumentError: the format is not supported, the bytes are not of it, or hold no text.
    """
    file_format = format_for(document_id)
    text = file_format.to_text(document_id, data)
    if not text.strip():
        raise DocumentError(f"{document_id}: holds no text")
    return Document(document_id, text, file_format.to_details(text))
