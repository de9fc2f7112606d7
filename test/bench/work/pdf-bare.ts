// The yardstick for PDFs: the typesetting library alone, fed with ready markup.
import { createRequire } from 'node:module';
import { fontFolders, typstBinary } from '../../../libs/platform/src/pdf/typst.js';
import { longMinutes, readyMarkup } from './long-minutes.js';

interface Compiler {
  mapShadow(path: string, content: Buffer): void;
  compile(options: { mainFilePath: string }): { result?: object };
  pdf(document: object, options: { pdfStandard: string }): Uint8Array;
  resetShadow(): void;
  evictCache(age: number): void;
}

const folder = '/samrad-has-no-such-folder';
const { NodeCompiler } = createRequire(import.meta.url)(typstBinary()!) as {
  NodeCompiler: { create(options: object): Compiler };
};
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: fontFolders() }] });

process.on('message', ({ items, run }: { items: number; run: number }) => {
  const ready = Buffer.from(readyMarkup(longMinutes(items, run)));
  const began = performance.now();
  compiler.mapShadow(`${folder}/main.typ`, ready);
  const { result } = compiler.compile({ mainFilePath: `${folder}/main.typ` });
  if (!result) throw new Error('The yardstick could not be set');
  const file = Buffer.from(compiler.pdf(result, { pdfStandard: 'ua-1' }));
  compiler.resetShadow();
  compiler.evictCache(5);
  const seconds = (performance.now() - began) / 1000;
  process.send!({ seconds, pages: pagesOf(file) });
});
process.once('disconnect', () => process.exit(0));

const pagesOf = (file: Buffer): number => Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(file.toString('latin1'))?.[1]);
