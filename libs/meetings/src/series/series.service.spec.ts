import { SeriesFinder, SeriesService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings();
});
afterEach(() => world.close());

const series = () => world.get(SeriesService);
const codes = async () => (await world.get(SeriesFinder).list()).map(({ code, groupCode }) => [code, groupCode]);

describe('the standing series', () => {
  it('is there from the start, once, with its group', async () => {
    await series().load();
    await series().load();
    expect(await codes()).toEqual([['REG', 'REG']]);
    const events = await world.db.rows(sql`SELECT kind FROM event WHERE noun = 'series'`);
    expect(events).toEqual([{ kind: 'series.created' }]);
  });

  it('does not come back under its old name when it was renamed', async () => {
    await series().load();
    const { meetings: _, groupCode: __, id, ...known } = (await world.get(SeriesFinder).byCode('REG'))!;
    await series().change(system, id, { ...known, code: 'RETURN' });
    await series().load();
    expect(await codes()).toEqual([['RETURN', 'REG']]);
  });

  it('does not come back when it was removed', async () => {
    await series().load();
    await world.db.tx(() => world.db.run(sql`DELETE FROM meeting_series`));
    await series().load();
    expect(await codes()).toEqual([]);
  });

  it('is not added beside the series of those who made their own', async () => {
    const names = { nameEn: 'Return', nameNb: 'Retur', nameNn: 'Retur' };
    await series().create(system, { code: 'RETUR', ...names, groupId: null, nextNumber: 7 });
    await series().load();
    expect(await codes()).toEqual([['RETUR', null]]);
  });

  it('is added once when two processes start at the same moment', async () => {
    await Promise.all([series().load(), series().load()]);
    expect(await codes()).toEqual([['REG', 'REG']]);
  });
});
