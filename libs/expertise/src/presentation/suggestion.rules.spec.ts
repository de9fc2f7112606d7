import { describe, expect, it } from '@jest/globals';
import { suggestions, wordsOf, type Known } from './suggestion.rules.js';

const past = (title: string, topicCode: string | null, heldOn: string) => ({
  ...{ title, topicCode, heldOn, meetingId: heldOn, meeting: 'REG 1' },
});
const one = (personId: string, more: Partial<Known> = {}): Known => ({
  personId,
  statedBy: null,
  presented: [],
  ...more,
});
const asked = { topicCode: 'readmission', title: 'Readmission: experience of the States' };

it.each([
  ['Readmission: experience of the States', ['readmission', 'experience']],
  ['Update from the Commission', ['commission']],
  ['Rådgivning før retur', ['radgivning', 'retur']],
  ['', []],
])('takes from “%s” the words that say what it is about', (title, words) => {
  expect(wordsOf(title)).toEqual(words);
});

describe('suggestions', () => {
  it('puts who presented on the topic before who says they know it, before whom a coordinator named', () => {
    const known = [
      one('coordinator', { statedBy: 'coordinator' }),
      one('self', { statedBy: 'person' }),
      one('both', { statedBy: 'person', presented: [past('Talks', 'readmission', '2026-01-01')] }),
      one('alike', { presented: [past('Experience in Norway', null, '2026-02-01')] }),
    ];
    expect(suggestions(known, asked).map(({ personId }) => personId)).toEqual(['both', 'self', 'coordinator', 'alike']);
  });

  it('counts how often, says when last, and counts an item once only', () => {
    const presented = [
      past('Readmission in practice', 'readmission', '2025-03-01'),
      past('Agreements', 'readmission', '2026-03-01'),
      past('Readmission and data', null, '2024-03-01'),
    ];
    expect(suggestions([one('a', { presented })], asked)[0]).toMatchObject({
      onTopic: 2,
      onWords: 1,
      last: [{ heldOn: '2026-03-01' }, { heldOn: '2025-03-01' }, { heldOn: '2024-03-01' }],
    });
  });

  it('suggests nobody of whom nothing is known, and for an item without topic only by its words', () => {
    const presented = [past('Common indicators', 'statistics', '2026-01-01')];
    expect(suggestions([one('a'), one('b', { presented })], asked)).toEqual([]);
    const byWords = suggestions([one('b', { presented })], { topicCode: null, title: 'Indicators of return' });
    expect(byWords).toMatchObject([{ onTopic: 0, onWords: 1 }]);
  });

  it('stops at the number asked for; of equals who presented last comes first', () => {
    const at = (day: string) => [past('Readmission', 'readmission', day)];
    const known = [one('old', { presented: at('2020-01-01') }), one('new', { presented: at('2026-01-01') })];
    expect(suggestions(known, asked, 1).map(({ personId }) => personId)).toEqual(['new']);
  });
});
