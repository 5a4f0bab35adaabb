// @ts-check
'use strict';

/** @returns {typeof import('../native')} */
function load() {
  try {
    return require('../native.js');
  } catch (cause) {
    // The generated loader's own message guesses at another cause.
    throw new Error(
      'the native half of watchgate is not built; run `npm rebuild watchgate` with Rust installed',
      {
        cause,
      },
    );
  }
}

module.exports = load();
