from cml_sync.jobs.kind_names import KINDS, kind_name
from cml_sync.messages import load_translations
from cml_sync.model.kinds import Kind


def test_every_kind_has_a_name_of_its_own_in_both_languages() -> None:
    assert set(KINDS) == {*Kind, "picture"}
    for language in ("en", "ru"):
        names = [name.translated(load_translations(language)) for name in KINDS.values()]
        assert len(set(names)) == len(names)
    assert KINDS["price_type"].translated(load_translations("ru")) == "виды цен"


def test_what_is_no_kind_is_called_as_it_is() -> None:
    assert kind_name("offer") is KINDS["offer"]
    assert kind_name("goods of tomorrow") == "goods of tomorrow"
