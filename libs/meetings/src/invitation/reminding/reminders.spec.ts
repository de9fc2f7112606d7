import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { openMeetings, type MeetingsWorld } from '../../../../../test/support/meetings.js';
import { calledWith, changed, letters, meetingOf, rowOf } from '../../../../../test/support/told.js';
import { MeetingLife } from '../../meeting/meeting-life.js';
import { ReplyService } from '../../reply/reply.service.js';
import { MailSettings } from '../settings/mail-settings.service.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings();
});
afterEach(() => world.close());

/** The deadline is 1 December; the clock stands at 23 November, 09:00 in Oslo. */
const asking = () => calledWith(world, ['kari', 'maria']);
/** Who gets mail when the worker looks at that moment. */
async function remindedAt(instant: string): Promise<string[]> {
  world.clock.at = instant;
  await world.work();
  return [...(await letters(world)).keys()].sort();
}
const set = async (id: string, reminderDays: number[]) => {
  const { version } = await meetingOf(world, id);
  await world
    .get(MailSettings)
    .set(system, id, { version, reminderDays, showsParticipants: false, refusesProposals: false });
};

describe('reminders on a schedule', () => {
  it('go at 08:00 of the meeting seven and two days before the deadline and the day after, to those who have not answered', async () => {
    const id = await asking();
    expect(await remindedAt('2026-11-24T06:59:59.000Z')).toEqual([]);
    expect(await remindedAt('2026-11-24T07:00:00.000Z')).toEqual([]); // invited 23 hours ago
    world.clock.at = '2026-11-25T07:00:00.000Z';
    const { id: invitation } = await rowOf(world, id, 'kari');
    await world.get(ReplyService).answer(system, invitation, { choice: 'maybe', comment: null, sequence: null });
    expect(await remindedAt('2026-11-29T07:00:00.000Z')).toEqual(['maria']);
    expect(await remindedAt('2026-11-29T19:00:00.000Z')).toEqual([]);
    world.clock.at = '2026-12-02T07:00:00.000Z';
    await world.work();
    const late = (await letters(world)).get('maria')!;
    expect(late.text).toContain('The day to answer has passed');
    expect(await remindedAt('2026-12-09T07:00:00.000Z')).toEqual([]);
    const steps = await world.db.rows(sql`SELECT days, sent FROM reminder_step ORDER BY days DESC`);
    expect(steps).toEqual([
      { days: 7, sent: 0 },
      { days: 2, sent: 1 },
      { days: -1, sent: 1 },
    ]);
  });

  it('never go twice for the same step, though it was planned twice', async () => {
    const id = await asking();
    await changed(world, id, { languages: ['en', 'fr'] });
    await set(id, [2]);
    expect(await remindedAt('2026-11-29T07:00:00.000Z')).toEqual(['kari', 'maria']);
    await world.db.tx(() => world.db.run(sql`UPDATE job SET status = 'waiting' WHERE kind = 'invitation.reminder'`));
    expect(await remindedAt('2026-11-30T09:00:00.000Z')).toEqual([]);
  });

  it('follow the deadline and the settings', async () => {
    const id = await asking();
    await changed(world, id, { answerBy: '2026-12-05' });
    await world.work();
    await letters(world);
    await set(id, [3]);
    expect(await remindedAt('2026-11-29T07:00:00.000Z')).toEqual([]);
    expect(await remindedAt('2026-12-02T07:00:00.000Z')).toEqual(['kari', 'maria']);
    await set(id, []);
    expect(await remindedAt('2026-12-06T07:00:00.000Z')).toEqual([]);
  });

  it('are made good when the worker was away for a day, not later', async () => {
    await asking();
    expect(await remindedAt('2026-11-30T10:00:00.000Z')).toEqual(['kari', 'maria']);
    expect(await remindedAt('2026-12-05T10:00:00.000Z')).toEqual([]);
  });

  it.each(['cancelled', 'postponed'] as const)('stop when the meeting is %s', async (status) => {
    const id = await asking();
    const life = world.get(MeetingLife);
    if (status === 'cancelled') await life.cancel(system, id, { reason: 'x' });
    else await life.postpone(system, id, { reason: 'x', start: null, end: null, zone: null });
    await world.work();
    await letters(world);
    expect(await remindedAt('2026-11-29T07:00:00.000Z')).toEqual([]);
  });

  it('stop when the meeting is over', async () => {
    const id = await calledWith(world, ['kari'], { answerBy: '2026-12-10' });
    await set(id, [-1]);
    expect(await remindedAt('2026-12-11T07:00:00.000Z')).toEqual([]);
  });
});
