// Minutes of forty items: saving while one writes, and reading the whole.
import { Agent, request } from 'node:http';
import { mediansOf, type Duel } from '../load/duel.js';
import { start } from '../load/processes.js';
import type { Arena, Case } from '../bench.types.js';
import { comparePages } from './page.js';
import { resultOf } from './result-of.js';

const items = 40;
const saves = 300;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Answer {
  status: number;
  body: string;
}

/** One request after the other, as one writer sends them. */
function send(
  method: string,
  url: string,
  { headers, body }: { headers?: object; body?: object } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method, agent, headers: { ...headers, 'content-type': 'application/json' } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      },
    );
    asked.once('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}

/** About what is said under one item: two paragraphs, a list, and something that differs each time. */
function textOf(turn: number): object {
  const words = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const said =
    'The States presented their programmes and compared what they had learned since the last meeting. '.repeat(4);
  const point = { type: 'list_item', content: [words('Counselling before the decision helps.')] };
  const list = { type: 'bullet_list', content: [point, point, point] };
  return { schemaVersion: 1, doc: { type: 'doc', content: [words(said), list, words(said), words(`Turn ${turn}`)] } };
}

/** @returns ids of the sections, all with text */
async function minutesOf({ world, ours }: Arena): Promise<string[]> {
  const [api, headers] = [`${ours.url}/api/v1`, { authorization: `Bearer ${world.apiToken}` }];
  const agenda = `${api}/meetings/${world.meetingId}/agenda`;
  for (let at = 0; at < items; at += 1)
    await send('POST', agenda, { headers, body: { title: `Item ${at}`, minutes: 10 } });
  const { status, body } = await send('POST', `${api}/meetings/${world.meetingId}/minutes`, { headers, body: {} });
  if (status >= 300) throw new Error(body);
  const ids = (JSON.parse(body) as { sections: { id: string }[] }).sections.map(({ id }) => id);
  for (const id of ids) {
    await send('PUT', `${api}/minutes-sections/${id}`, { headers, body: { content: textOf(0), version: 1 } });
  }
  return ids;
}

async function rate(save: (turn: number) => Promise<Answer>): Promise<number> {
  const began = performance.now();
  for (let turn = 0; turn < saves; turn += 1) {
    const { status, body } = await save(turn);
    if (status !== 200) throw new Error(body);
  }
  return saves / ((performance.now() - began) / 1000);
}

export const minutesCase: Case = {
  name: 'minutes',
  run: async (bench) => {
    const arena = await bench.arena(bench.middle);
    const { world, ours } = arena;
    const [mine = '', theirs = ''] = await minutesOf(arena);
    const child = start('work/autosave-bare', { PLACE: JSON.stringify(world.place) });
    const { port } = await child.heard<{ port: number }>();
    const headers = { authorization: `Bearer ${world.apiToken}` };
    const results: Duel[] = [];
    for (let round = 0; round < 4; round += 1) {
      const version = (turn: number) => 2 + round * saves + turn;
      const body = (turn: number) => ({ content: textOf(version(turn)), version: version(turn) });
      const bare = await rate((turn) => send('PUT', `http://127.0.0.1:${port}/${theirs}`, { body: body(turn) }));
      const path = `${ours.url}/api/v1/minutes-sections/${mine}`;
      const own = await rate((turn) => send('PUT', path, { headers, body: body(turn) }));
      if (round) results.push({ bare, ours: own, ratio: own / bare, effort: 0 });
    }
    await child.stop();
    const page = await comparePages(bench, `/meetings/${world.meetingId}/minutes?draft=1`);
    return [
      resultOf(bench, 'save of a section', { ...mediansOf(results), floor: 0.3 }),
      resultOf(bench, `minutes of ${items} items (HTML)`, { ...page, floor: 0.1 }),
    ];
  },
};
