"""Getting ready in the background, so that the page is there before the models are."""

import logging
import threading

from karabakh_qa.errors import KarabakhQAError
from karabakh_qa.web.conversation import Chat

log = logging.getLogger(__name__)


class WarmUp:
    """Runs `chat.warm_up()` once, in a thread of its own.

    A failure is logged and not kept: the next question meets it again, with somebody to tell.
    """

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._done = threading.Event()

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not."""
        return self._done.is_set()

    def start(self) -> None:
        """Begin, unless it has begun; returns at once."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Begin, unless it has begun, and return when it has ended."""
        self.start()
        self._done.wait()

    def _run(self) -> None:
        try:
            self._chat.warm_up()
        except KarabakhQAError as error:
            log.error("%s", error)  # noqa: TRY400 - the message is meant for a person as it stands
        finally:
            self._done.set()
