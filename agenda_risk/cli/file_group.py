"""Commands that all work with one file, which is named first."""

import click


class FileGroup(click.Group):
    """Takes a file, options in any order, and then a command with its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the options of the command apart from those that stand before it."""
        ctx.allow_interspersed_args = True
        place = next((at for at, word in enumerate(args) if at and word in self.commands), None)
        if place is not None:
            args = [*args[:place], "--", *args[place:]]
        return super().parse_args(ctx, args)
