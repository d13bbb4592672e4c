"""From a model's reply to claims, whatever becomes of the model."""

from collections.abc import Iterator, Sequence

import pytest

from karabakh_qa.answering.draft import Asked, Claim, Place, Remark, Restart
from karabakh_qa.answering.writing.prompt import Message
from karabakh_qa.answering.writing.writer import ModelWriter
from karabakh_qa.corpus.sentences import sentence_spans
from karabakh_qa.errors import LanguageModelError
from karabakh_qa.records import Document, Passage, ScoredPassage, Span

DOCUMENT = Document("a.txt", "The base is in Gyumri. Nobody lives in Ganja.")
BASE, NOBODY = Span(0, 22), Span(23, 45)


def asked() -> Asked:
    whole = Span(0, len(DOCUMENT.text))
    passage = Passage(
        "p", "a.txt", DOCUMENT.hash, "a", "a", "", *whole, DOCUMENT.text, (BASE, NOBODY)
    )
    found = ScoredPassage(passage, 0.1, 0.5, 1, 1)
    return Asked("Where?", "Where is the base?", (found,), {"a.txt": DOCUMENT})


class Scripted:
    """Says its pieces; breaks off where one is an error; knows whether it was closed."""

    name = "scripted"

    def __init__(self, *pieces: str | LanguageModelError) -> None:
        self.pieces = pieces
        self.seen: list[Sequence[Message]] = []
        self.left_over = len(pieces)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        self.seen.append(messages)
        for piece in self.pieces:
            if isinstance(piece, LanguageModelError):
                raise piece
            self.left_over -= 1
            yield piece


def written(*pieces: str | LanguageModelError) -> Iterator[Claim | Remark | Restart]:
    return ModelWriter(Scripted(*pieces), sentence_spans).write(asked())


def test_a_sentence_points_at_its_places() -> None:
    (claim,) = written("The base is ", "in Gyumri [1]", ".")
    assert isinstance(claim, Claim)
    assert (claim.text, claim.places) == ("The base is in Gyumri.", (Place("a.txt", *BASE),))


@pytest.mark.parametrize("mark", ["", " [99]"])
def test_without_a_mark_the_sentence_most_like_it_is_looked_up(mark: str) -> None:
    (claim,) = written(f"Ganja has nobody.{mark}")
    assert isinstance(claim, Claim)
    assert not claim.is_pointed
    assert claim.places == (Place("a.txt", *NOBODY),)
    assert claim.context == (Place("a.txt", *BASE),)


@pytest.mark.parametrize("reply", ["[0]", "I don't know.", "The documents do not say. [0]"])
def test_the_model_may_say_that_the_documents_do_not(reply: str) -> None:
    assert list(written(reply)) == [Remark()]


def test_what_states_nothing_claims_nothing() -> None:
    claims = list(written("Here is the answer:\n\nThe base is in Gyumri. [1]"))
    assert [claim.text for claim in claims if isinstance(claim, Claim)] == [
        "The base is in Gyumri."
    ]


def test_a_reply_that_breaks_off_gives_its_whole_sentences_first() -> None:
    broken = LanguageModelError("the line went dead")
    reply = written("The base is in Gyumri [1]. Nobody lives in Gan", broken)
    first = next(reply)
    assert isinstance(first, Claim)
    assert first.text == "The base is in Gyumri."
    with pytest.raises(LanguageModelError, match="went dead"):
        next(reply)


def test_who_stops_listening_ends_the_reply() -> None:
    model = Scripted("The base is in Gyumri. [1] Nobody ", "lives ", "in ", "Ganja. [2]")
    reply = ModelWriter(model, sentence_spans).write(asked())
    next(reply)
    reply.close()  # type: ignore[attr-defined]
    assert model.left_over == 3


def test_the_model_is_asked_the_question_as_it_was_understood() -> None:
    model = Scripted("[0]")
    list(ModelWriter(model, sentence_spans).write(asked()))
    ((_, (_, said)),) = model.seen
    assert said.endswith("Question: Where is the base?")
    assert "[2] Nobody lives in Ganja." in said
