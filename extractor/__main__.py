"""Runs the command line: `python -m extractor` and `extract`."""

import gc
import sys


def main() -> None:
    """Run the command line and end the process with its exit status."""
    # Imports and tables make a million objects that live on; looking for cycles among them costs a tenth of the start.
    gc.set_threshold(200_000, 20, 20)
    from extractor.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
