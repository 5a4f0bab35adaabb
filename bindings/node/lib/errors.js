// @ts-check
'use strict';

/** @typedef {import('../native').Failure} Failure */

/** Why a text cannot be used, and where. The base of the other classes. */
class WatchgateError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    /** The stable name of the kind of error, for example `too-deep`. */
    this.code = failure.code;
    /** The line, from 1. */
    this.line = failure.line;
    /** The column in characters, from 1. */
    this.column = failure.column;
  }
}

/** Why a document cannot be read at all. */
class SpecError extends WatchgateError {
  /**
   * @param {Failure} failure
   * @param {string} [file]
   */
  constructor(failure, file) {
    super(failure);
    /** The JSON Pointer of the value that is wrong. */
    this.pointer = failure.pointer;
    /** The file's name as it was given. */
    this.file = file ?? null;
  }
}

/** Why a policy cannot be used. */
class PolicyError extends WatchgateError {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure);
    /** The name of the rule that is wrong. */
    this.rule = failure.rule;
    /** The key that is wrong. */
    this.key = failure.key;
  }
}

/** Why settings cannot be used. */
class SettingsError extends WatchgateError {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure);
    /** The key that is wrong. */
    this.key = failure.key;
  }
}

/** Why a baseline cannot be used. */
class BaselineError extends WatchgateError {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure);
    /** The key that is wrong. */
    this.key = failure.key;
  }
}

/** Why a detector cannot be used. */
class DetectorError extends WatchgateError {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure);
    /** The name of the detector. */
    this.detector = failure.detector;
    /** The key that is wrong. */
    this.key = failure.key;
  }
}

/** Why a record is no exchange. It never repeats what the record holds. */
class ExchangeError extends WatchgateError {}

const ERRORS = [
  WatchgateError,
  SpecError,
  PolicyError,
  SettingsError,
  BaselineError,
  DetectorError,
  ExchangeError,
];
for (const error of ERRORS) {
  Object.defineProperty(error.prototype, 'name', { value: error.name, configurable: true, writable: true });
}

/**
 * Returns what a call of the native half came to, or throws what it failed with.
 *
 * @template T
 * @param {T} result
 * @param {string} [file]
 * @returns {Exclude<T, Failure>}
 */
function unwrap(result, file) {
  if (typeof result === 'object' && result !== null && 'subject' in result) {
    throw toError(/** @type {Failure} */ (/** @type {unknown} */ (result)), file);
  }
  return /** @type {Exclude<T, Failure>} */ (result);
}

/**
 * @param {Failure} failure
 * @param {string} [file]
 */
function toError(failure, file) {
  switch (failure.subject) {
    case 'spec':
      return new SpecError(failure, file);
    case 'policy':
      return new PolicyError(failure);
    case 'baseline':
      return new BaselineError(failure);
    case 'detector':
      return new DetectorError(failure);
    case 'exchange':
      return new ExchangeError(failure);
    default:
      return new SettingsError(failure);
  }
}

module.exports = {
  BaselineError,
  DetectorError,
  ExchangeError,
  PolicyError,
  SettingsError,
  SpecError,
  WatchgateError,
  unwrap,
};
