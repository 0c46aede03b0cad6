"""A click group with a default command: `extract FILE` is `extract run FILE`."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class DefaultContext(click.Context):
    """The context of the default command, which goes by the group's name in messages."""

    @property
    def command_path(self) -> str:
        """The words that start the command."""
        return self.parent.command_path if self.parent else super().command_path


class DefaultCommand(click.Command):
    """A command that runs where no other is named."""

    context_class = DefaultContext


class DefaultGroup(click.Group):
    """A group that hands its arguments to its default command unless they start with another's name."""

    default = "run"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command's name before arguments that start with a file or an option of it."""
        own = {*self.commands, *(name for param in self.get_params(ctx) for name in param.opts)}
        if args and args[0] not in own:
            options = args[: args.index("--")] if "--" in args else args
            args = ["--help"] if "--help" in options else [self.default, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return commands, else what the default command takes there: files and options."""
        own, default = super().shell_complete(ctx, incomplete), self.commands[self.default]
        if not incomplete.startswith("-"):
            # Where files are offered, bash forgets everything else.
            return own or default.params[0].shell_complete(ctx, incomplete)
        known = {item.value for item in own}
        return [*own, *(item for item in default.shell_complete(ctx, incomplete) if item.value not in known)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] FILE...")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS] ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the default command's options with the group's own, then the other commands."""
        default = self.commands[self.default]
        params = [*default.params, *self.get_params(ctx)]
        options = [param for param in params if isinstance(param, click.Option)]
        rows = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("Options"):
            formatter.write_dl(rows)
        self.format_commands(ctx, formatter)
