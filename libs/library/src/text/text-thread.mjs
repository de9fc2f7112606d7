// Reads the text of one file in a thread of its own, which has little memory and little time: a file that is made to
// harm ends the thread, not the product.
import { parentPort, workerData } from 'node:worker_threads';
import { officeText } from './office-text.mjs';
import { passagesOf } from './passages.mjs';
import { pdfText } from './pdf-text.mjs';

/** A file as plain text; windows-1252 where it is not UTF-8. */
function plainText(content) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}

async function blocksOf({ content, mediaType, limits }) {
  if (mediaType === 'application/pdf') return pdfText(content, limits);
  if (mediaType.startsWith('text/'))
    return plainText(content)
      .split(/\r?\n\s*\r?\n/)
      .map((text) => ({ page: null, text }));
  return officeText(content, mediaType, limits);
}

try {
  parentPort.postMessage({ passages: passagesOf(await blocksOf(workerData), workerData.limits) });
} catch (error) {
  parentPort.postMessage({ problem: error.name === 'PasswordException' ? 'password' : (error.reason ?? 'damaged') });
}
