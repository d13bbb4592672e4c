"""Serving the page from this machine, with everything switched off that would leave it."""

import asyncio
import errno
import os
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from karabakh_qa.errors import SettingsError
from karabakh_qa.web.conversation import Chat
from karabakh_qa.web.desk import Desk
from karabakh_qa.web.page import build_page
from karabakh_qa.web.warmup import WarmUp

if TYPE_CHECKING:
    from gradio import Blocks

LOOPBACK = ("localhost", "127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only compared with


@dataclass(frozen=True, slots=True)
class RunningPage:
    """A page that is being served at `address`."""

    address: str
    blocks: "Blocks"

    def wait(self) -> None:
        """Return when the server has ended, or raise KeyboardInterrupt."""
        thread: threading.Thread = self.blocks.server.thread
        while thread.is_alive():
            thread.join(timeout=1)

    def close(self) -> None:
        """Stop serving."""
        self.blocks.close(verbose=False)


def launch(
    chat: Chat,
    host: str = "127.0.0.1",
    port: int = 7860,
    announce: Callable[[str], object] = lambda address: None,
    trusted_hosts: Sequence[str] = (),
    desk: Desk | None = None,
) -> None:
    """Serve the page until the process is interrupted; `announce` is called with its address.

    `desk` runs what the Evaluation tab asks for; without one there is no such tab.

    Raises:
        SettingsError: the host or the port cannot be used.
    """
    running = start(chat, host, port, trusted_hosts=trusted_hosts, desk=desk)
    try:
        announce(running.address)
        running.wait()
    except KeyboardInterrupt:
        return
    finally:
        running.close()


def start(
    chat: Chat,
    host: str = "127.0.0.1",
    port: int = 7860,
    trusted_hosts: Sequence[str] = (),
    desk: Desk | None = None,
) -> RunningPage:
    """Serve the page in threads of its own, then warm up while people open it.

    `trusted_hosts` are further names that people reach this server by, such as a proxy's. `desk`
    runs what the Evaluation tab asks for; without one there is no such tab.

    Raises:
        SettingsError: the host or the port cannot be used.
    """
    _check_free(host, port)
    warm_up = WarmUp(chat)
    _stay_offline()
    build = partial(build_page, chat, warm_up=warm_up, desk=desk)
    names = (*trusted_hosts, *LOOPBACK, host, socket.gethostname())
    with ThreadPoolExecutor(1, "start") as thread:  # the caller may be in an event loop itself
        page = thread.submit(asyncio.run, _serve(build, host, port, names)).result()
    # Only now: both import for seconds, and side by side the page would come later, not the rest.
    warm_up.start()
    return RunningPage(_address(host, port), page)


async def _serve(
    build: Callable[[], "Blocks"], host: str, port: int, names: Sequence[str]
) -> "Blocks":
    """Build the page and start its server.

    A coroutine only because Gradio, where no event loop is running, makes three and leaks them.
    """
    from starlette.middleware import Middleware

    from karabakh_qa.web.headers import SecurityHeaders, TrustedHosts
    from karabakh_qa.web.resources import asset, asset_path
    from karabakh_qa.web.theme import theme

    page = build()
    page.queue(max_size=32, default_concurrency_limit=4)
    try:
        page.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            inline=False,
            share=False,
            run_history=False,
            enable_monitoring=False,
            pwa=False,
            ssr_mode=False,
            mcp_server=False,
            strict_cors=True,
            footer_links=[],
            favicon_path=asset_path("favicon.svg"),
            theme=theme(),
            css=asset("style.css") + asset("evaluation.css"),
            js=asset("page.js"),
            app_kwargs={
                "docs_url": None,
                "redoc_url": None,
                "openapi_url": None,
                "middleware": [
                    Middleware(TrustedHosts, names=names),
                    Middleware(SecurityHeaders),
                ],
            },
        )
    except OSError as error:  # taken since it was checked
        raise _busy(port) from error
    return page


def _stay_offline() -> None:
    """Switch off Gradio's version check and telemetry, and proxies for its calls to itself."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    for name in ("NO_PROXY", "no_proxy"):
        excepted = filter(None, os.environ.get(name, "").split(","))
        os.environ[name] = ",".join(dict.fromkeys((*excepted, *LOOPBACK)))


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            if os.name != "nt":  # there it would allow a second server on the same port
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise _busy(port) from error
        raise SettingsError(
            f"cannot serve on {host} port {port}: {error.strerror or error}; "
            "choose others with KARABAKH_QA_HOST and KARABAKH_QA_PORT"
        ) from error


def _busy(port: int) -> SettingsError:
    return SettingsError(
        f"port {port} is in use by another program; "
        f"stop that one, or choose another port with KARABAKH_QA_PORT (for example {port + 1})"
    )


def _address(host: str, port: int) -> str:
    name = "localhost" if host in EVERYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
