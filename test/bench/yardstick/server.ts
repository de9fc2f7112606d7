// The yardstick: node:http, the driver's prepared statements, JSON.stringify. No sign-in, no rules, no framework.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import '../load/processor-time.js';
import type { Place } from '../scratch/place.js';
import { openActions, summary } from './actions.js';
import { askOf } from './ask.js';
import { experts } from './experts.js';
import { feed } from './feed.js';
import { list, one, search } from './records.js';

const place = JSON.parse(process.env.PLACE!) as Place;
const ask = askOf(place);

type Answer = { type: string; body: string };
const json = (value: object): Answer => ({ type: 'application/json', body: JSON.stringify(value) });

/** The first part of the path → what answers; `rest` is what follows it. */
const routes: Record<string, (rest: string) => Promise<Answer>> = {
  list: async (state) => json(await list(ask, state)),
  one: async (id) => json(await one(ask, id)),
  search: async (word) => json(await search(ask, word, place.dialect)),
  experts: async (filters) => json(await experts(ask, decodeURIComponent(filters), place.dialect)),
  'open-actions': async () => json(await openActions(ask)),
  summary: async () => json(await summary(ask)),
  feed: async (personId) => ({ type: 'text/calendar', body: await feed(ask, personId) }),
};

function send(response: ServerResponse, { type, body }: Answer): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer((request, response) => {
  const [, name = '', rest = ''] = request.url!.split('/');
  const route = routes[name];
  if (!route) {
    response.writeHead(404).end();
    return;
  }
  route(rest).then(
    (answer) => send(response, answer),
    (error: Error) => response.writeHead(500).end(error.stack),
  );
});

server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
