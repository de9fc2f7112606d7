import type { AgendaLine } from '../../agenda/agenda.types.js';
import { briefAgenda } from './brief-agenda.js';

const line = (number: number, start: string) =>
  ({ number: String(number), title: `Item ${number}`, start }) as AgendaLine;

describe('the agenda in a mail', () => {
  it('has eight items and says how many more there are', () => {
    const items = Array.from({ length: 11 }, (_, at) => line(at + 1, '2026-11-26T09:00'));
    const { lines, more } = briefAgenda(items, '2026-11-26T09:00', 'en');
    expect([lines.length, lines.at(-1)!.title, more]).toEqual([8, 'Item 8', 3]);
    expect(briefAgenda(items.slice(3), '2026-11-26T09:00', 'en').more).toBe(0);
  });

  it('names the day of what is on another day than the first', () => {
    const items = [line(1, '2026-11-26T23:30'), line(2, '2026-11-27T00:05')];
    const { lines } = briefAgenda(items, '2026-11-26T21:00', 'en');
    expect(lines.map(({ start }) => start)).toEqual(['23:30', '27 Nov 2026 00:05']);
  });
});
