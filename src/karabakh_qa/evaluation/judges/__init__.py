"""Two judges that a person may ask for: an entailment model on this machine, a language model.

Neither is part of a run unless it is asked for. What a judge's verdicts are worth is measured
against what people said of the same claims and answers, and shown beside them.
"""

from karabakh_qa.evaluation.judges.cache import DEFAULT_CACHE, ReplyCache
from karabakh_qa.evaluation.judges.entailment import EntailmentModel
from karabakh_qa.evaluation.judges.facts import judge_facts, nli_facts
from karabakh_qa.evaluation.judges.judge import Estimate, Judge, Judged
from karabakh_qa.evaluation.judges.judged_right import items_of, judged_right
from karabakh_qa.evaluation.judges.labelled import Labelled, read_labelled
from karabakh_qa.evaluation.judges.model import JudgeModel, open_model
from karabakh_qa.evaluation.judges.nli import nli_support
from karabakh_qa.evaluation.judges.worth import items_of_labelled, measure_judge, measure_nli

__all__ = [
    "DEFAULT_CACHE",
    "EntailmentModel",
    "Estimate",
    "Judge",
    "JudgeModel",
    "Judged",
    "Labelled",
    "ReplyCache",
    "items_of",
    "items_of_labelled",
    "judge_facts",
    "judged_right",
    "measure_judge",
    "measure_nli",
    "nli_facts",
    "nli_support",
    "open_model",
    "read_labelled",
]
