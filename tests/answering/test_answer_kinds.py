"""The kind of answer is told from the words of the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.answer_kinds import AnswerKind, answer_kind, wants_whole_sentence


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did it end?", "date"),
        ("wen did it end", "date"),
        ("In what year did it end?", "date"),
        ("publication date", "date"),
        ("How many soldiers died?", "number"),
        ("How long did the war last?", "number"),
        ("How much did it cost?", "number"),
        ("What percentage voted for it?", "number"),
        ("What is the population of Baku?", "number"),
        ("Who won the war?", "person"),
        ("Whose army was it?", "person"),
        ("For whom is it symbolic?", "person"),
        ("When the war ended, who ruled?", "person"),
        ("Where is Gyumri?", "place"),
        ("Which country did they attack?", "place"),
        ("which village was taken", "place"),
        ("In which region is the corridor?", "place"),
        ("What is Pashinyan's first name?", "name"),
        ("What is the route called?", "name"),
        ("How is the route called?", "name"),
        ("Why did he go?", "reason"),
        ("For what reason did he go?", "reason"),
        ("How come they left?", "reason"),
        ("What led to the war?", "reason"),
        ("What were the names of the regions?", "list"),
        ("List the regions", "list"),
        ("Name two leaders", "list"),
        ("Which countries agreed?", "list"),
        ("Which two groups took part?", "list"),
        ("What types of rain are there?", "list"),
        ("Who are the leaders?", "list"),
        ("Describe the deal.", "description"),
        ("What is the NKR?", "description"),
        ("NKR meaning", "description"),
        ("What does NKR mean?", "description"),
        ("How did the war end?", "description"),
        ("What happened in the enclave?", "description"),
        ("104th division", "description"),
        ("Did Russia leave?", "yes_no"),
        ("Do you know if Russia left?", "yes_no"),
        ("Was he elected?", "yes_no"),
        ("What did Aliyev say?", "any"),
        ("What are they known as?", "any"),
        ("When do mines explode?", "any"),
        ("What kind of base is it?", "any"),
        ("How often do they meet?", "any"),
        ("What's the headline of the piece?", "any"),
        ("Кто победил?", "any"),
        ("what?", "any"),
        ("how", "any"),
        ("", "any"),
    ],
)
def test_the_words_tell_the_kind(question: str, kind: str) -> None:
    assert answer_kind(question) == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("I read both texts and saw no date. So could you tell me when they left?", "date"),
        ("Where did no wait when was the base opened?", "date"),
    ],
)
def test_only_what_is_meant_counts(question: str, kind: str) -> None:
    assert answer_kind(question) == kind


def test_reasons_lists_descriptions_and_confirmations_want_a_sentence() -> None:
    wanting = {kind.value for kind in AnswerKind if wants_whole_sentence(kind)}
    assert wanting == {"reason", "list", "description", "yes_no"}


WORDS = "what which is s are who when how the of names year many reason called said ?".split()


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_every_text_has_a_kind(text: str) -> None:
    assert answer_kind(text) in AnswerKind
