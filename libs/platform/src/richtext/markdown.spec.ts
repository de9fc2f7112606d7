import fc from 'fast-check';
import { fromMarkdown, parseRichText, type RichNode, type RichText, toMarkdown, toPlain } from './index.js';
import { normalDoc } from './normal.js';

const bit = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b1', 'Æ', 'ord', ' ', '  ', 'Ł', 'თ', '😀') },
  { weight: 2, arbitrary: fc.constantFrom(...'*_[]()<>!&#|\\`~-+.:"\'/=0123\u00a0\t\n\u2028\ufeff\u200b') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<br>',
      '&amp;',
      '&#x41;',
      '---',
      '1.',
      '- ',
      '# ',
      '](',
      '**',
      '__',
      'https://a.no/',
      '![',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }) },
);
const words = fc.array(bit, { minLength: 1, maxLength: 6 }).map((bits) => bits.join(''));
const href = fc.constantFrom(
  'https://udi.no/',
  'mailto:a@b.no',
  'https://a.no/x_(y)*?q=1&copy;=2',
  'http://ærlig.no/a|b',
);
const marks = fc
  .record({ strong: fc.boolean(), em: fc.boolean(), link: fc.option(href, { freq: 3 }) })
  .map(({ strong, em, link }) => [
    ...(strong ? [{ type: 'strong' }] : []),
    ...(em ? [{ type: 'em' }] : []),
    ...(link ? [{ type: 'link', attrs: { href: link } }] : []),
  ]);
const text = fc.record({ text: words, marks }).map((node): RichNode => ({ type: 'text', ...node }));
const inline = fc.array(
  fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: fc.constant<RichNode>({ type: 'hard_break' }) }),
  { maxLength: 6 },
);
const paragraph = inline.map((content): RichNode => ({ type: 'paragraph', content }));
const heading = fc
  .record({ level: fc.integer({ min: 2, max: 4 }), content: fc.array(text, { maxLength: 4 }) })
  .map(({ level, content }): RichNode => ({ type: 'heading', attrs: { level }, content }));

function cells(type: string, width: number): fc.Arbitrary<RichNode> {
  const cell = inline.map((content): RichNode => ({ type, attrs: { colspan: 1, rowspan: 1 }, content }));
  return fc.array(cell, { minLength: width, maxLength: width }).map((content) => ({ type: 'table_row', content }));
}
const table = fc
  .integer({ min: 1, max: 3 })
  .chain((width) =>
    fc
      .tuple(cells('table_header', width), fc.array(cells('table_cell', width), { maxLength: 2 }))
      .map(([head, rows]): RichNode => ({ type: 'table', content: [head, ...rows] })),
  );

const { blocks } = fc.letrec<{ block: RichNode; blocks: RichNode[]; item: RichNode }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    paragraph,
    heading,
    table,
    tie('blocks').map((content): RichNode => ({ type: 'blockquote', content })),
    fc
      .array(tie('item'), { minLength: 1, maxLength: 3 })
      .map((content): RichNode => ({ type: 'bullet_list', content })),
    fc
      .record({
        order: fc.integer({ min: 0, max: 200 }),
        content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
      })
      .map(({ order, content }): RichNode => ({ type: 'ordered_list', attrs: { order }, content })),
  ),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  item: fc
    .tuple(paragraph, fc.array(tie('block'), { maxLength: 2 }))
    .map(([first, rest]): RichNode => ({ type: 'list_item', content: [first, ...rest] })),
}));
const id = '0193a5c8-0000-7000-8000-00000000000a';
const record = fc.constantFrom<RichNode>(
  { type: 'record', attrs: { kind: 'decision', id } },
  { type: 'paragraph', content: [{ type: 'text', text: `{decision ${id}}` }] },
);
const mixed = fc.array(
  fc.oneof({ weight: 4, arbitrary: blocks }, { weight: 1, arbitrary: record.map((one) => [one]) }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const documents = mixed
  .map((parts) => parts.flat())
  .map((content) => ({ schemaVersion: 1, doc: { type: 'doc', content } }));

function refused(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

function stable(text: RichText): void {
  expect(fromMarkdown(toMarkdown(text))).toEqual({ schemaVersion: 1, doc: normalDoc(text.doc) });
}

describe('Markdown and rich text', () => {
  it('reads back every document it wrote', () => {
    fc.assert(
      fc.property(documents, (input) => {
        fc.pre(!refused(() => parseRichText(input)));
        stable(parseRichText(input));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps whatever somebody types stable after the first reading', () => {
    const typed = fc.array(
      fc.oneof(bit, fc.constantFrom('\n', '\n\n', '> ', '  ', `{action ${id}}\n`, '    ', '| a | b |\n| - | - |\n')),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(typed, (bits) => stable(fromMarkdown(bits.join('')))),
      { numRuns: 150 },
    );
  });

  it('writes what a person would write', () => {
    const source = [
      '## Return counselling',
      'Norway _presented_ **the pilot**, see [the report](https://udi.no/report?a=1&b=2).\nSecond line, snake_case and 5 * 3',
      '- one\n- two\n  - below\n- three',
      '1. first\n2. second',
      '> Quoted words\n>\n> and more',
      '| State | Answer |\n| --- | --- |\n| Norway | yes \\| no<br>maybe |',
    ].join('\n\n');
    expect(toMarkdown(fromMarkdown(source))).toBe(source);
  });

  it.each([
    ['<script>alert(1)</script>'],
    ['[x](javascript:alert(1))'],
    ['[x](JaVaScRiPt&#58;alert(1))'],
    ['[x](data:text/html;base64,PHNjcmlwdD4=)'],
    ['[x](//evil.example/)'],
    ['[x](/local)'],
    ['<javascript:alert(1)>'],
  ])('leaves %s as words', (source) => {
    const { doc } = fromMarkdown(source);
    expect(JSON.stringify(doc)).not.toContain('"link"');
    expect(doc.content).toHaveLength(1);
    stable(fromMarkdown(source));
  });

  it('reads the place of a record from its own line, and nowhere else', () => {
    const source = `Before\n{decision ${id}}\nAfter\n\n- a\n  {action ${id}}\n\n> {action ${id}}`;
    const types = fromMarkdown(source).doc.content!.map(({ type }) => type);
    expect(types).toEqual(['paragraph', 'record', 'paragraph', 'bullet_list', 'blockquote']);
    expect(fromMarkdown('{decision 12}').doc.content![0]!.type).toBe('paragraph');
  });

  it('keeps a picture as it was typed', () => {
    const typed = 'See ![the chart](https://a.no/x.png) now';
    expect(toMarkdown(fromMarkdown(typed))).toBe(typed);
    expect(toPlain(fromMarkdown(typed))).toBe(typed);
  });

  it('reads headings of level 1 and 6 as 2 and 4', () => {
    expect(toMarkdown(fromMarkdown('# One\n\n###### Six'))).toBe('## One\n\n#### Six');
  });

  it('keeps two lists of the same kind apart', () => {
    const list = (word: string): RichNode => ({
      type: 'bullet_list',
      content: [{ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: word }] }] }],
    });
    const text: RichText = { schemaVersion: 1, doc: { type: 'doc', content: [list('a'), list('b'), list('c')] } };
    expect(toMarkdown(text)).toBe('- a\n\n* b\n\n- c');
    stable(text);
  });
});
