// Transpiles every TypeScript file with one compiler call each, copies templates and texts, bundles the browser code.
// node scripts/build.mjs [--out FOLDER] [FOLDER…]   builds into another folder than dist, and further source folders.
import { transform } from '@swc/core';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAssets } from './assets.mjs';
import { checkLocales } from './lint-locales.mjs';
import { joinPrograms } from './lib/programs.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'dist' } },
});
const target = values.out;
const root = process.cwd();
const rc = JSON.parse(readFileSync('.swcrc', 'utf8'));
delete rc.$schema;
rc.jsc.baseUrl = root;

const copied = /\.(hbs|typ|ttf|otf|mjs)$|[\\/](locales|data)[\\/][^\\/]+\.json$/;
const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('spec.ts');

async function compile(file) {
  const out = join(target, file.replace(/\.ts$/, '.js'));
  const source = await readFile(file, 'utf8');
  const options = { ...rc, swcrc: false, configFile: false };
  const result = await transform(source, {
    ...options,
    filename: join(root, file),
    sourceFileName: relative(dirname(out), file),
  });
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${result.code}\n//# sourceMappingURL=${basename(out)}.map\n`);
  await writeFile(`${out}.map`, result.map);
}

async function copy(file) {
  const out = join(target, file);
  await mkdir(dirname(out), { recursive: true });
  await copyFile(file, out);
}

async function filesOf(folder) {
  const names = await readdir(folder, { recursive: true });
  return names.map((name) => join(folder, name)).filter((name) => !name.startsWith(join('apps', 'server', 'client')));
}

const textProblems = checkLocales();
if (textProblems.length) {
  console.error(`The texts are not complete:\n${textProblems.join('\n')}`);
  process.exit(1);
}

await rm(target, { recursive: true, force: true });
const files = (await Promise.all(['apps', 'libs', 'config', 'migrations', ...positionals].map(filesOf))).flat();
await Promise.all([
  ...files.filter(isSource).map(compile),
  ...files.filter((file) => copied.test(file)).map(copy),
  buildAssets({ outdir: join(target, 'public', 'assets') }),
]);
await joinPrograms(
  target,
  ['server', 'worker', 'cli'].map((app) => `apps/${app}/src/main.js`),
);
console.log(`Built in ${Math.round(performance.now())} ms`);
