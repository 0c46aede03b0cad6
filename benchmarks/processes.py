"""Memory and processor time of processes, as Linux tells them."""

import os
import resource
from collections.abc import Iterable
from pathlib import Path


def cpu_seconds(processes: Iterable[int]) -> float:
    """Return the processor time of processes, and of those that these waited for."""
    ticks = sum(int(field) for one in processes for field in _stat(one)[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Return the bytes of memory that a process has; 0 where it has gone."""
    try:
        fields = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(fields[1]) * resource.getpagesize()


def proportional(process: int) -> int:
    """Return the bytes of memory that a process has, with its part of those that it shares; 0 where it has gone."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("Pss:")), 0)


def children() -> list[int]:
    """Return the processes that this one started and has not waited for."""
    threads = Path("/proc/self/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text(encoding="ascii").split()]


def below(process: int) -> list[int]:
    """Return the processes started by one, and by those."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            parents[int(entry.name)] = int(stat[1])
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def _stat(process: int) -> list[str]:
    """Return the fields of a process's status behind its name; none where it has gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return []
