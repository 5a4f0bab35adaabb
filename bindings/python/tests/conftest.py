"""What the tests share: the payment story's document and policy."""

from __future__ import annotations

import pytest

import watchgate

DOCUMENT = """\
openapi: 3.0.3
info: {title: Payments, version: 2.1.0}
servers:
  - url: https://pay.example.com
components:
  securitySchemes:
    login: {type: http, scheme: bearer}
    password: {type: http, scheme: basic}
paths:
  /PaymentAuth:
    post:
      operationId: authorize
      tags: [payment]
      responses: {'200': {description: ok}}
  /PaymentAuthNew:
    post:
      operationId: authorizeNew
      tags: [payment, new]
      security: [{password: []}]
      responses: {'200': {description: ok}}
  /PaymentStatus/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      deprecated: true
      x-watchgate: {owner: payments team, labels: [tier-1, pci], data: [payment-card]}
      security: [{login: []}]
      responses: {'200': {description: ok}}
"""

POLICY = """\
version: 1
rules:
  - name: block-critical
    when: {risk: ">= critical"}
    action: deny
"""


@pytest.fixture
def api() -> watchgate.Api:
    return watchgate.Api.parse(DOCUMENT, name="payments", file="payments.yaml")


@pytest.fixture
def guard(api: watchgate.Api) -> watchgate.Guard:
    return watchgate.Guard(api=api, policy=POLICY)
