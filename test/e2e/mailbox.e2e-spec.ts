import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from '@samrad/platform/database';
import { MailboxReader } from '@samrad/platform/mail';
import { InvitationFinder, InvitationService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { hasDovecot, startMailbox, type Mailbox } from '../support/dovecot.js';
import { openMeetings, type MeetingsWorld } from '../support/meetings.js';
import { aReply, clients, type Reply } from '../support/replies/clients.js';

const whereInstalled = hasDovecot() ? describe : describe.skip;

whereInstalled('the mailbox that answers come to', () => {
  let mailbox: Mailbox;
  let world: MeetingsWorld;
  let meetingId: string;
  let uid: string;
  let count = 0;

  beforeAll(async () => {
    mailbox = await startMailbox();
    world = await openMeetings({ IMAP_URL: mailbox.url });
    meetingId = await world.plan();
    const persons = Object.values(world.people).map((personId) => ({ personId, role: 'required' as const }));
    await world.get(InvitationService).invite(system, meetingId, { persons, contacts: [] });
    uid = (await world.db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${meetingId}`))!.uid;
    const reader = world.get(MailboxReader);
    Object.assign(reader, { pollSeconds: 1, firstPauseSeconds: 0.2 });
    reader.start();
  }, 30_000);
  afterAll(async () => {
    await world?.get(MailboxReader).stop();
    await world?.close();
    await mailbox?.stop();
  });

  const answer = (change: Partial<Reply>) => {
    count += 1;
    const stamp = `202611231000${String(count).padStart(2, '0')}Z`;
    const given = {
      uid,
      sequence: 0,
      stamp,
      date: 'Mon, 23 Nov 2026 08:00:00 +0000',
      messageId: `<r${count}@x.example>`,
    };
    return clients[Object.keys(clients)[0]!]!(aReply({ ...given, ...change }));
  };
  const judged = () =>
    world.db.rows<{ ruling: string }>(sql`SELECT ruling FROM incoming_mail ORDER BY received_at, id`);
  const cursor = () =>
    world.db.row<{ lastUid: number; error: string | null; checkedAt: string | null }>(
      sql`SELECT last_uid AS lastUid, error, checked_at AS checkedAt FROM mailbox_cursor`,
    );
  const until = async (isSo: () => Promise<boolean>) => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await isSo()) return;
      await wait(50);
    }
    throw new Error('It did not happen');
  };
  const statusOf = async (personId: string) =>
    (await world.get(InvitationFinder).invited(meetingId)).find((row) => row.personId === personId)!.status;

  it('takes an answer at once, marks it as seen and leaves it where it is', async () => {
    await mailbox.deliver(answer({ address: 'kari@no.example.org', partstat: 'ACCEPTED' }));
    await until(async () => (await judged()).length === 1);
    expect(await statusOf(world.people.kari)).toBe('accepted');
    await until(async () => (await readdir(join(mailbox.maildir, 'cur'))).some((name) => /:2,.*S/.test(name)));
    expect(await mailbox.size()).toBe(1);
    expect(await cursor()).toMatchObject({ lastUid: 1, error: null, checkedAt: expect.any(String) as string });
  });

  it('takes the next ones after a message that is no mail at all', async () => {
    await mailbox.deliver(Buffer.from('\x00\x01garbage'));
    await mailbox.deliver(answer({ address: 'maria@se.example.org', partstat: 'DECLINED' }));
    await until(async () => (await statusOf(world.people.maria)) === 'declined');
    expect(await judged()).toHaveLength(3);
  });

  it('counts nothing twice when the server numbers its messages anew', async () => {
    await world.get(MailboxReader).stop();
    for (const name of await readdir(mailbox.maildir)) {
      if (name.startsWith('dovecot')) await rm(join(mailbox.maildir, name), { force: true });
    }
    const [seen] = await readdir(join(mailbox.maildir, 'cur'));
    await rename(join(mailbox.maildir, 'cur', seen!), join(mailbox.maildir, 'new', seen!.split(':')[0]!));
    world.get(MailboxReader).start();
    await mailbox.deliver(answer({ address: 'thomas@de.example.org', partstat: 'TENTATIVE' }));
    await until(async () => (await statusOf(world.people.thomas)) === 'tentative');
    const replies = await world.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM reply WHERE is_applied = 1`);
    expect(Number(replies!.n)).toBe(3);
    expect(await statusOf(world.people.kari)).toBe('accepted');
  });

  it('says what is wrong while the server is down, and goes on when it is back', async () => {
    const reader = world.get(MailboxReader);
    await mailbox.stop();
    await until(async () => Boolean((await cursor())!.error));
    await reader.stop();
    mailbox = await startMailbox();
    // The same reader at the new address: what a restart on the same port is to it.
    Object.assign((reader as unknown as { env: { values: object } }).env.values, { IMAP_URL: mailbox.url });
    reader.start();
    await mailbox.deliver(answer({ address: 'samuel@no.example.org', partstat: 'ACCEPTED' }));
    await until(async () => (await statusOf(world.people.samuel)) === 'accepted');
    await until(async () => (await cursor())!.error === null);
  }, 120_000);
});
