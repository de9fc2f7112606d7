// An answer to a reminder, taken out of a real mailbox.
import { setTimeout as wait } from 'node:timers/promises';
import { AccessModule } from '@samrad/access';
import { ActionService, ActionsModule, ChasingService, NewAction } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MailAnswerFinder, ObligationsModule } from '@samrad/obligations';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { MailboxReader } from '@samrad/platform/mail';
import { hasDovecot, startMailbox, type Mailbox } from '../support/dovecot.js';
import { openMeetings, type MeetingsWorld } from '../support/meetings.js';
import { answerTo, writers } from '../support/replies/written.js';

const whereInstalled = hasDovecot() ? describe : describe.skip;
const contexts = [AccessModule, LibraryModule, ActionsModule, ObligationsModule];

whereInstalled('the mailbox that answers to reminders come to', () => {
  let mailbox: Mailbox;
  let world: MeetingsWorld;

  beforeAll(async () => {
    mailbox = await startMailbox();
    world = await openMeetings({ IMAP_URL: mailbox.url, MAIL_REPLY: 'answers@samrad.example.org' }, contexts);
  }, 60_000);
  afterAll(async () => {
    await world?.get(MailboxReader).stop();
    await world?.close();
    await mailbox?.stop();
  });

  it('gives the answer as a proposal, once, however often it is delivered', async () => {
    const facts = {
      title: 'Send figures',
      responsibleKind: 'person',
      personId: world.people.kari,
      audience: 'network',
    };
    await world.get(ActionService).create(system, NewAction.parse({ ...facts, dueOn: '2026-12-10' }));
    world.clock.at = '2026-12-10T08:00:00.000Z';
    expect(await world.get(ChasingService).run()).toBe(1);
    const [reminder] = await world.mails();
    const answer = answerTo(reminder!.raw, { from: 'kari@no.example.org', words: 'Utført!' });
    expect(answer.to).toMatch(/^answers\+[0-9a-f-]{36}@samrad\.example\.org$/);
    for (const client of ['Outlook', 'Outlook', 'Thunderbird']) await mailbox.deliver(writers[client]!(answer));
    const reader = world.get(MailboxReader);
    Object.assign(reader, { pollSeconds: 1, firstPauseSeconds: 0.2 });
    reader.start();
    const read = async () =>
      Number((await world.get(Db).row<{ n: number }>(sql`SELECT last_uid AS n FROM mailbox_cursor`))?.n ?? 0);
    for (let tries = 0; (await read()) < 3 && tries < 600; tries += 1) await wait(50);
    const { rows } = await world.get(MailAnswerFinder).page(system, { show: 'all', page: 1, per: 25 });
    expect(rows).toEqual([expect.objectContaining({ byName: 'Kari Nordmann', saidStatus: 'done', status: 'open' })]);
  }, 60_000);
});
