from pathlib import Path

from cml_sync.config.loader import load_settings
from cml_sync.config.shown import shown

TOML = """
[endpoint.shop]
role = "shop"
url = "https://shop.example.ru/exchange?key=Secret1"
login = "exchange"
password = { env = "SHOP_PASSWORD" }

[endpoint.erp]
role = "erp"
url = "file:///srv/1c"
"""


def test_of_a_password_its_source_is_shown_and_of_a_key_in_the_url_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cml-sync.toml"
    file.write_text(TOML, encoding="utf-8")
    rows = shown(load_settings(file, {"SHOP_PASSWORD": "Parol1"}))
    shop = rows["endpoint"]["shop"]
    assert shop["url"] == shop["transport"]["url"] == "https://shop.example.ru/exchange?key=***"
    assert shop["password"] == {"env": "SHOP_PASSWORD"}
    assert rows["endpoint"]["erp"]["url"] == "file:///srv/1c"
    assert "Secret1" not in str(rows)
    assert "Parol1" not in str(rows)
