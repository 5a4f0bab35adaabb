// @ts-check
'use strict';

const native = require('./lib/native.js');
const { Api, Report } = require('./lib/api.js');
const { BaselineError, PolicyError, SettingsError, SpecError, WatchgateError } = require('./lib/errors.js');
const { Guard } = require('./lib/guard.js');
const { Decision, Finding } = require('./lib/record.js');

/** Returns every rule, in the order of the reference. */
function rules() {
  return native.rules();
}

module.exports = {
  Api,
  BaselineError,
  Decision,
  Finding,
  Guard,
  PolicyError,
  Report,
  SettingsError,
  SpecError,
  WatchgateError,
  rules,
};
