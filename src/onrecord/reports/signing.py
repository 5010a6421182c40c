"""Ed25519 signatures through the cryptography library, which comes with the extra "sign"."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from onrecord.errors import UsageError


def sign(message: bytes, key: bytes) -> tuple[str, str]:
    """Return the public key and the signature, both base64. `key` is a private key as PEM without a password.

    Raises UsageError when the key is none, is not Ed25519, or the library is not installed.
    """
    serialization, ed25519 = _library()
    try:
        private = serialization.load_pem_private_key(key, password=None)
    except (ValueError, TypeError) as error:
        raise UsageError(f"the key cannot be read ({error}); it must be an Ed25519 private key in PEM form") from error
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        raise UsageError("the key is not an Ed25519 key; make one with: openssl genpkey -algorithm ed25519")
    return _raw(private.public_key(), serialization), base64.b64encode(private.sign(message)).decode("ascii")


def public_key(key: bytes) -> str:
    """Return a public key (PEM, public or private) as base64 of its 32 bytes. Raises UsageError when it is none."""
    serialization, ed25519 = _library()
    try:
        if b"PRIVATE" in key:
            loaded = serialization.load_pem_private_key(key, password=None).public_key()
        else:
            loaded = serialization.load_pem_public_key(key)
    except (ValueError, TypeError) as error:
        raise UsageError(f"the key cannot be read ({error}); it must be an Ed25519 key in PEM form") from error
    if not isinstance(loaded, ed25519.Ed25519PublicKey):
        raise UsageError("the key is not an Ed25519 key")
    return _raw(loaded, serialization)


def holds(message: bytes, signer: str, signature: str) -> bool:
    """Tell whether a signature (base64) of the public key `signer` (base64) holds for a message."""
    _, ed25519 = _library()
    from cryptography.exceptions import InvalidSignature

    try:
        key = ed25519.Ed25519PublicKey.from_public_bytes(base64.b64decode(signer, validate=True))
        key.verify(base64.b64decode(signature, validate=True), message)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def _raw(key: Any, serialization: Any) -> str:
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode("ascii")


def _library() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise UsageError("signatures need the extra: pip install 'onrecord[sign]'") from error
    return serialization, ed25519
