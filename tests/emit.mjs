// Prints what the engine says to every case of tests/vectors, one line a report or a decision; of a report case the
// SARIF, the Markdown and the text. The lines of all languages are the same, byte for byte.

import { WatchgateError } from '../bindings/node/index.js';
import { allCases, decisions, report } from '../bindings/node/test/support/vectors.js';

for (const { kind, given } of allCases()) {
  for (const line of lines(kind, given)) console.log(line);
}

function lines(kind, given) {
  try {
    if (kind === 'report') {
      const own = report(given);
      const texts = [own.toMarkdown(), own.toText()];
      return [own.toSarif(), ...texts.flatMap((text) => text.split('\n').slice(0, -1))];
    }
    const reports = kind === 'analysis' || kind === 'grade' || kind === 'risk';
    return (reports ? [report(given)] : decisions(given)).map((own) => own.toJson());
  } catch (error) {
    if (error instanceof WatchgateError) return [JSON.stringify({ error: error.code })];
    throw error;
  }
}
