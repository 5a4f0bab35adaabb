'use strict';

/** A payment API whose first operation anybody can call. */
const document = `openapi: 3.1.0
info: {title: Payments, version: "1.2"}
servers: [{url: https://pay.example.com}]
paths:
  /PaymentAuth:
    post:
      operationId: paymentAuth
      tags: [money]
      responses: {"200": {description: authorized}}
  /PaymentAuthNew:
    post:
      security: [{basic: []}]
      responses: {"200": {description: authorized}}
  /payments/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      deprecated: true
      x-watchgate: {owner: payments team, labels: [tier-1, pci], data: [payment-card]}
      security: [{token: []}]
      responses: {"200": {description: a payment}}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    token: {type: http, scheme: bearer}
`;

const policy = `version: 1
rules:
  - name: block-critical-payments
    when: {risk: ">= critical"}
    action: deny
`;

module.exports = { document, policy };
