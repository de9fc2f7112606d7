// The steps of `npm run check` and `npm test`: each a program, with a name, a time, and its words when it is not content.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './files.mjs';

/** @typedef {{ name: string, ok: boolean, passed: number, failed: number, skipped: number }} Result */

const node = (...args) => ({ command: process.execPath, args });
const program = (name) => join('node_modules', name);

/** What needs no database: cheap, and run side by side. */
export const cheapSteps = [
  { name: 'format', ...node(program('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.') },
  { name: 'lint', ...node('scripts/lint.mjs', '--only', 'code') },
  { name: 'boundaries', ...node('scripts/lint.mjs', '--only', 'boundaries') },
  { name: 'texts and templates', ...node('scripts/lint.mjs', '--only', 'texts') },
  {
    name: 'types',
    ...node(
      program('typescript-native/bin/tsc'),
      '-p',
      'tsconfig.json',
      '--noEmit',
      '--incremental',
      'false',
      '--pretty',
      'false',
    ),
  },
  {
    name: 'types of the browser code',
    ...node(program('typescript-native/bin/tsc'), '-p', 'apps/server/client', '--pretty', 'false'),
  },
  jestStep('unit', { projects: ['unit'] }),
];

/**
 * Some groups of specs, as jest.config.mjs names them.
 * @param {string} name
 * @param {{ projects: string[], env?: Record<string, string>, workers?: number }} choice
 */
export function jestStep(name, { projects, env = {}, workers = 2 }) {
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', program('jest/bin/jest.js')];
  const choice = ['--selectProjects', ...projects, '--passWithNoTests', `--maxWorkers=${workers}`];
  return { name, ...node(...jest, ...choice), env, isJest: true };
}

/** Child processes that are running now; a stopped run stops them. */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(130);
  });
}

/**
 * Runs one step and says how it went.
 * @param {{ name: string, command: string, args: string[], env?: Record<string, string>, isJest?: boolean }} step
 * @param {{ live?: boolean }} [options] live: its output appears at once, not only after a failure
 * @returns {Promise<Result>}
 */
export async function runStep(step, { live = false } = {}) {
  const from = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'samrad-step-'));
  const outcome = join(folder, 'outcome.json');
  const args = step.isJest ? [...step.args, '--json', `--outputFile=${outcome}`] : step.args;
  const { code, output } = await run({ ...step, args, live });
  const result = step.isJest ? counted(step.name, code, outcome) : uncounted(step.name, code);
  rmSync(folder, { recursive: true, force: true });
  if (!result.ok && !live) console.log(output.trimEnd());
  console.log(
    `${result.ok ? '✔' : '✘'} ${step.name} (${((performance.now() - from) / 1000).toFixed(1)} s)${tail(result)}`,
  );
  return result;
}

const tail = ({ passed, failed, skipped }) => {
  const parts = [passed && `${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
  return parts.some(Boolean) ? `: ${parts.filter(Boolean).join(', ')}` : '';
};

function run({ command, args, env, live }) {
  const options = { cwd: root, env: { ...process.env, NO_COLOR: '1', ...env } };
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', live ? 'ignore' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  running.add(child);
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, output });
    });
  });
}

/** A check that has no tests to count is one failure when it fails. */
const uncounted = (name, code) => ({ name, ok: code === 0, passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 });

function counted(name, code, file) {
  const outcome = readOutcome(file);
  if (!outcome) return uncounted(name, code || 1);
  const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites;
  const skipped = outcome.numPendingTests + outcome.numTodoTests;
  return {
    name,
    ok: code === 0,
    passed: outcome.numPassedTests,
    failed: code === 0 ? failed : Math.max(1, failed),
    skipped,
  };
}

function readOutcome(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Jest itself did not come that far
  }
}

/**
 * Runs steps side by side, all of them, whatever happens to one.
 * @param {Parameters<typeof runStep>[0][]} steps
 * @param {number} lanes
 * @returns {Promise<Result[]>}
 */
export async function runSideBySide(steps, lanes = 2) {
  const waiting = [...steps];
  const results = [];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/**
 * The closing line, alone on its line: `12 passed, 0 failed`, and `, 1 skipped` when some were.
 * @param {Result[]} results
 */
export function closingLine(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
