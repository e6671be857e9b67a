"""Rules of one's own: Python files in a folder that a person names outright, never found by chance.

A file is code and may do anything; so no setting of a workbook can ask for it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nastavnik.model.errors import JobError
from nastavnik.model.findings import Level
from nastavnik.model.text import listed
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import Rule


def own_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of every Python file in the folder.

    Raises:
        JobError: there is no such folder, a file cannot be read, a code is taken.
    """
    if not folder.is_dir():
        raise JobError(f"Папки с правилами «{folder}» нет: проверьте путь")
    found = [rule for path in sorted(folder.glob("*.py")) for rule in _rules_of(path)]
    codes = [rule.code for rule in (*RULES, *found)]
    taken = {code for code in codes if codes.count(code) > 1}
    if taken:
        raise JobError(f"Код правила «{min(taken)}» уже занят: назовите своё правило иначе")
    return tuple(found)


def _rules_of(path: Path) -> Iterator[Rule]:
    spec = importlib.util.spec_from_file_location(f"own_rules_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise JobError(f"Файл правил «{path.name}» не читается")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # whatever a stranger's file may raise
        kind = type(error).__name__
        raise JobError(f"Файл правил «{path.name}» не загружается: {kind}") from error
    for value in vars(module).values():
        if isinstance(value, Rule):
            yield _sound(value._replace(file=path.name))


def _sound(rule: Rule) -> Rule:
    """The rule, whose function the check can call.

    Raises:
        JobError: it is declared otherwise than a rule can be.
    """
    texts = {name: getattr(rule, name) for name in ("code", "title", "ground", "remedy")}
    wrong = [name for name, text in texts.items() if not (isinstance(text, str) and text)]
    if not isinstance(rule.level, Level):
        wrong.append("level")
    if not isinstance(rule.parameter, int | float | None):
        wrong.append("parameter")
    if not isinstance(rule.since, date | None):
        wrong.append("since")
    if wrong:
        raise JobError(
            f"В файле правил «{rule.file}» правило «{rule.code}» объявлено неверно: исправьте "
            f"{listed(wrong)} (title — это первая строка функции в кавычках)"
        )
    return rule
