'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { test } = require('node:test');
const { inspect } = require('node:util');
const { text } = require('../lib/arguments.js');
const { DetectorError, Scanner, SettingsError, WatchgateError } = require('../index.js');

const PASSWORD = 'Tq7mZr41pXw';
const BODY = `{"user": {"email": "ada@shop.example"}, "keys": [{"password": "${PASSWORD}"}]}`;
const FORM = `email=ada%40shop.example&password=${PASSWORD}`;
const SIZE = 32 << 20;
const scanner = new Scanner();

/** Returns types and paths. */
function named(detections) {
  return detections.map(({ type, path }) => [type, path]);
}

test('finds what a body holds', () => {
  const [email, password] = scanner.scan(BODY);
  assert.deepEqual(
    { ...email, confidence: 1 },
    {
      type: 'email',
      group: 'pii',
      path: '$.user.email',
      start: 20,
      end: 36,
      confidence: 1,
      masked: '************mple',
    },
  );
  assert.equal(email.confidence, Math.round(email.confidence * 100) / 100);
  assert.deepEqual(
    [password.type, password.group, password.path, password.masked],
    ['password', 'secret', '$.keys[0].password', '****'],
  );
  assert.equal(BODY.slice(password.start, password.end), PASSWORD);
  assert.equal(Object.getPrototypeOf(email), Object.prototype);
});

test('finds it by every way in', () => {
  assert.deepEqual(named(scanner.scanJson(BODY)), named(scanner.scan(BODY)));
  assert.deepEqual(named(scanner.scanText('mail to ada@shop.example')), [['email', null]]);
  const form = [
    ['email', 'email'],
    ['password', 'password'],
  ];
  assert.deepEqual(named(scanner.scanForm(FORM)), form);
  assert.deepEqual(named(scanner.scanQuery(FORM)), form);
  assert.deepEqual(named(scanner.scanBody('application/x-www-form-urlencoded', FORM)), form);
  for (const unknown of [null, undefined]) {
    assert.deepEqual(named(scanner.scanBody(unknown, BODY)), named(scanner.scan(BODY)));
  }
});

test('takes headers as Node, fetch and others have them', () => {
  for (const headers of [
    { 'X-Mail': 'to ada@shop.example' },
    { 'x-mail': ['to ada@shop.example'], via: undefined },
    [['X-Mail', 'to ada@shop.example']],
    new Map([['X-Mail', 'to ada@shop.example']]),
    new Headers({ 'X-Mail': 'to ada@shop.example' }),
  ]) {
    const [email, ...others] = scanner.scanHeaders(headers);
    assert.deepEqual(
      [email.type, email.path, email.start, email.end, others],
      ['email', 'x-mail', 3, 19, []],
    );
  }
  const cookies = { 'set-cookie': ['a=1', 'mail=ada@shop.example'] };
  assert.equal(scanner.scanHeaders(cookies).length, 1);
});

test('takes strings, Buffers, ArrayBuffers and their views', () => {
  const padded = Buffer.from(`<<${BODY}>>`);
  const { buffer } = new Uint8Array(padded);
  const bodies = [
    Buffer.from(BODY),
    new TextEncoder().encode(BODY),
    padded.subarray(2, -2),
    new Uint8Array(Buffer.from(BODY)).buffer,
    new DataView(buffer, 2, BODY.length),
    new Uint8ClampedArray(buffer, 2, BODY.length),
  ];
  for (const body of bodies) {
    assert.deepEqual(scanner.scan(body), scanner.scan(BODY));
    assert.deepEqual(scanner.redact(body), scanner.redact(BODY));
  }
});

test('copies shared memory before it is read', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(BODY.length + 2));
  shared.set(Buffer.from(`<${BODY}>`));
  for (const view of [shared.subarray(1, -1), Buffer.from(shared.buffer, 1, BODY.length)]) {
    assert.deepEqual(scanner.scan(view), scanner.scan(BODY));
    assert.deepEqual(scanner.redact(view), scanner.redact(BODY));
    const taken = text(view, 'body');
    assert.ok(taken.buffer instanceof ArrayBuffer);
    assert.equal(taken.toString(), BODY);
  }
});

test('counts the bytes of UTF-8', () => {
  const text = 'ä€😀 ada@shop.example';
  const encoded = new TextEncoder().encode(text);
  for (const body of [text, encoded, encoded.buffer, new DataView(encoded.buffer)]) {
    const [{ start, end }] = scanner.scanText(body);
    assert.equal(Buffer.from(text).subarray(start, end).toString(), 'ada@shop.example');
  }
});

test('borrows bytes', () => {
  const script = `
    const { Scanner } = require('./index.js');
    const scanner = new Scanner();
    const body = Buffer.alloc(${SIZE}, 'a b ');
    const views = [body, new DataView(body.buffer), body.buffer];
    scanner.scanText(body.subarray(0, 1 << 20));
    const before = process.resourceUsage().maxRSS;
    for (const view of views) scanner.scanText(view);
    console.log((process.resourceUsage().maxRSS - before) * 1024);
  `;
  const options = { cwd: join(__dirname, '..'), encoding: 'utf8' };
  const grown = Number(execFileSync(process.execPath, ['-e', script], options));
  assert.ok(grown < SIZE / 4, `${grown} bytes`);
});

test('marks a number for tests', () => {
  const [madeUp, published] = scanner.scan(
    '[{"card_number": "4537 2934 1672 1103"}, {"card_number": "4111 1111 1111 1111"}]',
  );
  assert.deepEqual([madeUp.type, 'test' in madeUp], ['payment-card', false]);
  assert.deepEqual([published.type, published.test], ['payment-card', true]);
  assert.deepEqual(
    [madeUp, published].map((own) => JSON.parse(JSON.stringify(own)).test),
    [undefined, true],
  );
});

test('shows no value', () => {
  const detections = scanner.scan(BODY);
  for (const text of [JSON.stringify(detections), inspect(detections), inspect(scanner)]) {
    assert.doesNotMatch(text, new RegExp(`${PASSWORD}|ada`));
  }
});

test('hides what it finds', () => {
  const redacted = scanner.redact(BODY);
  assert.ok(Buffer.isBuffer(redacted));
  assert.equal(redacted.length, BODY.length);
  const { keys, user } = JSON.parse(redacted);
  assert.equal(keys[0].password, '*'.repeat(PASSWORD.length));
  assert.doesNotMatch(user.email, /ada/);
});

test('hides what is asked for', () => {
  const secrets = scanner.redact(BODY, { groups: ['secret'] });
  assert.match(secrets.toString(), /ada@shop/);
  assert.doesNotMatch(secrets.toString(), new RegExp(PASSWORD));
  assert.deepEqual(scanner.redact(BODY, { types: ['password'] }), secrets);
  assert.deepEqual(scanner.redact(BODY, { types: ['password'], groups: ['pii'] }), scanner.redact(BODY));
  assert.deepEqual(scanner.redact(BODY, { types: [] }), Buffer.from(BODY));
  assert.deepEqual(scanner.redact(BODY, { types: null, groups: undefined }), scanner.redact(BODY));
});

test('refuses to hide what it does not know', () => {
  const own = new Scanner({ detectors: [EMPLOYEE] });
  const redacted = own.redact('by EMP-201733 for ada@shop.example', { types: ['employee-id'] });
  assert.equal(redacted.toString(), 'by ********33 for ada@shop.example');
  for (const [options, message] of [
    [{ types: ['email', 'e-mail'] }, 'there is no type `e-mail`; did you mean `email`?'],
    [{ types: ['pii'] }, '`pii` is a group, not a type'],
    [{ types: ['ada@shop.example'] }, /^there is no type `\*\*\*`/],
    [{ groups: ['secrets'] }, /^there is no group `secrets`; a group should be /],
  ]) {
    const expected = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE', message };
    assert.throws(() => own.redact(BODY, options), expected);
  }
});

const EMPLOYEE = { name: 'employee-id', group: 'pii', pattern: '\\bEMP-\\d{6}\\b' };
const SETTINGS = "detectors:\n  - {name: employee-id, group: pii, pattern: '\\bEMP-\\d{6}\\b'}\n";

test('finds what the user describes', () => {
  for (const options of [
    { settings: SETTINGS },
    { settings: Buffer.from(SETTINGS) },
    { detectors: [EMPLOYEE] },
    { detectors: [{ ...EMPLOYEE, fields: ['employee'], scopes: ['body'], validator: null }], settings: null },
  ]) {
    const own = new Scanner(options);
    assert.deepEqual(named(own.scan('call EMP-201733')), [['employee-id', null]]);
    assert.deepEqual(own.scan('call EMP-20173'), []);
  }
});

test('hears scores and scopes', () => {
  const own = new Scanner({ detectors: [{ ...EMPLOYEE, scopes: ['response'], score: 0.6 }] });
  assert.deepEqual(own.scan('call EMP-201733'), []);
  const answers = own.inResponse();
  assert.ok(answers instanceof Scanner);
  assert.equal(answers.scan('call EMP-201733')[0].confidence, 0.6);
});

test('says what is wrong with a detector', () => {
  for (const [change, code, key] of [
    [{ pattern: '(' }, 'invalid-pattern', 'pattern'],
    [{ pattern: '((a{1000}){1000}){1000}' }, 'pattern-too-large', 'pattern'],
    [{ name: 'Employee ID' }, 'invalid-name', 'name'],
    [{ validator: 'lune' }, 'unknown-validator', 'validator'],
    [{ scopes: [] }, 'no-scope', 'scopes'],
    [{ score: Number.NaN }, 'invalid-score', 'score'],
    [{ pattern: null }, 'empty-detector', null],
  ]) {
    const detector = { ...EMPLOYEE, ...change };
    assert.throws(
      () => new Scanner({ detectors: [detector] }),
      (error) => {
        assert.ok(error instanceof DetectorError && error instanceof WatchgateError);
        assert.deepEqual(
          [error.code, error.key, error.detector, error.line],
          [code, key, detector.name, null],
        );
        return true;
      },
    );
  }
});

test('says what is wrong with the settings', () => {
  const settings = SETTINGS.replace('\\b', '(');
  assert.throws(
    () => new Scanner({ settings }),
    (error) => error instanceof SettingsError && error.code === 'invalid-pattern' && error.line === 2,
  );
  assert.throws(() => new Scanner({ settings: SETTINGS, detectors: [EMPLOYEE] }), { code: 'duplicate-name' });
});

test('refuses what is of another type', () => {
  const type = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
  const value = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' };
  for (const [run, expected] of [
    [() => scanner.scan(null), type],
    [() => scanner.scanJson({ email: 'ada@shop.example' }), type],
    [() => scanner.scanText(7), type],
    [() => scanner.scanText(new Uint16Array(2)), type],
    [() => scanner.scanForm(), type],
    [() => scanner.scanBody(7, BODY), type],
    [() => scanner.scanQuery(Buffer.from('a=b')), type],
    [() => scanner.scanHeaders(null), type],
    [() => scanner.scanHeaders({ a: 7 }), type],
    [() => scanner.scanHeaders(['a']), type],
    [() => scanner.redact(BODY, { types: 'email' }), type],
    [() => scanner.redact(BODY, { groups: ['secrets'] }), value],
    [() => scanner.redact(BODY, { types: ['employee-id'] }), value],
    [() => scanner.redact(BODY, { kinds: ['email'] }), value],
    [() => new Scanner({ detector: EMPLOYEE }), value],
    [() => new Scanner({ detectors: EMPLOYEE }), type],
    [() => new Scanner({ detectors: [{ ...EMPLOYEE, group: 'secrets' }] }), value],
    [() => new Scanner({ detectors: [{ ...EMPLOYEE, scopes: ['everywhere'] }] }), value],
    [() => new Scanner({ detectors: [{ ...EMPLOYEE, patern: 'a' }] }), value],
    [() => new Scanner({ detectors: [{ ...EMPLOYEE, score: 'high' }] }), type],
    [() => new Scanner({ detectors: [{ pattern: 'a' }] }), type],
  ]) {
    assert.throws(run, expected, String(run));
  }
});
