"""Units of measure in normal form: one code, whatever form and whatever usual name says it."""

from collections.abc import Iterator

from cml_sync.checks.knowledge.unit_names import code_of_international, codes_of_name, meant_by
from cml_sync.model.documents import LineUnit
from cml_sync.model.goods import BaseUnit
from cml_sync.model.views import fold, looks_like_code


def unit_code(written: str | None, base: BaseUnit | None = None) -> str | None:
    """The code of ОКЕИ that a unit means, be it a code, a name or letters; else what is written.

    Args:
        written: the unit.
        base: of the product: where the unit is called as this one is, its code holds, which may be
            one of the sender's own.
    """
    bare = (written or "").strip()
    if not bare:
        return None
    if base is not None and base.code and fold(bare) in _names(base):
        return base.code.strip()
    meant = meant_by(bare)
    return next(iter(meant)) if len(meant) == 1 else bare


def _names(base: BaseUnit) -> set[str]:
    return {fold(name) for name in (base.text, base.short_name, base.full_name) if name}


def unit_fields(unit: BaseUnit | LineUnit) -> Iterator[tuple[str, str | None]]:
    """The unit as ``("", code)``, and those of its names that say something else than the code."""
    text = (unit.text or "").strip()
    number = unit.id if isinstance(unit, LineUnit) else None
    stated = (unit.code or "").strip() or (number or "").strip()
    code = stated or (text if looks_like_code(text) else "")
    names = {"text": text, "short_name": unit.short_name, "full_name": unit.full_name}
    letters = (unit.international or "").strip() if isinstance(unit, BaseUnit) else ""
    if not code:
        code = _one_code([*names.values(), letters]) or text
    yield "", code or None
    if number and number.strip() != code:
        yield ".id", number.strip()
    for name, value in names.items():
        bare = (value or "").strip()
        if bare and bare != code and code not in codes_of_name(bare):
            yield f".{name}", bare
    if letters and code_of_international(letters) != code:
        yield ".international", letters


def _one_code(names: list[str | None]) -> str | None:
    """The one code that all the names which mean anything agree upon."""
    meant = [found for name in names if name and (found := meant_by(name))]
    common = frozenset.intersection(*meant) if meant else frozenset()
    return next(iter(common)) if len(common) == 1 else None
