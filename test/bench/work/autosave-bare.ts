// The yardstick for saving while one writes: node:http, and the text put over the version it replaces by one prepared
// statement, committed. No sign-in, no look at the text, nothing recorded.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import { createPool, type ResultSetHeader } from 'mysql2/promise';
import '../load/processor-time.js';
import type { Place } from '../scratch/place.js';

type Save = (content: string, id: string, version: number) => number | Promise<number>;

const { dialect, location } = JSON.parse(process.env.PLACE!) as Place;
const statement = 'UPDATE minutes_section SET content = ?, version = version + 1 WHERE id = ? AND version = ?';

function intoSqlite(): Save {
  const db = new Database(location);
  db.pragma('busy_timeout = 5000');
  db.pragma('synchronous = FULL');
  const prepared = db.prepare(statement);
  return (...values) => prepared.run(...values).changes;
}

function intoMaria(): Save {
  const pool = createPool({ uri: location });
  return async (...values) => (await pool.execute<ResultSetHeader>(statement, values))[0].affectedRows;
}

const save = dialect === 'sqlite' ? intoSqlite() : intoMaria();

async function bodyOf(request: IncomingMessage): Promise<{ content: object; version: number }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as { content: object; version: number };
}

const server = createServer((request, response) => {
  void bodyOf(request).then(async ({ content, version }) => {
    const count = await save(JSON.stringify(content), request.url!.slice(1), version);
    response.writeHead(count ? 200 : 409, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ version: version + 1 }));
  });
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
