import { fitsPaper, linesOf, sheetTable, wayInto } from './typeset.rules.js';

const office = 'application/vnd.openxmlformats-officedocument';

describe('papers that are no PDF, in the meeting book', () => {
  it.each([
    ['application/pdf', 'asItIs'],
    ['text/plain; charset=utf-8', 'text'],
    [`${office}.wordprocessingml.document`, 'text'],
    ['application/vnd.oasis.opendocument.text', 'text'],
    ['text/csv; charset=utf-8', 'table'],
    [`${office}.spreadsheetml.sheet`, null],
    [`${office}.presentationml.presentation`, null],
    ['image/png', null],
  ])('%s comes into it %s', (mediaType, way) => {
    expect(wayInto(mediaType)).toBe(way);
  });

  it('takes each line as a paragraph and leaves blank ones out', () => {
    expect(linesOf([{ text: 'Purpose\nCompare' }, { text: ' \nQuestions' }])).toEqual([
      'Purpose',
      'Compare',
      'Questions',
    ]);
  });

  it('gives a row beyond the headings a column of its own', () => {
    const { columns, rows } = sheetTable({ header: ['State', 'Q1'], rows: [{ cells: ['NO', '1', 'late'] }] });
    expect(columns.map(({ head }) => head)).toEqual(['State', 'Q1', '']);
    expect(rows[0]!.cells.map(({ lines }) => lines[0]?.text)).toEqual(['NO', '1', 'late']);
  });

  it('takes no table that is too wide for a page', () => {
    const header = Array.from({ length: 13 }, (_, at) => `c${at}`);
    expect([fitsPaper({ header, rows: [] }), fitsPaper({ header: header.slice(1), rows: [] })]).toEqual([false, true]);
  });
});
