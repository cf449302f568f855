import ssl
from pathlib import Path

import pytest
import truststore
from tests.servers.certificates import self_signed

from cml_sync.transports.http_errors import (
    CertificateError,
    CertificateFileError,
    ClientCertificateError,
    SecureConnectionError,
)
from cml_sync.transports.http_options import HttpOptions
from cml_sync.transports.http_tls import secure_context, tls_error

URL = "https://shop.example.ru/x"


def test_the_systems_certificates_count_and_nothing_below_tls_1_2() -> None:
    context = secure_context(HttpOptions(url=URL))
    assert isinstance(context, truststore.SSLContext)
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_a_file_of_authorities_stands_instead_of_the_systems(tmp_path: Path) -> None:
    certificate, _ = self_signed(tmp_path)
    context = secure_context(HttpOptions(url=URL, ca_file=certificate))
    assert context.cert_store_stats()["x509"] == 1
    assert context.verify_mode is ssl.CERT_REQUIRED


def test_the_check_is_off_only_where_a_reason_is_given() -> None:
    context = secure_context(HttpOptions(url=URL, insecure=True, insecure_reason="a test shop"))
    assert context.verify_mode is ssl.CERT_NONE
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2


def test_our_own_certificate_is_read_with_its_key(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    secure_context(HttpOptions(url=URL, certificate=certificate, certificate_key=key))
    with pytest.raises(CertificateFileError):
        secure_context(HttpOptions(url=URL, certificate=certificate))


@pytest.mark.parametrize("content", [None, b"", b"no certificate at all"])
def test_a_file_that_holds_no_certificate_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CertificateFileError, match=r"ca\.pem"):
        secure_context(HttpOptions(url=URL, ca_file=path))


def distrusted(code: int, message: str) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code, error.verify_message = code, message
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (10, "expired"),
        (18, "self-signed"),
        (19, "self-signed"),
        (20, "not known to this system"),
        (62, "another name"),
        (23, "certificate revoked"),
    ],
)
def test_a_certificate_that_is_not_trusted_is_told_with_the_reason(code: int, words: str) -> None:
    error = OSError("outer")
    error.__cause__ = distrusted(code, "certificate revoked")
    found = tls_error(URL, error)
    assert isinstance(found, CertificateError)
    assert words in str(found)


def handshake(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, "handshake failed")
    error.reason = reason
    return error


def test_other_failures_of_the_handshake_are_told_apart() -> None:
    wanted = tls_error(URL, handshake("TLSV13_ALERT_CERTIFICATE_REQUIRED"))
    assert isinstance(wanted, ClientCertificateError)
    old = tls_error(URL, handshake("WRONG_VERSION_NUMBER"))
    assert isinstance(old, SecureConnectionError)
    assert "wrong version number" in str(old)


def test_what_is_not_about_tls_is_left_to_others() -> None:
    assert tls_error(URL, OSError("reset")) is None
    assert tls_error(URL, ssl.SSLEOFError()) is None
