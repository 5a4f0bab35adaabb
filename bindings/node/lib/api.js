// @ts-check
'use strict';

const { readFileSync } = require('node:fs');
const { readFile } = require('node:fs/promises');
const native = require('./native.js');
const {
  invalidType,
  options,
  optionalFunction,
  optionalString,
  optionalText,
  string,
  text,
} = require('./arguments.js');
const { unwrap } = require('./errors.js');
const { Finding, attributes } = require('./record.js');

/** @type {ReadonlySet<string>} */
const PARSE_OPTIONS = new Set(['name', 'file', 'resolver']);
/** @type {ReadonlySet<string>} */
const PARSE_ASYNC_OPTIONS = new Set(['name', 'file']);
/** @type {ReadonlySet<string>} */
const LOAD_OPTIONS = new Set(['name']);
/** @type {ReadonlySet<string>} */
const TEXT_OPTIONS = new Set(['color', 'verbose']);

/**
 * Returns the arguments of the native half.
 *
 * @param {unknown} source
 * @param {Record<string, unknown>} own
 * @returns {[string | Buffer, string | undefined, string | undefined]}
 */
function parseArguments(source, { name, file }) {
  return [text(source, 'text'), optionalString(name, 'name'), optionalString(file, 'file')];
}

/**
 * Returns the path of a document and its name.
 *
 * @param {unknown} path
 * @param {unknown} given
 * @returns {[string, string | undefined]}
 */
function loadArguments(path, given) {
  const { name } = options(given, 'options', LOAD_OPTIONS);
  return [string(path, 'path'), optionalString(name, 'name')];
}

/**
 * Calls a function with a resolver that never throws, then throws what the real one threw, if it did. Nothing is asked
 * after that.
 *
 * @template T
 * @param {Function | undefined} resolver
 * @param {(ask: ((path: string) => string | Buffer | null) | undefined) => T} run
 */
function withResolver(resolver, run) {
  if (resolver === undefined) return run(undefined);
  /** @type {{ error: unknown } | undefined} */
  let thrown;
  const result = run((path) => {
    if (thrown !== undefined) return null;
    try {
      return optionalText(resolver(path), 'resolver(path)') ?? null;
    } catch (error) {
      thrown = { error };
      return null;
    }
  });
  if (thrown !== undefined) throw thrown.error;
  return result;
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
   * Reads a document in YAML or JSON, and the other files that it refers to if there is a resolver for them.
   *
   * @param {unknown} source
   * @param {unknown} [given]
   */
  static parse(source, given) {
    const own = options(given, 'options', PARSE_OPTIONS);
    const [document, name, file] = parseArguments(source, own);
    const resolver = optionalFunction(own.resolver, 'resolver');
    return withResolver(
      resolver,
      (ask) => new Api(unwrap(native.Api.parse(document, name, file, ask), file)),
    );
  }

  /**
   * Reads a document in YAML or JSON on another thread.
   *
   * @param {unknown} source
   * @param {unknown} [given]
   */
  static async parseAsync(source, given) {
    const [document, name, file] = parseArguments(source, options(given, 'options', PARSE_ASYNC_OPTIONS));
    return new Api(unwrap(await native.Api.parseAsync(document, name, file), file));
  }

  /**
   * Reads a document from disk, and the files that it refers to out of its folder.
   *
   * @param {unknown} path
   * @param {unknown} [given]
   */
  static load(path, given) {
    const [file, name] = loadArguments(path, given);
    return new Api(unwrap(native.Api.load(readFileSync(file), name, file), file));
  }

  /**
   * Reads a document from disk on another thread, and the files that it refers to out of its folder.
   *
   * @param {unknown} path
   * @param {unknown} [given]
   */
  static async loadAsync(path, given) {
    const [file, name] = loadArguments(path, given);
    return new Api(unwrap(await native.Api.loadAsync(await readFile(file), name, file), file));
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
