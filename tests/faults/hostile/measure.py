"""Runs a command and prints, as one line of JSON, what it took.

A process of its own, and a small one: a child counts the memory of the one that it was forked from
as its own.
"""

import json
import os
import sys
import time


def main(out: str, err: str, seconds: str, *words: str) -> None:
    """Run `words` with their output in files; stop them after so many seconds.

    Memory is that of the process itself: only a small one may fork it.
    """
    begun = time.monotonic()
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        for descriptor, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
        os.execv(words[0], words)  # noqa: S606 - no shell is wanted
    stopped = False
    while True:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None:
            break
        if time.monotonic() - begun > float(seconds) and not stopped:
            os.kill(child, 9)
            stopped = True
        time.sleep(0.005)  # noqa: TID251 - nobody waits for it but us
    wall = time.monotonic() - begun
    queued = _queued(child)
    _, status, usage = os.wait4(child, 0)
    json.dump(
        {
            "code": os.waitstatus_to_exitcode(status),
            "seconds": wall - queued,
            "peak_kb": usage.ru_maxrss,
        },
        sys.stdout,
    )


def _queued(child: int) -> float:
    """How many seconds it was ready to run while others had the processors: not its fault."""
    try:
        with open(f"/proc/{child}/schedstat", encoding="ascii") as file:  # noqa: PTH123 - no pathlib: small
            return int(file.read().split()[1]) / 1e9
    except OSError:
        return 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
