import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bounces } from '@samrad/meetings';
import { AddressStanding, PersonFinder } from '@samrad/network';
import { Db, sql } from '@samrad/platform/database';
import { Conflict } from '@samrad/platform/errors';
import { Outbox, Sender } from '@samrad/platform/mail';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { organiser } from '../../../../test/support/network.js';
import { SmtpSink } from '../../../../test/support/smtp-sink.js';
import { MailingsModule } from '../mailings.module.js';
import { SuppressionFinder } from './suppression.finder.js';
import { SuppressionService } from './suppression.service.js';

let sink: SmtpSink;
let world: MeetingsWorld;
let finder: SuppressionFinder;
let address: string;

beforeAll(async () => {
  sink = await SmtpSink.start();
  world = await openMeetings({ SMTP_URL: sink.url }, [MailingsModule]);
  finder = world.get(SuppressionFinder);
  address = (await world.get(PersonFinder).byId(world.people.maria))!.address!;
});
afterAll(async () => {
  await world.close();
  await sink.stop();
});

const mailTo = (to: string) =>
  world.get(Outbox).queue({ to: { name: 'M', address: to }, subject: 'S', text: 't', html: '<p>t</p>' });

/** Another server reports that a mail of ours did not arrive. */
async function comesBack(to: string, kind: 'hard' | 'soft') {
  const { id } = await mailTo(to);
  await world.get(Sender).sendDue();
  const report = { kind, isFinal: true, words: `5.1.1 ${kind}` };
  await world.get(Db).tx(() => world.get(Bounces).record({ id }, report));
  await world.work();
}
const on = (day: string) => (world.clock.at = `2026-12-${day}T08:00:00.000Z`);
const isHeld = async (one: string) => (await finder.heldBack([one])).size === 1;

describe('mail that comes back', () => {
  it('counts once a day, and after two days on which the address did not work nothing more is sent', async () => {
    on('01');
    for (const _ of [1, 2, 3]) await comesBack(address, 'hard');
    expect([(await finder.score(address))!.score, await isHeld(address)]).toEqual([2, false]);
    on('02');
    await comesBack(address.toUpperCase(), 'hard');
    expect(await isHeld(address)).toBe(true);
    expect((await finder.ofAddress(address))[0]).toMatchObject({
      reason: 'bounces',
      words: '5.1.1 hard',
      liftedAt: null,
    });
  });

  it('takes longer for a full mailbox, and counts for outsiders too', async () => {
    for (const day of ['01', '02', '03']) {
      on(day);
      await comesBack('outsider@example.net', 'soft');
    }
    expect(await isHeld('outsider@example.net')).toBe(false);
    on('04');
    await comesBack('outsider@example.net', 'soft');
    expect(await isHeld('outsider@example.net')).toBe(true);
  });

  it('counts what the mail server refuses at once', async () => {
    sink.refuse('refused@example.net', { code: 550, text: '5.1.1 No such user' });
    for (const day of ['05', '06']) {
      on(day);
      await mailTo('refused@example.net');
      await world.get(Sender).sendDue();
      await world.work();
    }
    expect(await isHeld('refused@example.net')).toBe(true);
  });

  it('is known by a hash that holds no person and survives their erasure', async () => {
    const rows = JSON.stringify(await world.db.rows(sql`SELECT * FROM mail_suppression`));
    expect(rows).not.toContain(world.people.maria);
    expect(rows).not.toContain(address);
    expect((await finder.newest()).some((row) => row.address === address)).toBe(true);
  });

  it('is lifted with a reason by organisers, and the address counts as working again', async () => {
    const [row] = await finder.ofAddress(address);
    const service = world.get(SuppressionService);
    await service.lift(organiser, row!.id, { why: 'Checked by phone', version: row!.version });
    expect(await isHeld(address)).toBe(false);
    expect(await world.get(AddressStanding).failingOf(world.people.maria)).toEqual([]);
    expect(await finder.score(address)).toBeUndefined();
    const again = service.lift(organiser, row!.id, { why: 'Twice', version: row!.version + 1 });
    await expect(again).rejects.toBeInstanceOf(Conflict);
    const [lifted] = await finder.ofAddress(address);
    expect(lifted).toMatchObject({ liftedBy: organiser.name, liftedWhy: 'Checked by phone' });
  });

  it('holds back again when it goes on', async () => {
    for (const day of ['10', '11']) {
      on(day);
      await comesBack(address, 'hard');
    }
    expect(await isHeld(address)).toBe(true);
  });
});
