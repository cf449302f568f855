"""``--html FILE``: one page that needs nothing else, in both languages, to be sent to somebody.

The problems come first in the file, as they are found, and the counts behind them; the page shows
the counts on top. Without scripts everything is there, only the filter is not.
"""

import html
from typing import Final

from cml_sync.cli.formats.base import Outlet, Shown
from cml_sync.cli.formats.closing import summary
from cml_sync.cli.known_errors import known_errors
from cml_sync.cli.problems import SEVERITIES
from cml_sync.cli.show import clean, short
from cml_sync.jobs.explain import explanations
from cml_sync.jobs.validate import ValidationReport
from cml_sync.messages import LANGUAGES, Text, load_translations, text, text_n
from cml_sync.problems import Place
from cml_sync.xml.places.framing import Excerpt

_STYLE: Final = """
:root{color-scheme:light dark;--error:#c62828;--warning:#b26a00;--advice:#00799b;--line:#8885}
#en:checked~* [lang=ru],#ru:checked~* [lang=en],#error:not(:checked)~main .error,
#warning:not(:checked)~main .warning,#advice:not(:checked)~main .advice{display:none}
body{display:flex;flex-direction:column;max-width:70rem;margin:1rem auto;padding:0 1rem;
font:15px/1.45 system-ui,sans-serif}
header{order:-2}#summary{order:-1}h1{font-size:1.3rem}
body>input{position:absolute;opacity:0}label{cursor:pointer;margin-right:.8rem;opacity:.5}
#en:checked~* [for=en],#ru:checked~* [for=ru],#error:checked~* [for=error],
#warning:checked~* [for=warning],#advice:checked~* [for=advice]{opacity:1;font-weight:bold}
#en:focus-visible~* [for=en],#ru:focus-visible~* [for=ru],#error:focus-visible~* [for=error],
#warning:focus-visible~* [for=warning],#advice:focus-visible~* [for=advice]{outline:2px solid}
table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:left;
vertical-align:top}td:nth-child(4){text-align:right}td label{margin:0;opacity:1}
article{border-top:1px solid var(--line);padding:.6rem 0}article p{margin:.2rem 0}
pre{overflow-x:auto;margin:.3rem 0;padding:.4rem;background:#8881;font-size:13px}
mark{background:none;color:inherit;border-bottom:2px solid var(--error)}
.where,.at{font-family:ui-monospace,monospace;font-size:13px;overflow-wrap:anywhere}
.at,.hint{opacity:.75}.error b{color:var(--error)}.warning b{color:var(--warning)}
.advice b{color:var(--advice)}details div{max-width:45rem}
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


class PageFormat:
    """The first ten thousand problems; a page with more is of no use to anybody.

    It has no script: it can be sent by mail, and what chooses is style.
    """

    most: int | None = 10_000

    def __init__(self, outlet: Outlet) -> None:
        self._session, self._out = outlet.session, outlet.out
        self._begun = False

    def problem(self, shown: Shown) -> None:
        """Write one problem."""
        self._begin()
        problem = shown.problem
        severity = problem.severity.value
        self._out.write(
            f'<article class="{severity}" data-code="{escape(problem.code)}" '
            f'data-severity="{severity}">\n<p><span class="where">{escape(str(problem.place))}'
            f"</span> <b>{_both(SEVERITIES[problem.severity])} {escape(problem.code)}</b> "
            f"{_both(problem.message)}</p>\n{_at(problem.place)}{_lines(shown.excerpt)}"
        )
        if problem.hint is not None:
            self._out.write(f'<p class="hint">→ {_both(problem.hint)}</p>\n')
        self._out.write("</article>\n")

    def end(self, report: ValidationReport, left_out: int) -> None:
        """Write the counts and the filter."""
        self._begin()
        out = self._out
        if left_out:
            note = text_n(
                "{count} more problem was found and is not on this page",
                "{count} more problems were found and are not on this page",
                left_out,
            )
            out.write(f"<p>{_both(note)}</p>\n")
        out.write(f'</main>\n<section id="summary">\n<p>{_both(summary(report))}</p>\n<table>\n')
        known = explanations(known_errors())
        for row in report.findings:
            one, code = known.get(row.code), escape(row.code)
            article = _paragraphs(one.article) if one else ""
            out.write(
                f'<tr class="{row.severity.value}"><td><input type="radio" name="code" '
                f'id="{code}"></td><td><label for="{code}"><b>{code}</b></label></td>'
                f"<td>{_both(SEVERITIES[row.severity])}</td><td>{row.count}</td>"
                f"<td><details><summary>{_both(row.title)}</summary>{article}</details></td></tr>\n"
            )
        if report.findings:
            every = _both(text("all codes"))
            out.write(
                '<tr><td><input type="radio" name="code" id="all" checked></td>'
                f'<td colspan="4"><label for="all">{every}</label></td></tr>\n'
            )
        out.write("</table>\n<style>\n")
        for row in report.findings:
            code = escape(row.code)
            out.write(
                f"body:has(#{code}:checked) article:not([data-code={code}]){{display:none}}\n"
            )
        out.write("</style>\n</section>\n</body></html>\n")

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        title = _both(text("What cml-sync found"))
        inputs = _inputs(self._session.language)
        self._out.write(
            f'<!DOCTYPE html>\n<html lang="{self._session.language}">\n<head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>cml-sync validate</title><style>{_STYLE}</style></head>\n<body>\n"
            f"{inputs}<header><h1>{title}</h1><p>{_labels()}</p></header>\n<main>\n"
        )


def _labels() -> str:
    return '<label for="en">English</label><label for="ru">Русский</label> · ' + "".join(
        f'<label for="{severity}">{_both(words)}</label>' for severity, words in SEVERITIES.items()
    )


def _inputs(chosen: str) -> str:
    """What is chosen on the page: a language, and how bad the problems are that are shown."""
    languages = "".join(
        f'<input type="radio" name="language" id="{language}"'
        f"{' checked' if language == chosen else ''}>"
        for language in LANGUAGES
    )
    return languages + "".join(
        f'<input type="checkbox" id="{severity}" checked>' for severity in SEVERITIES
    )


def escape(words: str) -> str:
    """Text of the page: no markup, and nothing that turns text around."""
    return html.escape(clean(words))


def _both(message: Text) -> str:
    """A text in both languages; the style shows one of them."""
    said = {language: _say(message, language) for language in LANGUAGES}
    if len(set(said.values())) == 1:
        return escape(said["en"])
    return "".join(
        f'<span lang="{language}">{escape(words)}</span>' for language, words in said.items()
    )


def _paragraphs(article: Text) -> str:
    """An article in both languages."""
    return "".join(
        f'<div lang="{language}">'
        + "".join(
            f"<p>{escape(' '.join(words.split()))}</p>"
            for words in _say(article, language).replace("``", "`").split("\n\n")
        )
        + "</div>"
        for language in LANGUAGES
    )


def _say(message: Text, language: str) -> str:
    return message.translated(load_translations(language))


def _at(place: Place) -> str:
    identifier = f"Ид {short(place.record_id)}" if place.record_id else ""
    line = " · ".join(part for part in (place.path, identifier) if part)
    return f'<p class="at">{escape(line)}</p>\n' if line else ""


def _lines(excerpt: Excerpt | None) -> str:
    if excerpt is None:
        return ""
    end = excerpt.offset + excerpt.length
    words = excerpt.text
    before, meant, after = words[: excerpt.offset], words[excerpt.offset : end], words[end:]
    return f"<pre>{escape(before)}<mark>{escape(meant)}</mark>{escape(after)}</pre>\n"
