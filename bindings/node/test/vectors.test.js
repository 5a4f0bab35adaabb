'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { WatchgateError } = require('../index.js');
const { allCases, api, decisions, inspection, report, scan, text } = require('./support/vectors.js');

const run = {
  analysis: ({ rule, given, expect }) => {
    const { findings } = contract(report(given));
    const own = findings.filter((finding) => !rule || finding.rule === rule);
    partial(own, expect.findings, 'findings');
  },
  grade: ({ given, expect }) => {
    const own = report(given);
    partial(contract(own).apis[0].grade, expect.grade, 'grade');
    assert.deepEqual(own.suppressed, expect.suppressed);
    assert.deepEqual(api(given).grade(text(given.settings)), own.apis[0].grade);
  },
  risk: ({ given, expect }) => {
    const { apis, operations } = contract(report(given));
    partial(apis[0].risk, expect.api ?? {}, 'api');
    const named = operations.map(({ method, path, risk }) => ({ method, path, risk }));
    partial(named, expect.operations, 'operations');
  },
  report: ({ given, expect }) => {
    const own = report(given);
    // Each new rule may change the grade.
    const text = own.toText().replace(`grade ${own.apis[0].grade.score},`, 'grade SCORE,');
    assert.deepEqual(text.split('\n').slice(0, -1), expect.text);
    assert.deepEqual(own.toMarkdown().split('\n').slice(0, -1), expect.markdown);
    partial(JSON.parse(own.toSarif()), expect.sarif, 'sarif');
  },
  router: ({ given, expect }) => {
    const operations = contract(decisions(given)).map((decision) => decision.operation);
    assert.deepEqual(operations, expect.operations);
  },
  trace: ({ rule, given, expect }) => {
    const { findings, observation } = contract(inspection(given));
    const own = findings.filter((finding) => !rule || finding.rule === rule);
    partial({ findings: own, observation }, expect, 'inspection');
  },
  scan: ({ given, expect }) => {
    const scanned = scan(given);
    if (typeof scanned === 'string') assert.equal(scanned, expect.redacted);
    else partial(scanned.map(rounded), expect.detections, 'detections');
  },
  policy: ({ given, expect }) => partial(contract(decisions(given)), expect.decisions, 'decisions'),
};

/** Returns a detection with a confidence of two decimals. */
function rounded(own) {
  return { ...own, confidence: Math.round(own.confidence * 100) / 100 };
}

/** Returns a value under the names of the contract. */
function contract(value) {
  return JSON.parse(JSON.stringify(value));
}

/** Asserts that every key that is expected is there with its value. Lists are of the same length. */
function partial(actual, expected, place) {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${place} is a list`);
    assert.equal(actual.length, expected.length, `length of ${place}: ${JSON.stringify(actual)}`);
    expected.forEach((own, index) => {
      partial(actual[index], own, `${place}[${index}]`);
    });
  } else if (typeof expected === 'object' && expected !== null) {
    assert.ok(typeof actual === 'object' && actual !== null, `${place} is an object`);
    for (const [key, own] of Object.entries(expected)) partial(actual[key], own, `${place}.${key}`);
  } else {
    assert.equal(actual, expected, place);
  }
}

const cases = allCases();

test('there are cases', () => {
  assert.notEqual(cases.length, 0);
});

for (const own of cases) {
  test(`${own.file}: ${own.name}`, () => {
    if (!own.expect.error) {
      run[own.kind](own);
      return;
    }
    assert.throws(
      () => run[own.kind](own),
      (error) => {
        assert.ok(error instanceof WatchgateError, String(error));
        partial(error, own.expect.error, 'error');
        return true;
      },
    );
  });
}
