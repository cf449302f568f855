"""Which rules are applied: a level, and codes to add or to leave out."""

from dataclasses import dataclass

from cml_sync.checks.rule import Level, Rule


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of rules.

    Attributes:
        level: rules up to this one; `STRICT` adds the advice.
        select: prefixes of codes (``CML3``, ``CML301``); if any, only these, whatever their level.
        ignore: prefixes of codes that are left out.
    """

    level: Level = Level.STRICT
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether `rule` is applied."""
        wanted = rule.code.startswith(self.select) if self.select else rule.level <= self.level
        return wanted and self.shows(rule.code)

    def shows(self, code: str) -> bool:
        """Whether a problem with `code` that the reader found is passed on."""
        return not (self.ignore and code.startswith(self.ignore))
