import { fromMarkdown } from '@samrad/platform/richtext';
import type { SessionAccess } from '../../agenda/session/session.types.js';
import type { MinutesPart, MinutesSnapshot } from '../minutes.types.js';
import { accessOfChange } from './difference.js';

const part = (sectionId: string, access: SessionAccess, text: string) =>
  ({
    sectionId,
    title: sectionId,
    access,
    content: fromMarkdown(text),
    decisions: [],
    actions: [],
  }) as unknown as MinutesPart;
const minutes = (...parts: MinutesPart[]) =>
  ({ heading: {}, present: [], absent: [], parts, annexes: [] }) as unknown as MinutesSnapshot;

const open = part('open', 'open', 'Said to all');
const states = part('states', 'states', 'Said among States');
const invited = part('invited', 'invited', 'Said to partners');
const other = (of: MinutesPart) => ({ ...of, content: fromMarkdown('Corrected') });
const before = minutes(open, states, invited);

describe('a correction', () => {
  it.each([
    ['of something open is for everybody', minutes(other(open), other(states), invited), null],
    ['of one closed session is for those who may read it', minutes(open, states, other(invited)), 'invited'],
    ['of several closed sessions is for the narrowest', minutes(open, other(states), other(invited)), 'states'],
    ['of nothing is for everybody', before, null],
    ['that takes a closed item out is for those who could read it', minutes(open, invited), 'states'],
    ['that opens a closed item is for everybody', minutes(open, { ...states, access: 'open' as const }, invited), null],
    ['that only moves times is for everybody', minutes({ ...open, start: '2026-12-10T09:00' }, states, invited), null],
  ])('%s', (_what, after, access) => expect(accessOfChange(before, after)).toBe(access));

  it('of the attendance is for everybody', () => {
    const present = [{ name: 'Aino' }] as never;
    expect(accessOfChange(before, { ...minutes(open, other(states), invited), present })).toBeNull();
  });
});
