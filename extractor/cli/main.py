"""The root of the command line, and the last place where an exception can be told in one line."""

import io
import sys
from collections.abc import Sequence

import click

from extractor import __version__
from extractor.cli import commands, lexicon, report, talk
from extractor.cli.backfill import backfill
from extractor.cli.completion import answered, completion
from extractor.cli.diff import diff
from extractor.cli.export import export
from extractor.cli.group import DefaultGroup
from extractor.cli.judge import judge
from extractor.cli.records import records
from extractor.cli.run import run as run_command
from extractor.cli.show import show
from extractor.cli.status import status
from extractor.cli.summary import summary
from extractor.cli.timeline import timeline
from extractor.errors import LexiconError, UsageError

INTERRUPTED = 130


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="council-extract %(version)s")
def cli() -> None:
    """Turn reports and news items (DOCX, PDF, HTML, TXT, DOC, RTF, ODT) into records that can be checked.

    Prints the records of each FILE; "-" reads standard input. Exit status: 0 fine, 1 problems in some of
    the inputs, 2 wrong use, 3 nothing could be read.
    """


for command in (run_command, commands.text, commands.explain, export):
    cli.add_command(talk.with_verbose(talk.with_quiet(command)))
for command in (backfill, diff, timeline, summary, judge):
    cli.add_command(talk.with_quiet(command))
for command in (records, show, status, commands.schema, lexicon.lexicon, completion):
    cli.add_command(command)
talk.with_quiet(lexicon.suggest)


def run(arguments: Sequence[str]) -> int:
    """Return the exit status of one command line.

    Args:
        arguments: What follows the program's name.
    """
    _speak_utf8()
    if (asked := answered(cli)) is not None:
        return asked
    debug = "--debug" in arguments
    try:
        with cli.make_context("extract", list(arguments)) as context:
            cli.invoke(context)
        if sys.stdout:
            sys.stdout.flush()
    except Exception as error:
        return _status(error, debug=debug)
    except KeyboardInterrupt:
        return INTERRUPTED
    return report.FINE


def _status(error: Exception, *, debug: bool) -> int:
    """Return the exit status that an exception stands for, after telling of it."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.ClickException():
            error.show()
            return error.exit_code
        case UsageError() | LexiconError():
            for line in str(error).splitlines():
                report.say("error", line)
            return report.USAGE
        case BrokenPipeError():
            report.discard_output()
            return report.FINE
        case OSError():
            report.discard_output()
            report.say("error", f"output: {error.strerror or error}; make room, or write elsewhere with -o")
        case _:
            report.internal("extract", error, debug=debug)
    return report.PROBLEMS


def _speak_utf8() -> None:
    """Make the standard streams UTF-8 with line feeds, whatever the locale and the system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
