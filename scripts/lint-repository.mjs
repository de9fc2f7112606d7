// What must not stand in any file of the repository, whatever its kind.
import { isCommand, lineAt, read, report, repositoryFiles } from './lib/files.mjs';

const code = /^(apps|libs|config|migrations|test|scripts)\/.*\.(ts|mts|tsx|mjs|js|hbs|css|typ)$/;
const texts = /\.(ts|mts|tsx|mjs|js|cjs|hbs|css|typ|json|md|yml|yaml|sh|csv|html|svg)$|^\.[a-z/]+|\/run$/;

/** Written so that this file does not find itself. */
const forbidden = [
  {
    where: code,
    pattern: /\b(TO[D]O|FI[X]ME|X[X]X|HA[C]K)\b|not[ ]implemented|lorem[ ]ipsum|coming[ ]soon/gi,
    reason: 'word of unfinished work',
  },
  {
    where: code,
    pattern: /es[l]int-disable|@ts-[i]gnore|@ts-[n]ocheck|@ts-[e]xpect-error|istanbul[ ]ignore|prettier-[i]gnore/g,
    reason: 'a rule is switched off',
  },
  { where: code, pattern: /\bas[ ]any\b/g, reason: '“any” hides mistakes; say the type or use unknown' },
  {
    where: /spec\.ts$/,
    pattern: /\b(it|test|describe)\.(skip|t[o]do|only)\(|\b[xf](it|describe)\(/g,
    reason: 'a test that does not run, or keeps others from running',
  },
  {
    where: texts,
    pattern: /(^|[\s"'`(=])\/(work|home\/\w+|root|Users\/\w+|farm)\/[\w.]/gm,
    reason: 'path of one machine',
  },
  {
    where: texts,
    pattern: /"resolved": *"http|registry\.(npmjs|yarnpkg|npmmirror)\.\w+|npm\.pkg\.github/g,
    reason: 'address of a package registry',
  },
  { where: texts, pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g, reason: 'private key' },
];

/** @returns {string[]} problems, `file:line reason` */
export function checkRepository() {
  return repositoryFiles()
    .filter((file) => !/^(node_modules|dist|data)\//.test(file))
    .flatMap((file) => {
      const rules = forbidden.filter(({ where }) => where.test(file));
      if (rules.length === 0) return [];
      const text = read(file);
      return rules.flatMap(({ pattern, reason }) =>
        [...text.matchAll(pattern)].map(
          (match) => `${file}:${lineAt(text, match.index)} ${reason}: ${match[0].trim()}`,
        ),
      );
    });
}

if (isCommand(import.meta.url)) report('Repository', checkRepository());
