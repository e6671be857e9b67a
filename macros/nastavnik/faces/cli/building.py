"""The commands of click, each built from the table of actions when it is first called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from click.core import ParameterSource

import click
from nastavnik.faces.cli.russian import Argument, Command, CommandGroup
from nastavnik.faces.cli.russian import RussianOption as Key
from nastavnik.faces.typed import TypedError, limits, typed_value
from nastavnik.model.actions import Action, ActionOption, OptionKind, OptionSource
from nastavnik.model.actions import ActionGroup as Part

AS_JSON = "as_json"
"""The name of the option that every command has besides its own."""
Run = Callable[[Sequence[Action], dict[str, Any]], int]
"""Given the actions of a command and what was typed, does it; the exit code."""


class Value(click.ParamType[Any]):
    """What is typed for an option of the table, as what the action wants."""

    name = "value"

    def __init__(self, option: ActionOption) -> None:
        self.option = option

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value of what was typed.

        Raises:
            BadParameter: it is none.
        """
        if not isinstance(value, str):
            return value
        try:
            return typed_value(self.option, value)
        except TypedError as error:
            self.fail(str(error), param, ctx)


class Commands(CommandGroup):
    """The commands of some actions; `depth` words of their names have been read before."""

    def __init__(
        self, name: str | None, actions: Sequence[Action], run: Run, depth: int = 0, **settings: Any
    ) -> None:
        super().__init__(name, **settings)
        self._run, self._depth = run, depth
        self._table: dict[str, list[Action]] = {}
        for action in actions:
            self._table.setdefault(action.command[depth], []).append(action)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or the further commands under it."""
        actions = self._table.get(cmd_name)
        if not actions:
            return None
        below = self._depth + 1
        if len(actions[0].command) > below:
            return Commands(cmd_name, actions, self._run, below, help=f"{actions[0].title}.")
        return command_of(cmd_name, actions, self._run)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by the parts of the year."""
        actions = [action for group in self._table.values() for action in group]
        for part in Part:
            rows = [(self._called(each), each.hint) for each in actions if each.group is part]
            if rows:
                with formatter.section(part.value):
                    formatter.write_dl(rows)

    def _called(self, action: Action) -> str:
        words = action.command[self._depth :]
        is_first = action is self._table[words[0]][0]
        key = action.chosen_by if not is_first else None
        return " ".join([*words, *([key.flag] if key else [])])


class KindsCommand(Command):
    """A command that is given kinds of documents: its help names them all."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The kinds by the names that may be typed."""
        from nastavnik.documents.catalogue.table import KINDS

        with formatter.section("Виды документов"):
            for kind in KINDS:
                formatter.write_text(kind.title)


def command_of(name: str, actions: Sequence[Action], run: Run) -> Command:
    """The command that does one of the actions, as its keys choose."""
    keys = {option.flag: option for action in actions for option in action.asks if option.flag}
    is_choice = len(actions) > 1
    params = (
        *_arguments(actions),
        *(_key(o, is_required=o.required and not is_choice) for o in keys.values()),
        Key(["--json", AS_JSON], is_flag=True, help="Ответ одним объектом JSON"),
    )
    is_of_kinds = any(o.source is OptionSource.DOCUMENTS for a in actions for o in a.asks)
    return (KindsCommand if is_of_kinds else Command)(
        name,
        params=list(params),
        callback=partial(_called, actions, run),
        help="\n\n".join(f"{action.hint}." for action in actions),
    )


def meant(actions: Sequence[Action], typed: Mapping[str, Any]) -> Action:
    """The first action whose key was typed, else the first one."""
    chosen = (a for a in actions[1:] if a.chosen_by and typed[a.chosen_by.name])
    return next(chosen, actions[0])


def _called(actions: Sequence[Action], run: Run, **typed: Any) -> int:
    _refuse_keys_of_others(actions, meant(actions, typed))
    return run(actions, typed)


def _refuse_keys_of_others(actions: Sequence[Action], action: Action) -> None:
    """Nothing typed is ignored: a key that only other actions of the command know is refused.

    Raises:
        UsageError: there is one.
    """
    context, own = click.get_current_context(), {option.name for option in action.asks}
    for option in (o for other in actions for o in other.asks if o.flag and o.name not in own):
        if context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(_mismatch(actions, action, option))


def _mismatch(actions: Sequence[Action], action: Action, option: ActionOption) -> str:
    if action.chosen_by:
        return f"ключи {action.chosen_by.flag} и {option.flag} не сочетаются"
    keys = [a.chosen_by.flag for a in actions if option in a.asks and a.chosen_by]
    return f"ключ {option.flag} пишется только вместе с {' или '.join(keys)}"


def _arguments(actions: Sequence[Action]) -> Iterator[Argument]:
    """What is named by its place: of several actions what the first one wants so."""
    is_choice = len(actions) > 1
    for option in actions[0].asks:
        if not option.flag and option.kind is not OptionKind.LINES:
            is_required = option.required and not is_choice
            yield Argument(
                [option.name],
                type=Value(option),
                nargs=-1 if option.many else 1,
                required=is_required,
                metavar=option.metavar if is_required else f"[{option.metavar}]",
                help=_help(option),
                **_default(option),
            )


def _key(option: ActionOption, *, is_required: bool) -> Key:
    words = [option.flag, option.name]
    if option.kind is OptionKind.FLAG:
        return Key(words, is_flag=True, help=_help(option))
    return Key(
        words,
        limits=limits(option),
        type=Value(option),
        multiple=option.many,
        required=is_required,
        metavar=option.metavar,
        help=_help(option),
        **_default(option),
    )


def _default(option: ActionOption) -> dict[str, Any]:
    """The default as a setting: for click None is a default too, and nothing is missing then."""
    return {} if option.default is None else {"default": option.default}


def _help(option: ActionOption) -> str:
    text = option.help or option.label
    return f"{text} (иначе {option.default})" if isinstance(option.default, str) else text
