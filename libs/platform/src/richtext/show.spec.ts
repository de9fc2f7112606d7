import { fromMarkdown, type RichNode, type RichText, htmlPieces, toHtml, toPlain, toTypst } from './index.js';

const source = `## Heading <1>

Words **strong _both_** and [link](https://udi.no/?a=1&b="2").
Second line

#### Skipped a level

- one
  - below
- two

3. three

> quoted

| State | Answer |
| --- | --- |
| Norway | yes<br>no |`;

const text = fromMarkdown(source);

function aTable(...rows: RichNode[][]): RichText {
  const content = rows.map((cells): RichNode => ({ type: 'table_row', content: cells }));
  return { schemaVersion: 1, doc: { type: 'doc', content: [{ type: 'table', content }] } };
}

const cell = (word: string, attrs = {}, type = 'table_cell'): RichNode => ({
  type,
  attrs: { colspan: 1, rowspan: 1, ...attrs },
  content: [{ type: 'text', text: word }],
});

describe('rich text as HTML', () => {
  it('is elements and escaped text, nothing else', () => {
    expect(toHtml(text)).toBe(
      [
        '<h2>Heading &lt;1&gt;</h2>',
        '<p>Words <strong>strong </strong><strong><em>both</em></strong> and ',
        '<a href="https://udi.no/?a=1&amp;b=%222%22" rel="noopener noreferrer">link</a>.<br>Second line</p>',
        '<h3>Skipped a level</h3>',
        '<ul><li><p>one</p><ul><li>below</li></ul></li><li>two</li></ul>',
        '<ol start="3"><li>three</li></ol>',
        '<blockquote><p>quoted</p></blockquote>',
        '<table><thead><tr><th scope="col">State</th><th scope="col">Answer</th></tr></thead>',
        '<tbody><tr><td>Norway</td><td>yes<br>no</td></tr></tbody></table>',
      ].join(''),
    );
  });

  it('fits its headings below those of the page', () => {
    expect(toHtml(text, { shift: 2 })).toMatch(/^<h4>.*<h5>Skipped/);
    expect(toHtml(text, { shift: 9 })).toMatch(/^<h6>.*<h6>Skipped/);
  });

  it('is harmless even when the stored text is not', () => {
    const evil: RichNode = {
      type: 'script',
      content: [
        {
          type: 'text',
          text: '<img onerror=x>',
          marks: [{ type: 'link', attrs: { href: 'javascript:x' } }, { type: 'iframe' }],
        },
        { type: 'heading', attrs: { level: 'x' as unknown as number }, content: [{ type: 'text', text: '</h2>' }] },
      ],
    };
    const html = toHtml({
      schemaVersion: 1,
      doc: { type: 'doc', content: [{ type: 'paragraph', content: evil.content! }, evil] },
    });
    expect(html).not.toMatch(/<(script|img|iframe|a)\b|javascript/);
  });

  it('keeps merged cells and heads of rows', () => {
    const table = aTable(
      [cell('A', { rowspan: 2 }, 'table_header'), cell('B', { colspan: 2 })],
      [cell('C'), cell('D', { rowspan: 9 })],
    );
    expect(toHtml(table)).toBe(
      '<table><tbody><tr><th scope="row" rowspan="2">A</th><td colspan="2">B</td></tr><tr><td>C</td><td>D</td></tr></tbody></table>',
    );
  });
});

describe('rich text as plain words', () => {
  it('keeps paragraphs, lists and cells apart', () => {
    expect(toPlain(text)).toBe(
      'Heading <1>\n\nWords strong both and link.\nSecond line\n\nSkipped a level\n\n- one\n  - below\n- two\n\n3. three\n\nquoted\n\nState | Answer\nNorway | yes\nno',
    );
  });
});

describe('the place of a record', () => {
  const id = '0193a5c8-0000-7000-8000-00000000000a';
  const placed = fromMarkdown(`## One\n\n#### Deep\n\n{decision ${id}}\n\n### Two`);
  const words = ({ kind }: { kind: string }) => `${kind} <1/26>`;

  it('shows what the record says, escaped, and nothing when it says nothing', () => {
    expect(toHtml(placed, { record: words })).toContain('</h3><p>decision &lt;1/26&gt;</p><h3>');
    expect(toPlain(placed, words)).toBe('One\n\nDeep\n\ndecision <1/26>\n\nTwo');
    expect([toHtml(placed), toPlain(placed)].join()).not.toContain(id);
    expect(toTypst(placed)).toHaveLength(3);
  });

  it('parts the text without losing the depth of its headings', () => {
    expect(htmlPieces(placed)).toEqual(['<h2>One</h2><h3>Deep</h3>', { kind: 'decision', id }, '<h3>Two</h3>']);
    const blocks = toTypst(placed, ({ kind }) => [{ kind: 'frame', title: kind }]);
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'heading', 'frame', 'heading']);
  });
});

describe('rich text as data for a PDF', () => {
  it('is blocks with words, never markup', () => {
    const blocks = toTypst(text);
    expect(blocks.map((block) => block.kind)).toEqual([
      'heading',
      'paragraph',
      'heading',
      'list',
      'list',
      'quote',
      'table',
    ]);
    expect(blocks[0]).toEqual({
      kind: 'heading',
      depth: 1,
      content: [{ text: 'Heading <1>', strong: false, em: false, href: null }],
    });
    expect(blocks[2]).toMatchObject({ depth: 2 });
    expect(blocks[4]).toMatchObject({ start: 3 });
    expect(blocks[6]).toMatchObject({ columns: 2, headRows: 1 });
  });

  it('lays out merged cells so that none overlaps', () => {
    const [block] = toTypst(aTable([cell('A', { rowspan: 2 }), cell('B')], [cell('C', { colspan: 2 }), cell('D')]));
    expect(block).toMatchObject({
      columns: 4,
      headRows: 0,
      cells: [
        { x: 0, y: 0, rowspan: 2 },
        { x: 1, y: 0 },
        { x: 1, y: 1, colspan: 2 },
        { x: 3, y: 1 },
      ],
    });
  });
});
