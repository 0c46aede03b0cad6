"""Measures a cold `extract` of one document against `import spacy` and a blank pipeline, interleaved in one run.

    python -m benchmarks.start [FILE] [--repeats N]

Prints the median seconds of each command and its ratio to the floor, as a table, and as JSON with `--json`. Compile the
packages first, as an installed wheel is: `python -m compileall -q extractor models`.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time

_FLOOR = "import spacy; spacy.blank('en')"


def main() -> None:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", default="samples/council-2024-report.docx")
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    commands = {
        "spacy and a blank pipeline": [sys.executable, "-c", _FLOOR],
        "extract --help": [sys.executable, "-m", "extractor", "--help"],
        f"extract {args.file}": [sys.executable, "-m", "extractor", args.file],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(args.repeats):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            seconds[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    floor = medians["spacy and a blank pipeline"]
    rows = [{"command": n, "seconds": round(s, 3), "ratio": round(s / floor, 3)} for n, s in medians.items()]
    if args.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        print(f"{row['command']:<50} {row['seconds']:>8.3f} s {row['ratio']:>7.3f}")


if __name__ == "__main__":
    main()
