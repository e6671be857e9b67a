"""The command line `nastavnik`: words in, an action done, its result shown, an exit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click
from nastavnik.actions.session import Session
from nastavnik.faces import console
from nastavnik.faces.cli.building import AS_JSON, Commands, meant
from nastavnik.faces.cli.russian import NoArgsIsHelpError, RussianOption, complaint
from nastavnik.faces.doing import do
from nastavnik.model.actions import ACTIONS, PANEL, Action, OptionKind
from nastavnik.model.errors import JobError
from nastavnik.model.findings import blocks
from nastavnik.model.outcome import Result

CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: nothing of level «ошибка», some, the job could not be done."""
_ABOUT = "Наставничество школы в одной книге: проверка, подбор пар, приказы и согласия."
_HELP = "Справка: nastavnik --help"


def run(arguments: Sequence[str] | None = None) -> None:
    """Do what the arguments say (those of the process if None); leaves by SystemExit."""
    with _one_sentence():
        raise SystemExit(
            command_line().main(arguments, prog_name="nastavnik", standalone_mode=False) or CLEAN
        )


def command_line() -> Commands:
    """All commands."""
    version = RussianOption(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show_version,
        help="Показать версию программы и правил",
    )
    return Commands(None, ACTIONS, _do, help=_ABOUT, params=[version])


def _do(actions: Sequence[Action], typed: dict[str, Any]) -> int:
    """Do the action that was meant, show its result; the exit code."""
    as_json = typed.pop(AS_JSON)
    action = meant(actions, typed)
    values = _values(actions, action, typed)
    if action is PANEL:
        from nastavnik.faces.window import open_panel

        open_panel(**values)
        return CLEAN
    tell = console.print_line if as_json else console.show_news
    result = do(action, Session(watch=console.watched, tell=tell, excuse=_excuse), values)
    return _shown(result, as_json=as_json)


def _shown(result: Result, *, as_json: bool) -> int:
    if as_json and result.is_streamed:
        console.print_line(result.as_json())
    elif as_json:
        console.print_json(result.as_json())
    else:
        console.show(result)
    if result.has_failed:
        return FAILED
    return FINDINGS if blocks(result.findings) or result.leaves_questions else CLEAN


def _values(actions: Sequence[Action], action: Action, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed of what the action asks, by the names of its options."""
    values = {o.name: v for o in action.asks if (v := typed.get(o.name)) is not None}
    values |= {o.name: console.lines() for o in action.asks if o.kind is OptionKind.LINES}
    return values | _by_place(actions, action, typed) if len(actions) > 1 else values


def _by_place(
    actions: Sequence[Action], action: Action, typed: Mapping[str, Any]
) -> dict[str, Any]:
    """What stands without a key where the actions of one command want different things there.

    Raises:
        UsageError: it is missing, or there is too much of it.
    """
    first, wanted = actions[0].placed, action.placed
    named = typed[first.name] if first else ()
    most = 0 if wanted is None else len(named) if wanted.many else 1
    if len(named) > most:
        raise click.UsageError(f"лишнее: {' '.join(map(str, named[most:]))}")
    if wanted is None:
        return {}
    if not named:
        keys = ", ".join(each.chosen_by.flag for each in actions[1:] if each.chosen_by)
        raise click.UsageError(f"укажите {wanted.metavar} или один из ключей: {keys}")
    return {wanted.name: named if wanted.many else named[0]}


def _show_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        from nastavnik import __version__
        from nastavnik.rules.version import rules_version

        console.say(f"Наставник {__version__}, {rules_version()}")
        ctx.exit()


@contextmanager
def _one_sentence() -> Iterator[None]:
    """What stops a job becomes one sentence on standard error and exit code 2."""
    try:
        yield
    except JobError as error:
        console.complain(str(error))
    except NoArgsIsHelpError as error:
        console.complain(error.format_message())
    except click.ClickException as error:
        console.complain(f"Команда не понята: {complaint(error)}. {_HELP}")
    except (KeyboardInterrupt, click.Abort):
        console.complain("Остановлено; книга цела")
    except Exception as error:  # ours to mend
        console.complain(_excuse(error))
    else:
        return
    raise SystemExit(FAILED)


def _excuse(error: Exception) -> str:
    """What the person is told of an error of ours: a number, under which the log has the place."""
    from nastavnik.faces import crash_log

    return crash_log.sentence(crash_log.record(error, datetime.now()))
