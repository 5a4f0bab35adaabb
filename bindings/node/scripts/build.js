// @ts-check
'use strict';

// Builds the native half with cargo and puts it where native.js looks for it. npm runs this script without the
// package's development dependencies, so it needs none.

const { execFileSync, spawnSync } = require('node:child_process');
const { copyFileSync, renameSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** Returns the path of the library that cargo builds. */
function build(/** @type {string[]} */ options) {
  const cargo = [
    'build',
    '--message-format=json-render-diagnostics',
    '--package',
    'watchgate-node',
    ...options,
  ];
  const run = spawnSync('cargo', cargo, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (run.error)
    throw new Error('cargo cannot be run; install Rust from https://rustup.rs', { cause: run.error });
  if (run.status !== 0) throw new Error('cargo build failed');
  for (const line of run.stdout.toString().split('\n')) {
    const message = line.startsWith('{') ? JSON.parse(line) : {};
    if (message.reason === 'compiler-artifact' && message.target.name === 'watchgate_node') {
      return /** @type {string} */ (message.filenames.find(isLibrary));
    }
  }
  throw new Error('cargo built no library');
}

function isLibrary(/** @type {string} */ file) {
  return ['.so', '.dylib', '.dll'].includes(path.extname(file));
}

/** Returns the name that native.js looks for: the platform, the processor and, where there are several, the C library. */
function binaryName() {
  const version = execFileSync('rustc', ['-vV'], { cwd: root }).toString();
  const triple = /^host: (\S+)$/m.exec(version)?.[1] ?? '';
  const abi = ['linux', 'win32'].includes(process.platform) ? triple.split('-')[3] : undefined;
  return `watchgate.${[process.platform, process.arch, abi].filter(Boolean).join('-')}.node`;
}

const destination = path.join(root, binaryName());
// A process that has the old one loaded keeps it: the file is replaced, not written over.
copyFileSync(build(process.argv.slice(2)), `${destination}.new`);
renameSync(`${destination}.new`, destination);
