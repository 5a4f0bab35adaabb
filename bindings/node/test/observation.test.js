'use strict';

// What an inspector is told of traffic, and what its observations tell.

const assert = require('node:assert/strict');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { gzipSync } = require('node:zlib');
const { Inspector, SettingsError, inspect } = require('../index.js');

const EXCHANGE = {
  source: { ip: '10.0.0.1', principal: 'ada' },
  request: {
    method: 'GET',
    target: '/pets?page=2',
    headers: [['X-Forwarded-For', '198.51.100.1, 203.0.113.9']],
  },
};
const PROXIES = { header: 'x-forwarded-for', networks: ['10.0.0.0/8'] };
// {"alg":"HS256","typ":"JWT"}, {"sub":"ada","exp":1795262400,"iat":1795258800}, signed with a secret that nobody knows but
// the file of the test.
const SIGNED = [
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
  'eyJzdWIiOiJhZGEiLCJleHAiOjE3OTUyNjI0MDAsImlhdCI6MTc5NTI1ODgwMH0',
  'qZX57RGnMM4vfkuJwY6wjLvz40Q-xLP7pQ1OvHrCKnk',
].join('.');

function source(options) {
  return new Inspector(options).inspect(EXCHANGE).observation.source;
}

function isWeak(options) {
  const headers = [['Authorization', `Bearer ${SIGNED}`]];
  const exchange = { request: { method: 'GET', target: '/pets', headers }, response: { status: 200 } };
  const { findings } = new Inspector(options).inspect(exchange);
  return findings.some(({ rule }) => rule === 'jwt-with-weak-secret');
}

test('options say the same as settings', () => {
  const settings = 'traffic: {trusted_proxies: {header: x-forwarded-for, networks: [10.0.0.0/8]}}';
  const told = source({ trustedProxies: PROXIES, key: Buffer.from('key') });
  assert.deepEqual(told, source({ settings, key: 'key' }));
  assert.equal(told.address.network, '203.0.113.0/24');
  assert.notEqual(told.address.hash, source({ trustedProxies: PROXIES, key: 'other' }).address.hash);
  assert.deepEqual(source().address, { network: '10.0.0.0/24', hash: null });
  assert.equal(source({ trustedProxies: null, decoding: undefined }).principal, null);
  assert.deepEqual(inspect(EXCHANGE, { key: 'key' }).observation.source, source({ key: 'key' }));
});

test('an option replaces only what it names', () => {
  const settings = 'traffic: {privacy: {addresses: full}}';
  const told = source({ settings, privacy: { principals: 'full' } });
  assert.deepEqual([told.address.network, told.principal], ['10.0.0.1/32', 'ada']);
});

test('limits what is decoded', () => {
  const body = gzipSync('a'.repeat(100));
  const headers = [['content-encoding', 'gzip']];
  const exchange = { request: { method: 'GET', target: '/' }, response: { status: 200, headers, body } };
  const { notInspected } = new Inspector({ decoding: { size: 10 } }).inspect(exchange).observation;
  assert.deepEqual(notInspected, { 'response-body': 'too-large' });
});

test('refuses what settings refuse', () => {
  for (const [options, code, key] of [
    [{ trustedProxies: { header: 'x-forwarded-for' } }, 'missing-key', 'networks'],
    [{ trustedProxies: { ...PROXIES, networks: ['10.0.0.0/33'] } }, 'invalid-value', 'networks'],
    [{ trustedProxies: { ...PROXIES, header: 'via' } }, 'invalid-value', 'header'],
    [{ decoding: { bytes: 1 } }, 'unknown-key', 'bytes'],
    [{ decoding: { size: 0 } }, 'wrong-type', 'size'],
    [{ decoding: 7 }, 'wrong-type', 'decoding'],
    [{ privacy: { addresses: 'none' } }, 'invalid-value', 'addresses'],
  ]) {
    assert.throws(
      () => new Inspector(options),
      (error) => error instanceof SettingsError && error.code === code && error.key === key,
      key,
    );
  }
  assert.throws(() => new Inspector({ trusted_proxies: PROXIES }), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('reads the secrets that settings name', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchgate-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'secrets.txt');
  writeFileSync(file, 'another\nof our own\n');
  const settings = JSON.stringify({ traffic: { weak_secrets: file } });
  assert.ok(isWeak({ settings }) && isWeak({ settings, weakSecrets: '' }));
  assert.ok(!isWeak({ weakSecrets: '' }) && isWeak({ weakSecrets: 'of our own' }));
  const missing = JSON.stringify({ traffic: { weak_secrets: path.join(folder, 'nowhere.txt') } });
  assert.throws(() => new Inspector({ settings: missing }), /No such file|cannot find/);
});
