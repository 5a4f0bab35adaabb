// @ts-check
'use strict';

const { invalidType } = require('./arguments.js');

const EXPECTED = 'an object, or pairs of names and values';
const VALUES = 'an object or pairs whose values are strings';

/**
 * Returns the value of the first `Host` header.
 *
 * @param {unknown} headers
 * @returns {string | undefined}
 */
function hostOf(headers) {
  if (headers === undefined || headers === null) return undefined;
  if (typeof headers !== 'object') throw invalidType('headers', EXPECTED);
  if (Symbol.iterator in headers) return hostOfPairs(/** @type {Iterable<unknown>} */ (headers));
  const { host } = /** @type {Record<string, unknown>} */ (headers);
  return host === undefined ? hostOfPairs(Object.entries(headers)) : value(host);
}

/**
 * @param {Iterable<unknown>} pairs
 * @returns {string | undefined}
 */
function hostOfPairs(pairs) {
  for (const pair of pairs) {
    if (!Array.isArray(pair) || typeof pair[0] !== 'string') throw invalidType('headers', EXPECTED);
    if (pair[0].length === 4 && pair[0].toLowerCase() === 'host') return value(pair[1]);
  }
  return undefined;
}

/**
 * @param {unknown} own
 * @returns {string | undefined}
 */
function value(own) {
  const first = Array.isArray(own) ? own[0] : own;
  if (first === undefined || typeof first === 'string') return first;
  throw invalidType('headers', VALUES);
}

/**
 * Returns all headers: their names, and the value of each. A name with several values is there several times.
 *
 * @param {unknown} headers
 * @returns {[string[], string[]]}
 */
function namesAndValues(headers) {
  if (typeof headers !== 'object' || headers === null) throw invalidType('headers', EXPECTED);
  const pairs = Symbol.iterator in headers ? headers : Object.entries(headers);
  /** @type {string[]} */
  const names = [];
  /** @type {string[]} */
  const values = [];
  for (const pair of /** @type {Iterable<unknown>} */ (pairs)) {
    if (!Array.isArray(pair) || typeof pair[0] !== 'string') throw invalidType('headers', EXPECTED);
    const [name, own] = pair;
    for (const value of Array.isArray(own) ? own : [own]) {
      if (value === undefined) continue;
      if (typeof value !== 'string') throw invalidType('headers', VALUES);
      names.push(name);
      values.push(value);
    }
  }
  return [names, values];
}

module.exports = { hostOf, namesAndValues };
