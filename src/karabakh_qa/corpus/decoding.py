"""Bytes -> text, exactly."""

from karabakh_qa.errors import DocumentError

_BYTE_ORDER_MARK = "\ufeff"


def decode_utf8(document_id: str, data: bytes) -> str:
    """Return the text of UTF-8 bytes without one leading byte-order mark, newlines as they are.

    Raises:
        DocumentError: the bytes are not UTF-8 text.
    """
    if b"\0" in data:
        raise DocumentError(
            f"{document_id}: looks binary (byte {data.index(0)} is zero); save it as UTF-8 text"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{document_id}: not UTF-8 at byte {error.start}; save it as UTF-8 text"
        ) from error
    return text.removeprefix(_BYTE_ORDER_MARK)
