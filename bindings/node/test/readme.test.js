'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { after, test } = require('node:test');

// Runs what README.md shows, from the root of the repository, with `watchgate` installed.

const home = path.join(__dirname, '..', '..', '..');
const modules = path.join(mkdtempSync(path.join(tmpdir(), 'watchgate-')), 'node_modules');
mkdirSync(modules);
symlinkSync(path.join(__dirname, '..'), path.join(modules, 'watchgate'), 'junction');
after(() => rmSync(path.dirname(modules), { recursive: true }));

const blocks = [...readFileSync(path.join(home, 'README.md'), 'utf8').matchAll(/^```js\n(.*?)^```$/gms)];

test('there are blocks', () => {
  assert.notEqual(blocks.length, 0);
});

for (const [index, [, code]] of blocks.entries()) {
  test(`block ${index + 1} runs`, () => {
    const env = { ...process.env, NODE_PATH: modules };
    const run = spawnSync(process.execPath, ['-'], {
      cwd: home,
      env,
      input: code,
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.equal(run.status, 0, run.stderr);
  });
}
