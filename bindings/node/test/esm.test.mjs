import assert from 'node:assert/strict';
import { test } from 'node:test';
import watchgate, {
  Api,
  BaselineError,
  Decision,
  DetectorError,
  Finding,
  Guard,
  PolicyError,
  Report,
  rules,
  Scanner,
  SettingsError,
  SpecError,
  WatchgateError,
} from 'watchgate';

test('every name can be imported', () => {
  const named = {
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
  assert.deepEqual(named, watchgate);
});

test('what is imported is what is required', async () => {
  const { createRequire } = await import('node:module');
  assert.equal(createRequire(import.meta.url)('watchgate').Api, Api);
});
