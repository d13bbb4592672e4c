from unicodedata import is_normalized

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.corpus.files import id_of_name
from karabakh_qa.evaluation.formats.contents import Shelf, file_name
from karabakh_qa.evaluation.questions import Text


def test_titles_become_names() -> None:
    taken: set[str] = set()
    titles = ["Yuan_dynasty", "yuan dynasty", "a/b\\c: d?", "..", "", "re\u0301sume\u0301 "]
    assert [file_name(title, taken) for title in titles] == [
        "Yuan_dynasty",
        "yuan_dynasty-2",
        "a_b_c_d",
        "article",
        "article-2",
        "résumé",
    ]


@settings(deadline=None)
@given(st.lists(st.text(max_size=300), max_size=5))
def test_names_are_safe_and_differ(titles: list[str]) -> None:
    taken: set[str] = set()
    names = [file_name(title, taken) for title in titles]
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert id_of_name(name) == name
        assert is_normalized("NFC", name)
        assert len(name.encode()) < 200
        assert not set('/\\:*?"<>|\0\n\r\t ') & set(name)


def test_the_same_text_stands_on_the_shelf_once() -> None:
    shelf = Shelf()
    found = [shelf.place_numbered(text, "contexts") for text in ("x", "y", "x")]
    assert found == ["contexts/001.txt", "contexts/002.txt", "contexts/001.txt"]
    assert shelf.texts() == (Text("contexts/001.txt", "x"), Text("contexts/002.txt", "y"))
