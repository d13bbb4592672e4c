"""An answer's pieces are whole sentences, and joined they are its text."""

from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.draft import Asked, Claim, Draft, Place
from karabakh_qa.answering.gate import admit
from karabakh_qa.answering.streaming import deltas
from karabakh_qa.records import Document

TEXT = "One is. Two [1] is! Three is? Four is."
DOCUMENT = Document("a.txt", TEXT)
SENTENCES = ["One is.", "Two [1] is!", "Three is?", "Four is."]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=3), max_size=5))
def test_pieces_join_to_the_text(rows: list[list[str]]) -> None:
    claims = [
        Claim(row[0], tuple(Place("a.txt", TEXT.index(s), TEXT.index(s) + len(s)) for s in row))
        for row in rows
        if row
    ]
    answer = admit(Draft(tuple(claims), 1.0), Asked("q", "q", (), {"a.txt": DOCUMENT}))
    pieces = [delta.text for delta in deltas(answer)]
    assert "".join(pieces) == answer.text
    assert len(pieces) == max(1, len(set(claims)))
    assert all(piece.endswith("]") for piece in pieces) or not answer.answered
