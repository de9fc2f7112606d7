import {
  beginsSpell,
  inAgendaOrder,
  isPublishable,
  isSameContent,
  isWritable,
  namedIn,
  type Participant,
  untoldBecause,
  withoutSection,
} from './minutes.rules.js';

describe('names in a text that should name nobody', () => {
  it.each([
    ['Mr Nordmann said so', ['Kari Nordmann']],
    ['żółkiewski agreed', ['Łukasz Żółkiewski']],
    ['The States agreed', []],
  ])('%s: %p', (text, named) => {
    expect(namedIn(text, ['Kari Nordmann', 'Łukasz Żółkiewski', 'Li'])).toEqual(named);
  });
});

describe('sections of minutes', () => {
  const items = [
    { id: 'a', type: 'information' },
    { id: 'pause', type: 'break' },
    { id: 'b', type: 'decision' },
    { id: 'c', type: 'other' },
  ];

  it('are missing for items that have none, breaks left out', () => {
    expect(withoutSection(items, [{ itemId: 'b' }, { itemId: null }]).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('are not made for what is not minuted', () => {
    const closed = [{ id: 'x', type: 'other', session: { attribution: 'not_minuted' } }];
    expect(withoutSection(closed, [])).toEqual([]);
  });

  it('follow the agenda; those without an item stay behind the one before', () => {
    const sections = [{ itemId: 'c' }, { itemId: 'gone' }, { itemId: 'a' }, { itemId: 'b' }];
    expect(inAgendaOrder(sections, items).map(({ itemId }) => itemId)).toEqual(['a', 'b', 'c', 'gone']);
    expect(inAgendaOrder([{ itemId: null }, { itemId: 'a' }], items).map(({ itemId }) => itemId)).toEqual([null, 'a']);
  });

  it.each([
    ['draft', false],
    ['called', true],
    ['held', true],
    ['minutes_published', true],
    ['postponed', false],
    ['cancelled', false],
  ] as const)('of a meeting that is %s are writable: %s', (status, expected) => {
    expect(isWritable(status)).toBe(expected);
  });

  it.each([
    ['draft', 'past', false],
    ['called', 'future', false],
    ['called', 'past', true],
    ['held', 'past', true],
    ['minutes_published', 'past', true],
    ['postponed', 'past', false],
    ['cancelled', 'past', false],
  ] as const)('of a meeting that is %s with its beginning in the %s can be published: %s', (status, when, expected) => {
    const startAt = when === 'past' ? '2026-11-23T08:00:00.000Z' : '2026-11-23T08:00:00.001Z';
    expect(isPublishable({ status, startAt }, '2026-11-23T08:00:00.000Z')).toBe(expected);
  });
});

describe('who is told', () => {
  const person: Participant = { address: 'a@example.org', isInvited: true, isPresent: true, isMember: false };

  it.each([
    ['organisers', {}, 'mayNotRead'],
    ['group', {}, null],
    ['group', { isInvited: false }, 'mayNotRead'],
    ['group', { isInvited: false, isMember: true }, null],
    ['ncps', {}, 'mayNotRead'],
    ['states', { isOfAudience: true, isInvited: false }, null],
    ['network', { isInvited: false }, null],
    ['public', { address: null }, 'noAddress'],
  ] as const)('of minutes for %s with %o: %s', (audience, more, expected) => {
    expect(untoldBecause(audience, { ...person, ...more })).toBe(expected);
  });
});

describe('a writing spell', () => {
  const last = { editedBy: 'Ola', editedAt: '2026-12-10T09:00:00.000Z' };

  const spells = [
    {
      what: 'the first text',
      before: { editedBy: null, editedAt: null },
      at: '2026-12-10T09:01:00.000Z',
      begins: true,
    },
    { what: 'the same hand soon after', before: last, at: '2026-12-10T09:20:00.000Z', begins: false },
    { what: 'the same hand much later', before: last, at: '2026-12-10T09:31:00.000Z', begins: true },
    { what: 'another hand', before: { ...last, editedBy: 'Kari' }, at: '2026-12-10T09:01:00.000Z', begins: true },
  ];

  it.each(spells)('begins with $what: $begins', ({ before, at, begins }) => {
    expect(beginsSpell(before, { by: 'Ola', at })).toBe(begins);
  });
});

it('compares content whatever the order of its keys', () => {
  expect(isSameContent({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
  expect(isSameContent({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
});
