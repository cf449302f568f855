"""How fast it is, beside what it is held to, in one run: ``python -m benchmarks``.

Ends with 1 if a bound is missed and ``--strict`` was asked for.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks import converting, diffing, inspecting, peers, reading, validating, writing
from benchmarks.measure import Bound, Options, Suite

SUITES: Final[tuple[Suite, ...]] = (
    reading.SUITE,
    peers.SUITE,
    *validating.SUITES,
    converting.SUITE,
    writing.SUITE,
    diffing.SUITE,
    inspecting.SUITE,
)


def main(arguments: Sequence[str]) -> int:
    """Measures what was asked for, prints what must hold and whether it does."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "suites", nargs="*", metavar="suite", help=", ".join(s.name for s in SUITES)
    )
    parser.add_argument("--records", type=int, default=_number("BENCH_RECORDS", 100_000))
    parser.add_argument("--rounds", type=int, default=_number("BENCH_ROUNDS", 5))
    parser.add_argument("--strict", action="store_true", help="end with 1 if a bound is missed")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.suites) - {suite.name for suite in SUITES}
    if unknown:
        parser.error(f"no such suite: {', '.join(sorted(unknown))}")
    bounds: list[Bound] = []
    with tempfile.TemporaryDirectory(prefix="cml-sync-bench-") as folder:
        options = Options(chosen.records, chosen.rounds, Path(folder))
        for suite in SUITES:
            if not chosen.suites or suite.name in chosen.suites:
                bounds += suite.run(options)
    print("\n".join(map(str, bounds)))
    return int(chosen.strict and not all(bound.holds for bound in bounds))


def _number(name: str, otherwise: int) -> int:
    return int(os.environ.get(name, otherwise))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
