// The settings as config/env.ts describes them, printed into README.md and config/.env.example.
// node scripts/settings.mjs --write   brings both up to date; without it they are only checked.
import { transform } from '@swc/core';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCommand, read, report, root } from './lib/files.mjs';

const marks = ['<!-- settings: npm run settings -->', '<!-- /settings -->'];

/** @returns {Promise<string[]>} problems */
export async function checkSettings() {
  const [readme, example] = await wanted();
  const problems = [];
  if (read('README.md') !== readme)
    problems.push('README.md does not list the settings of config/env.ts: npm run settings');
  if (!existsSync(join(root, 'config/.env.example')) || read('config/.env.example') !== example) {
    problems.push('config/.env.example does not list the settings of config/env.ts: npm run settings');
  }
  return problems;
}

async function wanted() {
  const settings = await described();
  return [readmeWith(settings), exampleOf(settings)];
}

/** @returns {Promise<{ name: string, fallback: string, meaning: string }[]>} */
async function described() {
  const { envSchema, z } = await compiled();
  const { properties } = z.toJSONSchema(envSchema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, { default: fallback, description }]) => ({
    name,
    fallback: fallback === undefined ? '' : String(fallback),
    meaning: description ?? envSchema.shape[name].description ?? '',
  }));
}

/** config/env.ts is TypeScript: it is compiled into the cache folder of node_modules, where it finds zod. */
async function compiled() {
  const folder = join(root, 'node_modules', '.cache', 'samrad');
  const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
  const compile = async (file) =>
    (await transform(read(file), { swcrc: false, configFile: false, jsc, module: { type: 'es6' } })).code;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'env-fields.mjs'), await compile('config/env-fields.ts'));
  const env = (await compile('config/env.ts')).replace('./env-fields.js', './env-fields.mjs');
  writeFileSync(join(folder, 'env.mjs'), `${env}\nexport { z };\n`);
  return import(pathToFileURL(join(folder, 'env.mjs')).href);
}

function readmeWith(settings) {
  const readme = read('README.md');
  const [before, rest] = readme.split(marks[0]);
  if (rest === undefined || !rest.includes(marks[1])) return `${readme}\n${marks.join('\n')}\n`;
  return `${before}${marks[0]}\n\n${table(settings)}\n\n${marks[1]}${rest.split(marks[1])[1]}`;
}

function table(settings) {
  const rows = settings.map(({ name, fallback, meaning }) => [
    `\`${name}\``,
    fallback ? `\`${fallback}\`` : '',
    meaning.replaceAll('|', '\\|'),
  ]);
  const all = [['Variable', 'Default', 'Meaning'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(3, ...all.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(all[0]), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

const exampleOf = (settings) =>
  `# Settings of Samråd; remove the # of what you change. Written by npm run settings.\n\n${settings
    .map(({ name, fallback, meaning }) => `# ${meaning}\n#${name}=${fallback}\n`)
    .join('\n')}`;

async function write() {
  const [readme, example] = await wanted();
  writeFileSync(join(root, 'README.md'), readme);
  writeFileSync(join(root, 'config/.env.example'), example);
}

if (isCommand(import.meta.url)) {
  if (process.argv.includes('--write')) await write();
  report('Settings', await checkSettings());
}
