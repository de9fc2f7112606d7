// The shape of the tree: sizes of folders, every context in the map, and libs/README.md printing that map.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mayUse } from './lib/context-map.mjs';
import { isCommand, read, report, root } from './lib/files.mjs';

const maxFilesOfNoun = 15;
const maxNouns = 8;
const notNouns = new Set(['locales', 'data', 'views']);

/** @returns {string[]} problems */
export function checkLayout() {
  return [...contextsInMap(), ...nounFolders(), ...printedMap()];
}

const foldersIn = (folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];

function contextsInMap() {
  const contexts = foldersIn('libs');
  const unlisted = contexts
    .filter((context) => !(context in mayUse))
    .map((context) => `libs/${context} is not in scripts/lib/context-map.mjs`);
  const doorless = contexts.filter(
    (context) => context !== 'platform' && !existsSync(join(root, 'libs', context, 'src/index.ts')),
  );
  return [...unlisted, ...doorless.map((context) => `libs/${context} has no src/index.ts, its only door`)];
}

function nounFolders() {
  return foldersIn('libs')
    .filter((context) => context !== 'platform')
    .flatMap((context) => {
      const nouns = foldersIn(`libs/${context}/src`).filter((name) => !notNouns.has(name));
      const many = nouns.length > maxNouns ? [`libs/${context} has ${nouns.length} nouns; at most ${maxNouns}`] : [];
      return [...many, ...nouns.flatMap((noun) => sizeOf(`libs/${context}/src/${noun}`))];
    });
}

/** Specs and templates do not count: they stand beside what they belong to. */
function sizeOf(folder) {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  return files.length > maxFilesOfNoun
    ? [`${folder} has ${files.length} files; at most ${maxFilesOfNoun}: a second noun may be hiding`]
    : [];
}

/** The table of libs/README.md, row by row. */
export const mapAsTable = () =>
  [
    '| context | may use |',
    '|---|---|',
    ...Object.entries(mayUse).map(
      ([context, used]) => `| \`${context}\` | ${used.map((name) => `\`${name}\``).join(', ') || 'nothing of ours'} |`,
    ),
  ].join('\n');

function printedMap() {
  const tidy = (text) =>
    text
      .replace(/ +/g, ' ')
      .replace(/-+/g, '-')
      .replace(/ ?\| ?/g, '|');
  const printed = existsSync(join(root, 'libs/README.md')) ? tidy(read('libs/README.md')) : '';
  return printed.includes(tidy(mapAsTable()))
    ? []
    : [`libs/README.md does not print the context map of scripts/lib/context-map.mjs:\n${mapAsTable()}`];
}

if (isCommand(import.meta.url)) report('Layout', checkLayout());
