"""Words of a deadline for the parser: lark's contextual lexer, less the lines and columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from lark.common import LexerConf
from lark.exceptions import UnexpectedCharacters
from lark.lexer import Lexer, TerminalDef


class Terminal(str):
    """A terminal with its place: as much of lark's `Token` as a text of one line has use for."""

    __slots__ = ("end_pos", "start_pos", "type")
    type: str
    start_pos: int
    end_pos: int
    line = column = end_line = end_column = None


class DeadlineLexer(Lexer):
    """Finds only what the parser can take in its state, with blanks passed over on the way.

    Half of the time of lark's own lexer goes into tokens with lines and columns, and into blanks.
    """

    __future_interface__ = True  # lark then passes the state of the parser to `lex`

    def __init__(self, conf: LexerConf) -> None:
        self._terminals = sorted(conf.terminals, key=_turn)
        self._ignored = frozenset(conf.ignore)
        self._patterns: dict[int, re.Pattern[str]] = {}

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
        """The terminals of the text one by one; each depends on the state the last one led to.

        Raises:
            UnexpectedCharacters: nothing that the parser can take stands there.
        """
        text: str = lexer_state.text.text
        place, end, patterns, ignored = 0, len(text.rstrip()), self._patterns, self._ignored
        while place < end:
            pattern = patterns.get(parser_state.position) or self._pattern(parser_state)
            found = pattern.match(text, place)
            if found is None or found.lastgroup is None:
                raise UnexpectedCharacters(text, place, 1, place + 1)  # type: ignore[no-untyped-call]
            name, place = found.lastgroup, found.end()
            if name not in ignored:
                word = Terminal(found[name])
                word.type, word.start_pos, word.end_pos = name, found.start(name), place
                yield word

    def _pattern(self, parser_state: Any) -> re.Pattern[str]:
        """One expression for all that may come in a state of the parser."""
        accepted: Collection[str] = parser_state.parse_conf.states[parser_state.position]
        fitting = [t for t in self._terminals if t.name in accepted or t.name in self._ignored]
        groups = "|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in fitting)
        return self._patterns.setdefault(parser_state.position, re.compile(rf"\s*(?:{groups})"))


def _turn(terminal: TerminalDef) -> tuple[int, int, int, str]:
    """Where lark itself would try a terminal: by priority, then the longer first."""
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name
