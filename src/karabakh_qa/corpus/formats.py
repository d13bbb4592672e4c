"""The formats that can be read: a table with a row for each.

Another format is one more module and one more row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from karabakh_qa.corpus.blocks import Block, plain_text_blocks
from karabakh_qa.corpus.decoding import decode_utf8
from karabakh_qa.corpus.details import text_details
from karabakh_qa.corpus.markdown import markdown_blocks, markdown_details
from karabakh_qa.errors import DocumentError
from karabakh_qa.records import Detail, Document


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind become documents.

    `version` changes whenever the same bytes would give another text, other details or other
    blocks: the documents are then read again. `to_text` takes a document's id and a file's bytes
    and raises DocumentError where they are not of this format.
    """

    name: str
    version: str
    suffixes: tuple[str, ...]
    to_text: Callable[[str, bytes], str]
    to_details: Callable[[str], tuple[Detail, ...]]
    to_blocks: Callable[[Document], list[Block]]


FORMATS: tuple[Format, ...] = (
    Format("plain text", "1", (".txt",), decode_utf8, text_details, plain_text_blocks),
    Format("markdown", "1", (".md", ".markdown"), decode_utf8, markdown_details, markdown_blocks),
)


def format_for(document_id: str) -> Format:
    """Return the format that a file's name ends for.

    Raises:
        DocumentError: no format has this suffix.
    """
    suffix = PurePosixPath(document_id).suffix.lower()
    for file_format in FORMATS:
        if suffix in file_format.suffixes:
            return file_format
    supported = ", ".join(suffix for file_format in FORMATS for suffix in file_format.suffixes)
    kind = f"{suffix} files are" if suffix else "files without a suffix are"
    raise DocumentError(f"{document_id}: {kind} not supported; supported are {supported}")
