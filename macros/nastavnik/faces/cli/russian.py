"""click in Russian: its help is put together here, its complaints are told from their kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from click.exceptions import NoArgsIsHelpError, NoSuchCommand
from click.types import OptionHelpExtra

import click

__all__ = ["Argument", "Command", "CommandGroup", "NoArgsIsHelpError", "RussianOption", "complaint"]


def complaint(error: click.ClickException) -> str:
    """What is wrong with the words of a command, without a full stop."""
    match error:
        case NoSuchCommand():
            return f"команды «{error.command_name}» нет{_guess(error.possibilities, '«{}»')}"
        case click.NoSuchOption():
            return f"ключа {error.option_name} нет{_guess(error.possibilities, '{}')}"
        case click.MissingParameter():
            return _missing(error.param)
        case click.BadParameter(param=click.Option() as option):
            return f"{option.opts[0]}: {error.message}"
    return error.format_message().rstrip(".")


def _missing(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"нужен ключ {param.opts[0]}"
    return f"не указано: {param.human_readable_name if param else 'значение'}"


def _guess(possibilities: Iterable[str] | None, form: str) -> str:
    likely = ", ".join(form.format(each) for each in sorted(possibilities or ()))
    return f"; может быть, {likely}?" if likely else ""


class RussianOption(click.Option):
    """An option whose help says in Russian what it must be."""

    def __init__(self, words: list[str], limits: str = "", **settings: Any) -> None:
        super().__init__(words, **settings)
        self.limits = limits

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """What stands in brackets after the help."""
        extra = super().get_help_extra(ctx)
        if self.limits:
            extra["range"] = self.limits
        if self.required:
            extra["required"] = "обязательно"
        return extra


class Argument(click.Argument):
    """What is named by its place."""


class Command(click.Command):
    """A command whose help is Russian."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[КЛЮЧИ]")
        super().__init__(name, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words of the command apart.

        Raises:
            ClickException: they are wrong or too many.
        """
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            raise click.UsageError(self._misuse(error.option_name), ctx) from None
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(f"лишнее: {' '.join(rest)}", ctx)
        return rest

    def _misuse(self, word: str) -> str:
        """A flag that was given a value, or an option that was given none."""
        options = [param for param in self.params if isinstance(param, click.Option)]
        if any(option.is_flag and word in option.opts for option in options):
            return f"ключ {word} пишется без значения"
        return f"после ключа {word} нужно значение"

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The key that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "Показать эту справку"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, "Как писать: ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What is named by its place."""
        arguments = [p for p in self.get_params(ctx) if isinstance(p, click.Argument)]
        if arguments:
            with formatter.section("Что указать"):
                formatter.write_dl([argument.get_help_record(ctx) for argument in arguments])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What is named by its key."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("Ключи"):
            formatter.write_dl(records)


class CommandGroup(Command, click.Group):
    """Commands under one name."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        settings.setdefault("subcommand_metavar", "КОМАНДА …")
        settings.setdefault("no_args_is_help", True)
        super().__init__(name, **settings)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What is named by its key, and the commands."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names.

        Raises:
            NoSuchCommand: there is none.
        """
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            raise NoSuchCommand(args[0], possibilities=names, ctx=ctx)
        return super().resolve_command(ctx, args)
