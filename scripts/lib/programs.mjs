// Puts the modules of each program together: Node opens a handful of files at start instead of six hundred.
// The modules stay where they are, so that what is beside them (templates, texts, data) is found, and for tests.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * Replaces the programs in a folder of compiled code by short files that load what was put together.
 * @param {string} target folder of compiled code
 * @param {string[]} programs paths below it
 */
export async function joinPrograms(target, programs) {
  const outdir = join(target, 'programs');
  const result = await build({
    entryPoints: programs.map((program) => ({ in: join(target, program), out: nameOf(program) })),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    plugins: [ownPlaces(outdir)],
    metafile: true,
    logLevel: 'warning',
    logOverride: { 'import-is-undefined': 'silent' }, // types that decorators ask for at run time
  });
  await Promise.all(
    programs.map((program) => {
      const file = join(target, program);
      const joined = relative(join(file, '..'), join(outdir, `${nameOf(program)}.js`)).replaceAll('\\', '/');
      return writeFile(file, `import '${joined}';\n`);
    }),
  );
  return Object.keys(result.metafile.outputs).length;
}

/** `apps/server/src/main.js` is `server`. */
const nameOf = (program) => program.split('/')[1];

/** A module that asks where it is gets its own place, not that of the file it was put into. */
const ownPlaces = (outdir) => ({
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return { contents: text, loader: 'js' };
      const place = relative(outdir, path).replaceAll('\\', '/');
      const own = `new URL(${JSON.stringify(place)}, import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', own), loader: 'js' };
    });
  },
});
