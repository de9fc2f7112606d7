// npm run drill [-- --case invitations|reminders --kills 100]   kills the worker at random while it works.
// invitations: mail goes out and answers come in (--mails 1000 --answers 500); reminders: --lines 5000 --persons 300.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const cases = {
  invitations: { spec: 'e2e/drill', size: { kills: 100, mails: 1000, answers: 500 } },
  reminders: { spec: 'e2e/reminder-drill', size: { kills: 50, lines: 5000, persons: 300 } },
};
const text = { type: 'string' };
const numbers = Object.values(cases).flatMap(({ size }) => Object.keys(size));
const options = { case: text, ...Object.fromEntries(numbers.map((name) => [name, text])) };
const { case: only, ...given } = parseArgs({ options }).values;
if (only && !cases[only]) {
  console.error(`--case: one of ${Object.keys(cases).join(', ')}`);
  process.exit(1);
}

const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = ['node_modules/jest/bin/jest.js', '--maxWorkers=1', '--selectProjects', 'e2e', '--testPathPatterns'];

function run({ spec, size }) {
  const chosen = Object.fromEntries(Object.entries(size).map(([name, n]) => [name, Number(given[name] ?? n)]));
  const env = { ...process.env, DRILL: JSON.stringify(chosen) };
  return spawnSync(process.execPath, [...flags, ...jest, spec], { stdio: 'inherit', env }).status ?? 1;
}

const failed = Object.entries(cases)
  .filter(([name]) => !only || name === only)
  .map(([, one]) => run(one))
  .some((status) => status !== 0);
process.exit(failed ? 1 : 0);
