// Prints what the engine says to every case of tests/vectors, one line a report or a decision; of a report case the
// SARIF, the Markdown and the text; of a scan case the detections or the redacted text. The lines of all languages are
// the same, byte for byte.

import { WatchgateError } from '../bindings/node/index.js';
import { allCases, decisions, inspection, report, scan } from '../bindings/node/test/support/vectors.js';

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
    if (kind === 'trace') return [inspection(given).toJson()];
    if (kind === 'scan') return [JSON.stringify(shown(scan(given)))];
    const reports = kind === 'analysis' || kind === 'grade' || kind === 'risk';
    return (reports ? [report(given)] : decisions(given)).map((own) => own.toJson());
  } catch (error) {
    if (error instanceof WatchgateError) return [JSON.stringify({ error: error.code })];
    throw error;
  }
}

/** Returns what a case came to; confidences in percent, which have one form in every language. */
function shown(scanned) {
  if (typeof scanned === 'string') return { redacted: scanned };
  return scanned.map(({ masked, ...own }) => ({
    ...own,
    confidence: Math.round(own.confidence * 100),
    masked,
  }));
}
