import { LUCJA, OLA, line, event, calendar, facts, said } from '../../../../test/support/replies/case.js';
import { rows1To14 } from '../../../../test/support/replies/rows-1-14.js';
import { rows15To28 } from '../../../../test/support/replies/rows-15-28.js';
import { rowsWritten } from '../../../../test/support/replies/rows-written.js';
import { lookups, rule, table } from './reply.rules.js';

const cases = [...rows1To14, ...rowsWritten, ...rows15To28];

describe('the decision table', () => {
  it.each(cases)('%s', (...[, given, looked, { reason, ...expected }]) => {
    const ruling = rule(given, looked);
    expect(ruling).toMatchObject(expected);
    if (reason) expect(ruling.reason).toBe(`meetings.reply.reason.${reason}`);
  });

  it('uses every row', () => {
    const used = new Set(cases.map(([, given, looked]) => rule(given, looked).row));
    expect(table.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  it('has a case for every row of the specification', () => {
    const rows = new Set(cases.map(([name]) => Number.parseInt(name, 10)).filter((row) => row > 0));
    expect(rows).toEqual(new Set(Array.from({ length: 28 }, (_, row) => row + 1)));
  });

  it('looks up only the beginning of a monster', () => {
    const attendees = Array.from({ length: 5_000 }, (_, at) => line({ key: `a${at}@x.example`, tuple: `t${at}` }));
    const wanted = lookups(facts({ calendars: [calendar({ events: [event({ attendees })] })] }));
    expect(wanted.addresses).toHaveLength(2_000);
    expect(wanted.addresses[0]).toBe(LUCJA);
    expect(wanted.tuples).toHaveLength(2_000);
  });

  it('says what has to be looked up', () => {
    const given = { ...said({ key: OLA }), replyTo: [LUCJA], sender: 'office@migri.example', refersTo: ['<a@b>'] };
    const recipients = ['reg@samrad.example', 'bounces+0198B7A2-1c7e-7e8e-9d3c-2f1f0a9f7c11@samrad.example'];
    expect(lookups({ ...given, recipients })).toEqual({
      messageIds: ['<a@b>'],
      recipients,
      uids: ['reg-14@samrad.example'],
      addresses: [LUCJA, 'office@migri.example', OLA],
      tuples: ['tuple-1'],
    });
  });
});
