import { proposalsIn, referencesIn, statusIn } from './mail-answer.rules.js';

describe('the status that an answer says', () => {
  it.each([
    ['Done', 'done'],
    ['done!', 'done'],
    ['Ferdig', 'done'],
    ['ferdig!', 'done'],
    ['Utført', 'done'],
    ['Dette er gjort.', 'done'],
    ['Vi er ferdige med denne', 'done'],
    ['Fullført i går.\nTallene ligger i rommet.', 'done'],
    ['Arbeidet er fullført', 'done'],
    ['A-118: completed', 'done'],
    ['Under arbeid', 'under_way'],
    ['We are working on it', 'under_way'],
    ['Vi jobbar med saka', 'under_way'],
    ['Venter på svar fra departementet', 'waiting'],
    ['Waiting for the ministry', 'waiting'],
    ['Ikke aktuelt for oss', 'not_applicable'],
    ['Ikkje aktuelt lenger', 'not_applicable'],
    ['Not applicable.', 'not_applicable'],
  ])('%j says %s', (words, status) => expect(statusIn(words)).toBe(status));

  it.each([
    'Ikke ferdig',
    'Ikkje ferdig enno',
    'Not done yet',
    "It isn't done",
    'Nesten ferdig',
    'Blir ferdig 15. desember',
    'Will be done by Friday',
    'When is this to be done?',
    'Is it done?',
    'Done. But Finland is still waiting for a signature.',
    'Delvis utført',
    'Vi håper å være ferdige neste uke',
    'Thank you for reminding us',
    'Abandoned',
    '',
  ])('%j says nothing for certain', (words) => expect(statusIn(words)).toBeNull());
});

describe('what an answer is about', () => {
  const one = { id: 'one', ref: 'A-118' };
  const two = { id: 'two', ref: 'A-120' };
  const other = { id: 'three', ref: 'A-121' };

  it('is the only line of the reminder, with a bare status and no note', () => {
    expect(proposalsIn('Ferdig!', [one])).toEqual([{ lineIds: ['one'], status: 'done', note: null, others: [] }]);
  });

  it('keeps what says more than the status as a note', () => {
    const words = 'Done.\nThe figures are in the room.';
    expect(proposalsIn(words, [one])).toEqual([{ lineIds: ['one'], status: 'done', note: words, others: [] }]);
    const question = 'Could we have a week more?';
    expect(proposalsIn(question, [one])).toEqual([{ lineIds: ['one'], status: null, note: question, others: [] }]);
  });

  it('is left to people when the reminder named several and the answer none', () => {
    expect(proposalsIn('Done', [one, two])).toEqual([
      { lineIds: ['one', 'two'], status: 'done', note: null, others: [] },
    ]);
  });

  it('is the line it names, however it writes the name', () => {
    for (const words of ['A-120 ferdig', 'a120: ferdig', 'Ferdig med A 120'])
      expect(proposalsIn(words, [one, two])).toEqual([expect.objectContaining({ lineIds: ['two'], status: 'done' })]);
  });

  it('gives each line that it names the words beside the name', () => {
    const words = 'Status fra oss:\nA-118: ferdig\nA-120 venter på departementet\nog kommer i januar';
    expect(proposalsIn(words, [one, two, other])).toEqual([
      { lineIds: ['one'], status: 'done', note: null, others: [] },
      { lineIds: ['two'], status: 'waiting', note: 'A-120 venter på departementet\nog kommer i januar', others: [] },
    ]);
    expect(proposalsIn('A-118 and A-120 are done', [one, two])).toEqual([
      { lineIds: ['one'], status: 'done', note: 'A-118 and A-120 are done', others: [] },
      { lineIds: ['two'], status: 'done', note: 'A-118 and A-120 are done', others: [] },
    ]);
  });

  it('closes nothing when it names something that the reminder did not', () => {
    const foreign = { status: null, others: ['A-999'] };
    expect(proposalsIn('A-999 is done', [one])).toEqual([{ lineIds: ['one'], note: 'A-999 is done', ...foreign }]);
    expect(proposalsIn('A-999: done', [one, two])).toEqual([
      { lineIds: ['one', 'two'], note: 'A-999: done', ...foreign },
    ]);
    expect(proposalsIn('A-118: under way\nA-999 is done', [one, two])).toEqual([
      { lineIds: ['one'], status: 'under_way', note: null, others: ['A-999'] },
    ]);
  });

  it('finds several lines under one reference: an action asks several of the same person', () => {
    const [proposal] = proposalsIn('A-118 done', [one, { id: 'more', ref: 'A-118' }, two]);
    expect(proposal!.lineIds).toEqual(['one', 'more']);
  });

  it.each([
    ['see A-118, a119 and A 120.', ['A-118', 'A-119', 'A-120']],
    ['PA-118, A-118b, CA118, ABBA 3', []],
    ['A-007', ['A-7']],
  ])('reads the references of %j', (text, refs) => expect(referencesIn(text)).toEqual(refs));

  it('stays quick and short whatever comes', () => {
    const monster = 'ferdig '.repeat(3_000);
    expect(proposalsIn(monster, [one])[0]!.note!.length).toBeLessThanOrEqual(2_000);
  });
});
