// @ts-check
'use strict';

const native = require('./native.js');
const { invalidType, options, optionalString, optionalText, string, text } = require('./arguments.js');
const { unwrap } = require('./errors.js');
const { Finding, attributes } = require('./record.js');

/** @type {ReadonlySet<string>} */
const PARSE_OPTIONS = new Set(['name', 'file']);
/** @type {ReadonlySet<string>} */
const TEXT_OPTIONS = new Set(['color', 'verbose']);

/**
 * Returns the arguments of the native half.
 *
 * @param {unknown} source
 * @param {unknown} given
 * @returns {[string | Buffer, string | undefined, string | undefined]}
 */
function parseArguments(source, given) {
  const { name, file } = options(given, 'options', PARSE_OPTIONS);
  return [text(source, 'text'), optionalString(name, 'name'), optionalString(file, 'file')];
}

/**
 * The native half of an API.
 *
 * @type {(api: Api) => import('../native').Api}
 */
let handle;

/** An OpenAPI document, read once into a form that reports and guards ask. */
class Api {
  #native;

  static {
    handle = (api) => api.#native;
  }

  /** @param {import('../native').Api} own */
  constructor(own) {
    if (!(own instanceof native.Api)) throw invalidType('api', 'what `Api.parse` reads');
    this.#native = own;
  }

  /**
   * Reads a document in YAML or JSON.
   *
   * @param {unknown} source
   * @param {unknown} [given]
   */
  static parse(source, given) {
    const [document, name, file] = parseArguments(source, given);
    return new Api(unwrap(native.Api.parse(document, name, file), file));
  }

  /**
   * Reads a document in YAML or JSON on another thread.
   *
   * @param {unknown} source
   * @param {unknown} [given]
   */
  static async parseAsync(source, given) {
    const [document, name, file] = parseArguments(source, given);
    return new Api(unwrap(await native.Api.parseAsync(document, name, file), file));
  }

  /** The name: the one given, else `info.title`, else the file's stem, else the host. */
  get name() {
    return this.#native.name;
  }

  /** The API's own version (`info.version`). */
  get version() {
    return this.#native.version;
  }

  /** The file's name as it was given. */
  get file() {
    return this.#native.file;
  }

  /**
   * Returns the findings: the worst first, then by place.
   *
   * @param {unknown} [settings]
   */
  findings(settings) {
    const findings = unwrap(this.#native.findings(optionalText(settings, 'settings')));
    return findings.map((json) => new Finding(json));
  }

  /**
   * Returns the operations with their risks, in the order of the document.
   *
   * @param {unknown} [settings]
   */
  operations(settings) {
    const operations = unwrap(this.#native.operations(optionalText(settings, 'settings')));
    return operations.map((own) => ({ ...own, risk: attributes(JSON.parse(own.risk)) }));
  }

  /**
   * Returns the risk of an operation by its method and path template; null when the document has no such operation.
   *
   * @param {unknown} method
   * @param {unknown} path
   * @param {unknown} [settings]
   */
  risk(method, path, settings) {
    const own = optionalText(settings, 'settings');
    const risk = unwrap(this.#native.risk(string(method, 'method'), string(path, 'path'), own));
    return risk ? attributes(JSON.parse(risk)) : null;
  }

  /**
   * Returns how well the document is made; null for a document without operations.
   *
   * @param {unknown} [settings]
   */
  grade(settings) {
    const grade = unwrap(this.#native.grade(optionalText(settings, 'settings')));
    return grade ? attributes(JSON.parse(grade)) : null;
  }

  /**
   * Compares with an older version of the document: the findings are what the change does to security.
   *
   * @param {unknown} old
   * @param {unknown} [settings]
   */
  changesSince(old, settings) {
    if (!(old instanceof Api)) throw invalidType('old', 'an `Api`');
    const own = optionalText(settings, 'settings');
    return new Report(unwrap(this.#native.changesSince(old.#native, own)));
  }

  /**
   * Returns the report over the document.
   *
   * @param {unknown} [settings]
   */
  report(settings) {
    return new Report(unwrap(this.#native.report(optionalText(settings, 'settings'))));
  }
}

/** The findings and risks of a document. */
class Report {
  #native;

  /** @param {import('../native').Report} own */
  constructor(own) {
    if (!(own instanceof native.Report)) throw invalidType('report', 'what `Api.report` returns');
    this.#native = own;
    /** The findings: the worst first, then by place. */
    this.findings = own.findings().map((json) => new Finding(json));
    const { apis, operations, suppressed, baseline } = JSON.parse(own.toJson());
    /** The documents. */
    this.apis = attributes(apis);
    /** The operations with their risks. */
    this.operations = attributes(operations);
    /** How many findings of each rule are suppressed. */
    this.suppressed = attributes(suppressed);
    /** What a baseline left out; null without one. */
    this.baseline = attributes(baseline ?? null);
  }

  /** Returns the report under the names of the contract, for `JSON.stringify`. */
  toJSON() {
    return JSON.parse(this.toJson());
  }

  /** Returns the report as the core writes it, on one line. */
  toJson() {
    return this.#native.toJson();
  }

  /**
   * Returns the report without the findings of an earlier one, JSON or SARIF. Risks stay those of all findings.
   *
   * @param {unknown} baseline
   */
  without(baseline) {
    return new Report(unwrap(this.#native.without(text(baseline, 'baseline'))));
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

module.exports = { Api, Report, handle };
