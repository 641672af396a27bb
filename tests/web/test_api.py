"""The API keeps to its own description, whatever is asked."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from flows.settings import Settings
from flows.web.app import create_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(template) -> Iterator[schemathesis.BaseSchema]:
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(Settings(template)))


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=30)
def test_every_answer_is_one_that_the_description_promises(case):
    case.call_and_validate(checks=CHECKS)
