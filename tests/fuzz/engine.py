"""Runs one target under the coverage-guided fuzzer; a process of its own, started by `__main__`.

What breaks a target is kept beside the seeds, as `regressions/<target>-<digest>`, where an ordinary
test finds it.
"""

import sys
from pathlib import Path

import atheris

# Only what is imported in this block is watched by the fuzzer.
with atheris.instrument_imports(include=["cml_sync", "zipfile"]):
    from tests.fuzz.targets import TARGETS


def main(name: str, seconds: str, corpus: str, regressions: str) -> None:
    """Fuzz the target `name` for so many seconds, from the inputs in the folder `corpus`."""
    target = next(one for one in TARGETS if one.name == name)
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-timeout={target.seconds}",
        f"-max_len={target.size}",
        "-rss_limit_mb=1024",
        "-print_final_stats=1",
        f"-artifact_prefix={regressions}/{name}-",
        corpus,
    ]
    Path(regressions).mkdir(parents=True, exist_ok=True)
    atheris.Setup(arguments, target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
