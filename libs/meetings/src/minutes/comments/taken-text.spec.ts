import { fromMarkdown, toMarkdown } from '@samrad/platform/richtext';
import { anchored, withWording } from './taken-text.js';

const text = fromMarkdown('## Finland\n\nFinland counsels early.\n\nSweden counsels late.\n\n- one\n- two');
const taken = (place: number, quote: string, wording = 'New') => {
  const result = withWording(text, { place, quote }, wording);
  return result && toMarkdown(result);
};

describe('an accepted wording', () => {
  it('stands instead of the paragraph that reads as it was commented', () =>
    expect(taken(2, 'Sweden counsels late.')).toBe('## Finland\n\nFinland counsels early.\n\nNew\n\n- one\n- two'));

  it('finds the paragraph when others came before it', () =>
    expect(taken(7, 'Sweden counsels late.')).toContain('New'));

  it('keeps a heading a heading', () => expect(taken(0, 'Finland', 'Finland\nand Åland')).toMatch(/^## Finland and/));

  it('is text, with its lines and paragraphs, and nothing more', () =>
    expect(taken(1, 'Finland counsels early.', 'One\ntwo\n\n# Three')).toContain('One\ntwo\n\n\\# Three'));

  it.each([
    ['the paragraph was changed', 1, 'Finland counsels very early.'],
    ['it was on a list', 3, 'one\ntwo'],
  ])('is for a person to put in when %s', (_when, place, quote) => expect(taken(place, quote)).toBeNull());

  it('is for a person to put in when two paragraphs read the same and neither is at the place', () => {
    const twice = fromMarkdown('Same.\n\nSame.');
    expect(withWording(twice, { place: 5, quote: 'Same.' }, 'New')).toBeNull();
    expect(toMarkdown(withWording(twice, { place: 1, quote: 'Same.' }, 'New')!)).toBe('Same.\n\nNew');
  });
});

describe('an anchor', () => {
  it.each([
    ['s1:2:abcd', { sectionId: 's1', kind: 'block', place: 2, recordId: null }],
    ['s1:d:d7', { sectionId: 's1', kind: 'decision', place: 0, recordId: 'd7' }],
    ['s1:a:a7', { sectionId: 's1', kind: 'action', place: 0, recordId: 'a7' }],
    ['', null],
  ])('%s says what it names', (anchor, named) => expect(anchored(anchor)).toEqual(named));
});
