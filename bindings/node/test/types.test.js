'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

const root = path.join(__dirname, '..');

test('the typings say what may be written', () => {
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const run = spawnSync(process.execPath, [compiler, '--project', root], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});
