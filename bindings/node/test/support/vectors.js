'use strict';

// The cases of tests/vectors, which every language runs.

const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { Api, Guard, Inspector, Scanner } = require('../../index.js');

const folder = path.join(__dirname, '..', '..', '..', '..', 'tests', 'vectors');
const KINDS = ['analysis', 'grade', 'policy', 'report', 'risk', 'router', 'scan', 'trace'];

/** Returns the cases of a kind, file by file in the order of their names. */
function cases(kind) {
  const own = path.join(folder, kind);
  const files = existsSync(own) ? readdirSync(own).filter((file) => file.endsWith('.json')) : [];
  return files.sort().flatMap((file) => {
    const content = JSON.parse(readFileSync(path.join(own, file), 'utf8'));
    return content.map(({ rule, given, ...own }) => {
      // A case about a rule turns it on.
      const settings = rule && { settings: [`rules: {${rule}: on}`] };
      return { ...own, rule, given: { ...settings, ...given }, kind, file: `${kind}/${file}` };
    });
  });
}

/** Returns every case in the order of the files' paths. */
function allCases() {
  return KINDS.flatMap(cases);
}

/** Returns a text that is given as lines or as a file. */
function text(given) {
  if (given === undefined) return undefined;
  if (Array.isArray(given)) return joined(given);
  return readFileSync(path.join(folder, given.file));
}

/** Returns lines as a text. */
function joined(lines) {
  return `${lines.join('\n')}\n`;
}

/** Reads the document of a case, with the files beside it. */
function api({ document, name, file = 'document', files = {} }) {
  const resolver = (path) => (Object.hasOwn(files, path) ? joined(files[path]) : null);
  return Api.parse(text(document), { name, file, resolver });
}

/** Returns the report over a case's document, or over what changed until the one that it is compared with. */
function whole(given) {
  if (!given.against) return api(given).report(text(given.settings));
  const newer = api({ ...given, document: given.against, file: 'against' });
  return newer.changesSince(api(given), text(given.settings));
}

/** Returns the report of a case, without what a given baseline knows. */
function report(given) {
  const own = whole(given);
  return given.baseline ? own.without(text(given.baseline)) : own;
}

/** Returns the decisions over the requests of a case. */
function decisions(given) {
  const guard = new Guard({
    api: api(given),
    policy: text(given.policy),
    settings: text(given.settings),
  });
  return given.requests.map(({ request, route, source, destination, direction }) =>
    guard.decide(request.method, request.target, {
      route,
      direction,
      host: destination?.host,
      destination: destination?.network,
      destinationWorkload: destination?.workload,
      sourceIp: source?.ip,
      workload: source?.workload,
      principal: source?.principal,
      country: source?.country,
      asn: source?.asn,
    }),
  );
}

/** How a body is scanned by the key that it is given under. */
const WAYS = { body: 'scan', text: 'scanText', json: 'scanJson', form: 'scanForm' };

/** Returns a text that may be given in parts, so that the file itself holds no token. */
function assembled(text) {
  return [text].flat().join('');
}

/** Returns the detections of a case, or its redacted text. */
function scan(given) {
  const compiled = new Scanner({ settings: given.settings });
  const scanner = given.response ? compiled.inResponse() : compiled;
  const body = (key) => {
    const text = assembled(given[key]);
    return given.base64 ? Buffer.from(text, 'base64') : text;
  };
  if (given.redact !== undefined) {
    const redacted = scanner.redact(body('redact'), { types: given.types, groups: given.groups });
    return redacted.toString(given.base64 ? 'base64' : 'utf8');
  }
  if (given.headers) return scanner.scanHeaders(given.headers.map((pair) => pair.map(assembled)));
  if (given.query !== undefined) return scanner.scanQuery(assembled(given.query));
  if (given.content_type) return scanner.scanBody(given.content_type, body('body'));
  const way = Object.keys(WAYS).find((key) => given[key] !== undefined);
  return scanner[WAYS[way]](body(way));
}

/** Returns what the exchange of a case shows. */
function inspection(given) {
  const own = given.document ? api(given) : null;
  const inspector = new Inspector({
    api: own,
    settings: text(given.settings),
    weakSecrets: '',
    key: given.key,
  });
  return inspector.inspect(given.exchange);
}

module.exports = { allCases, api, decisions, inspection, report, scan, text };
