"""`python -m karabakh_qa` and `karabakh-qa`."""

import sys
import traceback


def main() -> None:
    """Run the command line and end the process with its exit code.

    The one broad catch of the project: a bug ends with its traceback and code 3, so that a script
    can tell it from bad input.
    """
    from karabakh_qa.cli import run

    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:  # noqa: BLE001 - see above
        traceback.print_exc()
        sys.exit(3)


if __name__ == "__main__":
    main()
