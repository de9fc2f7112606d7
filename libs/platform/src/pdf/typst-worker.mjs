// Runs typst away from the thread that answers requests. It sees only what each order brings: its folder does not exist.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const folder = '/samrad-has-no-such-folder';
const oldestCacheEntry = 5;

const { NodeCompiler } = createRequire(import.meta.url)(workerData.binary);
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: workerData.fontFolders }] });

/** Letters that no font has are an error under PDF/UA; the text is worth more than the claim, so it is left out then. */
function compile() {
  const main = { mainFilePath: `${folder}/main.typ` };
  try {
    return { pdf: compiler.pdf(main, { pdfStandard: 'ua-1' }), accessible: true };
  } catch (error) {
    if (!String(error).includes('could not be displayed')) throw error;
    return { pdf: compiler.pdf(main), accessible: false };
  }
}

parentPort.on('message', ({ id, files }) => {
  try {
    for (const [name, content] of Object.entries(files)) compiler.mapShadow(`${folder}/${name}`, Buffer.from(content));
    parentPort.postMessage({ id, ...compile() });
  } catch (error) {
    parentPort.postMessage({ id, problem: String(error).slice(0, 2000) });
  } finally {
    compiler.resetShadow();
    compiler.evictCache(oldestCacheEntry);
  }
});
