'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { Api, Decision, Guard } = require('../index.js');
const { document, policy } = require('./support/payments.js');

const api = Api.parse(document);

/** Returns a guard with a single rule that denies. */
function denying(rule, basePath) {
  return new Guard({
    api,
    policy: `version: 1\nrules:\n  - {name: only, ${rule}, action: deny}\n`,
    basePath,
  });
}

test('blocks the operation that anybody can call, and nothing else', () => {
  const guard = new Guard({ api, policy });
  const denied = guard.decide('POST', '/PaymentAuth?ref=1');
  assert.ok(denied instanceof Decision);
  assert.deepEqual(
    { ...denied, revision: '' },
    {
      action: 'deny',
      allowed: false,
      would: 'deny',
      mode: 'enforce',
      rule: 'block-critical-payments',
      alerts: [],
      revision: '',
      operation: { method: 'POST', path: '/PaymentAuth' },
      risk: { score: 80, level: 'critical' },
      reasons: ['risk critical is at least critical'],
      status: 403,
    },
  );
  for (const [method, target] of [
    ['POST', '/PaymentAuthNew'],
    ['GET', '/payments/7'],
    ['GET', '/elsewhere'],
  ]) {
    const allowed = guard.decide(method, target);
    assert.deepEqual([allowed.action, allowed.allowed, allowed.status], ['allow', true, null]);
  }
  assert.equal(guard.decide('POST', '/PaymentAuthNew').risk.level, 'medium');
  assert.equal(guard.decide('GET', '/elsewhere').operation, null);
});

test('blocks nothing in monitor mode, and tells what it would have blocked', () => {
  const guard = new Guard({ api, policy: `${policy}mode: monitor\n` });
  const decision = guard.decide('POST', '/PaymentAuth');
  assert.deepEqual(
    [decision.action, decision.allowed, decision.would, decision.mode],
    ['alert', true, 'deny', 'monitor'],
  );
});

test('lets every call pass without a policy', () => {
  assert.equal(new Guard({ api }).decide('POST', '/PaymentAuth').allowed, true);
});

test('gives a decision back as the core writes it', () => {
  const decision = new Guard({ api, policy }).decide('POST', '/PaymentAuth');
  assert.equal(JSON.stringify(decision), decision.toJson());
  assert.match(decision.toJson(), /^\{"action":"deny","allowed":false,"would":"deny",/);
  assert.throws(() => {
    decision.allowed = true;
  }, TypeError);
});

test('knows the operation by the route of the framework', () => {
  const guard = new Guard({ api, policy });
  assert.equal(guard.decide('POST', '/behind/a/prefix', { route: '/PaymentAuth' }).allowed, false);
  assert.equal(
    denying('when: {deprecated: true}').decide('GET', '/x', { route: '/payments/:id' }).allowed,
    false,
  );
});

test('hands every fact to the policy', () => {
  for (const [rule, fact, other] of [
    ['from: {workload: [storefront]}', { workload: 'storefront' }, { workload: 'cron' }],
    ['from: {principal: [ada]}', { principal: 'ada' }, { principal: 'bob' }],
    ['from: {scope: [write]}', { scopes: ['read', 'write'] }, { scopes: ['read'] }],
    ['from: {cidr: [10.0.0.0/8]}', { sourceIp: '::ffff:10.1.2.3' }, { sourceIp: '192.0.2.1' }],
    ['from: {country: [DE]}', { country: 'de' }, { country: 'FR' }],
    ['from: {asn: [64500]}', { asn: 64500 }, { asn: 4294967295 }],
    ['to: {host: [pay.example.com]}', { host: 'pay.example.com:443' }, { host: 'example.com' }],
    ['to: {workload: [ledger]}', { destinationWorkload: 'ledger' }, { destinationWorkload: 'mail' }],
    ['when: {direction: outbound}', { direction: 'outbound' }, { direction: 'inbound' }],
    ['when: {destination: external}', { destination: 'external' }, { destination: 'internal' }],
  ]) {
    const guard = denying(rule);
    assert.equal(guard.decide('GET', '/x', fact).allowed, false, rule);
    assert.equal(guard.decide('GET', '/x', other).allowed, true, rule);
    assert.equal(guard.decide('GET', '/x').allowed, true, rule);
    const absent = Object.fromEntries(Object.keys(fact).map((key) => [key, null]));
    assert.equal(guard.decide('GET', '/x', absent).allowed, true, rule);
  }
});

test('takes the host from the headers where it is not given', () => {
  const guard = denying('to: {host: [pay.example.com]}');
  for (const headers of [
    { host: 'pay.example.com' },
    { Host: 'pay.example.com:443' },
    { accept: ['a', 'b'], HOST: ['pay.example.com'] },
    [
      ['Accept', '*/*'],
      ['Host', 'pay.example.com'],
    ],
    new Map([['host', 'pay.example.com']]),
    new Headers({ host: 'pay.example.com' }),
  ]) {
    assert.equal(guard.decide('GET', '/x', { headers }).allowed, false);
    assert.equal(guard.decide('GET', '/x', { headers, host: 'example.com' }).allowed, true);
  }
  assert.equal(guard.decide('GET', '/x', { headers: { accept: '*/*' } }).allowed, true);
  assert.equal(guard.decide('GET', '/x', { headers: null }).allowed, true);
});

test('accepts the facts that no policy key asks for yet', () => {
  const decision = new Guard({ api, policy }).decide('POST', '/PaymentAuth', {
    scheme: 'https',
    now: new Date(),
  });
  assert.equal(decision.allowed, false);
});

test('puts another policy in force, and keeps it when the next one is broken', () => {
  const guard = new Guard({ api });
  const before = guard.decide('POST', '/PaymentAuth');
  guard.replacePolicy(Buffer.from(policy));
  const after = guard.decide('POST', '/PaymentAuth');
  assert.deepEqual([before.allowed, after.allowed], [true, false]);
  assert.notEqual(before.revision, after.revision);
  assert.throws(() => guard.replacePolicy('version: 2'), { name: 'PolicyError' });
  const still = guard.decide('POST', '/PaymentAuth');
  assert.deepEqual([still.allowed, still.revision], [false, after.revision]);
  guard.replacePolicy('version: 1');
  assert.equal(guard.decide('POST', '/PaymentAuth').allowed, true);
});

test('tells decisions apart however many there are', () => {
  const count = 9000;
  const paths = Array.from({ length: count }, (_, index) => [`/r${index}`, { get: { responses: {} } }]);
  const large = {
    openapi: '3.1.0',
    info: { title: 'large', version: '1' },
    paths: Object.fromEntries(paths),
  };
  const guard = new Guard({ api: Api.parse(JSON.stringify(large)) });
  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < count; index += 1) {
      assert.equal(guard.decide('GET', `/r${index}`).operation.path, `/r${index}`);
    }
  }
});

test('guards several documents', () => {
  const other = Api.parse('openapi: 3.1.0\ninfo: {title: Mail, version: "1"}\npaths: {/send: {post: {}}}\n');
  const guard = new Guard({
    api: [api, other],
    policy: 'version: 1\nrules: [{name: no-mail, to: {api: Mail}, action: deny}]',
  });
  assert.equal(guard.decide('POST', '/send').rule, 'no-mail');
  assert.equal(guard.decide('POST', '/PaymentAuth').allowed, true);
  assert.deepEqual(new Set(guard.findings.map((finding) => finding.api)), new Set(['Payments', 'Mail']));
  assert.equal(guard.risk('POST', '/send').level, 'critical');
  assert.equal(guard.risk('GET', '/send'), null);
  assert.equal(guard.findings, guard.findings);
});

test('sees the paths that the application sees', () => {
  assert.equal(new Guard({ api, policy, basePath: '/v2' }).decide('POST', '/v2/PaymentAuth').allowed, false);
});

test('follows the settings', () => {
  const settings = 'rules: {operation-without-authentication: low}';
  const guard = new Guard({ api, policy, settings });
  assert.equal(guard.decide('POST', '/PaymentAuth').allowed, true);
  assert.equal(guard.risk('POST', '/PaymentAuth').level, 'low');
});
