"""Every error that this package raises on purpose.

KarabakhQAError
├── InputError                what a person gave cannot be used; the message says what to change
│   ├── SettingsError         an unusable setting or KARABAKH_QA_* variable
│   ├── DocumentError         a file that cannot become a document
│   └── TestsetError          a question file that cannot be read
├── CitationError             a quote is not the text that stands at its offsets
│   └── StaleCitationError    ... because its document changed or is gone
├── ModelError                weights are missing or are not the bytes that were expected
├── LanguageModelError        a language model cannot be reached or gives no usable reply
└── StoreError                vectorstore/ cannot be read or written

Errors of other libraries are translated at the module that owns the library. The command line and
the page catch KarabakhQAError alone and show its text; anything else is a bug and keeps its
traceback.
"""


class KarabakhQAError(Exception):
    """The base of all errors that are meant for a person's eyes."""


class InputError(KarabakhQAError):
    """What a person gave cannot be used."""


class SettingsError(InputError):
    """A setting has a value that cannot be used."""


class DocumentError(InputError):
    """A file cannot become a document."""


class TestsetError(InputError):
    """A file of questions cannot be read; the message lists every problem with its line."""

    __test__ = False  # pytest collects classes whose name starts with Test


class CitationError(KarabakhQAError):
    """A quote is not the text that stands at its offsets."""


class StaleCitationError(CitationError):
    """A citation's document has changed since, or is gone."""


class ModelError(KarabakhQAError):
    """Model weights are missing or are not the bytes that were expected."""


class LanguageModelError(KarabakhQAError):
    """A language model cannot be reached, or gives no usable reply."""


class StoreError(KarabakhQAError):
    """The store cannot be read or written."""
