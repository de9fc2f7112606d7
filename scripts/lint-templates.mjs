// Templates: at most 120 lines, valid Handlebars, no prose, nothing that the content security policy would refuse.
import Handlebars from 'handlebars';
import { filesIn, isCommand, lineAt, read, report } from './lib/files.mjs';

const maxLines = 120;

/** What must not stand in a template, and why. Mail is the exception for `style`: mail programs know no style sheets. */
const forbidden = [
  { pattern: /\sstyle\s*=/gi, reason: 'style attribute: the content security policy refuses it', inMail: true },
  { pattern: /\shx-on\b/gi, reason: 'hx-on: inline script' },
  { pattern: /\s(hx-[a-z-]+)\s*=\s*["']?js:/gi, reason: 'js: in an htmx attribute: inline script' },
  { pattern: /\son[a-z]+\s*=/gi, reason: 'event attribute: inline script' },
  { pattern: /<script(?![^>]*\ssrc=)/gi, reason: 'inline script' },
  { pattern: /<style\b/gi, reason: 'style element: the content security policy refuses it', inMail: true },
  { pattern: /href\s*=\s*["']javascript:/gi, reason: 'script in a link' },
  {
    pattern: /\{\{\{(?!\s*(\w+\.)*(body|html|\w+Html)\s*\}\}\})/g,
    reason: 'unescaped value; only body, html and …Html may be',
  },
];

/** @returns {string[]} problems, `file:line reason` */
export function checkTemplates() {
  return filesIn(['libs', 'apps'], /\.hbs$/).flatMap((file) => {
    const text = read(file);
    const inMail = /[\\/]mail[\\/]/.test(file);
    const rules = forbidden.filter((rule) => !(inMail && rule.inMail));
    const found = rules.flatMap((rule) =>
      [...text.matchAll(rule.pattern)].map((match) => ({ at: match.index, reason: rule.reason })),
    );
    const problems = [...found, ...size(text), ...syntax(text), ...formsWithoutToken(text), ...prose(file, text)];
    return problems.map(({ at, reason }) => `${file}:${lineAt(text, at)} ${reason}`);
  });
}

function size(text) {
  const lines = text.trimEnd().split('\n').length;
  return lines > maxLines ? [{ at: 0, reason: `${lines} lines; at most ${maxLines}: move a part into _part.hbs` }] : [];
}

function syntax(text) {
  try {
    Handlebars.precompile(text);
    return [];
  } catch (error) {
    return [{ at: 0, reason: `not valid Handlebars: ${error.message.split('\n')[0]}` }];
  }
}

/** Every form that posts carries the token against forged requests. */
function formsWithoutToken(text) {
  const forms = [...text.matchAll(/<form\b[^>]*method\s*=\s*["']?post[\s\S]*?<\/form>/gi)];
  const bare = forms.filter((match) => !/\{\{csrf\}\}/.test(match[0]));
  return bare.map((match) => ({ at: match.index, reason: 'a form that posts needs {{csrf}}' }));
}

/** Names of things that are the same in every language. */
const names = /^(Excel|CSV|PDF|EML|EMN|REG|API|JSON|OpenAPI|Markdown|UTC)$/;

/** Words belong into the locale files. Partials named `…-attributes` stand inside a tag. */
function prose(file, text) {
  if (/-attributes\.hbs$/.test(file)) return [];
  const blank = (match) => match.replace(/[^\n]/g, ' ');
  const words = text
    .replace(/\{\{!--[\s\S]*?--\}\}|\{\{![\s\S]*?\}\}/g, blank)
    .replace(/\{\{\{?(?:[^{}"']|"[^"]*"|'[^']*')*\}\}\}?/g, blank)
    .replace(/<!--[\s\S]*?-->|<!doctype[^>]*>|<code\b[\s\S]*?<\/code>/gi, blank)
    .replace(/(?<=\s)\/[\w/-]+/g, blank)
    .replace(/<[^>]*>/g, blank)
    .replace(/&[a-z]+;|&#\d+;/gi, blank);
  const first = [...words.matchAll(/\p{L}{3,}/gu)].find((match) => !names.test(match[0]));
  return first ? [{ at: first.index, reason: `prose: “${first[0]}” belongs into the locale files` }] : [];
}

if (isCommand(import.meta.url)) report('Templates', checkTemplates());
