"""Negating a question, or turning one of its words round."""

import re
from collections.abc import Iterator

from karabakh_qa.wording import words
from training.examples import Example

_PAIRS = """first last|increase decrease|increased decreased|rise fall|rose fell|before after
earlier later|north south|northern southern|east west|eastern western|most least|more fewer
highest lowest|higher lower|high low|largest smallest|larger smaller|large small|longest shortest
longer shorter|long short|oldest youngest|older younger|old new|early late|maximum minimum
begin end|began ended|start finish|started stopped|win lose|won lost|accept reject
accepted rejected|support oppose|supported opposed|allow forbid|allowed forbade|positive negative
advantage disadvantage|strong weak|stronger weaker|rich poor|richest poorest|male female|men women
best worst|better worse|inside outside|above below|include exclude|included excluded|left joined
public private|common rare|most least|major minor|gain lose|gained lost|enter leave|buy sell
bought sold|attack defend|attacked defended|success failure|successful unsuccessful|fast slow
faster slower|like dislike|liked disliked|love hate|easy difficult|cheap expensive|heavy light
married divorced|born buried|hot cold|warm cool|upper lower|legal illegal|friend enemy
always never|same different|internal external|ancient modern|permanent temporary"""
_OPPOSITES = {
    one: other
    for pair in re.split(r"[|\n]", _PAIRS)
    for one, other in (pair.split(), pair.split()[::-1])
}
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b(?! not\b|n)",
    re.IGNORECASE,
)
_IRREGULAR = {"can": "can't", "will": "won't"}


def turned(example: Example) -> Iterator[str]:
    """Yield at most two wordings of the question: negated, and with an opposite.

    An opposite that stands in the paragraph may be asked for rightly and is not used; and a
    question that is negative already is left alone.
    """
    question = example.question
    present = frozenset(words(example.context))
    asked = words(question)
    for word in asked:
        other = _OPPOSITES.get(word)
        if other and word in present and other not in present and other not in asked:
            yield re.sub(rf"\b{word}\b", other, question, count=1, flags=re.IGNORECASE)
            break
    auxiliary = _AUXILIARY.search(question)
    if auxiliary and not {"not", "never", "t", "no"} & set(asked):
        verb = auxiliary[0].lower()
        negated = _IRREGULAR.get(verb, f"{verb}n't")
        yield question[: auxiliary.start()] + negated + question[auxiliary.end() :]
