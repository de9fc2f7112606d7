// Five thousand answers to five meetings through the whole pipeline, beside reading the same messages alone.
import { mediansOf, type Duel } from '../load/duel.js';
import { start, type Child } from '../load/processes.js';
import { newPlace } from '../scratch/place.js';
import type { Case } from '../bench.types.js';
import { resultOf } from './result-of.js';

interface Turn {
  seconds: number;
  effort: number;
  counted: number | string;
}

const each = 1000;
/** Status, people with it, entries in the history. */
const exact = 'accepted 500/500, declined 250/250, tentative 250/250';

export const inboundCase: Case = {
  name: 'inbound',
  run: async ({ dialect, homes }) => {
    const place = await newPlace(dialect, 'inbound', homes);
    const env = { ...place.settings, PUBLIC_URL: 'https://samrad.example' };
    const [bare, ours] = [start('work/inbound-bare'), start('work/inbound-ours', env)];
    const { uids, now } = await ours.heard<{ uids: string[]; now: string }>();
    const turn = (child: Child, uid: string) => child.ask<Turn>({ uid, now });
    await turn(bare, uids[0]!);
    const results: Duel[] = [];
    for (const uid of uids) {
      const turns = { bare: await turn(bare, uid), ours: await turn(ours, uid) };
      if (turns.bare.counted !== each || turns.ours.counted !== exact) {
        throw new Error(`${turns.bare.counted} were read; counted: ${turns.ours.counted}`);
      }
      results.push(duelOf(turns));
    }
    await Promise.all([bare, ours].map((child) => child.stop()));
    return [resultOf({ dialect }, '5,000 answers to 5 meetings', { ...mediansOf(results), floor: 0.5 })];
  },
};

function duelOf({ bare, ours }: { bare: Turn; ours: Turn }): Duel {
  const rates = { bare: each / bare.seconds, ours: each / ours.seconds };
  return { ...rates, ratio: rates.ours / rates.bare, effort: bare.effort / ours.effort };
}
