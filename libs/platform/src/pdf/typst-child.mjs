// Runs typst in a process of its own: it may be slow, crash or be killed without harm to the one that answers requests.
// It sees only what each order brings: its folder does not exist.
import { createRequire } from 'node:module';

const folder = '/samrad-has-no-such-folder';
const oldestCacheEntry = 5;

const { binary, fontFolders } = JSON.parse(process.argv[2]);
const { NodeCompiler } = createRequire(import.meta.url)(binary);
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: fontFolders }] });

function compile(standard) {
  const result = compiler.compile({ mainFilePath: `${folder}/main.typ` });
  if (result.result) return exported(result.result, standard);
  const faults = compiler.fetchDiagnostics(result.takeDiagnostics());
  throw new Error(faults.map(({ message, path }) => `${path}: ${message}`).join('; '));
}

/** Letters that no font has are an error under PDF/UA and PDF/A; the text is worth more than the claim, so it is left out then. */
function exported(document, standard) {
  try {
    return { pdf: compiler.pdf(document, { pdfStandard: standard }), conforms: true };
  } catch (error) {
    if (!String(error).includes('could not be displayed')) throw error;
    return { pdf: compiler.pdf(document), conforms: false };
  }
}

process.on('disconnect', () => process.exit());
process.on('message', ({ id, files, standard }) => {
  try {
    for (const [name, content] of Object.entries(files)) compiler.mapShadow(`${folder}/${name}`, Buffer.from(content));
    process.send({ id, ...compile(standard) });
  } catch (error) {
    process.send({ id, problem: error.message.slice(0, 2000) });
  } finally {
    compiler.resetShadow();
    compiler.evictCache(oldestCacheEntry);
  }
});
