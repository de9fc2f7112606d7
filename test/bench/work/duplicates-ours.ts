// The product looks for duplicates among so many persons.
import 'reflect-metadata';
import { bulkInserts, Db, newIds } from '@samrad/platform/database';
import { DuplicateScan, ScanService } from '@samrad/duplicates';
import { system } from '@samrad/platform/auth';
import { nameAt, randomFrom } from '../scratch/words.js';
import { openProduct } from './product.js';

const app = await openProduct();
const db = app.get(Db);
const scans = app.get(ScanService);
const states = ['NO', 'SE', 'FI', 'DE', 'AT', 'FR', 'IT', 'ES', 'PL', 'CZ', 'HU', 'RO', 'BG', 'GR', 'NL', 'BE'];

process.on('message', ({ count }: { count: number }) => void look(count));
process.once('disconnect', () => process.exit(0));
process.send!({});

async function look(count: number): Promise<void> {
  await fill(count);
  const seconds: number[] = [];
  let found = 0;
  for (let run = 0; run < 3; run += 1) {
    const id = await scans.start(system, { noun: 'person', ruleSet: 'usual' });
    const began = performance.now();
    await scans.run(id);
    seconds.push((performance.now() - began) / 1000);
    found = (await db.repo(DuplicateScan).findOneByOrFail({ id })).found;
  }
  process.send!({ seconds: seconds.sort((a, b) => a - b)[1], found });
}

/** Persons with names of two parts, some of them there twice, each with an address and a telephone. */
async function fill(count: number): Promise<void> {
  const random = randomFrom(11);
  const now = new Date().toISOString();
  const ids = newIds(count);
  const persons = ids.map((id, at) => {
    const given = nameAt(Math.floor(random() * 600));
    const family = nameAt(Math.floor(random() * 600)) + nameAt(Math.floor(random() * 600)).toLowerCase();
    const state = states[at % states.length];
    return [id, given, family, `${family} ${given}`.toLowerCase(), state, `+47 ${20_000_000 + at}`, 'en', now, now];
  });
  const columns = ['id', 'given_name', 'family_name', 'sort_name', 'state_code', 'phone', 'mail_language'];
  const emails = newIds(count).map((id, at) => [id, ids[at], `p${at}x@example.org`, `p${at}x@example.org`, 1]);
  await db.tx(async () => {
    const all = [...columns, 'created_at', 'updated_at'];
    for (const insert of bulkInserts('person', all, persons)) await db.run(insert);
    const parts = ['id', 'person_id', 'address', 'address_key', 'is_primary'];
    for (const insert of bulkInserts('person_email', parts, emails)) await db.run(insert);
  });
}
