// Texts: the same keys and variables in bokmål, nynorsk and English; every key that is used exists; none is left over.
import Handlebars from 'handlebars';
import { filesIn, isCommand, lineAt, read, report } from './lib/files.mjs';

const languages = ['nb', 'nn', 'en'];
const plural = /_(zero|one|two|few|many|other)$/;

/** @returns {string[]} problems */
export function checkLocales() {
  const folders = [
    ...new Set(filesIn(['libs', 'apps'], /\/locales\/\w+\.json$/).map((file) => file.replace(/[^\\/]+$/, ''))),
  ];
  const catalogues = folders.map((folder) => ({
    folder,
    texts: languages.map((language) => catalogue(folder, language)),
  }));
  const keys = new Set(catalogues.flatMap(({ texts }) => [...texts[0].keys()].map((key) => key.replace(plural, ''))));
  const tops = new Set([...keys].map((key) => key.split('.')[0]));
  const uses = [...templateUses(tops), ...codeUses(tops)];
  return [
    ...catalogues.flatMap(differences),
    ...sharedTops(catalogues),
    ...missing(uses, keys),
    ...leftOver(uses, keys),
  ];
}

/** One file as `key.with.dots` → text. */
function catalogue(folder, language) {
  const entries = (value, path) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => entries(inner, path ? `${path}.${key}` : key))
      : [[path, value]];
  const [file] = filesIn([folder], new RegExp(`/${language}\\.json$`));
  return new Map(file ? entries(JSON.parse(read(file)), '') : []);
}

const variablesOf = (text) =>
  [...String(text).matchAll(/\{\{\s*(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .filter((name, at, all) => all[at - 1] !== name);

/** Within one folder: keys that are not in every language, empty texts, other variables. */
function differences({ folder, texts }) {
  const all = new Set(texts.flatMap((text) => [...text.keys()]));
  return [...all].flatMap((key) => languages.flatMap((language, at) => oddities({ folder, texts, key, language, at })));
}

function oddities({ folder, texts, key, language, at }) {
  const here = `${folder}${language}.json`;
  const text = texts[at].get(key);
  if (text === undefined) return [`${here} lacks ${key}`];
  if (typeof text !== 'string' || text.trim() === '') return [`${here} ${key} is empty`];
  const [mine, first] = [variablesOf(text).join(), variablesOf(texts[0].get(key) ?? text).join()];
  // “one” may say the number in words.
  return mine === first || key.endsWith('_one')
    ? []
    : [`${here} ${key} has the variables {${mine}}, nb has {${first}}`];
}

/** Two folders with the same first part of their keys would overwrite each other. */
function sharedTops(catalogues) {
  const owner = new Map();
  return catalogues.flatMap(({ folder, texts }) => {
    const tops = [...new Set([...texts[0].keys()].map((key) => key.split('.')[0]))];
    const taken = tops.filter((top) => owner.has(top));
    for (const top of tops) owner.set(top, folder);
    return taken.map((top) => `${folder} and ${owner.get(top)} both define “${top}”`);
  });
}

/** A use is a whole key, the beginning of keys that are put together (`prefix`), or a mention that proves nothing. */
function templateUses(tops) {
  return filesIn(['libs', 'apps'], /\.hbs$/).flatMap((file) => {
    const text = read(file);
    const uses = [];
    const add = (literal, kind) => {
      if (tops.has(literal.split('.')[0])) uses.push({ file, line: literal.at, key: literal, kind });
    };
    visit(parse(text), (node) => collect(node, add));
    return uses.map((use) => ({ ...use, line: lineAt(text, text.indexOf(use.key)) }));
  });
}

function parse(text) {
  try {
    return Handlebars.parse(text);
  } catch {
    return {}; // lint-templates.mjs says what is wrong
  }
}

function visit(node, look) {
  if (!node || typeof node !== 'object') return;
  if (Array.isArray(node)) return node.forEach((inner) => visit(inner, look));
  look(node);
  for (const [key, inner] of Object.entries(node)) if (key !== 'loc') visit(inner, look);
}

function collect(node, add) {
  if (!node.params) return;
  const name = node.path?.original;
  const literals = [...node.params, ...(node.hash?.pairs ?? []).map((pair) => pair.value)];
  for (const literal of literals) {
    if (literal.type !== 'StringLiteral') continue;
    if (name === 'concat') add(literal.value, 'prefix');
    else if (name === 't' && literal === node.params[0]) add(literal.value, 'key');
    else if (/^\w+(\.\w+)+$/.test(literal.value)) add(literal.value, 'key');
  }
}

const literal = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;
/** Where a key stands for certain: `key: '…'`, `t(lang, '…')`, `new NotFound('…')`. */
const certain = /(\bkey: *|\bt\([^'"`()]*,\s*|\bnew (NotFound|Forbidden|Conflict|Unavailable|TooMany)\(\s*)$/;

function codeUses(tops) {
  const files = filesIn(['libs', 'apps', 'config'], /\.ts$/).filter((file) => !/spec\.ts$|[\\/]client[\\/]/.test(file));
  return files.flatMap((file) => {
    const text = read(file);
    return [...text.matchAll(literal)].flatMap((match) => codeUse({ file, text, match, tops }));
  });
}

function codeUse({ file, text, match, tops }) {
  const value = match[1] ?? match[2] ?? match[3];
  const [constant] = value.split('${');
  if (!/^\w+\.[\w.]*$/.test(constant) || !tops.has(constant.split('.')[0])) return [];
  const isWhole = constant === value && !value.endsWith('.');
  const isCertain = certain.test(text.slice(Math.max(0, match.index - 80), match.index)) || value.split('.').length > 2;
  const kind = !isWhole ? 'prefix' : isCertain ? 'key' : 'mention';
  return [{ file, line: lineAt(text, match.index), key: constant, kind }];
}

function missing(uses, keys) {
  const known = [...keys];
  const isBranch = (path) => known.some((key) => key.startsWith(path.endsWith('.') ? path : `${path}.`));
  const isBeginning = (path) => known.some((key) => key.startsWith(path));
  return uses
    .filter(
      ({ key, kind }) =>
        kind !== 'mention' && !keys.has(key) && !(kind === 'prefix' ? isBeginning(key) : isBranch(key)),
    )
    .map(({ file, line, key }) => `${file}:${line} uses the text “${key}”, which no locale file has`);
}

/** A key is left over only when neither it nor any beginning of it (of two parts or more) is named anywhere. */
function leftOver(uses, keys) {
  const named = new Set(uses.map((use) => use.key.replace(/\.$/, '').replace(plural, '')));
  const beginnings = uses.filter((use) => use.kind === 'prefix').map((use) => use.key);
  const isUsed = (key) =>
    ancestors(key).some((path) => named.has(path)) || beginnings.some((path) => key.startsWith(path));
  return [...keys].filter((key) => !isUsed(key)).map((key) => `No page and no mail uses the text “${key}”`);
}

const ancestors = (key) =>
  key
    .split('.')
    .map((_, at, parts) => parts.slice(0, at + 1).join('.'))
    .slice(1);

if (isCommand(import.meta.url)) report('Texts', checkLocales());
