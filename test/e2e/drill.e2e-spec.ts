// A few kills with every run of the tests; `npm run drill` kills a hundred times.
import { sql } from '@samrad/platform/database';
import { addressOf, drill, partstatOf, type Drill, type Size } from '../drill/drill.js';
import { hasDovecot } from '../support/dovecot.js';

const size: Size = process.env.DRILL ? (JSON.parse(process.env.DRILL) as Size) : { kills: 4, mails: 60, answers: 30 };
const statuses = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' };
const whereInstalled = hasDovecot() ? describe : describe.skip;

function grouped<T>(values: readonly T[], by: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(by(value), [...(groups.get(by(value)) ?? []), value]);
  return groups;
}

whereInstalled('a worker that is killed at any moment', () => {
  let done: Drill;
  beforeAll(async () => {
    done = await drill(size);
  }, 3_600_000);
  afterAll(() => done?.close());

  const byAddress = () => grouped(done.sink.entries, ({ to }) => to);
  /** The lives that ended between a message and its repetition. */
  const repeatedFrom = () => [...byAddress().values()].flatMap((copies) => copies.slice(0, -1).map(({ life }) => life));

  it('leaves nobody without the invitation', async () => {
    expect(done.kills).toBe(size.kills);
    expect(byAddress().size).toBe(size.mails);
    const rows = await done.world.db.rows<{ status: string; n: number }>(
      sql`SELECT status, COUNT(*) AS n FROM mail_message GROUP BY status`,
    );
    expect(rows.map(({ status, n }) => [status, Number(n)])).toEqual([['sent', size.mails]]);
  });

  it('repeats at most one message for each kill, with the same Message-ID', () => {
    const counts = [...grouped(repeatedFrom(), String).values()].map((repeated) => repeated.length);
    const words = `${repeatedFrom().length} repeated after ${done.kills} kills, at most ${Math.max(0, ...counts)} for one`;
    if (process.env.DRILL) process.stdout.write(`${words}\n`);
    expect(Math.max(0, ...counts)).toBeLessThanOrEqual(1);
    for (const copies of byAddress().values()) {
      expect(new Set(copies.map(({ messageId, digest }) => `${messageId} ${digest}`)).size).toBe(1);
    }
  });

  it('counts every answer once', async () => {
    const rows = await done.world.db.rows<{ address: string; status: string; n: number }>(sql`
      SELECT i.address, i.status, COUNT(r.id) AS n FROM invitation i LEFT JOIN reply r ON r.invitation_id = i.id
      WHERE i.meeting_id = ${done.meetingId} AND i.status <> 'needs_action' GROUP BY i.id, i.address, i.status`);
    const found = Object.fromEntries(rows.map(({ address, status, n }) => [address, `${status} ${n}`]));
    const expected = Array.from({ length: size.answers }, (_, n) => [addressOf(n), `${statuses[partstatOf(n)]} 1`]) as [
      string,
      string,
    ][];
    expect(found).toEqual(Object.fromEntries(expected));
  });
});
