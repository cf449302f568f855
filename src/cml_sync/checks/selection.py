"""Which rules are applied: a level, and codes to add or to leave out."""

from typing import NamedTuple

from cml_sync.checks.rule import Level, Rule
from cml_sync.problems import Problem, Severity


class Selection(NamedTuple):
    """A choice of rules.

    Attributes:
        level: rules up to this one; `STRICT` adds the advice.
        select: prefixes of codes (``CML3``, ``CML301``); if any, only these, whatever their level.
        ignore: prefixes of codes that are left out.
        receivers: for whom the package is meant (``ut11``, ``bitrix`` …); empty for nobody in
            particular. Their rules are applied at every level.
        asked: codes of advice that an option of its own asks for: passed on at every level.
    """

    level: Level = Level.STRICT
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    receivers: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether `rule` is applied."""
        if rule.receivers and not rule.receivers & self.receivers:
            return False
        if rule.receivers and not self.select:
            return not self._ignored(rule.code)
        wanted = rule.code.startswith(self.select) if self.select else rule.level <= self.level
        return wanted and not self._ignored(rule.code)

    def shows(self, problem: Problem) -> bool:
        """Whether a problem, also one that the reader has found, is passed on."""
        if self._ignored(problem.code):
            return False
        if problem.code in self.asked:
            return True
        if self.select:
            return problem.code.startswith(self.select)
        return problem.severity is not Severity.ADVICE or self.level is Level.STRICT

    def _ignored(self, code: str) -> bool:
        return bool(self.ignore) and code.startswith(self.ignore)
