"""Writes the JSON and XML Schemas of this folder from the models.

Run by ``make schemas``; ``make check`` runs it with ``--check``, which only compares.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from cml_sync.model.records import MODELS
from cml_sync.xml.dialects import VERSIONS
from schemas import configuration, described, json_lines, xml_schema

HERE: Final = Path(__file__).parent
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

REPORTS: Final[Mapping[str, str]] = {
    "cml-sync.anonymize/1": "cml_sync.jobs.anonymize_report:AnonymizeReport",
    "cml-sync.baseline/1": "cml_sync.jobs.baseline:Baseline",
    "cml-sync.config-check/1": "schemas.outputs:ConfigChecked",
    "cml-sync.config/1": "schemas.outputs:ConfigShown",
    "cml-sync.convert/1": "cml_sync.jobs.convert_report:ConvertReport",
    "cml-sync.demo/1": "schemas.outputs:DemoShown",
    "cml-sync.diff-line/1": "schemas.outputs:DiffedLine",
    "cml-sync.diff/1": "schemas.outputs:Diffed",
    "cml-sync.error/1": "schemas.outputs:ErrorShown",
    "cml-sync.explain/1": "schemas.outputs:Explained",
    "cml-sync.generate-defects/1": "cml_sync.jobs.generate_report:DefectList",
    "cml-sync.generate/1": "cml_sync.jobs.generate_report:GenerateReport",
    "cml-sync.inspect/1": "cml_sync.jobs.inspect_report:InspectReport",
    "cml-sync.jsonl/1": "cml_sync.packages.forms.jsonl.manifest:Manifest",
    "cml-sync.pull/1": "cml_sync.jobs.report:PullReport",
    "cml-sync.push/1": "cml_sync.jobs.report:PushReport",
    "cml-sync.run/1": "cml_sync.jobs.report:RunReport",
    "cml-sync.shape/1": "cml_sync.packages.survey.shape:Shape",
    "cml-sync.status/1": "cml_sync.jobs.status:StatusReport",
    "cml-sync.validate-line/1": "schemas.outputs:ValidatedLine",
    "cml-sync.validate/1": "schemas.outputs:Validated",
}
"""Everything that is written with a schema id, and its model."""


class _Written(GenerateJsonSchema):
    """The schema of what we write: a key that has a default is there all the same."""

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ARG002, FBT001 - pydantic's
        """Every key is always written."""
        return True


def main(*, check: bool) -> int:
    """Write the schemas, or compare them; 1 if one is stale."""
    wanted = {HERE / name: content for name, content in files()}
    there = {*HERE.rglob("*.schema.json"), *HERE.rglob("*.xsd")}
    stale = sorted(there - set(wanted))
    for path, content in wanted.items():
        if check:
            if path not in there or path.read_text(encoding="utf-8") != content:
                stale.append(path)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
    for path in stale:
        if check:
            print(f"{path} is stale: run `make schemas`", file=sys.stderr)  # noqa: T201 - a script
        else:
            path.unlink()
    return 1 if check and stale else 0


def files() -> Iterator[tuple[str, str]]:
    """Name and content of every schema."""
    yield "cml-sync.toml.schema.json", _text("cml-sync.toml", configuration.schema())
    for id_, target in REPORTS.items():
        yield report_file(id_), _text(id_, report(target))
    for kind, model in MODELS.items():
        schema = model.model_json_schema(mode="serialization")
        yield f"records/{kind.value}.schema.json", _text(kind.value, described.records(schema))
    for name, schema in json_lines.schemas():
        yield f"lines/{name}.schema.json", _text(f"cml-sync.jsonl/1: {name}", schema)
    for version in VERSIONS:
        yield f"xsd/commerceml-{version}.xsd", xml_schema.schema(version)


def report_file(id_: str) -> str:
    """The file of the schema of a report: ``cml-sync.pull/1`` is ``reports/cml-sync.pull-1…``."""
    return f"reports/{id_.replace('/', '-')}.schema.json"


def report(target: str) -> dict[str, Any]:
    """The schema of a report; readers must bear keys that are added later."""
    module, _, name = target.partition(":")
    model = getattr(import_module(module), name)
    schema: dict[str, Any] = model.model_json_schema(
        mode="serialization", schema_generator=_Written
    )
    return described.open_ended(described.plain(schema))


def _text(title: str, schema: Mapping[str, Any]) -> str:
    whole = {**schema, "$schema": DIALECT, "title": title}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
