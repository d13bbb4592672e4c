from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.records import Answer, Document, Passage, ScoredPassage
from karabakh_qa.web.conversation import asked, told
from karabakh_qa.web.places import places

TEXT = "One. Two. Three."


def declined(document: Document, passages: int) -> Answer:
    found = Passage("p", document.id, document.hash, "T", "s", "", 0, 4, "One.", ())
    related = (ScoredPassage(found, 0.5, None, None, 1),) * passages
    return Answer("q", "q", "x", False, "not_stated", None, 0.1, (), related)


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_link_names_its_document_whatever_it_is_called(document_id: str) -> None:
    document = Document(document_id, TEXT)
    (place,) = places(told(asked((), "q"), declined(document, 1)))
    marker, key, span, document_hash, name = place.href.split("/")
    assert (marker, key, span) == ("#read", "1-1", "0-4")
    assert document.hash.startswith(document_hash)
    assert unquote(name) == document_id
    assert not set(place.href) & set(" ()<>\"'\\\n")


def test_related_passages_go_by_letters_and_keys_are_unique() -> None:
    document = Document("d.txt", TEXT)
    now = told(asked((), "q"), declined(document, 28))
    now = told(asked(now, "r"), declined(document, 2))
    found = places(now)
    assert [place.label for place in found][:3] == ["A", "B", "C"]
    assert [place.label for place in found][25:28] == ["Z", "AA", "AB"]
    assert len({place.key for place in found}) == 30


def test_a_pending_question_leads_nowhere() -> None:
    assert places(asked((), "q")) == ()
