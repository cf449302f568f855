"""Secure connections: which certificates count, and what a failed handshake means."""

import ssl
from pathlib import Path
from typing import Final

import truststore

from cml_sync.errors import CmlSyncError
from cml_sync.messages import Text, text
from cml_sync.transports.http_errors import (
    CertificateError,
    CertificateFileError,
    ClientCertificateError,
    SecureConnectionError,
)
from cml_sync.transports.http_options import HttpOptions

# X509_V_ERR_… of OpenSSL
_EXPIRED: Final = 10
_SELF_SIGNED: Final = frozenset({18, 19})
_UNKNOWN_ISSUER: Final = frozenset({20, 21})
_OTHER_NAME: Final = frozenset({62, 64})


def secure_context(options: HttpOptions) -> ssl.SSLContext:
    """TLS 1.2 or newer, with the system's authorities or those of `ca_file`.

    Raises:
        CertificateFileError: a file of certificates cannot be read.
    """
    context = _trusting(options)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if options.certificate:
        try:
            context.load_cert_chain(options.certificate, options.certificate_key, password="")
        except (OSError, ValueError) as error:
            raise CertificateFileError(str(options.certificate), _reason(error)) from error
    return context


def _trusting(options: HttpOptions) -> ssl.SSLContext:
    if options.insecure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    if options.ca_file is None:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return _only(options.ca_file)


def _only(ca_file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=ca_file)
    except (OSError, ValueError) as error:
        raise CertificateFileError(str(ca_file), _reason(error)) from error
    return context


def _reason(error: OSError | ValueError) -> str:
    """The words of the system, without the names of OpenSSL's source files."""
    if isinstance(error, ssl.SSLError):
        return str(getattr(error, "reason", None) or "no PEM").replace("_", " ").lower()
    return getattr(error, "strerror", None) or type(error).__name__


def tls_error(address: str, error: BaseException) -> CmlSyncError | None:
    """What `error` says about TLS; None if it is about something else.

    Args:
        address: of the exchange, fit to be shown.
        error: of the HTTP library; its causes are looked through.
    """
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(address, _distrust(cause))
        if isinstance(cause, ssl.SSLError):
            return _handshake(address, cause)
        cause = cause.__cause__ or cause.__context__
    return None


def _distrust(error: ssl.SSLCertVerificationError) -> Text:
    code = error.verify_code
    if code == _EXPIRED:
        return text("it has expired")
    if code in _SELF_SIGNED:
        return text("it is self-signed, or its authority is")
    if code in _UNKNOWN_ISSUER:
        return text("its authority is not known to this system")
    if code in _OTHER_NAME:
        return text("it is made out to another name")
    return text("{detail}", detail=error.verify_message)


def _handshake(address: str, error: ssl.SSLError) -> CmlSyncError | None:
    reason = str(getattr(error, "reason", None) or "").lower()
    if "certificate_required" in reason or "alert_bad_certificate" in reason:
        return ClientCertificateError(address, reason.replace("_", " "))
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return None
    return SecureConnectionError(address, reason.replace("_", " ") or type(error).__name__)
