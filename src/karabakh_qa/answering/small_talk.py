"""Greetings, thanks and "what can you do?": friendly replies that are no answers."""

from karabakh_qa.answering.declines import HELP
from karabakh_qa.wording import words

_GREETINGS = frozenset(
    """hi hello hey hiya greetings howdy morning afternoon evening salam salaam merhaba привет
    здравствуйте barev բարև""".split()
)
_GREETING = _GREETINGS | frozenset(
    "good day there everyone all assistant bot how are you doing today".split()
)
_THANKS = frozenset("thanks thank thx cheers спасибо təşəkkür teşekkürler".split())
_THANKING = _THANKS | frozenset(
    "you so very much a lot ok okay great good nice helpful that s was is for the your help "
    "answer perfect all many".split()
)
_FAREWELLS = frozenset("bye goodbye farewell".split())
_LEAVING = _FAREWELLS | frozenset("ok okay good see you later thanks thank now for".split())
_HELP_REQUESTS = frozenset(
    {
        "help",
        "help me",
        "what can you do",
        "what do you do",
        "what can i ask",
        "what can i ask you",
        "what should i ask",
        "what questions can i ask",
        "how do you work",
        "how does this work",
        "how can you help",
        "how can you help me",
        "can you help me",
        "who are you",
        "what are you",
        "are you a bot",
        "are you human",
        "are you an ai",
    }
)


def small_talk(question: str) -> str | None:
    """Return a friendly reply if `question` asks nothing of the documents, else None."""
    said = words(question)
    if not said:
        return f"I could not find a question in that. {HELP}"
    if " ".join(said) in _HELP_REQUESTS:
        return HELP
    return _courtesy(frozenset(said))


def _courtesy(said: frozenset[str]) -> str | None:
    if said & _THANKS and said <= _THANKING:
        return "You're welcome. Ask me anything else about the documents."
    if said & _FAREWELLS and said <= _LEAVING:
        return "Goodbye. The documents and I will be here."
    if (said & _GREETINGS and said <= _GREETING) or said == {"how", "are", "you"}:
        return f"Hello. {HELP}"
    return None
