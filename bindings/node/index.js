// @ts-check
'use strict';

const native = require('./lib/native.js');
const { Api, Report } = require('./lib/api.js');
const {
  BaselineError,
  DetectorError,
  ExchangeError,
  PolicyError,
  SettingsError,
  SpecError,
  WatchgateError,
} = require('./lib/errors.js');
const { Guard } = require('./lib/guard.js');
const { Decision, Finding } = require('./lib/record.js');
const { Scanner } = require('./lib/scanner.js');
const {
  Exchanges,
  Inspection,
  Inspector,
  TrafficReport,
  inspect,
  readExchanges,
} = require('./lib/traffic.js');

/** Returns every rule, in the order of the reference. */
function rules() {
  return native.rules();
}

module.exports = {
  Api,
  BaselineError,
  Decision,
  DetectorError,
  ExchangeError,
  Exchanges,
  Finding,
  Guard,
  Inspection,
  Inspector,
  PolicyError,
  Report,
  Scanner,
  SettingsError,
  SpecError,
  TrafficReport,
  WatchgateError,
  inspect,
  readExchanges,
  rules,
};
