"""What a store was built with: vectors of different encoders must never be compared."""

from dataclasses import asdict, dataclass, fields
from typing import Self

from karabakh_qa.index.encoder import Encoder

FORMAT = 2
"""Raised whenever the rows in the store change their meaning, or how they are found."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """How the passages in a store were made."""

    encoder: str
    weights: str
    dimension: int
    max_tokens: int
    format: int = FORMAT

    @classmethod
    def of(cls, encoder: Encoder, max_tokens: int) -> Self:
        """Return what a store built with `encoder` and this passage length says of itself."""
        return cls(encoder.name, encoder.fingerprint, encoder.dimension, max_tokens)

    def to_metadata(self) -> dict[str, str | int]:
        """Return the manifest as the metadata of a Chroma collection."""
        return asdict(self)

    @classmethod
    def from_metadata(cls, metadata: object) -> Self | None:
        """Read `to_metadata` back; None if it is not a manifest of any known format."""
        names = {field.name for field in fields(cls)}
        if not isinstance(metadata, dict) or not names <= metadata.keys():
            return None
        return cls(**{name: metadata[name] for name in names})

    def difference(self, wanted: Self) -> str | None:
        """Say in one line how this store differs from what is wanted; None if it does not."""
        found, needed = asdict(self), asdict(wanted)
        changed = [name for name in found if found[name] != needed[name]]
        if not changed:
            return None
        return ", ".join(f"{name} was {found[name]}, is now {needed[name]}" for name in changed)
