'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const {
  Api,
  BaselineError,
  Guard,
  PolicyError,
  Report,
  SettingsError,
  SpecError,
  WatchgateError,
} = require('../index.js');
const { document, policy } = require('./support/payments.js');

const api = Api.parse(document);

/** Returns what a function throws. */
function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

/** Returns the attributes of an error. */
function told(error) {
  return { ...error };
}

const refused = [
  ['an empty text', '', { code: 'empty', line: null, column: null, pointer: null }],
  ['a binary', Buffer.from([0x7f, 0x45, 0, 1]), { code: 'binary', line: 1, column: 3, pointer: null }],
  ['no UTF-8', Buffer.from([0x61, 0x0a, 0xff]), { code: 'encoding', line: 2, column: 1, pointer: null }],
  ['half a document', '{"openapi": "3.1.0", ', { code: 'syntax', line: 1, column: 22, pointer: null }],
  ['another document', 'name: x', { code: 'not-openapi', line: 1, column: 1, pointer: '' }],
  [
    'a version to come',
    'a: 1\nopenapi: 9.9',
    { code: 'unsupported-version', line: 2, column: 1, pointer: '/openapi' },
  ],
  ['deep brackets', '['.repeat(100_000), { code: 'too-deep', line: 1, column: 129, pointer: null }],
  ['deep YAML', `#\n${'['.repeat(100_000)}`, { code: 'too-deep', line: 2, column: 129, pointer: null }],
  ['deep blocks', '- '.repeat(100_000), { code: 'too-deep', line: 1, column: 257, pointer: null }],
];

for (const [name, text, expected] of refused) {
  test(`refuses ${name}, and says where`, async () => {
    const error = thrown(() => Api.parse(text, { file: 'specs/x.yaml' }));
    assert.ok(error instanceof SpecError && error instanceof WatchgateError && error instanceof Error);
    assert.deepEqual(told(error), { ...expected, file: 'specs/x.yaml' });
    assert.match(error.stack, /^SpecError: /);
    await assert.rejects(Api.parseAsync(text, { file: 'specs/x.yaml' }), (rejected) => {
      assert.ok(rejected instanceof SpecError);
      assert.deepEqual([told(rejected), rejected.message], [told(error), error.message]);
      return true;
    });
  });
}

test('names rule, key and line of a policy that cannot be used', () => {
  const cases = [
    [
      policy.replace('risk', 'rsik'),
      { code: 'unknown-key', line: 4, column: 12, rule: 'block-critical-payments', key: 'rsik' },
    ],
    [
      policy.replace('risk: ">= critical"', 'operation: nowhere'),
      { code: 'invalid-value', line: 4, column: 12, rule: 'block-critical-payments', key: 'operation' },
    ],
    [
      policy.replace('version: 1', 'version: 2'),
      { code: 'invalid-value', line: 1, column: 1, rule: null, key: 'version' },
    ],
    ['', { code: 'empty', line: null, column: null, rule: null, key: null }],
  ];
  for (const [text, expected] of cases) {
    const error = thrown(() => new Guard({ api, policy: text }));
    assert.ok(error instanceof PolicyError && error instanceof WatchgateError);
    assert.deepEqual(told(error), expected);
    assert.deepEqual(told(thrown(() => new Guard({ api }).replacePolicy(text))), expected);
  }
});

test('names key and line of settings that cannot be used', () => {
  const expected = { code: 'invalid-value', line: 2, column: 3, key: 'no-such-rule' };
  const text = 'rules:\n  no-such-rule: off\n';
  for (const run of [
    () => api.findings(text),
    () => api.operations(text),
    () => api.risk('GET', '/', text),
    () => api.report(text),
    () => new Guard({ api, settings: text }),
  ]) {
    const error = thrown(run);
    assert.ok(error instanceof SettingsError);
    assert.deepEqual(told(error), expected);
  }
});

test('names key and line of a baseline that cannot be used', () => {
  const report = api.report();
  for (const [text, expected] of [
    ['', { code: 'empty', line: null, column: null, key: null }],
    ['{"findings": [', { code: 'syntax', line: 1, column: 15, key: null }],
    [document, { code: 'missing-key', line: 1, column: 1, key: 'findings' }],
    ['{\n"findings": [{"id": 1}]}', { code: 'wrong-type', line: 2, column: 15, key: 'id' }],
    ['{"findings": [{"id": "4e"}]}', { code: 'invalid-value', line: 1, column: 16, key: 'id' }],
  ]) {
    const error = thrown(() => report.without(text));
    assert.ok(error instanceof BaselineError && error instanceof WatchgateError);
    assert.deepEqual(told(error), expected);
  }
});

test('refuses arguments of a wrong type', async () => {
  const guard = new Guard({ api });
  const wrong = [
    () => Api.parse(),
    () => Api.parse({ openapi: '3.1.0' }),
    () => Api.parse(new Uint16Array(2)),
    () => Api.parse(document, 'payments'),
    () => Api.parse(document, { name: 7 }),
    () => api.findings(7),
    () => api.risk('GET'),
    () => new Api(),
    () => new Api({}),
    () => new Report({}),
    () => api.report().without(),
    () => api.report().without({ findings: [] }),
    () => new Guard(),
    () => new Guard({ policy }),
    () => new Guard({ api: document }),
    () => new Guard({ api: [api, {}] }),
    () => new Guard({ api, policy: 7 }),
    () => guard.replacePolicy(),
    () => guard.decide('GET'),
    () => guard.decide(undefined, '/'),
    () => guard.decide('GET', '/', 'inbound'),
    () => guard.decide('GET', '/', { host: 7 }),
    () => guard.decide('GET', '/', { headers: 'host: x' }),
    () => guard.decide('GET', '/', { headers: ['Host', 'x'] }),
    () => guard.decide('GET', '/', { headers: { host: 7 } }),
    () => guard.decide('GET', '/', { scopes: 'read' }),
    () => guard.decide('GET', '/', { scopes: [7] }),
    () => guard.decide('GET', '/', { asn: '64500' }),
    () => guard.decide('GET', '/', { scheme: 7 }),
    () => guard.decide('GET', '/', { now: 'today' }),
  ];
  for (const run of wrong) {
    const error = thrown(run);
    assert.ok(error instanceof TypeError, `${run}: ${error}`);
    assert.equal(error.code, 'ERR_INVALID_ARG_TYPE', String(run));
  }
  await assert.rejects(Api.parseAsync(7), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
});

test('refuses words that mean nothing, without repeating them', () => {
  const guard = new Guard({ api });
  for (const [options, code] of [
    [{ sourceIp: 'hunter2' }, 'ERR_INVALID_IP_ADDRESS'],
    [{ sourceIp: '' }, 'ERR_INVALID_IP_ADDRESS'],
    [{ direction: 'hunter2' }, 'ERR_INVALID_ARG_VALUE'],
    [{ destination: 'hunter2' }, 'ERR_INVALID_ARG_VALUE'],
    [{ asn: -1 }, 'ERR_INVALID_ARG_VALUE'],
    [{ asn: 1.5 }, 'ERR_INVALID_ARG_VALUE'],
    [{ source_ip: 'hunter2' }, 'ERR_INVALID_ARG_VALUE'],
  ]) {
    const error = thrown(() => guard.decide('GET', '/', options));
    assert.ok(error instanceof TypeError, JSON.stringify(options));
    assert.equal(error.code, code);
    assert.ok(!error.message.includes('hunter2'));
  }
  assert.equal(thrown(() => Api.parse(document, { nmae: 'x' })).code, 'ERR_INVALID_ARG_VALUE');
  assert.equal(thrown(() => new Guard({ api, polciy: policy })).code, 'ERR_INVALID_ARG_VALUE');
});

test('decides whatever is sent', () => {
  const guard = new Guard({ api, policy });
  for (const target of ['', '*', '/%', '/\ud800', '/\u0000', 'http://', '/%2e%2e/PaymentAuth']) {
    assert.equal(typeof guard.decide('\ud800', target).allowed, 'boolean');
  }
  assert.equal(guard.decide('POST', '/x/../PaymentAuth').allowed, false);
  assert.equal(guard.decide('GET', `/${'%61'.repeat(1 << 20)}`).status, 414);
});
