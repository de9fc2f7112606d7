// The meeting's page for a coordinator, beside a server that runs the same SQL and renders the same templates.
import { duel, type Duel } from '../load/duel.js';
import { start } from '../load/processes.js';
import type { Arena, Bench, Case } from '../bench.types.js';
import { resultOf } from './result-of.js';

export const pageCase: Case = {
  name: 'page',
  run: async (bench) => {
    const { world } = await bench.arena(bench.middle);
    const measured = await comparePages(bench, `/meetings/${world.meetingId}`);
    return [resultOf(bench, 'meeting page (HTML)', { ...measured, floor: 0.4, aim: 0.6 })];
  },
};

/** A page as the coordinator sees it, beside its own SQL and templates without anything around. */
export async function comparePages(bench: Bench, path: string, arena?: Arena): Promise<Duel> {
  const { world, ours } = arena ?? (await bench.arena(bench.middle));
  const headers = { cookie: world.sessionCookie };
  const asked = { PATH_ASKED: path, COOKIE: world.sessionCookie, PLACE: JSON.stringify(world.place) };
  const child = start('yardstick/page', { ...world.place.settings, ...asked });
  const { port } = await child.heard<{ port: number }>();
  const bare = { child, url: `http://127.0.0.1:${port}` };
  await sameHeading(`${bare.url}/`, await fetch(`${ours.url}${path}`, { headers }));
  const sides = { bare: { server: bare, paths: ['/'] }, ours: { server: ours, paths: [path], headers } };
  const measured = await duel(bench.generator, sides, bench.rounds);
  await child.stop();
  return measured;
}

/** The same page, down to its length. */
async function sameHeading(bareUrl: string, answer: Response): Promise<void> {
  const [bare, ours] = [await (await fetch(bareUrl)).text(), await answer.text()];
  if (!answer.ok || Math.abs(bare.length - ours.length) > 200) {
    throw new Error(`The pages differ: ${answer.status}, ${bare.length} and ${ours.length} characters`);
  }
}
