"""The check of a sentence against the quotes that it cites."""

from karabakh_qa.answering.facts.check import Objection, objection

__all__ = ["Objection", "objection"]
