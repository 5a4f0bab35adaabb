// @ts-check
'use strict';

const native = require('./native.js');
const {
  invalidType,
  options,
  optionalNumber,
  optionalString,
  optionalStrings,
  optionalText,
  string,
  text,
} = require('./arguments.js');
const { unwrap } = require('./errors.js');
const { namesAndValues } = require('./headers.js');

/** @type {ReadonlySet<string>} */
const SCANNER_OPTIONS = new Set(['settings', 'detectors']);
/** @type {ReadonlySet<string>} */
const DETECTOR_KEYS = new Set(['name', 'group', 'pattern', 'fields', 'validator', 'scopes', 'score']);
/** @type {ReadonlySet<string>} */
const REDACT_OPTIONS = new Set(['types', 'groups']);

/** Finds sensitive values. */
class Scanner {
  #native;

  /** @param {unknown} [given] */
  constructor(given) {
    if (given instanceof native.Scanner) {
      this.#native = given;
      return;
    }
    const { settings, detectors } = options(given, 'options', SCANNER_OPTIONS);
    this.#native = unwrap(native.Scanner.build(optionalText(settings, 'settings'), detectorsOf(detectors)));
  }

  /**
   * Finds sensitive values in a body of any kind: JSON, JSON lines, a form, multipart, XML or text.
   *
   * @param {unknown} body
   */
  scan(body) {
    return this.#native.scan(text(body, 'body'));
  }

  /**
   * Finds sensitive values in a body whose `Content-Type` is known.
   *
   * @param {unknown} contentType
   * @param {unknown} body
   */
  scanBody(contentType, body) {
    return this.#native.scanBody(optionalString(contentType, 'contentType'), text(body, 'body'));
  }

  /**
   * Finds sensitive values in a JSON text, or in several, one after another. What is no JSON is scanned as text.
   *
   * @param {unknown} body
   */
  scanJson(body) {
    return this.#native.scanJson(text(body, 'body'));
  }

  /**
   * Finds sensitive values in a text.
   *
   * @param {unknown} body
   */
  scanText(body) {
    return this.#native.scanText(text(body, 'body'));
  }

  /**
   * Finds sensitive values in a form as browsers send it (`application/x-www-form-urlencoded`).
   *
   * @param {unknown} body
   */
  scanForm(body) {
    return this.#native.scanForm(text(body, 'body'));
  }

  /**
   * Finds sensitive values in a query: what stands behind the `?` of a URL.
   *
   * @param {unknown} query
   */
  scanQuery(query) {
    return this.#native.scanQuery(string(query, 'query'));
  }

  /**
   * Finds sensitive values in headers. `start` and `end` count within the header's value.
   *
   * @param {unknown} headers
   */
  scanHeaders(headers) {
    return this.#native.scanHeaders(...namesAndValues(headers));
  }

  /**
   * Returns the body with what was found hidden, as long as before; JSON stays JSON. With `types` or `groups` only
   * detections of one of these types or groups are hidden.
   *
   * @param {unknown} body
   * @param {unknown} [given]
   */
  redact(body, given) {
    const { types, groups } = options(given, 'options', REDACT_OPTIONS);
    return this.#native.redact(
      text(body, 'body'),
      optionalStrings(types, 'types'),
      optionalStrings(groups, 'groups'),
    );
  }

  /** Returns the same scanner for what a service answers: detectors with the scope `response` look at that. */
  inResponse() {
    return new Scanner(this.#native.inResponse());
  }
}

/**
 * Returns detectors as the native half takes them.
 *
 * @param {unknown} detectors
 */
function detectorsOf(detectors) {
  if (detectors === undefined || detectors === null) return [];
  if (!Array.isArray(detectors)) throw invalidType('detectors', 'an array of detectors');
  return detectors.map(detectorOf);
}

/** @param {unknown} given */
function detectorOf(given) {
  const own = options(given, 'detectors', DETECTOR_KEYS);
  return {
    name: string(own.name, 'name'),
    group: string(own.group, 'group'),
    pattern: optionalString(own.pattern, 'pattern'),
    fields: optionalStrings(own.fields, 'fields'),
    validator: optionalString(own.validator, 'validator'),
    scopes: optionalStrings(own.scopes, 'scopes'),
    score: optionalNumber(own.score, 'score'),
  };
}

module.exports = { Scanner };
