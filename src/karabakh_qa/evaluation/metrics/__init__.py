"""The metrics, by what they are about."""

from karabakh_qa.evaluation.metrics.answers import contains_gold, exact_match, token_f1
from karabakh_qa.evaluation.metrics.citations import (
    citation_precision,
    citation_recall,
    cited_sentences,
    exact_citations,
    passed_sentences,
    right_sentence,
    sentence_support,
)
from karabakh_qa.evaluation.metrics.declining import declined
from karabakh_qa.evaluation.metrics.followups import (
    recall_as_asked,
    recall_rewritten,
    rewrite_f1,
)
from karabakh_qa.evaluation.metrics.metric import Judgement, Metric, Score
from karabakh_qa.evaluation.metrics.retrieval import (
    ndcg,
    recall_at_1,
    recall_at_3,
    recall_at_5,
    recall_at_10,
    reciprocal_rank,
)

DEFAULT_METRICS = (
    exact_match,
    token_f1,
    contains_gold,
    declined,
    right_sentence,
    exact_citations,
    citation_precision,
    citation_recall,
    sentence_support,
    cited_sentences,
    passed_sentences,
    recall_at_1,
    recall_at_3,
    recall_at_5,
    recall_at_10,
    reciprocal_rank,
    ndcg,
    rewrite_f1,
    recall_as_asked,
    recall_rewritten,
)

__all__ = [
    "DEFAULT_METRICS",
    "Judgement",
    "Metric",
    "Score",
    "citation_precision",
    "citation_recall",
    "cited_sentences",
    "contains_gold",
    "declined",
    "exact_citations",
    "exact_match",
    "ndcg",
    "passed_sentences",
    "recall_as_asked",
    "recall_at_1",
    "recall_at_3",
    "recall_at_5",
    "recall_at_10",
    "recall_rewritten",
    "reciprocal_rank",
    "rewrite_f1",
    "right_sentence",
    "sentence_support",
    "token_f1",
]
