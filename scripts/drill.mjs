// npm run drill [-- --kills 100 --mails 1000 --answers 500]   kills the worker at random while mail goes out and comes in.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const number = (value) => ({ type: 'string', default: String(value) });
const options = { kills: number(100), mails: number(1000), answers: number(500) };
const { values } = parseArgs({ options });
const size = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));

const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = [
  'node_modules/jest/bin/jest.js',
  '--maxWorkers=1',
  '--selectProjects',
  'e2e',
  '--testPathPatterns',
  'drill',
];
const env = { ...process.env, DRILL: JSON.stringify(size) };
const { status } = spawnSync(process.execPath, [...flags, ...jest], { stdio: 'inherit', env });
process.exit(status ?? 1);
