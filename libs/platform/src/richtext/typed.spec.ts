import fc from 'fast-check';
import { fromMarkdown, type RichNode, toHtml, toMarkdown, toPlain } from './index.js';

const kinds = (text: string) => (fromMarkdown(text).doc.content ?? []).map(({ type }) => type);
const again = (text: string) => toMarkdown(fromMarkdown(text));
const list = (order: number, ...items: string[]): RichNode => ({
  type: 'ordered_list',
  attrs: { order },
  content: items.map((text) => ({
    type: 'list_item',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })),
});

describe('what a secretary types', () => {
  it.each([
    ['dates of several months', '17. desember 2026: utkast\n24. januar 2027: endelig\n3. mars 2027: møte'],
    ['the same day of several months', '1. januar\n1. februar\n1. mars'],
    ['days that follow each other', '1. mai: fri\n2. mai: møte\n3. mai: reise'],
    ['short dates', '17. des. 2026\n18. jan 2027\n5. 12. 2026\n6. 1. 27'],
    ['a year at the start of a line', '1. januar er fridag.\n\n2026. Et år.'],
    ['a date below a list', '1. Utkast\n2. Endelig\n\n17. desember 2026'],
    ['numbers with noughts or brackets', '01. Åpning\n02. Status\n\n1) Åpning\n3) Status'],
    ['sums', 'Kost: 3*4 og 5*6 kroner, 2**3 og 4**5, (*) uten mva.'],
    ['signs of programmers', '<script> [se vedlegg] R&D &amp; snake_case <ola@udi.no> [ ] #3 ~100 `x` |'],
    ['links to nowhere', 'Se [vedlegg]() og a [b]( ) [c](<>) og [d](x)'],
    ['paths and file names', 'C:\\Felles\\møter\n\\\\server\\felles\\utkast__v2_.docx'],
    ['a line for a signature', '_______________\n\n***\n\n---'],
    ['signs before a number', '+ 3 % fra i fjor\n>50 % av statene'],
  ])('keeps %s as words', (_what, text) => {
    expect(again(text)).toBe(text);
    expect(kinds(text.split('\n\n').at(-1)!)).not.toContain('ordered_list');
    for (const word of text.split(/\s+/)) expect(toPlain(fromMarkdown(text))).toContain(word);
  });

  it.each(['1. Åpning\n2. Status\n3. Eventuelt', '4. Status\n5. Eventuelt', '- ett\n- to'])(
    'reads %j as a list',
    (text) => {
      expect(again(text)).toBe(text);
      expect(kinds(text)).toEqual([text.startsWith('-') ? 'bullet_list' : 'ordered_list']);
    },
  );

  it('keeps numbers that are out of order', () => {
    expect(again('1. Åpning\n4. Status\n4. Valg')).toBe('1. Åpning\n\n4. Status\n\n4. Valg');
    expect(toHtml(fromMarkdown('1. a\n4. b'))).toBe('<ol><li>a</li></ol><ol start="4"><li>b</li></ol>');
  });

  it('begins a numbered list amid the lines of a paragraph only with a second number', () => {
    expect(kinds('Vedtatt i\n1. kvartal av rådet')).toEqual(['paragraph']);
    expect(kinds('Rådet vil\n1. vente\n2. svare')).toEqual(['paragraph', 'ordered_list']);
  });

  it('reads a pasted table, also right below a list', () => {
    const table = '| Stat | Svar |\n| --- | --- |\n| Norge | 3*4 \\| ja |';
    expect(again(table)).toBe(table);
    expect(again(`- punkt\n${table}`)).toBe(`- punkt\n\n${table}`);
    expect(again('|Stat|Svar|\n|---|---|\n|NO|ja|')).toBe('| Stat | Svar |\n| --- | --- |\n| NO | ja |');
  });

  it('writes words that look like signs so that they stay words', () => {
    const paragraph = (text: string): RichNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
    const content = ['1. kvartal', '- nei', '# 3', '**a**', '[x](https://a.no)', '17. mai'].map(paragraph);
    const text = { schemaVersion: 1 as const, doc: { type: 'doc', content: [...content, list(3, 'mai', 'juni')] } };
    expect(toMarkdown(text)).toContain('17. mai\n\n3. &#x6d;ai');
    expect(fromMarkdown(toMarkdown(text))).toEqual(text);
  });

  it('reads a list in an item without words of its own, also where the numbers look like a date', () => {
    const below = list(10, '12 stater', 'ja');
    const item: RichNode = { type: 'list_item', content: [{ type: 'paragraph' }, below] };
    const content: RichNode[] = [{ type: 'ordered_list', attrs: { order: 1 }, content: [item] }];
    const text = { schemaVersion: 1 as const, doc: { type: 'doc', content } };
    expect(fromMarkdown(toMarkdown(text))).toEqual(text);
  });

  const month = fc.constantFrom('januar', 'mars', 'mai', 'juli', 'oktober', 'desember');
  const date = fc
    .tuple(fc.integer({ min: 1, max: 31 }), month, fc.constantFrom('', ' 2026', ' 2027: utkast', ', kl. 10.30'))
    .map(([day, name, rest]) => `${day}. ${name}${rest}`);
  const sign = fc.constantFrom(...'.,;:!?()"\'/–-%&<>[]*=+§@#^~`{}$€|');
  const word = fc.oneof(
    fc.constantFrom('Norge', 'ærlig', 'å', 'snake_case', 'kl.', '10.30', '3*4', 'R&D', 'C:\\felles', 'a/b', '2026.'),
    fc.stringMatching(/^[A-Za-zæøåÆØÅ0-9]{1,8}$/),
  );
  const rest = fc.array(fc.oneof(word, sign, date), { maxLength: 8 }).chain((bits) =>
    fc.array(fc.constantFrom('', ' '), { minLength: bits.length, maxLength: bits.length }).map((gaps) =>
      bits
        .map((bit, index) => bit + gaps[index])
        .join('')
        .trim(),
    ),
  );
  const line = fc
    .oneof(
      date,
      word,
      fc.integer({ min: 1, max: 3000 }).map((number) => `${number}. sak`),
    )
    .chain((start) => rest.map((more) => `${start} ${more}`.trim()));
  /** Not strong, not a link, no line break, no table: what is written to be read as a sign. */
  const isProse = (text: string) => !/\*\*|<br|\]\(|^[\s|:-]+$/m.test(text);

  it('stays as it was typed, and no letter is lost', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.join('\n');
        fc.pre(isProse(text));
        const read = fromMarkdown(text);
        const bare = (words: string) => words.replace(/\s/g, '');
        expect(bare(toMarkdown(read))).toBe(bare(text));
        expect(bare(toPlain(read))).toBe(bare(text));
        expect(fromMarkdown(toMarkdown(read))).toEqual(read);
        if (!JSON.stringify(read).includes('_list')) expect(toMarkdown(read)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is typed to keep the machine busy', () => {
  it.each([
    ['escapes without end', `a${String.raw`\#`.repeat(60_000)}`],
    ['a row of very many cells', `${'| a '.repeat(500)}|\n${'|---'.repeat(500)}|`],
  ])('is read soon: %s', (_what, text) => {
    const before = process.cpuUsage();
    toMarkdown(fromMarkdown(text));
    expect(process.cpuUsage(before).user).toBeLessThan(6_000_000);
  });
});
