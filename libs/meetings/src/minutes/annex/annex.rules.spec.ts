import type { SessionAccess } from '../../agenda/session/session.types.js';
import type { MinutesSnapshot } from '../minutes.types.js';
import { accessOfChange } from '../publication/difference.js';
import { annexesFor, entryTitle } from './annex.rules.js';

const entry = (text: string, access: SessionAccess) => ({ titles: { en: 'Returns' }, text, access });
const annexes = [
  {
    key: 'a.b',
    parts: [
      { stateCode: 'FI', entries: [entry('Open', 'open'), entry('Closed', 'states')] },
      { stateCode: 'SE', entries: [entry('Closed', 'states')] },
    ],
  },
];

it('leaves out of an annex what is closed to its reader, and States of which nothing is left', () => {
  const [annex] = annexesFor(annexes, (access) => access === 'open');
  expect(annex!.parts).toEqual([{ stateCode: 'FI', entries: [entry('Open', 'open')] }]);
  expect(annexesFor(annexes, (access) => access === 'invited')).toEqual([]);
});

it('names a topic in the reader’s language, else in the first one', () => {
  expect([entryTitle({ en: 'Returns', nb: 'Retur' }, 'nb'), entryTitle({ en: 'Returns' }, 'nn')]).toEqual([
    'Retur',
    'Returns',
  ]);
});

it.each([
  ['states', entry('Changed', 'states')],
  [null, entry('Changed', 'open')],
])('says that a changed annex concerns %s', (access, changed) => {
  const snapshot = { heading: {}, present: [], absent: [], parts: [], annexes } as unknown as MinutesSnapshot;
  const parts = [...annexes[0]!.parts, { stateCode: 'DE', entries: [changed] }];
  expect(accessOfChange(snapshot, { ...snapshot, annexes: [{ key: 'a.b', parts }] })).toBe(access);
});
