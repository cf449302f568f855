"""Modules of shop engines: what they refuse, mix up or never look at."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.rule import Found, Level, Rule, Scope, rule
from cml_sync.checks.view import PackageView, PartView, RecordView, SectionView
from cml_sync.messages import text, text_n
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer
from cml_sync.problems import Severity

_STOCK: Final = ("quantity", "stocks", "rests", "warehouse_quantities")
_VERSIONED: Final = ("opencart", "cs-cart")
_CS_CART: Final = frozenset({Decimal("2.05"), Decimal("2.07")})
_NEUTRAL: Final = frozenset({"Основной каталог товаров", "Каталог товаров"})
_ONE_FILE: Final = ("django-cml2", "yii2", "medusa")


@rule(
    "CML747",
    Severity.ERROR,
    on=(Kind.OFFER,),
    receivers=("opencart",),
    needs=("characteristics",),
    title=text(
        "{receivers}: prices and stock of variants are mixed up", receivers=named("opencart")
    ),
)
def several_characteristics(view: RecordView[Offer]) -> Iterator[Found]:
    """A variant has more than one characteristic (size and colour).

    Why: exchange1c makes one option of each characteristic. Price and stock stand at the option,
    so those of the last offer hold for all: four offers become three broken options.

    Mend: join the values into one characteristic, or install the module of related options.

    Source: Tseka85/opencart3-exchange1c, `model/extension/exchange1c`, `parseOffers`;
    KirilLoveVE/exchange1c_v1.6_oc2.3, issue 14.
    """
    record = view.record
    if not record.id or "#" not in record.id:
        return
    names = [one.name or "" for one in record.characteristics if one.value]
    if len(names) > 1:
        yield Found(
            text("{count} characteristics: prices and stock are mixed up", count=len(names)),
            text("Join the values into one characteristic"),
            at="ХарактеристикиТовара",
        )


@rule(
    "CML748",
    Severity.ERROR,
    on=(Kind.OFFER,),
    receivers=("opencart",),
    needs=("characteristics",),
    title=text(
        "{receivers}: a variant without stock stops the import", receivers=named("opencart")
    ),
)
def variant_without_stock(view: RecordView[Offer]) -> Iterator[Found]:
    """A variant has characteristics and no quantity.

    Why: exchange1c puts the missing quantity into its SQL as nothing: the query fails, the import
    stops with an empty answer and HTTP 500, and the offers behind it are not read. (With the
    export system set to УТ 10.3 the quantity is 0 instead.)

    Mend: export stock together with the offers: `Количество` in each of them.

    Source: Tseka85/opencart3-exchange1c, `model/extension/exchange1c`, `parseOffers` and
    `setProductOptions`.
    """
    record = view.record
    if not record.characteristics or not record.id or "#" not in record.id:
        return
    if record.quantity is not None or record.stocks or record.rests:
        return
    if view.index.for_receivers.first("CML748", view.part.header.file):
        yield Found(
            text("The variant has no quantity: the import stops here"),
            text("Write `Количество`, if need be 0"),
        )


@rule(
    "CML749",
    Severity.ERROR,
    scope=Scope.PART,
    receivers=_VERSIONED,
    title=text("{receivers}: the schema version is not known", receivers=named(*_VERSIONED)),
)
def version_refused(view: PartView) -> Iterator[Found]:
    """The root has no `ВерсияСхемы`, or one that the receiver does not know.

    Why: exchange1c answers error 2100 where there is none, and reads nothing; the add-on of CS-Cart
    knows 2.05 and 2.07.

    Mend: 1C writes the version; look for the script that made the file. For CS-Cart choose the
    version in the node of the exchange.

    Source: Tseka85/opencart3-exchange1c, `checkCML`; CS-Cart, `rus_exim_1c`.
    """
    written = view.part.header.information.schema_version
    for name in chosen(view.part, *_VERSIONED):
        if name == "opencart" and not written:
            yield Found(
                text(
                    "{receiver} refuses a file without `ВерсияСхемы`",
                    receiver=RECEIVERS[name].title,
                )
            )
        if name == "cs-cart" and view.part.version not in _CS_CART:
            yield Found(
                text(
                    "{receiver} knows 2.05 and 2.07, this is `{version}`",
                    receiver=RECEIVERS[name].title,
                    version=written or "",
                )
            )


@rule(
    "CML750",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    level=Level.REFERENCES,
    receivers=("opencart",),
    title=text("{receivers}: the first import of prices fails", receivers=named("opencart")),
)
def new_price_types(view: PackageView) -> Iterator[Found]:
    """The package brings price types.

    Why: where exchange1c does not know them yet it saves them, answers `ERROR: 2034` and takes no
    price. The second import of the same file succeeds.

    Mend: send the file again, then tie each price type to a group of buyers in the settings of the
    module.

    Source: Tseka85/opencart3-exchange1c with OpenCart 3, driven over a loopback.
    """
    if count := len(view.index.currencies):
        yield Found(
            text_n(
                "If the {count} price type is new, the first import fails",
                "If one of the {count} price types is new, the first import fails",
                count,
            ),
            text("Send the file a second time"),
        )


@rule(
    "CML751",
    Severity.ERROR,
    on=(Kind.OFFER,),
    receivers=("woocommerce",),
    needs=("prices",),
    title=text(
        "{receivers}: the price is multiplied by the coefficient", receivers=named("woocommerce")
    ),
)
def multiplied_price(view: RecordView[Offer]) -> Iterator[Found]:
    """A price has a `Коэффициент` other than 1.

    Why: woocommerce-1c multiplies `ЦенаЗаЕдиницу` by it; no other receiver does. A price for a
    pack of ten is shown ten times as high.

    Mend: in 1C, set prices for the base unit.

    Source: sgtpep/woocommerce-1c, `exchange/offers.php`, `wc1c_replace_offer_post_meta`.
    """
    for number, price in enumerate(view.record.prices, start=1):
        coefficient = price.coefficient
        if coefficient is not None and coefficient != 1 and price.value:
            yield Found(
                text(
                    "The price `{price}` becomes `{product}`",
                    price=price.value,
                    product=price.value * coefficient,
                ),
                text("Write the price of the base unit, with the coefficient 1"),
                at=f"Цены/Цена[{number}]",
            )


@rule(
    "CML752",
    Severity.ERROR,
    on=(Kind.OFFER,),
    receivers=("woocommerce",),
    title=text("{receivers}: variants are deleted", receivers=named("woocommerce")),
)
def variants_apart(view: RecordView[Offer]) -> Iterator[Found]:
    """The variants of one product do not stand one behind the other.

    Why: woocommerce-1c gathers variants until another product begins, and deletes those variations
    of the product which it has not just gathered: the first ones are gone after the import.

    Mend: sort the offers by product; 1C does.

    Source: sgtpep/woocommerce-1c, `exchange/offers.php`, `wc1c_replace_suboffers`.
    """
    product, sign, _ = (view.record.id or "").partition("#")
    if not sign:
        return
    memory = view.index.for_receivers
    file = view.part.header.file
    if memory.product == (file, product):
        return
    memory.product = (file, product)
    if memory.begun.mark(product, scope=file):
        yield Found(
            text("Other products stand between the variants of `{product}`", product=product),
            text("Sort the offers by product"),
            at="Ид",
        )


@rule(
    "CML753",
    Severity.WARNING,
    scope=Scope.SECTION,
    on=(Section.CATALOG,),
    receivers=("woocommerce",),
    title=text(
        "{receivers}: what is not in the file goes to the trash", receivers=named("woocommerce")
    ),
)
def full_to_trash(view: SectionView[Any]) -> Iterator[Found]:
    """The catalogue says that it is full.

    Why: woocommerce-1c moves every product that is not in the file to the trash, also those of
    another group, another 1C or another portion.

    Mend: export only changes, or make sure that the file holds all goods of the shop.

    Source: sgtpep/woocommerce-1c 0.9.20, driven over a loopback, and its issue 56.
    """
    if view.records and view.header.changes_only is False:
        yield Found(
            text_n(
                "Every product but this {count} goes to the trash",
                "Every product but these {count} goes to the trash",
                view.records,
            ),
            text("Export only changes unless these are all goods"),
        )


@rule(
    "CML754",
    Severity.WARNING,
    scope=Scope.SECTION,
    on=(Section.CATALOG,),
    receivers=("hostcms",),
    title=text(
        "{receivers}: a group is made of the name of the catalogue", receivers=named("hostcms")
    ),
)
def root_group(view: SectionView[Any]) -> Iterator[Found]:
    """The catalogue has a name of its own.

    Why: HostCMS makes a group with this name above all others, unless it is "Основной каталог
    товаров" or "Каталог товаров".

    Mend: give the catalogue one of these names, or add its name to the settings of the import.

    Source: HostCMS/hostcms.free, `modules/shop/item/import/cml/controller.php`.
    """
    name = view.header.name
    if name and name.strip() not in _NEUTRAL:
        yield Found(
            text("A group `{name}` is made above all others", name=name),
            text("Name it `Основной каталог товаров`"),
        )


@rule(
    "CML756",
    Severity.ERROR,
    on=(Kind.OFFER,),
    receivers=("django-cml",),
    needs=_STOCK,
    title=text("{receivers}: stock is not read", receivers=named("django-cml")),
)
def stock_dropped(view: RecordView[Offer]) -> Iterator[Found]:
    """Offers say how much there is.

    Why: django-cml has no place for a quantity: stock never arrives, and nothing says so.

    Mend: read stock in the pipeline of the project from the file itself, or use another way for it.

    Source: ArtemiusUA/django-cml, `cml/items.py`.
    """
    if view.record.model_fields_set.isdisjoint(_STOCK):
        return
    if view.index.for_receivers.first("CML756", view.part.header.file):
        yield Found(text("Quantities of offers are not read, from this one on"))


@rule(
    "CML759",
    Severity.ERROR,
    scope=Scope.PACKAGE,
    receivers=_ONE_FILE,
    title=text("{receivers}: one file is taken per session", receivers=named(*_ONE_FILE)),
)
def one_file(view: PackageView) -> Iterator[Found]:
    """The package has several parts.

    Why: after the first file that is imported these receivers delete all that was uploaded: the
    others are lost, with the answer `success`.

    Mend: send each part in a session of its own. 1C:УТ does so for portions, 1C:УНФ sends all files
    in one session.

    Source: sergey-gru/django-cml, `cml/views.py`; carono/yii2-1c-exchange, `actionImport` and
    `clearTmp`; medusa-1c, `route.ts`.
    """
    if len(view.parts) > 1:
        for name in chosen(view.parts[0], *_ONE_FILE):
            yield Found(
                text(
                    "{receiver} takes one of these {count} parts, if they come in one session",
                    receiver=RECEIVERS[name].title,
                    count=len(view.parts),
                ),
                text("Send each part in a session of its own"),
            )


RULES: Final[tuple[Rule, ...]] = (
    several_characteristics,
    variant_without_stock,
    version_refused,
    new_price_types,
    multiplied_price,
    variants_apart,
    full_to_trash,
    root_group,
    stock_dropped,
    one_file,
)
