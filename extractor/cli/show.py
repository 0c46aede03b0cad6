"""`extract show ID --store STORE`: one record, in the text around it."""

import click

from extractor.cli import options
from extractor.errors import UsageError


@click.command("show")
@click.argument("identity", metavar="ID")
@options.store
def show(*, identity: str, store: str) -> None:
    """Print a record with its statement in context; ID is a record's id or the start of one."""
    from extractor import service
    from extractor.export.as_records import shown

    found = service.stored(store).record(identity)
    if not found:
        raise UsageError(identity, "no record has this id", "see extract records for those there are")
    click.echo("\n".join(shown(record, text) for record, text in found), nl=False)
