"""A language model as judge: what it would cost, what it says, and how steadily."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.agreement import Agreement, agreement
from karabakh_qa.evaluation.judges.cache import ReplyCache, reply_key
from karabakh_qa.evaluation.judges.model import AT_ONCE, JudgeModel
from karabakh_qa.evaluation.judges.prompt import (
    Item,
    Messages,
    Ruling,
    messages_for,
    read_ruling,
)

MOST_UNREADABLE = 0.02
"""The share of answers that may be left without a verdict."""

_REPLY = 120  # characters of a verdict with its reason
_BYTES_A_TOKEN = 4  # of English; other scripts have more bytes a letter and more tokens a word

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What judging will take; tokens are a guess from the length.

    Attributes:
        model: the judge's name.
        items: how many answers.
        repeats: how often each.
        calls: how many requests, without those whose reply is in the cache.
        characters: of these requests.
        tokens_in: of these requests.
        tokens_out: of the replies to them, where the model says no more than it is asked to.
    """

    model: str
    items: int
    repeats: int
    calls: int
    characters: int
    tokens_in: int
    tokens_out: int

    def __str__(self) -> str:
        often = "once" if self.repeats == 1 else f"{self.repeats} times"
        head = f"{self.model} would judge {self.items:,} answers {often} each: "
        if not self.calls:
            return f"{head}all replies are in the cache, nothing is sent"
        return (
            f"{head}{self.calls:,} requests that are not in the cache, with "
            f"{self.characters:,} characters, about {self.tokens_in:,} tokens; about "
            f"{self.tokens_out:,} tokens come back, and many more from a model that thinks first"
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge said.

    Attributes:
        rulings: for each answer by id, one for each repeat.
        unreadable: the ids of the answers that have no verdict, as a reply could not be read.
        agreement: of the judge with itself; None where it was asked once.
    """

    rulings: Mapping[str, tuple[Ruling, ...]]
    unreadable: tuple[str, ...]
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class Judge:
    """Asks a language model whether answers are right, each answer `repeats` times."""

    model: JudgeModel
    cache: ReplyCache
    repeats: int = 1

    def __post_init__(self) -> None:
        if self.repeats < 1:
            raise InputError(f"an answer is judged at least once, not {self.repeats} times")

    def estimate(self, items: Iterable[Item]) -> Estimate:
        """Return what `judge` will take. Nothing is asked."""
        given = list(items)
        missing = self._missing(given)
        texts = [text for messages in missing.values() for _, text in messages]
        size = sum(len(text.encode("utf-8")) for text in texts)
        return Estimate(
            model=self.model.name,
            items=len(given),
            repeats=self.repeats,
            calls=len(missing),
            characters=sum(map(len, texts)),
            tokens_in=-(-size // _BYTES_A_TOKEN),
            tokens_out=len(missing) * _REPLY // _BYTES_A_TOKEN,
        )

    def judge(self, items: Sequence[Item], progress: Progress | None = None) -> Judged:
        """Ask what is not in the cache, and return the verdicts.

        `progress` is told the number of requests done and the number in all. Each reply is in the
        cache as soon as it has come, so that the next run goes on from there.

        Raises:
            InputError: the model cannot be asked, or too many of its replies cannot be read.
        """
        self._ask(self._missing(items), progress)
        rulings, unreadable = {}, []
        for item in items:
            replies = [self.cache.get(key) or "" for key in self._keys(item)]
            read = [read_ruling(reply) for reply in replies]
            found = tuple(ruling for ruling in read if ruling is not None)
            if len(found) == self.repeats:
                rulings[item.id] = found
            else:
                unreadable.append((item.id, replies[read.index(None)]))
        if len(unreadable) > MOST_UNREADABLE * len(items):
            raise self._unreadable(unreadable, len(items))
        steady = agreement([[ruling.right for ruling in found] for found in rulings.values()])
        return Judged(rulings, tuple(item_id for item_id, _ in unreadable), steady)

    def _keys(self, item: Item) -> list[str]:
        messages, model = messages_for(item), self.model
        return [
            reply_key(model.name, model.parameters, messages, repeat)
            for repeat in range(self.repeats)
        ]

    def _missing(self, items: Iterable[Item]) -> dict[str, Messages]:
        """Return what is to be asked, by the keys of the replies; the same thing once."""
        return {
            key: messages_for(item)
            for item in items
            for key in self._keys(item)
            if self.cache.get(key) is None
        }

    def _ask(self, missing: Mapping[str, Messages], progress: Progress | None) -> None:
        keys = list(missing)
        for start in range(0, len(keys), AT_ONCE):
            chosen = keys[start : start + AT_ONCE]
            replies = self.model.replies([missing[key] for key in chosen])
            for key, reply in zip(chosen, replies, strict=True):
                if isinstance(reply, str):
                    self.cache.put(key, self.model.name, reply)
            failures = [reply for reply in replies if isinstance(reply, InputError)]
            if failures:
                raise failures[0]
            if progress:
                progress(start + len(chosen), len(keys))

    def _unreadable(self, unreadable: Sequence[tuple[str, str]], items: int) -> InputError:
        item_id, reply = unreadable[0]
        shown = " ".join(reply.split())[:80]
        return InputError(
            f"the judge model {self.model.name!r} gave no verdict on {len(unreadable)} of {items} "
            f"answers, more than {MOST_UNREADABLE:.0%}; take another model. The first is "
            f'"{item_id}", with this reply: "{shown}"'
        )
