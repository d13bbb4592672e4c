"""The words that MiniLM's tokenizer has whole: 30,000, the usual words of English among them."""

from functools import cached_property

from karabakh_qa.models.packaged import minilm_tokenizer
from karabakh_qa.models.tokens import Tokenizer


class WholeWords:
    """A list of words, read when it is first asked."""

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(minilm_tokenizer())

    def know(self, word: str) -> bool:
        """Say whether `word` is one token; what is rare or misspelt is in pieces."""
        return self._tokenizer.count([word]) == [1]
