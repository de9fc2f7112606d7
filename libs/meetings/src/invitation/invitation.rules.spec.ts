import {
  calendarOf,
  isPreselected,
  newsFor,
  partstatFor,
  readPasted,
  refusalToInvite,
  splitName,
} from './invitation.rules.js';

const now = '2026-11-23T08:00:00.000Z';
const meeting = { status: 'called' as const, endAt: '2026-12-10T15:00:00.000Z', significantSequence: 2 };
const told = { sentAt: now, holdSentAt: null, removedAt: null, sentSequence: 2, sentDigest: 'old', toldFacts: null };
const facts = (more: object) => ({
  ...{ title: 'Return', startWall: '2026-12-10T09:00', endWall: '2026-12-10T15:00', zone: 'Europe/Oslo' },
  ...{ place: 'Bergen', videoUrl: null, answerBy: null, description: null, life: 'called' as const, ...more },
});

describe('whom to invite', () => {
  it.each(['chair', 'member', 'secretariat'])('ticks %s', (role) => expect(isPreselected(role)).toBe(true));
  it.each(['alternate', 'observer'])('leaves %s to be chosen', (role) => expect(isPreselected(role)).toBe(false));

  it.each([
    ['draft', null],
    ['called', null],
    ['postponed', 'postponed'],
    ['cancelled', 'cancelled'],
    ['held', 'over'],
    ['minutes_published', 'over'],
  ] as const)('to a meeting that is %s: %s', (status, refusal) => {
    expect(refusalToInvite({ ...meeting, status }, now)).toBe(refusal);
  });

  it('not once it has ended', () => {
    expect(refusalToInvite({ ...meeting, endAt: now }, now)).toBe('over');
  });

  it('reads pasted addresses with and without names', () => {
    const text =
      'Kari Nordmann <kari@example.org>\n\nola@example.org;\n"Ås, Peder" <p@example.org>\nBerg; b@example.org\nnonsense';
    expect(readPasted(text)).toEqual({
      people: [
        { line: 1, name: 'Kari Nordmann', address: 'kari@example.org' },
        { line: 3, name: null, address: 'ola@example.org' },
        { line: 4, name: 'Ås, Peder', address: 'p@example.org' },
        { line: 5, name: 'Berg', address: 'b@example.org' },
      ],
      faults: [6],
    });
  });

  it.each([
    ['Kari Anne Nordmann', 'Kari Anne', 'Nordmann'],
    ['Nordmann, Kari', 'Kari', 'Nordmann'],
    ['Zed', 'Zed', ''],
  ])('takes %s apart', (name, givenName, familyName) => expect(splitName(name)).toEqual({ givenName, familyName }));
});

describe('what an invited person is told', () => {
  const say = (change: object, state: object = {}, digest = 'new') =>
    newsFor(
      { ...told, ...change },
      { ...meeting, ...state },
      { called: digest, hold: `${digest} day`, facts: facts({}), now },
    );
  const heard = (more: object) => ({ toldFacts: JSON.stringify(facts(more)) });

  it.each([
    ['another time, whatever the number of the mail', heard({ startWall: '2026-12-09T09:00' }), 'moved'],
    ['the same time, whatever happened in between', { ...heard({ place: 'Oslo' }), sentSequence: 0 }, 'changed'],
    ['that it was put off', heard({ life: 'postponed' }), 'moved'],
    ['the very same', heard({}), null],
  ])('by what they know: %s', (_, change, kind) => expect(say(change)).toBe(kind));

  it.each([
    ['a changed place', {}, {}, 'changed'],
    ['a new time', { sentSequence: 1 }, {}, 'moved'],
    ['a cancellation', {}, { status: 'cancelled' }, 'cancelled'],
    ['a postponement', {}, { status: 'postponed' }, 'postponed'],
    ['nothing when removed', { removedAt: now }, {}, null],
    ['nothing before the first mail', { sentAt: null }, {}, null],
    ['nothing once it is over', {}, { endAt: now }, null],
    ['nothing of minutes', {}, { status: 'held' }, null],
  ])('%s', (...[, change, state, kind]) => expect(say(change, state)).toBe(kind));

  it.each([
    ['a new day', 'old day', {}, 'hold'],
    ['nothing when the day is the same', 'new day', {}, null],
    ['a cancellation', 'new day', { status: 'cancelled' }, 'cancelled'],
    ['nothing of a meeting that others are called to', 'old day', { status: 'called' }, null],
  ])('who only keeps the day free: %s', (...[, sentDigest, state, kind]) => {
    const change = { sentAt: null, holdSentAt: '2026-11-01T08:00:00.000Z', sentDigest };
    const digest = 'status' in state && state.status === 'cancelled' ? 'off' : 'new';
    expect(say(change, { status: 'draft', ...state }, digest)).toBe(kind);
  });

  it('nothing when everything is as it was told', () => expect(say({}, {}, 'old')).toBeNull());

  it('asks again after a move, and repeats the answer otherwise', () => {
    expect(partstatFor('moved', 'accepted')).toBe('NEEDS-ACTION');
    expect(partstatFor('changed', 'accepted')).toBe('ACCEPTED');
    expect(partstatFor('again', 'declined')).toBe('DECLINED');
  });

  it('takes one person off the list without cancelling the meeting', () => {
    expect(calendarOf('removed')).toEqual({ method: 'CANCEL', status: null });
    expect(calendarOf('cancelled')).toEqual({ method: 'CANCEL', status: 'CANCELLED' });
    expect(calendarOf('call')).toEqual({ method: 'REQUEST', status: 'CONFIRMED' });
    expect(calendarOf('hold')).toEqual({ method: 'REQUEST', status: 'TENTATIVE' });
    expect(calendarOf('released')).toEqual({ method: 'CANCEL', status: 'CANCELLED' });
  });
});
