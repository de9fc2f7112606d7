// A thousand invitations through the outbox, beside nodemailer alone.
import { mediansOf, type Duel } from '../load/duel.js';
import { start, type Child } from '../load/processes.js';
import { newPlace } from '../scratch/place.js';
import type { Case } from '../bench.types.js';
import { resultOf } from './result-of.js';

const count = 1000;

export const mailCase: Case = {
  name: 'mail',
  run: async ({ dialect, homes }) => {
    const place = await newPlace(dialect, 'mail', homes);
    const sink = start('load/mail-sink');
    const { port } = await sink.heard<{ port: number }>();
    const env = { ...place.settings, SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://samrad.example' };
    const [bare, ours] = [start('work/mail-bare', env), start('work/mail-ours', env)];
    await ours.heard();
    const turn = (child: Child) => turnOf(child, sink);
    for (const child of [bare, ours]) await turn(child);
    const results: Duel[] = [];
    for (let round = 0; round < 3; round += 1) {
      const measured = { bare: await turn(bare), ours: await turn(ours) };
      const rates = { bare: count / measured.bare.seconds, ours: count / measured.ours.seconds };
      results.push({ ...rates, ratio: rates.ours / rates.bare, effort: measured.bare.effort / measured.ours.effort });
    }
    await Promise.all([bare, ours, sink].map((child) => child.stop()));
    const medians = mediansOf(results);
    return [resultOf({ dialect }, '1,000 invitations', { ...medians, floor: 0.8, aim: 1 })];
  },
};

/** Seconds, and processor time of the sending process in microseconds. */
interface Turn {
  seconds: number;
  effort: number;
}

async function turnOf(child: Child, sink: Child): Promise<Turn> {
  const turn = await child.ask<Turn>({ count });
  const { messages } = await sink.ask<{ messages: number }>({});
  if (messages !== count) throw new Error(`${messages} of ${count} messages came`);
  return turn;
}
