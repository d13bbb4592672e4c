"""Questions put to paragraphs that do not answer them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from training.examples import Example, Kind
from training.paragraphs import Paragraphs
from training.swapping import Swapper
from training.turning import turned

_ELSEWHERE = 4
"""Of so many questions one is put to another article: finding these takes longest."""


def make_negatives(examples: Iterable[Example], seed: int) -> list[Example]:
    """Return what can be made of the answered among `examples`: up to five of each.

    Paragraphs are taken from all of `examples`; none of those chosen holds a wording of the
    answer. A changed question keeps its own paragraph.
    """
    known = list(examples)
    answered = [example for example in known if example.answers]
    paragraphs = Paragraphs(known)
    swapper = Swapper(known, seed)
    made: list[Example] = []
    for number, example in enumerate(answered):
        made += _elsewhere(example, Kind.SAME_ARTICLE, paragraphs.near, 2)
        if number % _ELSEWHERE == 0:
            made += _elsewhere(example, Kind.OTHER_ARTICLE, paragraphs.elsewhere, 1)
        made += _asked(example, Kind.SWAPPED, swapper.swapped(example))
        made += _asked(example, Kind.TURNED, turned(example))
    return made


def same_article_negatives(examples: Iterable[Example]) -> list[Example]:
    """Return each answered question with the article's paragraph that is nearest to it."""
    known = list(examples)
    near = Paragraphs(known).near
    return [
        made
        for example in known
        if example.answers
        for made in _elsewhere(example, Kind.SAME_ARTICLE, near, 1)
    ]


def _elsewhere(
    example: Example,
    kind: Kind,
    find: Callable[[Example, int], list[tuple[str, str]]],
    count: int,
) -> Iterator[Example]:
    for context, heading in find(example, count):
        yield replace(example, context=context, heading=heading, answers=(), kind=kind)


def _asked(example: Example, kind: Kind, questions: Iterable[str]) -> Iterator[Example]:
    for question in questions:
        yield replace(example, question=question, answers=(), kind=kind)
