"""Whatever people write, in other letters: word by word, so that names stay the same everywhere.

``Иванов`` becomes the same word in a name, a full name and a comment, and so do a telephone number
however it is spaced and an address of e-mail.
"""

import re
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from cml_sync.checks.knowledge.digits import is_inn, is_ogrn
from cml_sync.model.views import fold
from cml_sync.packages.anonymize import numbers
from cml_sync.packages.anonymize.decency import is_decent
from cml_sync.packages.anonymize.inflection import stem
from cml_sync.packages.anonymize.keyed import LONGEST_WORD, Keyed
from cml_sync.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_GUID: Final = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
_MAIL: Final = r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE: Final = (
    r"(?<![\w.])(?:\+?[78][\s\-\N{NO-BREAK SPACE}]?)?\(?\d{3,5}\)?[\s\-\N{NO-BREAK SPACE}]?"
    r"\d{1,3}[\s\-]?\d{2}[\s\-]?\d{2}(?![\w.]\d|\w)"
)
_DAY: Final = r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})(?!\d)"
_TIME: Final = r"(?:[T ]\d\d?:\d\d(?::\d\d)?(?!\d))?"
_TOKEN: Final = pattern(
    rf"(?P<guid>(?<!\w){_GUID}(?!\w))|(?P<mail>{_MAIL})|(?P<moment>{_DAY}{_TIME})"
    rf"|(?P<phone>{_PHONE})"
    r"|(?P<scheme>https?://|www\.)|(?P<snils>(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d))"
    r"|(?P<word>\w+)|(?P<sign>[^\w\s\x00-\x7f])"
)
_WORD: Final = pattern(r"\w+")
_SEEN: Final = pattern(rf"(?P<moment>{_DAY}{_TIME})|(?P<mail>{_MAIL})|(?P<phone>{_PHONE})")
_MOBILE: Final = pattern(r"[78]9[0-9]{9}")
_MADE: Final = pattern(
    rf"{_GUID}(?:#{_GUID})?|[0-9a-f]{{32}}|[0-9a-f]{{40}}|[0-9a-f]{{64}}", re.IGNORECASE
)
_NUMBER: Final = pattern(r"[0-9]{1,9}")
_LOGIN_AND_NAME: Final = pattern(r"[0-9]{1,9}#[^#]*#.*", re.DOTALL)
_FOLDER: Final = "import_files"
_PART: Final = pattern(rf"(?:{_GUID}|[0-9a-f]{{2,}}|[0-9_-]+|_)+", re.IGNORECASE)

_LEGAL_FORMS: Final = frozenset({"ООО", "ОАО", "ЗАО", "ПАО", "АО", "ИП", "НКО", "ТОО", "КФХ"})
OF_ADDRESSES: Final = frozenset(
    (
        *("г", "гор", "город", "ул", "улица", "пер", "переулок", "пр", "просп", "проспект", "наб"),
        *("пл", "площадь", "ш", "шоссе", "бул", "д", "дом", "стр", "строение", "корп", "корпус"),
        *("к", "кв", "квартира", "оф", "офис", "пом", "обл", "область", "край", "респ", "р"),
        *("республика", "н", "район", "мкр", "пос", "п", "с", "дер", "рп", "россия", "рф"),
    )
)
OF_TITLES: Final = frozenset(
    (
        *(
            "классификатор",
            "каталог",
            "пакет",
            "предложения",
            "предложений",
            "основной",
            "основная",
        ),
        *("товары", "товаров", "номенклатура", "номенклатуры", "прайс", "лист", "изменения"),
        *("цены", "цен", "остатки", "сайт", "для", "и", "catalog", "import", "offers"),
    )
)
NEUTRAL: Final = frozenset(
    ("true", "false", "да", "нет", "истина", "ложь", "yes", "контактноелицо")
)
_NOBODY: Final = frozenset(
    (
        *("розничный", "розничная", "покупатель", "клиент", "гость", "лицо", "физическое"),
        *("частное", "частный", "магазин", "контактное", "индивидуальный", "предприниматель"),
        *("заказ", "заказы", "сайт", "сайта", "интернет", "тест", "тестовый", "доставка"),
        *("самовывоз", "оплата", "курьер", "яндекс", "маркет", "розница", "физлицо", "статус"),
    )
)
_DOMAIN: Final = "example.com"
_SHORTEST, _USUAL, _DIGITS = 5, 10, 10
_TELLING: Final = 4
_LONGEST: Final = 20
_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"


class Texts:
    """Replaces texts by a key."""

    def __init__(self, keyed: Keyed) -> None:
        self.keyed = keyed
        self._word: Callable[[str], str] = lru_cache(maxsize=65536)(self._new_word)

    def text(self, value: str, stay: AbstractSet[str] = frozenset()) -> str:
        """A text in which nothing is to be read any more.

        Args:
            value: names, comments, contacts, anything.
            stay: words that do (`OF_ADDRESSES`, `OF_TITLES`).
        """
        if is_neutral(value):
            return value
        if _LOGIN_AND_NAME.fullmatch(value):
            return self.identifier(value)

        def said(found: re.Match[str]) -> str:
            whole = found[0]
            if found.lastgroup == "word" and whole.casefold() in stay:
                return whole
            return self._token(found.lastgroup or "", whole)

        return _TOKEN.sub(said, value)

    def goods(self, value: str) -> str:
        """A name or a value of goods: other words, the same sizes and numbers."""

        def said(found: re.Match[str]) -> str:
            whole = found[0]
            return whole if whole.isdecimal() else self._token(found.lastgroup or "", whole)

        return value if is_neutral(value) else _TOKEN.sub(said, value)

    def scrubbed(self, value: str, names: AbstractSet[str] = frozenset()) -> str:
        """A text that stays, but for telephone numbers and addresses of e-mail in it, and names.

        Args:
            value: the text.
            names: stems of the names of people (`stems_of_name`).
        """
        if "@" in value or sum(map(str.isdigit, value)) >= _DIGITS:
            value = _SEEN.sub(self._seen, value)
        if not names or names.isdisjoint(map(stem, _WORD.findall(value.casefold()))):
            return value

        def said(found: re.Match[str]) -> str:
            word = found[0]
            return self._word(word) if stem(word.casefold()) in names else word

        return _WORD.sub(said, value)

    def identifier(self, value: str) -> str:
        """An id: numbers, GUIDs and hashes stay; a login and a name in it do not.

        Two ids never become one: what is replaced is known by the whole id, but for the parts
        beside a number (``12#login#Имя Фамилия``).
        """
        if is_opaque(value) or is_neutral(value):
            return value
        first, *rest = value.split("#")
        if rest and is_opaque(first):
            said = (part if is_made(part) else self._words(part) for part in rest)
            return "#".join((first, *said))
        found = _TOKEN.fullmatch(value)
        if found is not None and found.lastgroup in {"mail", "phone"}:
            return self._token(found.lastgroup, value)
        return self.keyed.replaced(value)

    def document_id(self, value: str) -> str:
        """An id or a number of a document: as it is, unless somebody can be seen in it."""
        if _LOGIN_AND_NAME.fullmatch(value):
            return self.identifier(value)
        return self.scrubbed(value)

    def file(self, path: str) -> str:
        """The path of a picture or an attachment; names that a program made stay."""
        parts = re.split(r"([/\\])", path)
        stem, dot, extension = parts[-1].rpartition(".")
        parts[-1] = stem if dot else extension
        new = (
            part if part in {"/", "\\", _FOLDER} or _PART.fullmatch(part) else self.text(part)
            for part in parts
        )
        return "".join(new) + (f"{dot}{extension}" if dot else "")

    def _token(self, kind: str, value: str) -> str:
        if kind in {"guid", "scheme"}:
            return value
        if kind == "mail":
            return self.mail(value)
        if kind == "phone":
            return self.phone(value)
        if kind == "moment":
            return self._moment(value)
        if kind == "snils":
            return numbers.snils(self.keyed, value)
        return value if value in _LEGAL_FORMS else self._word(value)

    def _words(self, value: str) -> str:
        return _TOKEN.sub(lambda found: self._token(found.lastgroup or "", found[0]), value)

    def _seen(self, found: re.Match[str]) -> str:
        """A bare number may be that of an order or an article: only a mobile one is taken."""
        whole = found[0]
        bare = whole.isdigit() and _MOBILE.fullmatch(whole) is None
        return (
            whole
            if bare or found.lastgroup == "moment"
            else self._token(found.lastgroup or "", whole)
        )

    def mail(self, value: str) -> str:
        """An address at a domain that belongs to nobody, as long as it was where it can be."""
        signs = self.keyed.numbers("mail", value.casefold())
        spare = len(value) - len(_DOMAIN) - 1
        length = max(spare, min(len(value.partition("@")[0]), _USUAL), _SHORTEST)
        local = "".join(_SIGNS[number % len(_SIGNS)] for number in islice(signs, length))
        while len(local) <= LONGEST_WORD and not is_decent(local):
            local = "".join(_SIGNS[number % len(_SIGNS)] for number in islice(signs, length))
        return f"{local}@{_DOMAIN}"

    def phone(self, value: str) -> str:
        """Another number in the same form: the country stays, and mobile stays mobile."""
        digits = "".join(filter(str.isdigit, value))
        if len(digits) == 11 and digits[0] in "78":  # noqa: PLR2004 - with the country in front
            country, own = digits[0], digits[1:]
        elif len(digits) == 10:  # noqa: PLR2004 - without
            country, own = "", digits
        else:
            return re.sub(r"\d+", lambda found: self._word(found[0]), value)
        if not country and value.isdigit() and is_inn(value):
            return numbers.inn(self.keyed, value)
        new = own[0] + self.keyed.replaced(own[1:], key=f"phone {own}")
        left = iter(country + new)
        return "".join(next(left) if sign.isdigit() else sign for sign in value)

    def _moment(self, value: str) -> str:
        """Another day in the same form, at the same time; no day if it was none."""
        form = "%Y-%m-%d" if value[4] == "-" else "%d.%m.%Y"
        try:
            day = datetime.strptime(value[:10], form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return self.keyed.replaced(value)
        return numbers.day(self.keyed, day).strftime(form) + value[10:]

    def _new_word(self, value: str) -> str:
        if value.isascii() and value.isdigit():
            if is_inn(value):
                return numbers.inn(self.keyed, value)
            if is_ogrn(value):
                return numbers.ogrn(self.keyed, value)
            return numbers.account(self.keyed, value, None)
        return self.keyed.replaced(value)


def is_made(value: str) -> bool:
    """Whether a value is a GUID or a hash, which only a program makes."""
    return _MADE.fullmatch(value) is not None


def is_opaque(value: str) -> bool:
    """Whether an id tells nothing: a number of up to nine digits, a GUID, a hash."""
    return is_made(value) or _NUMBER.fullmatch(value) is not None


def is_neutral(value: str) -> bool:
    """Whether a text says nothing: signs without letters, zeros, yes, no."""
    if len(value) > _LONGEST:
        return False
    return not any(sign.isalnum() and sign != "0" for sign in value) or fold(value) in NEUTRAL


def stems_of_name(name: str) -> frozenset[str]:
    """The stems of the words of a name by which somebody can be known (`inflection.stem`)."""
    words = (word for word in _WORD.findall(name.casefold()) if len(word) >= _TELLING)
    return frozenset(stem(word) for word in words if word not in _NOBODY | OF_ADDRESSES)
