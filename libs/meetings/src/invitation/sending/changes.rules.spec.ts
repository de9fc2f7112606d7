import { changesIn, dueAt, lastChangeIn, type Happened } from './changes.rules.js';

const at = (minute: number) => `2026-11-23T08:0${minute}:00.000Z`;
const event = (kind: string, minute: number, ...fields: string[]): Happened => ({
  kind: `meeting.${kind}`,
  at: at(minute),
  data: { fields },
});

describe('what waits to be told', () => {
  it.each([
    ['nothing', [], []],
    ['a new time', [event('rescheduled', 1, 'startWall', 'endWall', 'startAt')], ['time']],
    ['a place and a title', [event('updated', 2, 'place'), event('updated', 1, 'number')], ['place', 'title']],
    ['the same thing twice', [event('updated', 2, 'place'), event('updated', 1, 'place')], ['place']],
    ['what nobody is told of', [event('updated', 1, 'languages', 'hostStateCode')], []],
    ['the deadline and the words', [event('updated', 1, 'description', 'answerBy')], ['answerBy', 'description']],
    ['cancelled after a new link', [event('cancelled', 2), event('updated', 1, 'videoUrl')], ['cancelled', 'video']],
    ['put off', [event('postponed', 1)], ['postponed']],
    [
      'only what came after the last mail',
      [event('updated', 3, 'place'), event('changes_sent', 2), event('updated', 1, 'title')],
      ['place'],
    ],
    ['nothing after it was dropped', [event('changes_dropped', 2), event('updated', 1, 'title')], []],
    ['nothing from before the call', [event('invited', 3), event('called', 2), event('updated', 1, 'place')], []],
  ] as const)('is %s', (_, events, kinds) => {
    expect(changesIn(events)).toEqual(kinds);
  });

  it('goes out when nothing more has been changed for the time set', () => {
    const events = [event('answered', 4), event('updated', 3, 'place'), event('updated', 1, 'title')];
    expect(lastChangeIn(events)).toBe(at(3));
    expect(dueAt(at(3), 180)).toBe(at(6));
    expect(lastChangeIn([event('changes_sent', 4), ...events])).toBeNull();
  });
});
