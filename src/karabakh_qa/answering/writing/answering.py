"""A writer's reply -> an answer, sentence by sentence through the gate; else the reader's."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from karabakh_qa.answering.declines import decline
from karabakh_qa.answering.draft import Answerer, Asked, Claim, Draft, Remark, Restart, Writer
from karabakh_qa.answering.gate import CitedText, admit
from karabakh_qa.answering.streaming import told
from karabakh_qa.errors import LanguageModelError
from karabakh_qa.records import Answer, Delta, Reason, Status


@dataclass(frozen=True, slots=True)
class WrittenAnswers:
    """Answers in a writer's words; where it fails, in those of the documents.

    With `strict`, sentences that do not pass the gate are counted and not shown.
    """

    writer: Writer
    reader: Answerer
    strict: bool = False

    def respond(self, asked: Asked) -> Iterator[Status | Delta | Answer]:
        """Yield each sentence that passes the gate as soon as it is written, then the answer."""
        draft = self.reader.draft(asked.effective_question, asked.passages)
        yield Status(f"{self.writer.name} is writing")
        reply = _Reply(CitedText(asked.documents))
        problem = None
        try:
            with closing(_iterator(self.writer.write(asked))) as written:
                for each in written:
                    if piece := reply.take(each):
                        yield Delta(piece)
        except LanguageModelError as error:
            problem = str(error)
        if problem and not reply.cited.citations:
            notice = f"{_sentence(problem)} This is the offline reader's answer instead."
            yield from told(replace(admit(draft, asked), notice=notice))
            return
        answer = self._answer(reply, asked, draft)
        if not answer.answered:
            yield from told(answer)
        elif problem:
            yield replace(answer, notice=f"{_sentence(problem)} What came before it is shown.")
        else:
            yield answer

    def _answer(self, reply: "_Reply", asked: Asked, draft: Draft) -> Answer:
        cited, is_declined = reply.cited, reply.is_declined
        count = len(cited.unsupported)
        if not cited.citations:
            reason: Reason = "not_stated" if is_declined and not count else "unsupported"
            if is_declined and draft.reason == "nothing_close":
                reason = draft.reason
            declined = decline(reason, asked, draft.confidence, draft.closest)
            return replace(declined, dropped=count, written_by=self.writer.name)
        answer = cited.answer(asked, draft.confidence, draft.short_answer, self.writer.name)
        if self.strict:
            return replace(answer, dropped=count)
        return replace(answer, unsupported=tuple(cited.unsupported))


@dataclass(slots=True)
class _Reply:
    """What is left of a reply behind the gate, and whether it said that the documents don't say."""

    cited: CitedText
    is_declined: bool = False

    def take(self, each: Claim | Remark | Restart) -> str:
        """Return what the text grew by."""
        match each:
            case Claim():
                return self.cited.add(each)
            case Remark():
                self.is_declined = True
            case Restart():
                self.is_declined = False
                self.cited.begin_anew()
        return ""


def _iterator(
    written: Iterator[Claim | Remark | Restart],
) -> Generator[Claim | Remark | Restart]:
    yield from written


def _sentence(problem: str) -> str:
    end = "" if problem.endswith((".", "?", "!")) else "."
    return f"{problem[:1].upper()}{problem[1:]}{end}"
