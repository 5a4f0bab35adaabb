// @ts-check
'use strict';

const native = require('./native.js');
const { Api, handle } = require('./api.js');
const {
  invalidType,
  options,
  optionalNumber,
  optionalString,
  optionalStrings,
  optionalText,
  string,
  text,
  typeError,
} = require('./arguments.js');
const { unwrap } = require('./errors.js');
const { hostOf } = require('./headers.js');
const { Decision, Finding, attributes } = require('./record.js');

/** @type {ReadonlySet<string>} */
const GUARD_OPTIONS = new Set(['api', 'policy', 'settings', 'basePath']);
/** @type {ReadonlySet<string>} */
const DECIDE_OPTIONS = new Set([
  'headers',
  'route',
  'scheme',
  'host',
  'direction',
  'sourceIp',
  'workload',
  'principal',
  'scopes',
  'now',
  'country',
  'asn',
  'destination',
  'destinationWorkload',
]);
/** Decisions that are kept before all of them are forgotten. */
const LIMIT = 8192;

/** Decides requests against the documents and the policy of a service. */
class Guard {
  #native;
  /**
   * The decisions by their numbers: one that was made before costs no new object.
   *
   * @type {Map<number, InstanceType<typeof Decision>>}
   */
  #decisions = new Map();
  /** @type {readonly InstanceType<typeof Finding>[] | undefined} */
  #findings;

  /** @param {unknown} given */
  constructor(given) {
    const { api, policy, settings, basePath } = options(given, 'options', GUARD_OPTIONS);
    const apis = Array.isArray(api) ? api : [api];
    if (!apis.every((own) => own instanceof Api)) throw invalidType('api', 'an Api or an array of Apis');
    this.#native = unwrap(
      native.Guard.build(
        apis.map(handle),
        optionalText(policy, 'policy'),
        optionalText(settings, 'settings'),
        optionalString(basePath, 'basePath'),
      ),
    );
  }

  /**
   * Decides a request on what its head tells. What is not known stays out, and no policy key over it matches.
   *
   * @param {unknown} method
   * @param {unknown} target
   * @param {unknown} [given]
   */
  decide(method, target, given) {
    string(method, 'method');
    string(target, 'target');
    const number =
      given === undefined
        ? this.#native.decide(/** @type {string} */ (method), /** @type {string} */ (target))
        : this.#native.decide(
            /** @type {string} */ (method),
            /** @type {string} */ (target),
            ...decideArguments(given),
          );
    return this.#decisions.get(number) ?? this.#remember(number);
  }

  /** @param {number} number */
  #remember(number) {
    if (this.#decisions.size >= LIMIT) this.#decisions.clear();
    const decision = new Decision(/** @type {string} */ (this.#native.decision(number)));
    this.#decisions.set(number, decision);
    return decision;
  }

  /**
   * Puts another policy in force. When it cannot be used, the policy in force stays.
   *
   * @param {unknown} policy
   */
  replacePolicy(policy) {
    unwrap(this.#native.replacePolicy(text(policy, 'policy')));
    this.#decisions.clear();
  }

  /** The findings of all documents, the worst first within each. */
  get findings() {
    this.#findings ??= Object.freeze(this.#native.findings().map((json) => new Finding(json)));
    return this.#findings;
  }

  /**
   * Returns the risk of an operation by its method and path template; null when no document has it.
   *
   * @param {unknown} method
   * @param {unknown} path
   */
  risk(method, path) {
    const risk = this.#native.risk(string(method, 'method'), string(path, 'path'));
    return risk === null ? null : attributes(JSON.parse(risk));
  }
}

/**
 * Returns what is known of a call, in the order of the native half.
 *
 * @param {unknown} given
 */
function decideArguments(given) {
  const own = options(given, 'options', DECIDE_OPTIONS);
  // No policy key asks for them yet; what is wrong about them is said from the first day.
  optionalString(own.scheme, 'scheme');
  if (own.now !== undefined && own.now !== null && !(own.now instanceof Date))
    throw invalidType('now', 'a Date');
  return /** @type {const} */ ([
    optionalString(own.route, 'route'),
    optionalString(own.host, 'host') ?? hostOf(own.headers),
    optionalString(own.direction, 'direction'),
    optionalString(own.sourceIp, 'sourceIp'),
    optionalString(own.workload, 'workload'),
    optionalString(own.principal, 'principal'),
    optionalStrings(own.scopes, 'scopes'),
    optionalString(own.country, 'country'),
    asnOf(own.asn),
    optionalString(own.destination, 'destination'),
    optionalString(own.destinationWorkload, 'destinationWorkload'),
  ]);
}

/** @param {unknown} asn */
function asnOf(asn) {
  const number = optionalNumber(asn, 'asn');
  if (number !== undefined && number !== number >>> 0)
    throw typeError('`asn` is no autonomous system number', 'ERR_INVALID_ARG_VALUE');
  return number;
}

module.exports = { Guard };
