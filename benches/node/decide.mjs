// How long a decision takes from JavaScript: nanoseconds a call, the best of some rounds.
//
//   npm --prefix bindings/node ci && node benches/node/decide.mjs [rounds]

import { Api, Guard } from '../../bindings/node/index.js';

const ROUNDS = Number(process.argv[2] ?? 15);
const CALLS = 100_000;
const POLICY = `version: 1
rules:
  - {name: block-critical, when: {risk: ">= critical"}, action: deny}
  - {name: internal-only, from: {cidr: [203.0.113.0/24]}, action: deny}
`;

/** Returns a document of that many operations; the last one can be called by anybody. */
function document(operations) {
  const paths = {};
  for (let index = 1; index < operations; index += 1) {
    paths[`/r${index}/{id}/items`] = { get: { responses: { 200: { description: 'ok' } } } };
  }
  paths['/payments/{id}/refunds'] = { post: { security: [], responses: { 201: { description: 'ok' } } } };
  const components = { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } };
  const info = { title: 'bench', version: '1' };
  return JSON.stringify({ openapi: '3.1.0', info, security: [{ token: [] }], paths, components });
}

/** Returns the nanoseconds that a call takes in one round. */
function round(run) {
  const start = process.hrtime.bigint();
  let allowed = 0;
  for (let call = 0; call < CALLS; call += 1) allowed += run() ? 1 : 0;
  const elapsed = Number(process.hrtime.bigint() - start);
  if (allowed !== 0 && allowed !== CALLS) throw new Error('the same call was decided differently');
  return elapsed / CALLS;
}

function expect(actual, expected) {
  if (actual !== expected) throw new Error(`expected ${expected}, not ${actual}`);
}

console.log(`node ${process.version}, ${CALLS} calls a round, best of ${ROUNDS} rounds, ns a call`);
for (const operations of [1, 100, 1000]) {
  const guard = new Guard({ api: Api.parse(document(operations)), policy: POLICY });
  const known = {
    headers: { host: 'pay.example.com', accept: 'application/json' },
    route: '/payments/{id}/refunds',
    sourceIp: '192.0.2.7',
    principal: 'ada',
  };
  const documented = operations === 1 ? '/elsewhere/7' : '/r1/7/items';
  const calls = {
    allowed: () => guard.decide('GET', documented).allowed,
    denied: () => guard.decide('POST', '/payments/7/refunds').allowed,
    'denied, all facts given': () => guard.decide('POST', '/payments/7/refunds', known).allowed,
  };
  expect(calls.allowed(), true);
  expect(calls.denied(), false);
  expect(calls['denied, all facts given'](), false);
  const best = Object.fromEntries(Object.keys(calls).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let index = 0; index < ROUNDS; index += 1) {
    for (const [name, run] of Object.entries(calls)) best[name] = Math.min(best[name], round(run));
  }
  for (const [name, nanoseconds] of Object.entries(best)) {
    console.log(
      `${String(operations).padStart(5)} operations  ${name.padEnd(24)} ${nanoseconds.toFixed(0).padStart(6)}`,
    );
  }
}
