"""What SARIF 2.1.0 (OASIS, sections 3.13 to 3.52) requires of the properties that we write.

The official JSON schema comes with no package that could be installed; this one holds the same
for our part of it, and refuses every property that the standard does not know in its place.
"""

from typing import Any, Final

from jsonschema import Draft202012Validator

_TEXT: Final = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}
_LANGUAGE: Final = {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"}
_LEVEL: Final = {"enum": ["none", "note", "warning", "error"]}
_RULE: Final = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": _TEXT,
        "fullDescription": _TEXT,
        "help": _TEXT,
        "defaultConfiguration": {
            "type": "object",
            "properties": {"level": _LEVEL},
            "additionalProperties": False,
        },
    },
    "required": ["id"],
    "additionalProperties": False,
}
_COMPONENT: Final = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "semanticVersion": {"type": "string"},
        "language": _LANGUAGE,
        "rules": {"type": "array", "uniqueItems": True, "items": _RULE},
        "translationMetadata": {
            "type": "object",
            "properties": {"name": {"type": "string"}},
            "required": ["name"],
            "additionalProperties": False,
        },
    },
    "required": ["name"],
    "additionalProperties": False,
}
_ARTIFACT: Final = {
    "type": "object",
    "properties": {
        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=:@%/?#\[\]-]+$"},
        "uriBaseId": {"type": "string"},
    },
    "required": ["uri"],
    "additionalProperties": False,
}
_POSITIVE: Final = {"type": "integer", "minimum": 1}
_REGION: Final = {
    "type": "object",
    "properties": {"startLine": _POSITIVE, "startColumn": _POSITIVE, "snippet": _TEXT},
    "additionalProperties": False,
}
_LOCATION: Final = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "properties": {"artifactLocation": _ARTIFACT, "region": _REGION},
            "required": ["artifactLocation"],
            "additionalProperties": False,
        },
        "logicalLocations": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "properties": {
                    key: {"type": "string"} for key in ("fullyQualifiedName", "name", "kind")
                },
                "additionalProperties": False,
            },
        },
    },
    "required": ["physicalLocation"],
    "additionalProperties": False,
}
_RESULT: Final = {
    "type": "object",
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {"type": "array", "minItems": 1, "items": _LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["message", "ruleId", "ruleIndex", "locations"],
    "additionalProperties": False,
}
_RUN: Final = {
    "type": "object",
    "properties": {
        "results": {"type": "array", "items": _RESULT},
        "tool": {
            "type": "object",
            "properties": {"driver": _COMPONENT},
            "required": ["driver"],
            "additionalProperties": False,
        },
        "language": _LANGUAGE,
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": {
            "type": "object",
            "additionalProperties": {
                **_ARTIFACT,
                "properties": {"uri": {"type": "string", "pattern": "^file:///.*/$"}},
            },
        },
        "invocations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "executionSuccessful": {"type": "boolean"},
                    "exitCode": {"type": "integer"},
                },
                "required": ["executionSuccessful"],
                "additionalProperties": False,
            },
        },
        "translations": {"type": "array", "uniqueItems": True, "items": _COMPONENT},
        "properties": {"type": "object"},
    },
    "required": ["tool"],
    "additionalProperties": False,
}
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": _RUN},
    },
    "required": ["version", "runs"],
    "additionalProperties": False,
}


def checked(document: Any) -> list[Any]:
    """The results of the only run of a document that is as SARIF requires."""
    Draft202012Validator(SCHEMA).validate(document)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    results: list[Any] = run["results"]
    return results
