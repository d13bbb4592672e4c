from hashlib import sha256

import pytest

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.questions import Evidence, Question, default_id
from karabakh_qa.records import Turn


def test_an_answerable_question_needs_an_answer() -> None:
    with pytest.raises(TestsetError, match='"q1" is answerable but has no answers'):
        Question("q1", "Who?", (), True)


def test_quotations_are_those_of_all_alternatives() -> None:
    a, b, c = (Evidence("a.txt", quote) for quote in "abc")
    assert Question("q", "Who?", ("x",), True, ((a, b), (c,))).quotations == (a, b, c)


def test_the_default_id_depends_on_question_and_history() -> None:
    turns = [Turn("user", "Who?"), Turn("assistant", "They.")]
    ids = {
        default_id("Why?", []),
        default_id("When?", []),
        default_id("Why?", turns),
        default_id("Why?", turns[:1]),
        default_id("Why?", [Turn("assistant", "Who?")]),
    }
    assert len(ids) == 5
    assert default_id("Why?", turns) == default_id("Why?", tuple(turns))
    assert default_id("Why?", []) == sha256(b'["Why?"]').hexdigest()[:16]
