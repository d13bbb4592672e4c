"""What a report keeps of the judges: which they were, and what their word is worth."""

from karabakh_qa.evaluation.judges.judge import Judge, Judged
from karabakh_qa.evaluation.judges.prompt import PROMPT_VERSION
from karabakh_qa.evaluation.judges.worth import JudgeWorth, NliWorth

_UNKNOWN = "not measured; --labelled FILE measures it"


def nli_facts(name: str, worth: NliWorth | None) -> dict[str, str]:
    """Return what stands in a report's configuration about the entailment model."""
    return {"nli": name, "nli_worth": str(worth) if worth else _UNKNOWN}


def judge_facts(judge: Judge, judged: Judged, worth: JudgeWorth | None) -> dict[str, str]:
    """Return what stands in a report's configuration about the language model that judged."""
    settings = [judge.model.name, judge.model.parameters, f"prompt {PROMPT_VERSION}"]
    facts = {
        "judge": ", ".join(filter(None, settings)),
        "judge_worth": str(worth) if worth else _UNKNOWN,
    }
    if judged.agreement:
        facts["judge_agreement"] = str(judged.agreement)
    if judged.unreadable:
        facts["judge_without_verdict"] = ", ".join(judged.unreadable)
    return facts
