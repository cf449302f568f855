"""The receivers whose reading is known, and where it was seen."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from cml_sync.checks.view import Part
from cml_sync.messages import Text, text


class Receiver(NamedTuple):
    """A program that reads CommerceML.

    Attributes:
        name: as in `--for`.
        title: as people know it; products of 1C have Russian names, too.
        versions: those whose reading was looked at; empty where it is not known which.
        source: the public project in which it was seen.
    """

    name: str
    title: Text
    versions: str
    source: str


_ROWS: Final = (
    Receiver(
        "ut11",
        text("1C:УТ 11"),
        "11.5.19.74; ERP 2.5, Розница, BAS УТ 3.5",
        "stasganiev/ut11_aiarsenal_course",
    ),
    Receiver("unf", text("1C:УНФ"), "3.0.8.73", "AlexanderYekat/unf"),
    Receiver("smb", text("1C:Small Business"), "2016", "CommonModules/ExchangeWithSite"),
    Receiver(
        "bus",
        text("1C-Bitrix module for 1C (БУС)"),
        "6.5 …",
        "FREESPORT-B2B, arsengoian/commerce-ml",
    ),
    Receiver("bitrix", text("1C-Bitrix"), "19.0, 22.100", "Dev-tester/TechStore, bziksv/vilmed"),
    Receiver("opencart", Text("OpenCart (exchange1c)"), "3.x", "Tseka85/opencart3-exchange1c"),
    Receiver(
        "woocommerce", Text("WooCommerce (woocommerce-1c)"), "0.9.20", "sgtpep/woocommerce-1c"
    ),
    Receiver("django-cml", Text("django-cml"), "0.1.0 … 0.4", "ArtemiusUA/django-cml"),
    Receiver("django-cml2", Text("django-cml2"), "1.0.0.4", "sergey-gru/django-cml"),
    Receiver("umi", Text("UMI.CMS"), "", "OneCExchange"),
    Receiver("hostcms", Text("HostCMS"), "", "HostCMS/hostcms.free"),
    Receiver("cs-cart", Text("CS-Cart (rus_exim_1c)"), "", "cs-market/smart"),
    Receiver("okaycms", Text("OkayCMS"), "", "OkayCMS/OkayCMS"),
    Receiver("shop-script", Text("Webasyst Shop-Script"), "", "webasyst/shop-script"),
    Receiver("tilda", Text("Tilda"), "", "poofeg/vk-to-commerceml"),
    Receiver("megagroup", Text("Мегагрупп"), "", ""),
    Receiver("yii2", Text("yii2-1c-exchange"), "", "carono/yii2-1c-exchange"),
    Receiver("laravel", Text("laravel-exchange1c"), "", "bigperson/exchange1c"),
    Receiver("medusa", Text("medusa-1c"), "", "gorgojs/medusa-integrations"),
    Receiver("php-commerceml", Text("php-commerceml"), "", "carono/php-commerceml"),
    Receiver("dobromyslov", Text("commerceml-parser"), "", "dobromyslov/commerceml-parser"),
    Receiver("commerceml-js", Text("commerceml-js"), "", "commerceml-js"),
)

RECEIVERS: Final[Mapping[str, Receiver]] = MappingProxyType({row.name: row for row in _ROWS})
"""Every receiver by its name."""


def named(*names: str) -> Text:
    """The titles of receivers, for the title of a rule about them."""
    titles = {f"title{number}": RECEIVERS[name].title for number, name in enumerate(names)}
    return Text(", ".join(f"{{{place}}}" for place in titles), MappingProxyType(titles))


def chosen(part: Part, *names: str) -> Iterator[str]:
    """Those of `names` for whom the package is checked."""
    yield from (name for name in names if name in part.receivers)
