"""Does what an answer says follow from what it cites? Asked of an entailment model."""

from collections.abc import Sequence
from typing import Protocol

from karabakh_qa.evaluation.metrics.citations import sentences_with_citations
from karabakh_qa.evaluation.metrics.metric import Judgement, Metric, is_answerable, settled
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Documents, Reply

NAME = "nli_support"
MEANING = (
    "Support by inference, sentence by sentence: how probably it follows from the quotes cited for "
    "it, each by itself or all together, whichever is most. Averaged over the sentences; one "
    "without a citation has 0. The entailment model of --nli says so; what its word is worth, "
    "--labelled measures."
)
EXAMPLE = '"The war was won by Baku.", cited: "Azerbaijan won the war.", entailment 0.9: 0.9'


class Entails(Protocol):
    """Says how probably claims follow from evidence."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return a number from 0 to 1 for each (evidence, claim)."""


def nli_support(model: Entails) -> Metric:
    """Return the metric that asks `model`; all pairs of one reply are read at once."""

    def judge(question: Question, reply: Reply, documents: Documents) -> Judgement:
        if done := settled(question, reply):
            return done
        cited = sentences_with_citations(reply)
        sentences = [(text, [c.quote for c in given]) for text, given in cited]
        if not sentences:
            return Judgement(0.0, "the answer is empty")
        shares = entailments(model, sentences)
        worst = min(range(len(shares)), key=shares.__getitem__)
        return Judgement(
            sum(shares) / len(shares),
            f'least entailed ({shares[worst]:.2f}): "{sentences[worst][0]}"',
        )

    return Metric(NAME, "citations", is_answerable, judge, MEANING, EXAMPLE)


def entailments(model: Entails, claims: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
    """Return for each claim the highest probability that it follows from its evidence.

    From each piece by itself, or from all of them in their order; 0 without any.
    """
    pairs = [(evidence, claim) for claim, pieces in claims for evidence in _ways(pieces)]
    found = iter(model.probabilities(pairs))
    return [max((next(found) for _ in _ways(pieces)), default=0.0) for _, pieces in claims]


def _ways(pieces: Sequence[str]) -> list[str]:
    """Return the texts that a claim may follow from."""
    single = list(dict.fromkeys(pieces))
    return [*single, " ".join(single)] if len(single) > 1 else single
