import { beginnings, zipNames } from './book.rules.js';

describe('the meeting book', () => {
  it('names files in its order, safely, each with its own ending', () => {
    const chapters = [
      { title: 'Agenda', filename: 'Agenda.pdf' },
      { title: 'Return: figures / 2026', filename: '../../x.XLSX' },
      { title: 'Return: figures / 2026', filename: 'y.docx' },
      { title: 'a'.repeat(200), filename: 'z' },
    ];
    expect(zipNames(chapters)).toEqual([
      '01 Agenda.pdf',
      '02 Return figures 2026.xlsx',
      '03 Return figures 2026.docx',
      `04 ${'a'.repeat(80)}`,
    ]);
  });

  it('counts pages through from the first of the contents', () => {
    expect(beginnings(2, [3, 1, 10])).toEqual([3, 6, 7]);
  });
});
