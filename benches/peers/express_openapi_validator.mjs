// Watchgate beside express-openapi-validator, in one process, in turns, over the same document and the same request.
//
//   npm --prefix bindings/node ci && npm --prefix benches/peers ci
//   node benches/peers/express_openapi_validator.mjs [requests]
//
// A request goes through an Express app without a socket: one app reads the body and answers behind a middleware
// that does nothing, one has the validator in its place, one has a Watchgate guard there. What an app takes over the first
// is its middleware's own cost.
//
// Equal work: the request is matched against the operations of the document, and passes or is refused.
// Not equal: the validator checks parameters, body and the presence of a token against the operation's schemas, and
// Watchgate does not look at them. Watchgate decides by a policy over the risk of the operation and the caller's address,
// and the validator has no such thing. So the ratio tells what each costs in front of a handler, not which is better.

import http from 'node:http';
import { createRequire } from 'node:module';
import { Duplex } from 'node:stream';
import express from 'express';
import validator from 'express-openapi-validator';
import { Api, Guard } from '../../bindings/node/index.js';

const REQUESTS = Number(process.argv[2] ?? 2000);
const WARM_UP = 300;
const POLICY = `version: 1
rules:
  - {name: block-risky, when: {risk: ">= medium"}, action: deny}
  - {name: block-range, from: {cidr: [203.0.113.0/24]}, action: deny}
`;
const USER = { name: 'Ada', email: 'ada@example.com', age: 36, tags: ['a', 'b', 'c'] };

/** Returns a document of that many operations. The one that is called comes last; `POST /open` needs no token. */
function document(operations) {
  const ok = { description: 'ok' };
  const paths = { '/open': { post: { security: [], responses: { 201: ok } } } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  for (let index = 2; index < operations; index += 1) {
    paths[`/r${index}/{id}/items`] = { get: { parameters: [id], responses: { 200: ok } } };
  }
  const schema = {
    type: 'object',
    required: ['name', 'email'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 64 },
      email: { type: 'string', format: 'email' },
      age: { type: 'integer', minimum: 0, maximum: 150 },
      tags: { type: 'array', maxItems: 10, items: { type: 'string' } },
    },
  };
  const content = { 'application/json': { schema } };
  paths['/users'] = { post: { requestBody: { required: true, content }, responses: { 201: ok } } };
  const components = { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } };
  const info = { title: 'users', version: '1' };
  return { openapi: '3.0.3', info, security: [{ token: [] }], paths, components };
}

/** Returns an app that reads a body and answers, with a middleware in between. */
function app(...middleware) {
  const own = express();
  own.disable('x-powered-by');
  own.set('etag', false);
  own.use(express.json());
  for (const layer of middleware) own.use(layer);
  own.post(['/users', '/open'], (request, response) => {
    response.status(201).json(request.body);
  });
  own.use((error, _request, response, _next) => {
    response.status(error.status ?? 500).json({ message: error.message });
  });
  return own;
}

/** Returns a middleware that asks a guard. */
function guarded(spec) {
  const guard = new Guard({ api: Api.parse(JSON.stringify(spec)), policy: POLICY });
  return (request, response, next) => {
    const { method, originalUrl, headers, socket } = request;
    const decision = guard.decide(method, originalUrl, { headers, sourceIp: socket.remoteAddress });
    if (decision.allowed) next();
    else response.status(decision.status).json({ rule: decision.rule, reasons: decision.reasons });
  };
}

class Socket extends Duplex {
  remoteAddress = '192.0.2.7';

  _read() {}

  _write(_chunk, _encoding, done) {
    done();
  }
}

/** Sends a request through an app and returns the status. */
function send(own, url, body) {
  return new Promise((resolve, reject) => {
    const socket = new Socket();
    const request = new http.IncomingMessage(socket);
    const text = JSON.stringify(body);
    Object.assign(request, {
      method: 'POST',
      url,
      httpVersion: '1.1',
      httpVersionMajor: 1,
      httpVersionMinor: 1,
    });
    request.headers = {
      host: 'users.example.com',
      authorization: 'Bearer token',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    };
    const response = new http.ServerResponse(request);
    response.assignSocket(socket);
    response.on('finish', () => resolve(response.statusCode));
    own.handle(request, response, reject);
    request.push(text);
    request.push(null);
    request.complete = true;
  });
}

async function expect(own, url, body, status) {
  const actual = await send(own, url, body);
  if (actual !== status) throw new Error(`POST ${url} was answered with ${actual}, not ${status}`);
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** Returns a list in one of its orders, each in its turn. */
function ordered(list, turn) {
  if (list.length < 2) return list;
  const [first] = list.splice(turn % list.length, 1);
  return [first, ...ordered(list, Math.floor(turn / (list.length + 1)))];
}

function versionOf(name) {
  return createRequire(import.meta.url)(`${name}/package.json`).version;
}

/** Returns the median of each app over requests in turns, in microseconds. */
async function compare(apps) {
  const taken = Object.fromEntries(Object.keys(apps).map((name) => [name, []]));
  for (let index = 0; index < WARM_UP + REQUESTS; index += 1) {
    // The turns go through all orders: whoever follows the slowest finds the caches cold.
    for (const [name, own] of ordered(Object.entries(apps), index)) {
      const start = process.hrtime.bigint();
      const status = await send(own, '/users', USER);
      const elapsed = Number(process.hrtime.bigint() - start) / 1e3;
      if (status !== 201) throw new Error(`${name} refused a valid request with ${status}`);
      if (index >= WARM_UP) taken[name].push(elapsed);
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, values]) => [name, median(values)]));
}

console.log(
  `node ${process.version}, express ${versionOf('express')}, express-openapi-validator ${versionOf('express-openapi-validator')}`,
);
console.log(`medians over ${REQUESTS} requests each, in turns; microseconds`);
console.log('operations  express alone  + validator  + Watchgate  own cost: validator  Watchgate  ratio');
for (const operations of [2, 100, 1000]) {
  const spec = document(operations);
  const apps = {
    alone: app((_request, _response, next) => next()),
    validator: app(validator.middleware({ apiSpec: spec, validateRequests: true, validateResponses: false })),
    watchgate: app(guarded(spec)),
  };
  for (const own of Object.values(apps)) await expect(own, '/users', USER, 201);
  // Both are at work: each refuses what is its own to refuse.
  await expect(apps.validator, '/users', { ...USER, age: 'x' }, 400);
  await expect(apps.watchgate, '/open', USER, 403);
  const { alone, validator: validated, watchgate } = await compare(apps);
  const [own, ours] = [validated - alone, watchgate - alone];
  const ratio = ours > 0 ? `${(own / ours).toFixed(0)}x` : 'below noise';
  const columns = [
    [operations, 10, 0],
    [alone, 13, 1],
    [validated, 11, 1],
    [watchgate, 11, 1],
    [own, 19, 1],
    [ours, 9, 1],
  ];
  console.log(
    `${columns.map(([value, width, digits]) => value.toFixed(digits).padStart(width)).join('  ')}  ${ratio}`,
  );
}
