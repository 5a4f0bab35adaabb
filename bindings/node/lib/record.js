// @ts-check
'use strict';

/**
 * Something that the core wrote as JSON: its keys as attributes in camelCase, never to be changed.
 *
 * `JSON.stringify` gives the names of the contract back, in snake_case.
 */
class JsonRecord {
  #json;

  /** @param {string} json */
  constructor(json) {
    this.#json = json;
    Object.assign(this, attributes(JSON.parse(json)));
    Object.freeze(this);
  }

  /** Returns the record under the names of the contract, for `JSON.stringify`. */
  toJSON() {
    return JSON.parse(this.#json);
  }

  /** Returns the record as the core wrote it, on one line. */
  toJson() {
    return this.#json;
  }
}

/**
 * Returns a JSON value with the names of its keys in camelCase, frozen.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function attributes(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(attributes));
  const entries = Object.entries(value).map(([key, own]) => [camelCase(key), attributes(own)]);
  return Object.freeze(Object.fromEntries(entries));
}

/** @param {string} key */
function camelCase(key) {
  return key.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** One defect, at one place, with its reason and its remedy. */
class Finding extends JsonRecord {}

/**
 * What was decided over a call, and why.
 *
 * Equal decisions of a guard may be one object.
 */
class Decision extends JsonRecord {}

module.exports = { Decision, Finding, attributes };
