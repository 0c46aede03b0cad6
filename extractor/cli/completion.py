"""`extract completion SHELL`, and the answers that the shell's script asks for.

The scripts are click's own; they call the command with `_EXTRACT_COMPLETE` set.
"""

import os

import click

VARIABLE = "_EXTRACT_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, *, shell: str) -> None:
    """Print the script that completes commands, options and files.

    In ~/.bashrc write: eval "$(extract completion bash)"; in ~/.zshrc the same with zsh; for fish, save the script
    as ~/.config/fish/completions/extract.fish.
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is not None:
        # Only bash has more than a template to it: its class would ask the bash at hand for its version.
        shown = made(ctx.find_root().command, {}, "extract", VARIABLE)
        click.echo(shown.source_template % shown.source_vars())


def answered(cli: click.Command) -> int | None:
    """Return the exit status after answering a shell; None where none asks.

    Args:
        cli: The root of the command line.
    """
    instruction = os.environ.get(VARIABLE)
    if not instruction:
        return None
    from click.shell_completion import shell_complete

    return shell_complete(cli, {}, "extract", VARIABLE, instruction)
