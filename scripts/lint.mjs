// npm run lint: everything that can be said about the code without running it. `--only code|boundaries|texts` for a part.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { filesIn, root } from './lib/files.mjs';

const program = (name) => join(root, 'node_modules', name);
const cruised = ['apps', 'libs', 'config', 'migrations', 'test'];

/** Runs a program of node_modules. @returns {Promise<boolean>} whether it was content */
function runs(file, args) {
  const child = spawn(process.execPath, [program(file), ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

async function texts() {
  const checks = await Promise.all([
    import('./lint-templates.mjs').then((check) => check.checkTemplates()),
    import('./lint-locales.mjs').then((check) => check.checkLocales()),
    import('./lint-repository.mjs').then((check) => check.checkRepository()),
    import('./lint-layout.mjs').then((check) => check.checkLayout()),
    import('./settings.mjs').then((check) => check.checkSettings()),
  ]);
  for (const problem of checks.flat()) console.error(problem);
  return checks.flat().length === 0;
}

const parts = {
  code: () => runs('eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  boundaries: () =>
    runs('dependency-cruiser/bin/dependency-cruise.mjs', [
      '--config',
      '.dependency-cruiser.mjs',
      ...cruised.filter((folder) => filesIn([folder], /\.ts$/).length),
    ]),
  texts,
};

const only = process.argv.includes('--only') ? [process.argv[process.argv.indexOf('--only') + 1]] : Object.keys(parts);
const results = [];
for (const part of only) results.push(await parts[part]());
process.exitCode = results.every(Boolean) ? 0 : 1;
