from cml_sync.xml.limits import Limit, Limits, OverLimitError


def test_every_limit_but_libxml2s_own_is_a_field_of_limits() -> None:
    ours = {limit.value for limit in Limit} - {Limit.TEXT.value}
    assert ours | {"chunk_bytes"} == set(Limits._fields)


def test_the_defaults_take_an_export_of_a_million_offers() -> None:
    limits = Limits()
    assert limits.file_bytes > 2_700_000_000
    assert limits.elements > 47_000_000


def test_an_exceeded_limit_says_which_and_how_much_was_allowed() -> None:
    error = OverLimitError(Limit.DEPTH, 64)
    assert (error.limit, error.allowed) == (Limit.DEPTH, 64)
