from cml_sync.packages.manifest import SpooledFile, digest_of

FIRST = SpooledFile(name="import0_1.xml", size=4, sha256="a" * 64, source="sftp://1c/")
SECOND = SpooledFile(name="offers0_1.xml", size=5, sha256="b" * 64)


def test_the_digest_is_that_of_names_and_contents_not_of_how_they_came() -> None:
    elsewhere = FIRST.model_copy(update={"source": "https://1c/"})
    assert digest_of([FIRST, SECOND]) == digest_of([SECOND, elsewhere])


def test_another_name_or_content_is_another_package() -> None:
    renamed = FIRST.model_copy(update={"name": "import0_2.xml"})
    changed = FIRST.model_copy(update={"sha256": "c" * 64})
    digests = {digest_of([file]) for file in (FIRST, SECOND, renamed, changed)}
    assert len(digests) == 4
