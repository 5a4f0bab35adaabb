// @ts-check
'use strict';

const native = require('./lib/native.js');
const { Api, Report } = require('./lib/api.js');
const {
  BaselineError,
  DetectorError,
  PolicyError,
  SettingsError,
  SpecError,
  WatchgateError,
} = require('./lib/errors.js');
const { Guard } = require('./lib/guard.js');
const { Decision, Finding } = require('./lib/record.js');
const { Scanner } = require('./lib/scanner.js');

/** Returns every rule, in the order of the reference. */
function rules() {
  return native.rules();
}

module.exports = {
  Api,
  BaselineError,
  Decision,
  DetectorError,
  Finding,
  Guard,
  PolicyError,
  Report,
  Scanner,
  SettingsError,
  SpecError,
  WatchgateError,
  rules,
};
