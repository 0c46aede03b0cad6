"""A click group with a default command: `extract FILE` is `extract run FILE`."""

import click


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
