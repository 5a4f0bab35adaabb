// @ts-check
'use strict';

const { isSharedArrayBuffer } = require('node:util/types');

/**
 * Returns a TypeError with a code, as Node's own functions throw it. It never repeats the value.
 *
 * @param {string} message
 * @param {string} code
 */
function typeError(message, code) {
  return Object.assign(new TypeError(message), { code });
}

/**
 * @param {string} name
 * @param {string} expected
 */
function invalidType(name, expected) {
  return typeError(`\`${name}\` should be ${expected}`, 'ERR_INVALID_ARG_TYPE');
}

/**
 * Returns a value that is a string.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {string}
 */
function string(value, name) {
  if (typeof value !== 'string') throw invalidType(name, 'a string');
  return value;
}

/**
 * Returns a value that is a string or absent.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {string | undefined}
 */
function optionalString(value, name) {
  return value === undefined || value === null ? undefined : string(value, name);
}

/**
 * Returns a value that is a function or absent.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {Function | undefined}
 */
function optionalFunction(value, name) {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'function') throw invalidType(name, 'a function');
  return value;
}

/**
 * Returns an array of strings, or undefined where it is absent.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {string[] | undefined}
 */
function optionalStrings(value, name) {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((own) => typeof own === 'string')) {
    throw invalidType(name, 'an array of strings');
  }
  return value;
}

/**
 * Returns a number, or undefined where it is absent.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {number | undefined}
 */
function optionalNumber(value, name) {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw invalidType(name, 'a number');
  return value;
}

/**
 * Returns a text as the native half takes it: a document, a policy, settings, a body.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {string | Buffer}
 */
function text(value, name) {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return unshared(value);
  // Whose elements have several bytes was not made for text: which byte comes first is the machine's choice.
  const isOfBytes =
    ArrayBuffer.isView(value) && !('BYTES_PER_ELEMENT' in value && value.BYTES_PER_ELEMENT !== 1);
  if (isOfBytes) return unshared(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  throw invalidType(name, 'a string, a Buffer, an ArrayBuffer or a view of bytes');
}

/**
 * Returns bytes that nobody writes to while the native half reads them: of shared memory, which another thread may, a copy.
 *
 * @param {Buffer} bytes
 */
function unshared(bytes) {
  return isSharedArrayBuffer(bytes.buffer) ? Buffer.from(bytes) : bytes;
}

/**
 * Returns such a text, or undefined where it is absent.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {string | Buffer | undefined}
 */
function optionalText(value, name) {
  return value === undefined || value === null ? undefined : text(value, name);
}

/**
 * Returns options whose names are all known: one that is misspelt must not pass for one that is absent.
 *
 * @param {unknown} value
 * @param {string} name
 * @param {ReadonlySet<string>} known
 * @returns {Record<string, unknown>}
 */
function options(value, name, known) {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') throw invalidType(name, 'an object');
  for (const key in value) {
    if (!known.has(key)) {
      const names = [...known].join(', ');
      throw typeError(
        `\`${name}\` has no option of this name; known here: ${names}`,
        'ERR_INVALID_ARG_VALUE',
      );
    }
  }
  return /** @type {Record<string, unknown>} */ (value);
}

module.exports = {
  invalidType,
  options,
  optionalFunction,
  optionalNumber,
  optionalString,
  optionalStrings,
  optionalText,
  string,
  text,
  typeError,
};
