// The yardstick for a page: the product renders it once, and what it asked the database and what it gave to its templates
// is written down. From then on this server repeats exactly that for every request, by prepared statements and the same
// compiled templates: no sign-in, no rules, no framework, and not even the mapping of rows to what templates want.
import 'reflect-metadata';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Db } from '@samrad/platform/database';
import { Templates } from '@samrad/platform/views';
import { createServer } from '../../../apps/server/src/server.js';
import { loadEnv } from '../../../config/env.js';
import '../load/processor-time.js';
import type { Place } from '../scratch/place.js';
import { askOf } from './ask.js';

interface Query {
  sql: string;
  values: unknown[];
}

interface Rendering {
  templates: Templates;
  name: string;
  context: object;
}

const { PATH_ASKED: path = '/', COOKIE: cookie = '' } = process.env;
const ask = askOf(JSON.parse(process.env.PLACE!) as Place);
const isSignIn = ({ sql }: Query) => /\bFROM session\b/.test(sql);

async function recorded(): Promise<{ queries: Query[]; renderings: Rendering[] }> {
  const { app, close } = await createServer(loadEnv());
  await app.getHttpAdapter().getInstance().ready();
  const queries: Query[] = [];
  const renderings: Rendering[] = [];
  const { rows } = Db.prototype;
  const { render } = Templates.prototype;
  Db.prototype.rows = function record<R>(this: Db, query: Parameters<Db['rows']>[0]) {
    queries.push({ sql: query.sql, values: query.values.map(plain) });
    return rows.call(this, query) as Promise<R[]>;
  };
  Templates.prototype.render = function record(this: Templates, name: string, context: object) {
    renderings.push({ templates: this, name, context });
    return render.call(this, name, context);
  };
  const response = await app.inject({ url: path, headers: { cookie } });
  Object.assign(Db.prototype, { rows });
  Object.assign(Templates.prototype, { render });
  await close();
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode}\n${response.body}`);
  return { queries: queries.filter((query) => !isSignIn(query)), renderings };
}

const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));

const { queries, renderings } = await recorded();

async function page(): Promise<string> {
  await Promise.all(queries.map(async ({ sql, values }) => ask(sql, ...(values as string[]))));
  let body = '';
  for (const { templates, name, context } of renderings) body = templates.render(name, context);
  return body;
}

const server = createHttp((_request, response) => {
  page().then(
    (body) => {
      const length = Buffer.byteLength(body);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': length }).end(body);
    },
    (error: Error) => response.writeHead(500).end(error.stack),
  );
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
