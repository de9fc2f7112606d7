// What is pasted from Word, Outlook and web pages keeps its words, headings, lists and tables, and nothing else: no
// looks, links, pictures or script. The parser's document is inert, so nothing in it loads or runs.
import { joinWordLists } from './word-lists.js';

const unwanted =
  'script,style,meta,link,title,img,picture,svg,math,object,embed,iframe,video,audio,canvas,template,noscript,xml,textarea,select';
const kept: Record<string, string> = {
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  table: 'table',
  tr: 'tr',
  td: 'td',
  th: 'th',
  br: 'br',
};
const blocks = new Set([
  'div',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'aside',
  'address',
  'pre',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'figure',
  'center',
  'form',
  'fieldset',
  'hr',
]);
const heading = /^h[1-6]$/;
const titles = /\bMsoTitle\b/;

type Parse = (html: string) => Document;

const parse: Parse = (html) => new DOMParser().parseFromString(html, 'text/html');

/** @param html as the clipboard has it @returns HTML of paragraphs, headings, lists and tables only */
export function cleanPaste(html: string, read: Parse = parse): string {
  const page = read(withoutLooks(withoutConditions(html)));
  for (const element of page.querySelectorAll(unwanted)) element.remove();
  for (const element of [...page.querySelectorAll('[data-style]')].filter(isHidden)) element.remove();
  joinWordLists(page);
  const top = page.querySelector('h1') || page.querySelector('.MsoTitle') ? 1 : 0;
  return inside(page.body, top);
}

/** Word's `<![if !supportLists]>` and what it says to Outlook alone. */
const withoutConditions = (html: string) => html.replace(/<!\[(?:if|endif)[^>]*>/gi, '').replace(/<!--[^]*?-->/g, '');

/** Browsers complain of forbidden styles even while they only read; what Word says in them is kept under another name. */
const withoutLooks = (html: string) =>
  html
    .replace(/<style\b[^]*?<\/style\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));

const isHidden = (element: Element) =>
  /display:\s*none|mso-hide:\s*all/i.test(element.getAttribute('data-style') ?? '');

const inside = (parent: Element, shift: number): string =>
  [...parent.childNodes].map((child) => written(child, shift)).join('');

function written(node: ChildNode, shift: number): string {
  if (node.nodeType === 3) return escaped(node.textContent ?? '');
  if (node.nodeType !== 1) return '';
  const element = node as Element;
  const name = element.localName;
  if (name === 'br') return '<br>';
  if (isCell(name)) return cell(element, name);
  if (heading.test(name) || titles.test(element.className)) return title(element, levelOf(name) + shift);
  return block(name, inside(element, shift));
}

function block(name: string, content: string): string {
  if (name === 'p') return isBlank(content) ? '' : `<p>${content}</p>`;
  if (kept[name]) return `<${name}>${content}</${name}>`;
  return blocks.has(name) ? `<div>${content}</div>` : content;
}

const isCell = (name: string) => name === 'td' || name === 'th';
const levelOf = (name: string) => (heading.test(name) ? Number(name[1]) : 1);
const isBlank = (content: string) => /^(?:\s|\u00a0|<br>)*$/.test(content);

function title(element: Element, level: number): string {
  const words = escaped(wordsOf(element));
  return words ? `<h${Math.min(Math.max(level, 2), 4)}>${words}</h${Math.min(Math.max(level, 2), 4)}>` : '';
}

/** A cell holds lines of words: each block in it is one. */
function cell(element: Element, name: string): string {
  const lines = [...element.querySelectorAll('p,li,div,h1,h2,h3,h4,h5,h6')].filter(
    (line) => !line.querySelector('p,li,div,h1,h2,h3,h4,h5,h6'),
  );
  const words = (lines.length ? lines : [element]).map(lineOf).filter(Boolean).join('<br>');
  return `<${name}${span(element, 'colspan')}${span(element, 'rowspan')}>${words}</${name}>`;
}

const lineOf = (line: Element): string =>
  [...line.childNodes]
    .map((child) => (child.nodeName.toLowerCase() === 'br' ? '<br>' : escaped(squeezed(child.textContent ?? ''))))
    .join('')
    .trim();

function span(element: Element, name: string): string {
  const count = Number(element.getAttribute(name));
  return Number.isInteger(count) && count > 1 && count <= 50 ? ` ${name}="${count}"` : '';
}

const squeezed = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');
const wordsOf = (element: Element) => squeezed(element.textContent ?? '').trim();
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
