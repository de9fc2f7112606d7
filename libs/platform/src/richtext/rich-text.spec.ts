import type { Invalid } from '@samrad/platform/errors';
import {
  emptyRichText,
  fromMarkdown,
  isEmpty,
  maxDepth,
  parseRichText,
  type RichNode,
  safeHref,
  toPlain,
  toPlainWithLinks,
} from './index.js';

const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content });
const words = (text: string, ...marks: RichNode['marks'] & object): RichNode => ({ type: 'text', text, marks });
const stored = (...content: unknown[]): unknown => ({ schemaVersion: 1, doc: { type: 'doc', content } });

function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Invalid).fields['']?.key;
  }
}

function nested(depth: number): RichNode {
  return depth === 0 ? paragraph(words('deep')) : { type: 'blockquote', content: [nested(depth - 1)] };
}

describe('rich text from outside', () => {
  it('accepts the stored form and its JSON text', () => {
    const text = fromMarkdown('## A\n\n- **b** [c](https://udi.no/)\n\n| d |\n| --- |\n| e |');
    expect(parseRichText(text)).toEqual(text);
    expect(parseRichText(JSON.stringify(text))).toEqual(text);
  });

  it.each([
    ['nothing', null],
    ['a number', 3],
    ['no JSON', '{'],
    ['another version', { schemaVersion: 2, doc: { type: 'doc', content: [paragraph()] } }],
    ['no document', { schemaVersion: 1, doc: paragraph() }],
    ['an empty document', stored()],
    ['an unknown node', stored({ type: 'image', attrs: { src: 'https://a.no/x.png' } })],
    ['an unknown mark', stored(paragraph(words('a', { type: 'code' })))],
    ['a node in the wrong place', stored({ type: 'list_item', content: [paragraph()] })],
    ['a heading of level 1', stored({ type: 'heading', attrs: { level: 1 } })],
    ['a level that is text', stored({ type: 'heading', attrs: { level: '2"><script>' } })],
    [
      'a cell of a thousand columns',
      stored({
        type: 'table',
        content: [{ type: 'table_row', content: [{ type: 'table_cell', attrs: { colspan: 1000 } }] }],
      }),
    ],
    ['a child that is no node', stored('text')],
    ['content that is no list', { schemaVersion: 1, doc: { type: 'doc', content: { length: 1 } } }],
    ['a name from the prototype', stored({ type: 'constructor' })],
  ])('refuses %s', (_what, input) => {
    expect(reasonOf(() => parseRichText(input))).toBe('platform.richtext.invalid');
  });

  it.each([
    'javascript:alert(1)',
    ' JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'x',
  ])('refuses a link to %j', (href) => {
    const input = stored(paragraph(words('a', { type: 'link', attrs: { href } })));
    expect(reasonOf(() => parseRichText(input))).toBe('platform.richtext.link');
  });

  it('refuses what is too large or too deep, and accepts what is just within', () => {
    expect(reasonOf(() => parseRichText(stored(paragraph(words('å'.repeat(100_001))))))).toBe(
      'platform.richtext.tooLong',
    );
    expect(reasonOf(() => fromMarkdown('a'.repeat(200_001)))).toBe('platform.richtext.tooLong');
    expect(reasonOf(() => parseRichText(stored(nested(maxDepth))))).toBe('platform.richtext.tooDeep');
    expect(reasonOf(() => parseRichText(stored(nested(100_0))))).toBe('platform.richtext.tooDeep');
    expect(reasonOf(() => fromMarkdown(`${'> '.repeat(500)}a`))).toBe('platform.richtext.tooDeep');
    expect(parseRichText(stored(nested(maxDepth - 2))).doc.type).toBe('doc');
  });

  it('drops unknown attributes, control characters and empty text', () => {
    const input = stored({
      ...paragraph(words('a\u0000b\ud800\ufeff\nc'), words('')),
      attrs: { style: 'x', class: 'y' },
    });
    expect(parseRichText(input).doc.content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'ab c' }] },
    ]);
  });

  it('knows when there is nothing in it', () => {
    expect([null, undefined, emptyRichText(), fromMarkdown(' \n\n- ')].map(isEmpty)).toEqual([true, true, true, true]);
    expect(isEmpty(fromMarkdown('- a'))).toBe(false);
  });
});

describe('the address of a link', () => {
  it.each([
    ['https://UDI.no', 'https://udi.no/'],
    [' mailto:a@b.no ', 'mailto:a@b.no'],
    ['http://ærlig.no/å b|c', 'http://xn--rlig-uoa.no/%C3%A5%20b%7Cc'],
    ['https://a.no/?q="><script>', 'https://a.no/?q=%22%3E%3Cscript%3E'],
  ])('spells %s as %s, once and for all', (address, href) => {
    expect(safeHref(address)).toBe(href);
    expect(safeHref(href)).toBe(href);
  });

  it('refuses what is too long or no text', () => {
    expect([safeHref(`https://a.no/${'x'.repeat(2000)}`), safeHref(null), safeHref({})]).toEqual([null, null, null]);
  });
});

describe('signs that are not seen', () => {
  it('are taken out of text that is typed, pasted or kept', () => {
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a\u202eb\u200bc' }] }] };
    expect(toPlain(parseRichText({ schemaVersion: 1, doc }))).toBe('abc');
    expect(toPlain(fromMarkdown('a \u202e**b\u2066** c'))).toBe('a b c');
  });
});

it.each([
  ['See [the **new** plan](https://example.org/a) today.', 'See the new plan <https://example.org/a> today.'],
  ['[https://example.org/a](https://example.org/a)', 'https://example.org/a'],
  [
    '- [one](https://example.org/1)[two](https://example.org/2)',
    '- one <https://example.org/1>two <https://example.org/2>',
  ],
  ['No link', 'No link'],
])('says in a plain mail where a link leads: %s', (typed, plain) => {
  expect(toPlainWithLinks(fromMarkdown(typed))).toBe(plain);
});
