"""What the check of a writer's sentences catches of what their quotes do not bear out.

    python benchmarks/check_statements.py ../shared/data [--part open|held] [--show N]

Markdown tables on stdout; some seconds. Of true statements as few as may be should be struck, of
the others all. The statements are questions of the public sets with their answers, the same in
other words, and the same with one thing altered (statements/build.py); and those written by hand
about the article (tests/data/statements.jsonl). Whoever writes rules of the check looks at the
open part only.
"""

import argparse
import sys
from pathlib import Path

from karabakh_qa.answering.facts import objection
from public_data import is_there
from statements.build import public_rows
from statements.row import read_rows
from statements.scoring import judge, misses, table_by_kind, table_by_source

ARTICLE_ROWS = Path(__file__).parents[1] / "tests" / "data" / "statements.jsonl"


def main() -> None:
    arguments = parse(sys.argv[1:])
    if not is_there(arguments.data):
        sys.exit(f"{arguments.data} does not hold the public question sets; see public_data.py")
    rows = [*public_rows(arguments.data), *read_rows(ARTICLE_ROWS)]
    judged = judge((row for row in rows if arguments.part in {None, row.part}), objection)
    print(f"{table_by_kind(judged)}\n\n{table_by_source(judged)}")
    if arguments.show:
        print(misses(judged, arguments.show))


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--part", choices=("open", "held"), help="default: both")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list N misses a kind")
    return parser.parse_args(words)


if __name__ == "__main__":
    main()
