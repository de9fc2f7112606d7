// The calendar feed of an expert with two hundred meetings: built anew, and unchanged since the reader's copy.
import { duel } from '../load/duel.js';
import type { Case } from '../bench.types.js';
import { resultOf } from './result-of.js';

const events = (text: string) => text.split('BEGIN:VEVENT').length - 1;

export const feedCase: Case = {
  name: 'feed',
  run: async (bench) => {
    const arena = await bench.arena(bench.middle);
    const bare = { server: arena.bare, paths: [`/feed/${arena.world.expertId}`] };
    const ours = { server: arena.ours, paths: [`/calendar/${arena.world.feedToken}.ics`] };
    const [expected, answer] = await Promise.all(
      [bare, ours].map(({ server, paths }) => fetch(`${server.url}${paths[0]}`)),
    );
    const [few, many] = [events(await expected!.text()), events(await answer!.text())];
    if (few !== 200 || many !== 200) throw new Error(`The feeds hold ${few} and ${many} meetings`);
    const headers = { 'if-none-match': answer!.headers.get('etag')! };
    const unchanged = { ...ours, headers, status: 304 };
    return [
      resultOf(bench, 'feed of 200 meetings', {
        ...(await duel(bench.generator, { bare, ours }, bench.rounds)),
        floor: 1,
      }),
      resultOf(bench, 'the same, unchanged', {
        ...(await duel(bench.generator, { bare, ours: unchanged }, bench.rounds)),
        // MariaDB has to be asked each time whether something changed.
        floor: bench.dialect === 'sqlite' ? 10 : 2,
        aim: 10,
      }),
    ];
  },
};
