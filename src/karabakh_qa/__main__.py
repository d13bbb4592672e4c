"""`python -m karabakh_qa` and `karabakh-qa`."""

import io
import os
import sys
import traceback

READER_GONE = 141
"""What a shell reports for a program that a closed pipe ended: 128 + SIGPIPE."""


def main() -> None:
    """Run the command line and end the process with its exit code.

    The one broad catch of the project: a bug ends with its traceback and code 3, so that a script
    can tell it from bad input.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.exit(_run())
    except BrokenPipeError:  # `karabakh-qa documents | head -1`
        # what is still buffered is flushed at exit, and must go somewhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READER_GONE)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:  # noqa: BLE001 - see above
        traceback.print_exc()
        sys.exit(3)


def _run() -> int:
    from karabakh_qa.cli import run

    try:
        return run(sys.argv[1:])
    finally:
        if sys.stdout is not None:  # it is where the shell closed it
            sys.stdout.flush()


if __name__ == "__main__":
    main()
