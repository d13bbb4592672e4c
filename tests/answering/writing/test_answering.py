"""A writer's sentences through the gate; the reader where the writer fails."""

from collections.abc import Iterator, Sequence

import pytest

from karabakh_qa.answering.draft import Asked, Claim, Draft, Place, Remark, Restart
from karabakh_qa.answering.writing.answering import WrittenAnswers
from karabakh_qa.errors import LanguageModelError
from karabakh_qa.records import Answer, Delta, Document, Passage, ScoredPassage, Span, Status

DOCUMENT = Document("a.txt", "The base is in Gyumri. Nobody lives in Ganja.")
BASE, NOBODY = Place("a.txt", 0, 22), Place("a.txt", 23, 45)
TRUE = Claim("The base stands in Gyumri.", (BASE,))
FALSE = Claim("The base is in Ganja.", (BASE,))
DEAD = LanguageModelError("the model 'm' cannot be asked: nobody is there")
READ = Draft((Claim("The base is in Gyumri.", (BASE,)),), 0.9, "Gyumri")
UNREAD = Draft((), 0.1, reason="nothing_close")


class Writer:
    """Writes what it was told to."""

    name = "m"

    def __init__(self, *script: Claim | Remark | Restart | LanguageModelError) -> None:
        self._script = script

    def write(self, asked: Asked) -> Iterator[Claim | Remark | Restart]:
        for each in self._script:
            if isinstance(each, LanguageModelError):
                raise each
            yield each


class Reader:
    """Drafts what it was told to."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def draft(self, question: str, passages: Sequence[ScoredPassage]) -> Draft:
        return self._draft


def respond(
    *script: Claim | Remark | Restart | LanguageModelError,
    draft: Draft = READ,
    strict: bool = False,
) -> Answer:
    spans = (Span(0, 22), Span(23, 45))
    passage = Passage(
        "p", "a.txt", DOCUMENT.hash, "a.txt", "a.txt", "", 0, 45, DOCUMENT.text, spans
    )
    asked = Asked("q", "q", (ScoredPassage(passage, 0.1, 0.5, 1, 1),), {"a.txt": DOCUMENT})
    answers = WrittenAnswers(Writer(*script), Reader(draft), strict)
    first, *deltas, answer = answers.respond(asked)
    assert first == Status("m is writing")
    assert isinstance(answer, Answer)
    assert "".join(d.text for d in deltas if isinstance(d, Delta)) == answer.text
    answer.check([DOCUMENT])
    return answer


def test_what_passes_is_the_answer_and_what_does_not_is_set_apart() -> None:
    answer = respond(FALSE, TRUE)
    assert (answer.text, answer.written_by) == ("The base stands in Gyumri.[1]", "m")
    assert [each.text for each in answer.unsupported] == ["The base is in Ganja."]
    assert (answer.short_answer, answer.confidence, answer.dropped) == ("Gyumri", 0.9, 0)


def test_a_strict_answer_counts_and_does_not_show() -> None:
    answer = respond(FALSE, TRUE, strict=True)
    assert (answer.unsupported, answer.dropped) == ((), 1)


def test_the_readers_words_are_not_short_for_what_the_model_did_not_say() -> None:
    nobody = Claim("Nobody lives in Ganja.", (NOBODY,))
    assert respond(nobody).short_answer is None


def test_if_nothing_passes_it_is_a_decline() -> None:
    answer = respond(FALSE, Claim("It has 900 men.", (BASE,)), FALSE)
    assert (answer.answered, answer.reason, answer.dropped) == (False, "unsupported", 2)
    assert answer.related
    assert "Ganja" not in answer.text


@pytest.mark.parametrize(("draft", "reason"), [(READ, "not_stated"), (UNREAD, "nothing_close")])
def test_a_model_may_decline(draft: Draft, reason: str) -> None:
    answer = respond(Remark(), draft=draft)
    assert (answer.reason, answer.written_by, answer.dropped) == (reason, "m", 0)


def test_a_remark_beside_an_answer_is_left_out() -> None:
    assert respond(TRUE, Remark()).text == "The base stands in Gyumri.[1]"
    assert respond(FALSE, Remark()).reason == "unsupported"


def test_what_was_thought_aloud_is_not_held_against_the_answer() -> None:
    answer = respond(FALSE, Remark(), Restart(), TRUE)
    assert (answer.text, answer.unsupported) == ("The base stands in Gyumri.[1]", ())
    assert respond(Remark(), Restart(), FALSE).reason == "unsupported"


def test_what_is_said_again_after_thinking_aloud_is_judged_again() -> None:
    answer = respond(TRUE, FALSE, Restart(), TRUE, FALSE)
    assert answer.text == "The base stands in Gyumri.[1]"
    assert [each.text for each in answer.unsupported] == [FALSE.text]


def test_what_passed_before_the_end_of_thoughts_stays() -> None:
    assert respond(TRUE, Restart()).text == "The base stands in Gyumri.[1]"


def test_a_model_that_cannot_be_asked_leaves_it_to_the_reader() -> None:
    answer = respond(DEAD)
    assert (answer.text, answer.written_by) == ("The base is in Gyumri.[1]", None)
    assert answer.notice == (
        "The model 'm' cannot be asked: nobody is there. "
        "This is the offline reader's answer instead."
    )
    assert respond(DEAD, draft=UNREAD).reason == "nothing_close"
    asks = respond(LanguageModelError("nobody is there; is it running?"))
    assert asks.notice is not None
    assert asks.notice.startswith("Nobody is there; is it running? This is")
    assert respond(FALSE, DEAD).text == "The base is in Gyumri.[1]"


def test_what_came_before_it_broke_off_stays() -> None:
    answer = respond(TRUE, DEAD)
    assert (answer.text, answer.written_by) == ("The base stands in Gyumri.[1]", "m")
    assert answer.notice is not None
    assert answer.notice.endswith("nobody is there. What came before it is shown.")
