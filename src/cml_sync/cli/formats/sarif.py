"""``--format sarif``: SARIF 2.1.0 (OASIS), as code scanning of GitHub and editors read it.

The results come first, as they are found; the rules they name stand behind them.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from cml_sync import __version__
from cml_sync.cli.formats.base import Outlet, Shown
from cml_sync.cli.formats.closing import tell_end
from cml_sync.cli.formats.rows import as_line
from cml_sync.cli.known_errors import known_errors
from cml_sync.jobs.explain import Explanation, explanations
from cml_sync.jobs.validate import ValidationReport
from cml_sync.messages import LANGUAGES, Text, load_translations
from cml_sync.problems import Finding, Place, Problem, Severity

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE: Final = "%SRCROOT%"
"""Paths are relative to the working folder: in CI that is the checkout."""

FINGERPRINT: Final = "cmlSync/v1"

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_NAMES: Final = {"en": "English", "ru": "Русский"}


class SarifFormat:
    """One run; cut off in the middle it is no JSON."""

    most: int | None = None

    def __init__(self, outlet: Outlet) -> None:
        self._session, self._out = outlet.session, outlet.out
        self._rules: dict[str, tuple[int, Finding]] = {}
        head = as_line({"$schema": SCHEMA, "version": "2.1.0"})[:-1]
        # Nothing before the first problem: a package that cannot be opened leaves stdout empty.
        self._before = f'{head}, "runs": [{{"results": ['
        self._begun = False

    def problem(self, shown: Shown) -> None:
        """Write one result."""
        self._out.write(f"{self._before}\n{as_line(self._result(shown))}")
        self._before = ","
        self._begun = True

    def end(self, report: ValidationReport, left_out: int) -> None:
        """Write the rules and what else belongs to the run."""
        session = self._session
        others = [language for language in LANGUAGES if language != session.language]
        known = explanations(known_errors())
        rest = {
            "tool": {"driver": {**_COMPONENT, **self._component(session.language, known)}},
            "language": session.language,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {BASE: {"uri": f"{session.folder.as_uri().rstrip('/')}/"}},
            "invocations": [
                {
                    "executionSuccessful": report.unreadable == 0,
                    "exitCode": report.exit_code,
                }
            ],
            "properties": {"leftOut": left_out, "knownBefore": report.known},
        }
        if self._rules:
            rest["translations"] = [
                {
                    "name": "cml-sync",
                    "translationMetadata": {"name": _NAMES[language]},
                    **self._component(language, known),
                }
                for language in others
            ]
        opening = "" if self._begun else self._before
        self._out.write(f"{opening}\n], {as_line(rest)[1:]}]}}\n")
        tell_end(session, report, left_out)

    def _result(self, shown: Shown) -> dict[str, Any]:
        problem = shown.problem
        index, _ = self._rules.setdefault(problem.code, (len(self._rules), problem.finding))
        words = self._session.say(problem.message)
        if problem.hint:
            words += f". {self._session.say(problem.hint)}"
        return {
            "ruleId": problem.code,
            "ruleIndex": index,
            "level": _LEVELS[problem.severity],
            "message": {"text": words},
            "locations": [self._location(shown, problem)],
            "partialFingerprints": {FINGERPRINT: shown.fingerprint},
        }

    def _location(self, shown: Shown, problem: Problem) -> dict[str, Any]:
        place = problem.place
        # Code scanning refuses a result without a file: the first part stands for the package.
        file, member = _split(self._session.folder, place.file or shown.home)
        physical: dict[str, Any] = {"artifactLocation": _artifact(self._session.folder, file)}
        if place.line is not None and not member:
            physical["region"] = _region(place, shown)
        location: dict[str, Any] = {"physicalLocation": physical}
        logical = "/".join(part for part in (member, place.path) if part)
        if logical or place.record_id:
            names = {"fullyQualifiedName": logical, "name": place.record_id, "kind": "element"}
            location["logicalLocations"] = [{key: one for key, one in names.items() if one}]
        return location

    def _component(self, language: str, known: Any) -> dict[str, Any]:
        rules = [
            _descriptor(known.get(code), finding, language)
            for code, (_, finding) in self._rules.items()
        ]
        return {"language": language, "rules": rules}


_COMPONENT: Final = {"name": "cml-sync", "version": __version__, "semanticVersion": __version__}


def _region(place: Place, shown: Shown) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line}
    if place.column is not None:
        region["startColumn"] = place.column
    if shown.excerpt is not None:
        region["snippet"] = {"text": shown.excerpt.text}
    return region


@cache
def _split(folder: Path, file: str) -> tuple[str, str]:
    """The file on disk, and the name inside it if it is an archive (``shop.zip!import0_1.xml``)."""
    if "!" not in file or (folder / file).is_file():
        return file, ""
    outer, _, member = file.partition("!")
    return outer, member


def _artifact(folder: Path, file: str) -> dict[str, str]:
    path = Path(file)
    if path.is_absolute():
        if not path.is_relative_to(folder):
            return {"uri": path.as_uri()}
        path = path.relative_to(folder)
    return {"uri": quote(path.as_posix()), "uriBaseId": BASE}


def _descriptor(one: Explanation | None, finding: Finding, language: str) -> dict[str, Any]:
    """A rule: its help begins in the language of the run, and has the other one behind it."""
    languages = [language, *(other for other in LANGUAGES if other != language)]
    title = _say(finding.title, language)
    articles = [_say(one.article, other) for other in languages] if one else [title]
    return {
        "id": finding.code,
        "name": finding.code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": articles[0].split("\n\n", 1)[0]},
        "help": {
            "text": "\n\n".join(articles),
            "markdown": "\n\n---\n\n".join(articles).replace("``", "`"),
        },
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _say(message: Text, language: str) -> str:
    return message.translated(load_translations(language))
