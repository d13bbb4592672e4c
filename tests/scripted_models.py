"""Language models that lie, break formats or break down, as scripts for `ScriptedServer`.

All of them look at the numbered sentences that they are shown, as a model does, and are asked who
won the war of 2020. The article says: "This tension eventually resulted in the war of 2020, in
which Azerbaijan won, and Russia took “second place.”"
"""

import re
from collections.abc import Callable

from tests.scripted_server import (
    BREAKS,
    EMPTY_CHOICES,
    HANGS,
    MALFORMED,
    Messages,
    Reply,
    fails,
    page,
    says,
)

Model = Callable[[Messages], str | Reply]

WON = "resulted in the war of 2020"
BASE = "opened a military base"
ARRIVED = "They arrived in Karabakh"
FATHER = "Heydar Aliyev, the father"


def numbers(messages: Messages) -> dict[str, int]:
    """Return the number of each sentence that the model is shown."""
    lines = str(messages[-1]["content"]).splitlines()
    found = (re.match(r"\[(\d+)\] (.*)", line) for line in lines)
    return {match[2]: int(match[1]) for match in found if match}


def told(template: str, **changes: object) -> Model:
    """Return a model that says `template`; <words> in it become the sentence's number."""

    def model(messages: Messages) -> Reply:
        shown = numbers(messages)

        def number(match: re.Match[str]) -> str:
            found = [n for sentence, n in shown.items() if match[1] in sentence]
            return str(found[0]) if found else "77"

        text = re.sub(r"<([^<>/]{8,})>", number, template)
        return says(text, **changes)  # type: ignore[arg-type]

    return model


def always(reply: Reply) -> Model:
    """Return a model that replies so whatever it is asked."""
    return lambda messages: reply


LIARS: dict[str, tuple[Model, tuple[str, ...]]] = {
    "invents a number": (
        told(f"Azerbaijan won the war of 2020 after 3,800 days of fighting [<{WON}>]."),
        ("3,800",),
    ),
    "cites unit 99": (told("Azerbaijan destroyed 200 tanks in the war of 2020 [99]."), ("tanks",)),
    "changes a date": (told(f"Azerbaijan won the war of 2021 [<{WON}>]."), ("2021",)),
    "adds not": (told(f"Azerbaijan did not win the war of 2020 [<{WON}>]."), ("did not",)),
    "turns it round": (told(f"Azerbaijan lost the war of 2020 [<{WON}>]."), ("lost",)),
    "names another": (told(f"Armenia won the war of 2020 [<{WON}>]."), ("Armenia won",)),
    "names one from nowhere": (told(f"Germany won the war of 2020 [<{WON}>]."), ("Germany",)),
    "swaps roles": (told(f"Russia won the war of 2020 [<{WON}>]."), ("Russia won",)),
    "stitches quotes": (
        told(f"Heydar Aliyev opened a military base in Gyumri [<{BASE}>][<{FATHER}>]."),
        ("Heydar Aliyev opened",),
    ),
    "wanders off": (told("The capital of Australia is Canberra [1]."), ("Canberra",)),
    "stops in mid-mark": (told("Azerbaijan lost the war of 2020 [<", finish=None), ("lost", "[<")),
    "points at another sentence": (
        told("Azerbaijan won the war of 2020 [<opened a military base>]."),
        ("Azerbaijan won",),
    ),
    "points at one of the same words": (
        told("Armenia won the war of 2020 [<neither in the 44-day war of 2020>]."),
        ("Armenia won",),
    ),
    "points nowhere": (told("Armenia won the war of 2020."), ("Armenia won",)),
    "adds what nobody said": (
        told(f"Azerbaijan won the war of 2020 thanks to secret foreign mercenaries [<{WON}>]."),
        ("mercenaries",),
    ),
    "hides behind a true sentence": (
        told(f"Azerbaijan won the war of 2020 [<{WON}>]. It captured 500 villages [<{WON}>]."),
        ("villages",),
    ),
    "lies in a code block": (
        told(f"```\nArmenia won the war of 2020 [<{WON}>].\n```"),
        ("Armenia won",),
    ),
    "lies at great length": (
        told(f"Armenia won the war in {{}} battles [<{WON}>]. " * 60),
        ("Armenia won",),
    ),
}
"""Each with the words that must not stand in an answer."""

HONEST: dict[str, Model] = {
    "plain": told(f"Azerbaijan won the war of 2020. [<{WON}>]"),
    "mark before the full stop": told(f"Azerbaijan won the war of 2020 [<{WON}>]."),
    "East Asian brackets": told(f"Azerbaijan won the war of 2020【<{WON}>】."),
    "full width": told(f"Azerbaijan won the war of 2020 ［<{WON}>］."),
    "a label": told(f"Azerbaijan won the war of 2020 [Sentence <{WON}>]."),
    "a footnote": told(f"Azerbaijan won the war of 2020.[^<{WON}>]"),
    "no mark": told("Azerbaijan won the war of 2020."),
    "a mark that there is not": told("Azerbaijan won the war of 2020. [99]"),
    "Markdown": told(f"**Answer:** Azerbaijan won the war of **2020** [<{WON}>]."),
    "a fence": told(f"```text\nAzerbaijan won the war of 2020 [<{WON}>].\n```"),
    "a list of sources": told(
        f"Azerbaijan won the war of 2020 [<{WON}>].\n\nSources:\n[<{WON}>] The article\n"
    ),
    "thoughts": told(f"<think>Armenia won? No.</think>Azerbaijan won the war of 2020 [<{WON}>]."),
    "thoughts that nothing began": told(
        f"Armenia won? It captured 500 villages [<{WON}>].\nNo.\n</think>\n\n"
        f"Azerbaijan won the war of 2020 [<{WON}>]."
    ),
    "small pieces": lambda messages: says(
        *told(f"Azerbaijan won the war of 2020 [<{WON}>].")(messages).pieces[0],  # type: ignore[union-attr]
        *"".join(told(f"Azerbaijan won the war of 2020 [<{WON}>].")(messages).pieces[1:]),  # type: ignore[union-attr]
    ),
    "chatter around it": told(
        f"Sure! Here is the answer:\n\nAzerbaijan won the war of 2020 [<{WON}>].\n"
    ),
}
"""All of them say that Azerbaijan won the war of 2020, in one format or another."""

BROKEN: dict[str, Model] = {
    "a wrong key": always(fails(401, "Incorrect API key provided: sk-planted-0123456789abcdef")),
    "no such model": always(fails(404, "no such model")),
    "a server's error": always(fails(500)),
    "a page instead": always(page()),
    "malformed JSON": always(MALFORMED),
    "no choices": always(EMPTY_CHOICES),
    "an empty reply": always(says("")),
    "blanks": always(says(" \n ")),
    "a connection that breaks": always(BREAKS),
    "too many requests": always(fails(429, retry_after="60")),
    "a hang": always(HANGS),
    "a filter": always(Reply(("I",), finish="content_filter")),
}
"""The answer is then the offline reader's, and says so."""
