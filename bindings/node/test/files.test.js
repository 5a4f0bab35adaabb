'use strict';

// Documents of several files.

const assert = require('node:assert/strict');
const { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { Api, SpecError } = require('../index.js');

const DOCUMENT = `openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders: {$ref: paths/orders.yaml}
`;
const ORDERS = 'post: {operationId: order}\n';

/** Returns the messages of a rule. */
function messages(api, rule) {
  return api
    .findings()
    .filter((finding) => finding.rule === rule)
    .map((finding) => finding.message);
}

function ids(api) {
  return api.operations().map((own) => own.id);
}

/** Makes a folder with the document and its part, beside a file that is none of its business. */
function specs(context) {
  const place = mkdtempSync(path.join(tmpdir(), 'watchgate-'));
  context.after(() => rmSync(place, { recursive: true }));
  const folder = path.join(place, 'specs');
  mkdirSync(path.join(folder, 'paths'), { recursive: true });
  writeFileSync(path.join(folder, 'api.yaml'), DOCUMENT);
  writeFileSync(path.join(folder, 'paths', 'orders.yaml'), ORDERS);
  writeFileSync(path.join(place, 'secret.yaml'), 'get: {operationId: secret}\n');
  return folder;
}

test('asks the resolver once for each other file', () => {
  for (const part of [ORDERS, Buffer.from(ORDERS), new TextEncoder().encode(ORDERS)]) {
    const asked = [];
    const resolver = (file) => {
      asked.push(file);
      return part;
    };
    const document = `${DOCUMENT}  /more: {$ref: './paths/../paths/orders.yaml'}\n`;
    const api = Api.parse(document, { file: 'specs/api.yaml', resolver });
    assert.deepEqual(ids(api), ['order', 'order']);
    assert.deepEqual(asked, ['paths/orders.yaml']);
    assert.equal(api.findings()[0].location.file, 'specs/paths/orders.yaml');
  }
});

test('reports a file that nobody has', () => {
  for (const answer of [null, undefined]) {
    const api = Api.parse(DOCUMENT, { resolver: () => answer });
    assert.deepEqual(messages(api, 'unread-reference'), [
      'the reference `paths/orders.yaml` was not read: no such file',
    ]);
  }
  for (const resolver of [null, undefined]) {
    assert.deepEqual(messages(Api.parse(DOCUMENT, { resolver }), 'unread-reference'), [
      'the reference `paths/orders.yaml` is in another document and was not read',
    ]);
  }
});

test('throws what a resolver throws, and asks no further', () => {
  const asked = [];
  const resolver = (file) => {
    asked.push(file);
    throw new RangeError('not today');
  };
  const document = `${DOCUMENT}  /more: {$ref: paths/more.yaml}\n`;
  assert.throws(() => Api.parse(document, { resolver }), { name: 'RangeError', message: 'not today' });
  assert.equal(asked.length, 1);
});

test('survives a resolver that reads documents with itself', () => {
  let calls = 0;
  const resolver = () => {
    calls += 1;
    Api.parse(DOCUMENT, { resolver });
    return 'type: string';
  };
  assert.equal(messages(Api.parse(DOCUMENT, { resolver }), 'unread-reference').length, 0);
  assert.equal(calls, 16);
});

test('refuses a resolver that is none or returns no text', async () => {
  assert.throws(() => Api.parse(DOCUMENT, { resolver: {} }), {
    code: 'ERR_INVALID_ARG_TYPE',
    message: '`resolver` should be a function',
  });
  for (const answer of [1, {}, Promise.resolve(ORDERS)]) {
    assert.throws(() => Api.parse(DOCUMENT, { resolver: () => answer }), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: '`resolver(path)` should be a string, a Buffer, an ArrayBuffer or a view of bytes',
    });
  }
  await assert.rejects(Api.parseAsync(DOCUMENT, { resolver: () => ORDERS }), {
    code: 'ERR_INVALID_ARG_VALUE',
  });
});

test('never asks a resolver to leave the folder', () => {
  const ways = [
    '../a',
    '/etc/passwd',
    'file:///a',
    'https://h/a',
    '//h/a',
    'a/%2e%2e/../b',
    '..\\a',
    'C:\\a',
  ];
  const paths = ways.map((way, at) => `  /p${at}: {$ref: '${way}'}\n`).join('');
  const resolver = (file) => assert.fail(file);
  const api = Api.parse(`openapi: 3.0.3\npaths:\n${paths}`, { resolver });
  assert.equal(messages(api, 'remote-reference').length, ways.length - 1);
  assert.equal(messages(api, 'unread-reference').length, 1);
});

test('loads a document from disk with its files', async (context) => {
  const folder = specs(context);
  const file = path.join(folder, 'api.yaml');
  const api = Api.load(file, { name: 'shop' });
  assert.deepEqual([api.name, api.file, ids(api)], ['shop', file, ['order']]);
  assert.equal(api.findings()[0].location.file, path.join(folder, 'paths', 'orders.yaml'));
  assert.equal((await Api.loadAsync(file)).report().toJson(), Api.load(file).report().toJson());
});

test('does not leave the folder of a document on disk', (context) => {
  const folder = specs(context);
  symlinkSync('../secret.yaml', path.join(folder, 'link.yaml'));
  writeFileSync(path.join(folder, 'loop.yaml'), '$ref: loop.yaml\n');
  const absolute = path.join(folder, '..', 'secret.yaml');
  const references = ['link.yaml', '../secret.yaml', absolute, `file://${absolute}`, 'loop.yaml'];
  const paths = references.map((reference, at) => `  /p${at}: {$ref: '${reference}'}\n`).join('');
  writeFileSync(path.join(folder, 'api.yaml'), `${DOCUMENT}${paths}`);
  const api = Api.load(path.join(folder, 'api.yaml'));
  assert.deepEqual(ids(api), ['order']);
  assert.deepEqual(messages(api, 'unread-reference'), [
    "the reference `link.yaml` was not read: outside of the document's folder",
  ]);
  assert.equal(messages(api, 'remote-reference').length, 3);
  assert.equal(messages(api, 'circular-reference').length, 2);
});

test('says why a document on disk cannot be loaded', async (context) => {
  const folder = specs(context);
  const missing = path.join(folder, 'none.yaml');
  assert.throws(() => Api.load(missing), { code: 'ENOENT', path: missing });
  await assert.rejects(Api.loadAsync(missing), { code: 'ENOENT' });
  assert.throws(() => Api.load(folder), { code: 'EISDIR' });
  const file = path.join(folder, 'api.yaml');
  writeFileSync(file, 'a: [');
  assert.throws(
    () => Api.load(file),
    (error) => error instanceof SpecError && error.file === file && error.line === 1,
  );
  assert.throws(() => Api.load(file, { file: 'x' }), { code: 'ERR_INVALID_ARG_VALUE' });
});
