import type { Invalid } from '@samrad/platform/errors';
import { reportCallOf } from './report-form.js';

const form = {
  ...{ message: null, respondBy: '2026-12-01', mostLetters: 1500, states: ['SE'], items: [] },
  ...{ 'topics-en': 'Returns\r\n\r\n Counselling ', 'topics-nb': 'Retur\nRådgivning' },
};
const faults = (more: object, languages = ['en', 'nb']) => {
  try {
    return reportCallOf({ ...form, ...more }, languages);
  } catch (error) {
    return Object.keys((error as Invalid).fields);
  }
};

it('takes one topic from each line, in every language of the meeting', () => {
  const { topics } = reportCallOf({ ...form, items: ['i'] }, ['en', 'nb']);
  expect(topics.map(({ titles }) => titles)).toEqual([
    { en: 'Returns', nb: 'Retur' },
    { en: 'Counselling', nb: 'Rådgivning' },
    {},
  ]);
  expect(topics[2]!.itemId).toBe('i');
});

it.each([
  ['lines that do not fit', { 'topics-nb': 'Retur' }, ['topics-nb']],
  ['no topic', { 'topics-en': '', 'topics-nb': '' }, ['topics-en']],
  ['a title that is too long', { 'topics-en': 'x'.repeat(161), 'topics-nb': 'x' }, ['topics-en']],
  ['too many topics', { 'topics-en': 'x\n'.repeat(21), 'topics-nb': '' }, ['topics-en']],
  ['no State', { states: [] }, ['states']],
])('refuses %s', (_, more, fields) => {
  expect(faults(more)).toEqual(fields);
});
