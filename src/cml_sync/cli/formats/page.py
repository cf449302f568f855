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
from cml_sync.messages import LANGUAGES, Text, load_translations, text
from cml_sync.problems import Place
from cml_sync.xml.framing import Excerpt

_STYLE: Final = """
:root{color-scheme:light dark;--error:#c62828;--warning:#b26a00;--advice:#00799b;--line:#8885}
html[lang=en] [lang=ru],html[lang=ru] [lang=en]{display:none}
body{display:flex;flex-direction:column;max-width:70rem;margin:1rem auto;padding:0 1rem;
font:15px/1.45 system-ui,sans-serif}
header{order:-2}#summary{order:-1}h1{font-size:1.3rem}
table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:left;
vertical-align:top}td:nth-child(3){text-align:right}
article{border-top:1px solid var(--line);padding:.6rem 0}article p{margin:.2rem 0}
pre{overflow-x:auto;margin:.3rem 0;padding:.4rem;background:#8881;font-size:13px}
mark{background:none;color:inherit;border-bottom:2px solid var(--error)}
.where,.at{font-family:ui-monospace,monospace;font-size:13px;overflow-wrap:anywhere}
.at,.hint{opacity:.75}.error b{color:var(--error)}.warning b{color:var(--warning)}
.advice b{color:var(--advice)}.article{white-space:pre-line;max-width:45rem}
[hidden]{display:none}
"""
_SCRIPT: Final = """
const root=document.documentElement,form=document.getElementById('filter');
form.hidden=false;
document.getElementById('language').onclick=()=>{root.lang=root.lang==='ru'?'en':'ru'};
const show=()=>{const code=form.code.value.toUpperCase(),severity=form.severity.value;
for(const one of document.querySelectorAll('article'))one.hidden=
!one.dataset.code.startsWith(code)||severity!==''&&one.dataset.severity!==severity};
form.oninput=show;form.onsubmit=event=>event.preventDefault();
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


class PageFormat:
    """The first ten thousand problems; a page with more is of no use to anybody."""

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
            note = text("{count} more problems were found and are not on this page", count=left_out)
            out.write(f"<p>{_both(note)}</p>\n")
        out.write(f'</main>\n<section id="summary">\n<p>{_both(summary(report))}</p>\n<table>\n')
        known = explanations(known_errors())
        for row in report.findings:
            one = known.get(row.code)
            article = f'<div class="article">{_both(one.article)}</div>' if one else ""
            out.write(
                f'<tr class="{row.severity.value}"><td><b>{escape(row.code)}</b></td>'
                f"<td>{_both(SEVERITIES[row.severity])}</td><td>{row.count}</td>"
                f"<td><details><summary>{_both(row.title)}</summary>{article}</details></td></tr>\n"
            )
        out.write(
            f"</table>\n{_filter_form()}</section>\n<script>{_SCRIPT}</script>\n</body></html>\n"
        )

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        title = _both(text("What cml-sync found"))
        self._out.write(
            f'<!DOCTYPE html>\n<html lang="{self._session.language}">\n<head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>cml-sync validate</title><style>{_STYLE}</style></head>\n<body>\n"
            f'<header><h1>{title}</h1><button id="language" type="button">English / Русский'
            "</button></header>\n<main>\n"
        )


def _filter_form() -> str:
    options = "".join(
        f'<option value="{severity}">{escape(_say(words, "en"))} / {escape(_say(words, "ru"))}'
        "</option>"
        for severity, words in SEVERITIES.items()
    )
    code, how_bad = _both(text("code")), _both(text("severity"))
    return (
        f'<form id="filter" hidden><label>{code} '
        '<input name="code" placeholder="CML3"></label> '
        f"<label>{how_bad} "
        f'<select name="severity"><option value="">·</option>{options}</select></label></form>\n'
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
