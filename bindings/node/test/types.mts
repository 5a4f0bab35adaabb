// Compiled by types.test.js, never run: what a program in TypeScript may write, and what it may not.

import {
  type Action,
  Api,
  BaselineError,
  type Decision,
  type Detection,
  DetectorError,
  type Finding,
  Guard,
  Inspector,
  type Observation,
  PolicyError,
  type Risk,
  rules,
  Scanner,
  type SensitiveGroup,
  type Severity,
  SpecError,
  WatchgateError,
} from 'watchgate';

const api: Api = Api.parse('openapi: 3.1.0', { name: 'payments', file: 'payments.yaml' });
const later: Promise<Api> = Api.parseAsync(new Uint8Array());
const guard = new Guard({ api: [api, await later], policy: Buffer.from('version: 1'), basePath: '' });

const decision: Decision = guard.decide('POST', '/PaymentAuth', {
  headers: { host: 'pay.example.com', 'set-cookie': ['a', 'b'], via: undefined },
  direction: 'outbound',
  scopes: ['read'],
  now: new Date(),
});
guard.decide('GET', '/', { headers: [['Host', 'pay.example.com']] });
guard.decide('GET', '/', { headers: new Map([['Host', 'pay.example.com']]) });
const action: Action = decision.action;
const status: number | null = decision.status;
const level: string | undefined = decision.risk?.level;

const finding: Finding | undefined = api.findings('rules: {}')[0];
const severity: Severity | undefined = finding?.severity;
const seen: string | null | undefined = finding?.evidence.firstSeen;
const risk: Risk | null = guard.risk('POST', '/PaymentAuth');
const points: number | undefined = risk?.reasons[0]?.points;
const count: number | undefined = api.report().apis[0]?.operationCount;
const score: number | undefined = api.grade('profile: strict')?.score;
const missing: number | undefined = api.grade()?.dataValidation.reasons[0]?.points;
const suppressed: number | undefined = api.report().suppressed['duplicate-key'];
const text: string = api.report().toText({ color: true, verbose: false });
const known: number | undefined = api.report().without('{"findings": []}').baseline?.known;
const written: string[] = [api.report().toSarif(), api.report().toMarkdown()];
const ids: string[] = rules().map((rule) => rule.id);

const scanner = new Scanner({
  settings: 'detectors: []',
  detectors: [{ name: 'employee-id', group: 'pii', pattern: 'EMP-[0-9]+', scopes: ['body'], score: 0.9 }],
});
const detection: Detection | undefined = scanner.inResponse().scan(new Uint8Array())[0];
const group: SensitiveGroup | undefined = detection?.group;
const place: string | null | undefined = detection?.path;
const found: number = scanner.scanBody(undefined, '{}').length + scanner.scanHeaders(new Headers()).length;
scanner.scanHeaders({ cookie: ['a=1', 'b=2'] });
const hidden: Buffer = scanner.redact('{}', { types: ['email'], groups: ['secret'] });

const inspector = new Inspector({
  key: new Uint8Array(32),
  trustedProxies: { header: 'forwarded', networks: ['10.0.0.0/8'] },
  decoding: { ratio: 20 },
  privacy: { addresses: 'hash' },
});
const seenCall: Observation = inspector.inspect('{}').observation;
const network: string | null | undefined = seenCall.source.address?.network;
const parameter: string | undefined = seenCall.parameters[0]?.name;

export function explain(error: unknown): string {
  if (error instanceof SpecError) return `${error.code} ${error.line} ${error.pointer} ${error.file}`;
  if (error instanceof PolicyError) return `${error.code} ${error.rule} ${error.key}`;
  if (error instanceof DetectorError) return `${error.code} ${error.detector}`;
  if (error instanceof BaselineError) return `${error.code} ${error.key}`;
  return error instanceof WatchgateError ? error.code : 'other';
}

// @ts-expect-error a document is a text
Api.parse({ openapi: '3.1.0' });
// @ts-expect-error an Api is read, not made
new Api();
// @ts-expect-error a guard needs a document
new Guard({ policy: 'version: 1' });
// @ts-expect-error there are two directions
guard.decide('GET', '/', { direction: 'sideways' });
// @ts-expect-error options are in camelCase
guard.decide('GET', '/', { source_ip: '192.0.2.1' });
// @ts-expect-error a decision does not change
decision.allowed = true;
// @ts-expect-error an action is one of three words
decision.action === 'block';
// @ts-expect-error a body is bytes or a string
scanner.scan({});
// @ts-expect-error there are five groups
scanner.redact('{}', { groups: ['secrets'] });
// @ts-expect-error proxies that are trusted write a header
new Inspector({ trustedProxies: { networks: ['10.0.0.0/8'] } });
// @ts-expect-error addresses are told in three ways
new Inspector({ privacy: { addresses: 'none' } });
// @ts-expect-error a detector has a group
new Scanner({ detectors: [{ name: 'a' }] });

export {
  action,
  count,
  found,
  group,
  hidden,
  ids,
  known,
  level,
  missing,
  network,
  parameter,
  place,
  points,
  score,
  seen,
  severity,
  status,
  suppressed,
  text,
  written,
};
