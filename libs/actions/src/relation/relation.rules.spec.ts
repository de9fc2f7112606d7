import { circleOf, type Link, linkOf, numberIn, refusalOf } from './relation.rules.js';

/** `a>b`: a depends on b; `a=b`: a supersedes b. */
const link = (text: string): Link => ({
  kind: text[1] === '>' ? 'depends_on' : 'supersedes',
  from: text[0]!,
  to: text[2]!,
});
const links = (text: string) => text.split(' ').filter(Boolean).map(link);

describe('a circle of actions', () => {
  it.each([
    ['a>b', '', null],
    ['a>b', 'b>c c>d', null],
    ['a>b', 'a>c c>b', null],
    ['a>b', 'b>a', 'a>b b>a'],
    ['a>b', 'b>c c>d d>a x>y', 'a>b b>c c>d d>a'],
    ['a>b', 'b>d d>c b>c c>a', 'a>b b>c c>a'],
    ['a=b', 'b=a', 'b~a a~b'],
    ['a=b', 'a>b', 'b~a a>b'],
    ['a=b', 'c>b a>c', 'b~a a>c c>b'],
    ['a=b', 'b>a', null],
    ['a=c', 'b>c a>d', null],
  ])('of %s, when %s is known: %s', (wanted, known, expected) => {
    const circle = circleOf(link(wanted), links(known));
    const words = circle?.map(({ id, next, because }) => `${id}${because === 'depends_on' ? '>' : '~'}${next}`);
    expect(words?.join(' ') ?? null).toBe(expected);
  });

  it('is looked for in a long row without getting lost', () => {
    const row = Array.from({ length: 2000 }, (_, n): Link => ({ kind: 'depends_on', from: `${n}`, to: `${n + 1}` }));
    expect(circleOf({ kind: 'depends_on', from: '2000', to: '0' }, row)).toHaveLength(2001);
  });
});

describe('a relation', () => {
  it.each([
    ['a>a', '', 'itself'],
    ['a>b', 'a>b', 'already'],
    ['a=b', 'a>b', 'already'],
    ['a=b', 'c=b', 'superseded'],
    ['a>b', 'c=b', 'superseded'],
    ['a=b', 'c=a', 'replaced'],
    ['a>b', 'c=a', null],
    ['a>b', 'b>c', null],
    ['a=b', 'a=c', null],
  ])('%s when %s is known: %s', (wanted, known, expected) => {
    expect(refusalOf(link(wanted), links(known))).toBe(expected);
  });

  it.each([
    ['depends_on', { kind: 'depends_on', from: 'me', to: 'other' }],
    ['needed_by', { kind: 'depends_on', from: 'other', to: 'me' }],
    ['supersedes', { kind: 'supersedes', from: 'me', to: 'other' }],
    ['superseded_by', { kind: 'supersedes', from: 'other', to: 'me' }],
  ] as const)('is chosen from either side: %s', (choice, expected) => {
    expect(linkOf(choice, 'me', 'other')).toEqual(expected);
  });

  it.each([
    ['A-118', 118],
    [' a118 ', 118],
    ['118', 118],
    ['0', null],
    ['A-', null],
    ['B-118', null],
    ['1e9', null],
    ['99999999999', null],
  ])('names the other by its number: %s', (text, number) => expect(numberIn(text)).toBe(number));
});
