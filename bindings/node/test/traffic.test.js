'use strict';

const assert = require('node:assert/strict');
const { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { Worker } = require('node:worker_threads');
const { gzipSync } = require('node:zlib');
const { Api, ExchangeError, Inspector, SettingsError, inspect, readExchanges } = require('../index.js');

const samples = path.join(__dirname, '../../../tests/traffic');

/** The format, and how many exchanges and rejected records each sample holds. */
const READ = {
  'alb.log': ['alb', 2, 1],
  'apache-common.log': ['combined', 3, 1],
  'apache-vhost-combined.log': ['combined', 3, 1],
  'apiclarity.jsonl': ['apiclarity', 1, 1],
  'apigateway.jsonl': ['apigateway', 2, 0],
  'caddy.jsonl': ['mapped', 3, 0],
  'envoy.jsonl': ['envoy', 2, 0],
  'envoy.log': ['envoy', 2, 1],
  'mitmproxy.har': ['har', 4, 0],
  'native.jsonl': ['jsonl', 2, 1],
  'nginx-combined.log': ['combined', 4, 1],
  'nginx-timed.log': ['combined', 4, 1],
  'otlp-new-names.jsonl': ['otlp', 6, 0],
  'otlp-old-names.jsonl': ['otlp', 6, 0],
  'playwright.har': ['har', 7, 0],
};

const pets = Api.parse(`
openapi: 3.1.0
info: {title: pets, version: '1'}
paths:
  /pets: {post: {responses: {'201': {description: d}}}}
  /pets/{id}: {get: {responses: {'200': {description: d}}}}
`);

function record(target = '/pets/7', body = null) {
  return {
    timestamp: '2026-11-21T10:00:00Z',
    scheme: 'https',
    request: { method: 'GET', target, headers: [] },
    response: { status: 200, headers: [], body },
  };
}

function given(name) {
  return name === 'caddy.jsonl' ? { mapping: readFileSync(path.join(samples, 'caddy.yaml')) } : {};
}

/** Returns what a function throws. */
function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

test('every sample has its numbers', () => {
  const files = readdirSync(samples).filter((own) => statSync(path.join(samples, own)).isFile());
  const others = new Set(['README.md', 'caddy.yaml']);
  assert.deepEqual(files.filter((own) => !others.has(own)).sort(), Object.keys(READ));
});

for (const [name, expected] of Object.entries(READ)) {
  test(`${name} is read however it is handed over`, () => {
    const file = path.join(samples, name);
    const bytes = readFileSync(file);
    const packed = path.join(mkdtempSync(path.join(tmpdir(), 'watchgate-')), `${name}.gz`);
    writeFileSync(packed, gzipSync(bytes));
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const first = [...readExchanges(file, given(name))];
    for (const recorded of [file, bytes, new Uint8Array(bytes), shared, packed, gzipSync(bytes)]) {
      const exchanges = readExchanges(recorded, given(name));
      assert.deepEqual([...exchanges], first);
      assert.deepEqual([exchanges.format, first.length, exchanges.rejected], expected);
      assert.equal(exchanges.rejections.length, exchanges.rejected);
      assert.deepEqual([...exchanges], []);
    }
  });

  test(`${name} gives the same report in any order`, () => {
    const inspector = new Inspector({ api: pets });
    const [, exchanges, rejected] = expected;
    const report = inspector.report(readExchanges(path.join(samples, name), given(name)));
    assert.deepEqual([report.exchanges, report.rejected], [exchanges, rejected]);
    const list = [...readExchanges(path.join(samples, name), given(name))];
    assert.equal(inspector.report(list, { rejected }).toJson(), report.toJson());
    assert.equal(inspector.report(list.reverse(), { rejected }).toJson(), report.toJson());
    const more = inspector.report(readExchanges(path.join(samples, name), given(name)), { rejected: 2 });
    assert.equal(more.rejected, rejected + 2);
  });
}

test('a report tells which bodies were not looked into', () => {
  const headers = [['Content-Encoding', 'gzip, br']];
  const response = { status: 200, headers, body: 'x' };
  const exchange = { request: { method: 'GET', target: '/pets/7' }, response };
  const report = new Inspector().report([exchange, exchange]);
  assert.deepEqual({ ...report.notInspected }, { 'stacked-encodings': 2 });
  assert.match(report.toText(), /2 bodies not inspected \(stacked-encodings\)/);
});

test('bodies may be bytes', () => {
  const text = '{"email":"ada@customer.example"}';
  const expected = inspect(record('/pets/7', text)).toJson();
  assert.match(expected, /email/);
  for (const body of [Buffer.from(text), new TextEncoder().encode(text), { base64: btoa(text) }]) {
    assert.equal(inspect(record('/pets/7', body)).toJson(), expected);
  }
  assert.deepEqual(inspect(record('/pets/7', Buffer.from([0xff, 0xfe, 0]))).observation.sensitive, []);
  assert.equal(inspect(JSON.stringify(record('/pets/7', text))).toJson(), expected);
  assert.equal(inspect(Buffer.from(JSON.stringify(record('/pets/7', text)))).toJson(), expected);
});

test('what is no exchange is an error that repeats nothing', () => {
  const inspector = new Inspector();
  const request = { method: 'GET', target: '/x' };
  for (const exchange of [
    'hunter2',
    Buffer.from([0xff]),
    '{}',
    '[]',
    {},
    [],
    { request: 'hunter2' },
    { request: { method: 'GET' } },
    { request: { method: 'GET', target: 7, x: 'hunter2' } },
    { request, source: { ip: 'hunter2' } },
    { request, response: { status: 'hunter2' } },
    { request: { ...request, body: { base64: 'hunter2!' } } },
  ]) {
    for (const run of [
      () => inspector.inspect(exchange),
      () => inspector.report([record(), exchange]),
      () => inspect(exchange),
    ]) {
      const error = thrown(run);
      assert.ok(error instanceof ExchangeError, `${error}`);
      assert.equal(error.code, 'exchange');
      assert.ok(!`${error} ${error.stack} ${JSON.stringify(error)}`.includes('hunter2'));
    }
  }
  const placed = thrown(() => inspect('{"request":\n  {"method": GET}}'));
  assert.deepEqual([placed.line, placed.column], [2, 14]);
  for (const exchange of [null, undefined, 7, true]) {
    assert.equal(thrown(() => inspect(exchange)).code, 'ERR_INVALID_ARG_TYPE');
  }
});

test('records that are none are counted and placed', () => {
  const good = JSON.stringify(record());
  const bad = '{"request": {"method": "GET", "target": "/x"}, "timestamp": "hunter2"}';
  const lines = [good, 'hunter2', '{"a": "hunter2"}', good, ...Array(150).fill(bad)];
  const exchanges = readExchanges(Buffer.from(lines.join('\n')));
  assert.deepEqual([[...exchanges].length, exchanges.rejected, exchanges.rejections.length], [2, 152, 100]);
  const places = exchanges.rejections.slice(0, 3).map((own) => [own.line, own.record, own.reason]);
  assert.deepEqual(places, [
    [2, 2, 'not-json'],
    [3, 3, 'wrong-shape'],
    [5, 5, 'wrong-shape'],
  ]);
  assert.ok(!JSON.stringify(exchanges.rejections).includes('hunter2'));
});

test('files that cannot be read', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchgate-'));
  assert.match(thrown(() => readExchanges(path.join(folder, 'missing.har'))).message, /No such file/);
  assert.throws(() => [...readExchanges(folder)]);
  for (const wrong of [7, null, undefined, {}, ['calls.har']]) {
    assert.equal(thrown(() => readExchanges(wrong)).code, 'ERR_INVALID_ARG_TYPE');
  }
  assert.equal(
    thrown(() => readExchanges(Buffer.from(''), { format: 'pcap' })).code,
    'ERR_INVALID_ARG_VALUE',
  );
  assert.equal(
    thrown(() => readExchanges(Buffer.from(''), { formats: 'har' })).code,
    'ERR_INVALID_ARG_VALUE',
  );
  assert.ok(
    thrown(() => readExchanges(Buffer.from(''), { mapping: 'records: [hunter2]' })) instanceof SettingsError,
  );
});

test('compressed files that are broken', () => {
  const packed = gzipSync(`${JSON.stringify(record())}\n`.repeat(100));
  const cut = readExchanges(packed.subarray(0, -4));
  assert.deepEqual([[...cut].length, cut.rejected, cut.rejections[0].reason], [100, 1, 'truncated']);
  const noisy = readExchanges(Buffer.concat([packed, Buffer.from('noise behind the last member')]));
  assert.throws(() => [...noisy]);
});

test('a record may be too long', () => {
  const lines = [record(), record('/pets/7', 'x'.repeat(1000)), record()].map((own) => JSON.stringify(own));
  const exchanges = readExchanges(Buffer.from(lines.join('\n')), { maxRecord: 500 });
  assert.deepEqual([[...exchanges].length, exchanges.rejected], [2, 1]);
  assert.deepEqual([exchanges.rejections[0].line, exchanges.rejections[0].reason], [2, 'too-long']);
});

test('workers inspect at once', async () => {
  const file = path.join(samples, 'playwright.har');
  const expected = new Inspector().report(readExchanges(file)).toJson();
  const source = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { Inspector, readExchanges } = require(workerData.module);
    parentPort.postMessage(new Inspector().report(readExchanges(workerData.file)).toJson());`;
  const workerData = { module: path.join(__dirname, '../index.js'), file };
  const run = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(source, { eval: true, workerData });
      worker.once('message', resolve).once('error', reject);
    });
  assert.deepEqual(await Promise.all(Array.from({ length: 4 }, run)), Array(4).fill(expected));
});
