// @ts-check
'use strict';

const native = require('./native.js');
const { Api, handle } = require('./api.js');
const { invalidType, options, optionalNumber, optionalString, optionalText } = require('./arguments.js');
const { unwrap } = require('./errors.js');
const { Finding, attributes } = require('./record.js');

/** @type {ReadonlySet<string>} */
const INSPECTOR_OPTIONS = new Set([
  'api',
  'settings',
  'basePath',
  'weakSecrets',
  'key',
  'trustedProxies',
  'decoding',
  'privacy',
]);
/** @type {ReadonlySet<string>} */
const INSPECT_OPTIONS = new Set(['api', 'settings', 'key']);
/** @type {ReadonlySet<string>} */
const READ_OPTIONS = new Set(['format', 'mapping', 'maxRecord']);
/** @type {ReadonlySet<string>} */
const REPORT_OPTIONS = new Set(['rejected']);
/** @type {ReadonlySet<string>} */
const TEXT_OPTIONS = new Set(['color', 'verbose']);

/** Looks at exchanges one by one. It is compiled once. */
class Inspector {
  #native;

  /** @param {unknown} [given] */
  constructor(given) {
    const own = options(given, 'options', INSPECTOR_OPTIONS);
    const { api, settings, basePath, weakSecrets, key } = own;
    const apis = api === undefined || api === null ? [] : Array.isArray(api) ? api : [api];
    if (!apis.every((each) => each instanceof Api)) throw invalidType('api', 'an Api or an array of Apis');
    this.#native = unwrap(
      native.Inspector.build(
        apis.map(handle),
        optionalText(settings, 'settings'),
        optionalString(basePath, 'basePath'),
        optionalText(weakSecrets, 'weakSecrets'),
        optionalText(key, 'key'),
        trafficOf(own),
      ),
    );
  }

  /**
   * Returns what an exchange shows.
   *
   * @param {unknown} exchange
   */
  inspect(exchange) {
    return new Inspection(unwrap(this.#native.inspect(recordOf(exchange))));
  }

  /**
   * Returns the report over exchanges: those that `readExchanges` reads, or any others. `rejected` is how many records were
   * none; those that `readExchanges` meets are counted without it.
   *
   * @param {unknown} exchanges
   * @param {unknown} [given]
   */
  report(exchanges, given) {
    const { rejected } = options(given, 'options', REPORT_OPTIONS);
    const others = optionalNumber(rejected, 'rejected') ?? 0;
    if (exchanges instanceof Exchanges) {
      return new TrafficReport(this.#native.reportFile(opened(exchanges), others));
    }
    const list = [.../** @type {Iterable<unknown>} */ (exchanges)].map(recordOf);
    return new TrafficReport(unwrap(this.#native.report(list, others)));
  }
}

/** What an exchange shows. */
class Inspection {
  #json;

  /** @param {string} json */
  constructor(json) {
    this.#json = json;
    const { observation, findings } = JSON.parse(json);
    /** The findings, the worst first. */
    this.findings = Object.freeze(
      findings.map((/** @type {unknown} */ own) => new Finding(JSON.stringify(own))),
    );
    /** What a catalog keeps of the exchange. */
    this.observation = attributes(observation);
    Object.freeze(this);
  }

  /** Returns it under the names of the contract, for `JSON.stringify`. */
  toJSON() {
    return JSON.parse(this.#json);
  }

  /** Returns it as the core wrote it, on one line. */
  toJson() {
    return this.#json;
  }
}

/** What exchanges show of the operations that were called. */
class TrafficReport {
  #native;

  /** @param {import('../native').TrafficReport} own */
  constructor(own) {
    if (!(own instanceof native.TrafficReport))
      throw invalidType('report', 'what `Inspector.report` returns');
    this.#native = own;
    const report = JSON.parse(own.toJson());
    const { exchanges, rejected, endpoints, posture, calls, omitted, risk } = report;
    /** How many exchanges were looked at. */
    this.exchanges = exchanges;
    /** How many records were none. */
    this.rejected = rejected;
    /** How many bodies were not looked into, by why. They are not clean; nobody knows. */
    this.notInspected = attributes(report.not_inspected);
    /** The operations, the riskiest first. */
    this.endpoints = attributes(endpoints);
    /** The findings of documents and traffic, the worst first. */
    this.findings = Object.freeze(own.findings().map((json) => new Finding(json)));
    /** How many findings of each severity each posture category has. */
    this.posture = attributes(posture);
    /** Who calls what. */
    this.calls = attributes(calls);
    /** What did not fit into the limits of the report. */
    this.omitted = attributes(omitted);
    /** The risk of the worst operation. */
    this.risk = attributes(risk);
  }

  /** Returns the report under the names of the contract, for `JSON.stringify`. */
  toJSON() {
    return JSON.parse(this.toJson());
  }

  /** Returns the report as the core writes it, on one line. */
  toJson() {
    return this.#native.toJson();
  }

  /** Returns the findings as SARIF 2.1.0 on one line, with the rules behind them. */
  toSarif() {
    return this.#native.toSarif();
  }

  /** Returns a summary as Markdown for a comment on a pull request. */
  toMarkdown() {
    return this.#native.toMarkdown();
  }

  /**
   * Renders the report for a person.
   *
   * @param {unknown} [given]
   */
  toText(given) {
    const { color, verbose } = options(given, 'options', TEXT_OPTIONS);
    return this.#native.toText(color === true, verbose === true);
  }
}

/** The exchanges of a file, one at a time. What is no record is passed over and counted. */
class Exchanges {
  #native;

  /** @param {import('../native').Exchanges} own */
  constructor(own) {
    this.#native = own;
    OPENED.set(this, own);
  }

  /** The format; `auto` until it is known. */
  get format() {
    return this.#native.format();
  }

  /** How many records were none so far. */
  get rejected() {
    return this.#native.rejected();
  }

  /** The first hundred of them: line, record, reason, message. */
  get rejections() {
    return attributes(JSON.parse(this.#native.rejections()));
  }

  *[Symbol.iterator]() {
    for (let json = this.#native.next(); json !== null; json = this.#native.next()) yield JSON.parse(json);
  }
}

/** @type {WeakMap<Exchanges, import('../native').Exchanges>} */
const OPENED = new WeakMap();

/** @param {Exchanges} exchanges */
function opened(exchanges) {
  return /** @type {import('../native').Exchanges} */ (OPENED.get(exchanges));
}

/**
 * Reads recorded traffic: the path of a file, or its bytes; gzip too.
 *
 * @param {unknown} recorded
 * @param {unknown} [given]
 */
function readExchanges(recorded, given) {
  const { format, mapping, maxRecord } = options(given, 'options', READ_OPTIONS);
  const path = typeof recorded === 'string' ? recorded : undefined;
  if (path === undefined && !ArrayBuffer.isView(recorded)) {
    throw invalidType('recorded', 'the path of a file, or bytes');
  }
  const content = path === undefined ? optionalText(recorded, 'recorded') : undefined;
  return new Exchanges(
    unwrap(
      native.Exchanges.open(
        path,
        content,
        optionalString(format, 'format'),
        optionalText(mapping, 'mapping'),
        optionalNumber(maxRecord, 'maxRecord'),
      ),
    ),
  );
}

/**
 * Returns what one exchange shows, against its document if there is one. Whoever inspects several makes an `Inspector`.
 *
 * @param {unknown} exchange
 * @param {unknown} [given]
 */
function inspect(exchange, given) {
  const { api, settings, key } = options(given, 'options', INSPECT_OPTIONS);
  return new Inspector({ api, settings, weakSecrets: '', key }).inspect(exchange);
}

/**
 * Returns what options say of traffic, under the names of a settings file.
 *
 * @param {Record<string, unknown>} given
 */
function trafficOf({ trustedProxies, decoding, privacy }) {
  const sections = { trusted_proxies: trustedProxies, decoding, privacy };
  return JSON.stringify(sections, (_, own) => own ?? undefined);
}

/**
 * Returns an exchange as JSON: an object of the shape of the native record, whose bodies and header values may be bytes, or
 * its JSON.
 *
 * @param {unknown} exchange
 */
function recordOf(exchange) {
  if (typeof exchange === 'string' || ArrayBuffer.isView(exchange)) {
    return /** @type {string | Buffer} */ (optionalText(exchange, 'exchange'));
  }
  if (typeof exchange !== 'object' || exchange === null) {
    throw invalidType('exchange', 'an object, or its JSON');
  }
  return JSON.stringify(exchange, bytesAsBase64);
}

/**
 * @this {Record<string, unknown>}
 * @param {string} key
 * @param {unknown} value
 */
function bytesAsBase64(key, value) {
  const own = this[key];
  if (!(own instanceof Uint8Array)) return value;
  return { base64: Buffer.from(own.buffer, own.byteOffset, own.byteLength).toString('base64') };
}

module.exports = { Exchanges, Inspection, Inspector, TrafficReport, inspect, readExchanges };
