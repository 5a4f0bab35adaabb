import assert from 'node:assert/strict';
import { test } from 'node:test';
import watchgate, {
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
  inspect,
  PolicyError,
  Report,
  readExchanges,
  rules,
  Scanner,
  SettingsError,
  SpecError,
  TrafficReport,
  WatchgateError,
} from 'watchgate';

test('every name can be imported', () => {
  const named = {
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
  assert.deepEqual(named, watchgate);
});

test('what is imported is what is required', async () => {
  const { createRequire } = await import('node:module');
  assert.equal(createRequire(import.meta.url)('watchgate').Api, Api);
});
