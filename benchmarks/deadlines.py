"""How fast written deadlines become dates, beside the same grammar in lark as it comes.

A thousand deadlines a run, nothing remembered from one to the next: 50 ms are 20 000 a second.
"""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from lark import Lark

from _turns import Figures, report, taking_turns
from nastavnik.roadmap.deadlines import grammar
from nastavnik.roadmap.deadlines.meaning import Meaning

EXPRESSIONS = """
Сентябрь 2022; Февраль  2023; Август-сентябрь 2023 г.; Сентябрь 2023 г. – март 2024 г.
Апрель – май 2024 г.; с 01.09.2023 г. по 31.05.2024 г.; от «30» августа 2023 г.; май Х года
май Х года   май Х года   май Х года; май-сентябрь Х года; май- сентябрь Х года
июль-сентябрь Х года; сентябрь Х года; первая декада сентября Х года; сентябрь – октябрь Х года
в течение года; июнь Х года; до 00.00.0000; на ________ учебный год; Август 2024
Май-июнь 2025; 2024 – 2025 учебном году; 2024/25 учебный год; Ежегодно
в срок до 31 марта 2022 года; по мере необходимости; не позднее 5 раб. дней
в течение 10 рабочих дней; еженедельно; в течение периода; с 18.08.2026 по 18.10.2026
до 27.08.2026; август–сентябрь 2026; I квартал; (сентябрь 2022 г. - май 2024 г.)
на 2021-2024г.г.; на 2020 – 2024 учебный год; в 2023-2024 годах; один раз в месяц
II квартал 2024; Ежеквартально до 15 числа; по мере необходимости, но не реже 1 раза в квартал
постоянно; ежемесячно; 1 раз в четверть; до 15 сентября; не позднее 20.09; 3-я неделя октября
на осенних каникулах; весь период; по отдельному графику; по плану
"""
TEXTS = [text.strip() for line in EXPRESSIONS.strip().splitlines() for text in line.split(";")]
THOUSAND = list(islice(cycle(TEXTS), 1000))
RUNS = 30


def read_all(lark: Lark) -> None:
    """A thousand deadlines by a grammar, each as if it were the first of its kind."""
    grammar._grammar = lambda: lark  # type: ignore[assignment]
    for first in range(0, len(THOUSAND), len(TEXTS)):
        grammar._read.cache_clear()
        grammar._parse.cache_clear()
        for text in THOUSAND[first : first + len(TEXTS)]:
            grammar.read_deadline(text, 2026)


def plain_grammar() -> Lark:
    """The grammar with the lexer that lark brings."""
    text = Path(grammar.__file__).with_name("deadlines.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", transformer=Meaning())


def thousand() -> Figures:
    """The figures of a thousand deadlines."""
    ours, peer = grammar._grammar(), plain_grammar()
    return taking_turns(lambda: read_all(ours), lambda: read_all(peer), RUNS)


if __name__ == "__main__":
    report({"1000 deadlines": thousand}, __doc__, "lark")
