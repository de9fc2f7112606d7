import { docx, odt, pdf, pptx, xlsx } from '../../../../test/support/office-files.js';
import { readingLimits, readText, type ReadingLimits } from './text-reader.js';

const office = 'application/vnd.openxmlformats-officedocument';
const word = `${office}.wordprocessingml.document`;

const textsOf = async (content: Buffer, mediaType: string, limits: Partial<ReadingLimits> = {}) => {
  const read = await readText(content, mediaType, { ...readingLimits, ...limits });
  if ('problem' in read) throw new Error(read.problem);
  return read.passages;
};

const long = (word: string) => `${word} `.repeat(80).trim();

describe('the text of a file', () => {
  it('comes from Word paragraph by paragraph, without what was deleted and without comments', async () => {
    const deleted = '</w:t></w:r><w:del><w:r><w:delText>secret</w:delText></w:r></w:del><w:r><w:t>';
    const file = docx([`${long('Første')}${deleted}`, long('Ændring')], {
      'word/comments.xml': '<w:comments><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comments>',
      'word/footnotes.xml': '<w:footnotes><w:p><w:r><w:t>A footnote &amp; more</w:t></w:r></w:p></w:footnotes>',
    });
    const texts = (await textsOf(file, word)).map(({ text }) => text);
    expect(texts).toEqual([long('Første'), long('Ændring'), 'A footnote & more']);
  });

  it('puts short paragraphs together', async () => {
    expect(await textsOf(docx(['Heading', 'A line', 'Another']), word)).toEqual([
      { page: null, text: 'Heading\nA line\nAnother' },
    ]);
  });

  it('cuts long ones at a space', async () => {
    const passages = await textsOf(docx([long('word').repeat(10)]), word);
    expect(passages.length).toBeGreaterThan(2);
    expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThanOrEqual(1500);
  });

  it.each<[string, Buffer, string]>([
    ['OpenDocument', odt(['Frivillig <t:span>retur</t:span>']), 'application/vnd.oasis.opendocument.text'],
    ['a spreadsheet', xlsx(['Frivillig retur']), `${office}.spreadsheetml.sheet`],
    ['plain text', Buffer.from('Frivillig retur'), 'text/plain; charset=utf-8'],
  ])('comes from %s', async (_, file, mediaType) => {
    expect((await textsOf(file, mediaType))[0]!.text).toBe('Frivillig retur');
  });

  it('comes from plain text of old systems', async () => {
    expect(await textsOf(Buffer.from('Møte på Ås', 'latin1'), 'text/plain; charset=utf-8')).toEqual([
      { page: null, text: 'Møte på Ås' },
    ]);
  });

  it('knows its slide and its page', async () => {
    const slides = await textsOf(pptx(['One', 'Two']), `${office}.presentationml.presentation`);
    expect(slides).toEqual([
      { page: 1, text: 'One' },
      { page: 2, text: 'Two' },
    ]);
    const pages = await textsOf(pdf([['Voluntary return', 'Second'], ['On page two']]), 'application/pdf');
    expect(pages).toEqual([
      { page: 1, text: 'Voluntary return\nSecond' },
      { page: 2, text: 'On page two' },
    ]);
  });

  it('is nothing where a file has none', async () => {
    expect(await textsOf(pdf([[]]), 'application/pdf')).toEqual([]);
  });
});

describe('a file that makes trouble ends its thread, not the product', () => {
  it.each<[string, string, Buffer, string, Partial<ReadingLimits>]>([
    ['is damaged', 'damaged', Buffer.from('%PDF-1.7 nothing'), 'application/pdf', {}],
    ['takes too long', 'tooSlow', docx([long('word')]), word, { milliseconds: 1 }],
    ['unpacks to too much', 'tooMuch', docx([long('word')]), word, { mostBytes: 100 }],
    ['needs too much memory', 'tooMuch', docx([long('word').repeat(20_000)]), word, { megabytes: 8 }],
  ])('because it %s: %s', async (...[, problem, content, mediaType, limits]) => {
    expect(await readText(content, mediaType, { ...readingLimits, ...limits })).toEqual({ problem });
  });
});
