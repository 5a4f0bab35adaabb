// Writes native.js and native.d.ts, as `napi build` would, but from a check in the profile that lints use: nothing is compiled
// that they have not compiled already.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { generateTypeDef, readNapiConfig, writeJsBinding } from '@napi-rs/cli';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const typeDefDir = mkdtempSync(path.join(tmpdir(), 'watchgate-typings-'));
try {
  const run = spawnSync('cargo', ['check', '--quiet', '--package', 'watchgate-node'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // The macros write what they see into the folder; another time makes cargo expand them again.
    env: {
      ...process.env,
      NAPI_TYPE_DEF_TMP_FOLDER: typeDefDir,
      NAPI_FORCE_BUILD_WATCHGATE_NODE: `${Date.now()}`,
    },
  });
  if (run.status !== 0) throw new Error('cargo check failed');
  const config = await readNapiConfig(path.join(root, 'package.json'));
  const { exports, dts } = await generateTypeDef({
    typeDefDir,
    configDtsHeader: config.dtsHeader,
    configDtsHeaderFile: config.dtsHeaderFile,
    constEnum: false,
    cwd: root,
    declareBindingTarget: (/** @type {readonly string[]} */ idents) => idents.length > 0,
  });
  await writeFile(path.join(root, 'native.d.ts'), dts);
  await writeJsBinding({
    platform: true,
    idents: exports,
    jsBinding: 'native.js',
    binaryName: config.binaryName,
    packageName: config.packageName,
    version: config.packageJson.version,
    outputDir: root,
    wasiFlavors: [],
  });
} finally {
  rmSync(typeDefDir, { recursive: true });
}
