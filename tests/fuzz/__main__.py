"""`make fuzz`: every target for its share of the time, then mutants of every real file."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.fuzz.corpus import FILES, MUTANTS, Outcome, mutate_all
from tests.fuzz.seeds import STORED, derived, stored
from tests.fuzz.targets import TARGETS, Target

REGRESSIONS: Final = STORED / "regressions"
_PROCESSES: Final = max(1, min(2, os.cpu_count() or 1))
_ROOT: Final = Path(__file__).parents[2]
_INITED: Final = re.compile(r"INITED cov: (\d+)")
_COVERED: Final = re.compile(r"\bcov: (\d+) ft: (\d+)")
_STAT: Final = re.compile(r"stat::(\w+):\s+(\d+)")


def main() -> int:
    """Fuzz, mutate, and say what came of it; 1 if anything broke."""
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--seconds", type=int, default=60, help="for all targets together")
    parser.add_argument("--mutants", type=int, default=MUTANTS, help="of every real file")
    parser.add_argument("--target", choices=[one.name for one in TARGETS], help="only this one")
    chosen = parser.parse_args()
    targets = [one for one in TARGETS if chosen.target in (None, one.name)]
    each = max(5, chosen.seconds * _PROCESSES // len(targets))
    with ThreadPoolExecutor(_PROCESSES) as pool:
        sound = all(list(pool.map(lambda target: _fuzz(target, each), targets)))
    if chosen.target is None:
        sound = _mutate(chosen.mutants) and sound
    return 0 if sound else 1


def _fuzz(target: Target, seconds: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="cml-sync-fuzz-") as folder:
        inputs = [*stored(target.name), *derived(target.name, target.size)]
        for data in inputs:
            Path(folder, sha256(data).hexdigest()).write_bytes(data)
        command = [sys.executable, "-m", "tests.fuzz.engine", target.name, str(seconds)]
        run = subprocess.run(
            [*command, folder, str(REGRESSIONS)],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        kept = len(list(Path(folder).iterdir()))
    _tell(target, run.stdout, seeds=len(inputs), kept=kept, sound=run.returncode == 0)
    return run.returncode == 0


def _tell(target: Target, log: str, *, seeds: int, kept: int, sound: bool) -> None:
    begun = _INITED.search(log)
    covered = _COVERED.findall(log)
    stats = dict(_STAT.findall(log))
    _say(
        f"{target.name:<11} {stats.get('number_of_executed_units', '?'):>8} inputs,"
        f" {stats.get('average_exec_per_sec', '?'):>6}/s,"
        f" branches {begun[1] if begun else '?'} → {covered[-1][0] if covered else '?'},"
        f" inputs kept {seeds} → {kept}, peak {stats.get('peak_rss_mb', '?')} MB:"
        f" {'sound' if sound else 'BROKEN'}",
    )
    if not sound:
        _say(log[-4000:])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _mutate(count: int) -> bool:
    if not FILES:
        _say("mutants     left out: the real files are not beside the repository")
        return True
    outcome: Outcome = mutate_all(count, _PROCESSES)
    _say(
        f"mutants     {outcome.mutants} of {len(FILES)} files in {outcome.seconds:.0f} s:"
        f" {outcome.read} read, {outcome.refused} refused,"
        f" slowest {outcome.slowest:.2f} s, {len(outcome.broken)} broken"
    )
    for name, number, fault in outcome.broken[:20]:
        _say(f"  {name} mutant {number}: {fault}")
    return not outcome.broken


if __name__ == "__main__":
    sys.exit(main())
