"""typer in Russian: its headings, notes and complaints are English texts without a catalogue."""

import re
from collections.abc import Callable
from typing import Any

import typer
from typer._click.core import Context
from typer.core import TyperCommand, TyperGroup

_HELP = (
    (r"^Usage:", "Как писать:"),
    (r"\[OPTIONS\]", "[КЛЮЧИ]"),
    (r"COMMAND \[ARGS\]\.\.\.", "КОМАНДА …"),
    (r"\{(.+?)\}$", r"\1"),
    (r"\.\.\.", "…"),
    (r"^Arguments:$", "Что указать:"),
    (r"^Options:$", "Ключи:"),
    (r"^Commands:$", "Команды:"),
    (r"(\d+)<=x<=(\d+)", r"\1–\2"),
    (r"\brequired\]", "обязательно]"),
    (r"\[default: (.*?)\]", r"[если не сказано: \1]"),
    (r"Show this message and exit\.", "Показать эту справку"),
)
_COMPLAINTS = (
    (r"Missing argument '(.+?)'\.", r"не указано: \1"),
    (r"Missing option '(.+?)'\.", r"нужен ключ \1"),
    (r"Missing command\.", "не сказано, что сделать"),
    (r"No such command '(.+?)'\.", r"команды «\1» нет"),
    (r"No such option: (\S+)", r"ключа \1 нет"),
    (r" ?Did you mean '(.+?)'\?", r"; может быть, «\1»?"),
    (r" ?\(Possible options: (.+?)\)", r"; может быть, \1?"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", r"лишнее: \1"),
    (r"Option '(.+?)' does not take a value\.", r"ключ \1 пишется без значения"),
    (r"Option '(.+?)' requires an argument\.", r"после ключа \1 нужно значение"),
    (r"Invalid value for '(.+?)':", r"\1:"),
    (r"'(.+?)' is not a valid (?:int|integer|float|number)\b.*", r"«\1» — не число"),
    (r"'(.+?)' is not one of (.+)\.", r"«\1» не подходит, а можно: \2"),
)


def complaint(english: str) -> str:
    """What is wrong with the words of a command, without a full stop."""
    return _translated(english, _COMPLAINTS).rstrip(".")


def _translated(text: str, phrases: tuple[tuple[str, str], ...]) -> str:
    for pattern, russian in phrases:
        text = re.sub(pattern, russian, text, flags=re.MULTILINE)
    return text


class _Command(TyperCommand):
    def get_help(self, ctx: Context) -> str:
        return _translated(super().get_help(ctx), _HELP)


class Group(TyperGroup):
    """Commands whose list is Russian."""

    def get_help(self, ctx: Context) -> str:
        """The help as it is printed."""
        return _translated(super().get_help(ctx), _HELP)


class App(typer.Typer):
    """A command line whose help is Russian throughout."""

    def __init__(self, help: str) -> None:
        super().__init__(
            help=help,
            cls=Group,
            no_args_is_help=True,
            add_completion=False,
            pretty_exceptions_enable=False,
            rich_markup_mode=None,
        )

    def command(self, name: str | None = None, **options: Any) -> Callable[..., Any]:
        """A command with Russian help; see `typer.Typer.command`."""
        return super().command(name, cls=_Command, **options)
