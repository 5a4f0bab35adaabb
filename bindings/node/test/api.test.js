'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { Api, Finding, rules } = require('../index.js');
const { document } = require('./support/payments.js');

const FINDING = [
  'id',
  'rule',
  'severity',
  'category',
  'factor',
  'source',
  'state',
  'owasp',
  'cwe',
  'api',
  'operation',
  'operations',
  'location',
  'message',
  'mitigation',
  'evidence',
];

/** Returns the finding about an operation without authentication. */
function open(api, settings) {
  return api.findings(settings).find((finding) => finding.rule === 'operation-without-authentication');
}

test('reads a document under its title, or the name given', () => {
  const api = Api.parse(document);
  assert.deepEqual([api.name, api.version, api.file], ['Payments', '1.2', null]);
  const named = Api.parse(Buffer.from(document), { name: 'payments', file: 'specs/payments.yaml' });
  assert.deepEqual([named.name, named.file], ['payments', 'specs/payments.yaml']);
  assert.equal(Api.parse(new TextEncoder().encode(document)).name, 'Payments');
});

test('reads the window of a larger buffer', () => {
  const padded = Buffer.from(`###${document}###`);
  assert.equal(
    Api.parse(new Uint8Array(padded.buffer, padded.byteOffset + 3, padded.length - 6)).version,
    '1.2',
  );
});

test('reports the operation that anybody can call, with its place', () => {
  const finding = open(Api.parse(document, { name: 'payments', file: 'payments.yaml' }));
  assert.ok(finding instanceof Finding);
  assert.deepEqual(Object.keys(finding), FINDING);
  assert.match(finding.id, /^[0-9a-f]{16}$/);
  assert.equal(finding.severity, 'critical');
  assert.equal(finding.category, 'api-specification');
  assert.equal(finding.factor, 'access-control');
  assert.deepEqual(finding.operation, { method: 'POST', path: '/PaymentAuth' });
  assert.deepEqual(finding.location, {
    file: 'payments.yaml',
    pointer: '/paths/~1PaymentAuth/post',
    line: 6,
    column: 5,
  });
  assert.deepEqual(finding.evidence, { count: 1, firstSeen: null, lastSeen: null, samples: [] });
});

test('gives findings back under the names of the contract', () => {
  const finding = open(Api.parse(document));
  assert.deepEqual(Object.keys(finding.toJSON()), FINDING);
  assert.deepEqual(Object.keys(finding.toJSON().evidence), ['count', 'first_seen', 'last_seen', 'samples']);
  assert.deepEqual(JSON.parse(finding.toJson()), finding.toJSON());
  assert.equal(JSON.stringify(finding), finding.toJson());
});

test('keeps findings from being changed', () => {
  const finding = open(Api.parse(document));
  assert.throws(() => {
    finding.severity = 'info';
  }, TypeError);
  assert.throws(() => {
    finding.location.line = 1;
  }, TypeError);
});

test('lists the operations in the order of the document', () => {
  const operations = Api.parse(document).operations();
  const unsaid = { owner: null, labels: [], data: [] };
  const hints = { owner: 'payments team', labels: ['tier-1', 'pci'], data: ['payment-card'] };
  assert.deepEqual(
    operations.map(({ risk, ...own }) => [own, risk.level]),
    [
      [
        {
          method: 'POST',
          path: '/PaymentAuth',
          id: 'paymentAuth',
          tags: ['money'],
          deprecated: false,
          ...unsaid,
        },
        'critical',
      ],
      [
        { method: 'POST', path: '/PaymentAuthNew', id: null, tags: [], deprecated: false, ...unsaid },
        'medium',
      ],
      [{ method: 'GET', path: '/payments/{id}', id: null, tags: [], deprecated: true, ...hints }, 'none'],
    ],
  );
});

test('names the findings behind a risk', () => {
  const api = Api.parse(document);
  assert.deepEqual(api.risk('POST', '/PaymentAuth'), {
    score: 80,
    level: 'critical',
    factors: { 'access-control': 80 },
    reasons: [{ finding: open(api).id, points: 80 }],
  });
  assert.deepEqual(api.risk('POST', '/PaymentAuth'), api.operations()[0].risk);
  assert.equal(api.risk('POST', '/nowhere'), null);
});

test('follows the settings', () => {
  const api = Api.parse(document);
  assert.equal(open(api, 'rules: {operation-without-authentication: off}'), undefined);
  const softer = 'rules: {operation-without-authentication: low}';
  assert.equal(open(api, softer).severity, 'low');
  assert.equal(api.risk('POST', '/PaymentAuth', softer).level, 'low');
  assert.equal(api.operations(Buffer.from(softer))[0].risk.level, 'low');
  assert.equal(api.report(softer).operations[0].risk.level, 'low');
});

test('forgets a suppression that has expired', () => {
  const accepted = (expires) => `suppressions:
  - {rule: operation-without-authentication, operation: POST /PaymentAuth, reason: moves soon, expires: ${expires}}
`;
  assert.equal(open(Api.parse(document), accepted('9000-01-01')), undefined);
  assert.equal(open(Api.parse(document), accepted('2020-01-01')).severity, 'critical');
});

test('renders a report', () => {
  const api = Api.parse(document, { file: 'payments.yaml' });
  const report = api.report();
  assert.deepEqual(
    report.findings.map((finding) => finding.id),
    api.findings().map((finding) => finding.id),
  );
  assert.equal(report.apis[0].operationCount, 3);
  assert.equal(report.operations[0].risk.score, 80);
  assert.equal(JSON.stringify(report), report.toJson());
  assert.equal(report.toJSON().apis[0].operation_count, 3);
  assert.match(
    report.toText(),
    /POST \/PaymentAuth can be called without authentication\n +payments\.yaml:6:5/,
  );
  assert.ok(!report.toText().includes('\u001b'));
  assert.ok(report.toText({ color: true }).includes('\u001b['));
});

test('grades a document and explains it', () => {
  const api = Api.parse(document);
  const grade = api.grade();
  assert.ok(grade.score >= 0 && grade.score < 100);
  assert.equal(grade.security.reasons[0].rule, 'operation-without-authentication');
  assert.deepEqual(Object.keys(grade), ['score', 'security', 'dataValidation', 'authenticationCoverage']);
  assert.deepEqual(grade, api.report('profile: pedantic').apis[0].grade);
  assert.equal(Api.parse("openapi: 3.1.0\ninfo: {title: a, version: '1'}").grade(), null);
});

test('counts what is suppressed in a document', () => {
  const open = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {MARK}}}";
  const marked = open.replace('MARK', 'x-watchgate-ignore: operation-without-authentication');
  assert.deepEqual(Api.parse(open.replace('MARK', '')).report().suppressed, {});
  assert.deepEqual(Api.parse(marked).report().suppressed, { 'operation-without-authentication': 1 });
});

test('leaves out what a baseline knows', () => {
  const api = Api.parse(document);
  const before = api.report('rules: {operation-without-authentication: off}');
  for (const baseline of [before.toJson(), Buffer.from(before.toSarif())]) {
    const report = api.report().without(baseline);
    assert.deepEqual(
      report.findings.map((finding) => finding.rule),
      ['operation-without-authentication'],
    );
    assert.deepEqual(report.baseline, { known: before.findings.length, gone: 0 });
    assert.deepEqual(report.apis, api.report().apis);
    assert.deepEqual(report.toJSON().baseline, report.baseline);
  }
  assert.equal(api.report().baseline, null);
});

test('writes for code scanning and pull requests', () => {
  const report = Api.parse(document, { file: 'payments.yaml' }).report();
  const { results } = JSON.parse(report.toSarif()).runs[0];
  assert.deepEqual(
    results.map((result) => result.partialFingerprints['watchgate/v1']),
    report.findings.map((finding) => finding.id),
  );
  assert.match(report.toMarkdown(), /^## Watchgate: 2 findings: 1 critical, 1 medium\n/);
});

test('writes a long report as a whole only when asked', () => {
  const paths = Array.from({ length: 20 }, (_, number) => `  /${number}: {post: {}}\n`);
  const report = Api.parse(
    `openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths:\n${paths.join('')}`,
  ).report();
  const count = (text) => text.split(' can be called without authentication\n').length - 1;
  assert.equal(count(report.toText()), 5);
  assert.equal(count(report.toText({ verbose: true })), 20);
});

test('reads on another thread what it reads on this one', async () => {
  const api = await Api.parseAsync(Buffer.from(document), { name: 'payments' });
  assert.equal(api.report().toJson(), Api.parse(document, { name: 'payments' }).report().toJson());
});

test('lists the rules', () => {
  const rule = rules().find((own) => own.id === 'operation-without-authentication');
  assert.match(rule.summary, /^Reports /);
  assert.equal(rule.severities[0], 'critical');
  assert.deepEqual([rule.profile, rule.factor, rule.source], ['default', 'access-control', 'spec-analysis']);
  assert.deepEqual([rule.owasp, rule.cwe], [['API2:2023'], [306]]);
  assert.match(rule.docs, /What it does/);
});
