import {
  ActionFinder,
  ActionService,
  ChasingService,
  NewAction,
  ProgressFinder,
  ProgressService,
} from '@samrad/actions';
import { IncomingMailFinder, IncomingMailService, WrittenReview } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Conflict, NotFound } from '@samrad/platform/errors';
import { ObligationsModule } from '@samrad/obligations';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';
import { answerTo, type Writer, writers } from '../../../../test/support/replies/written.js';
import { Acceptance } from './mail-answer.dto.js';
import { MailAnswerFinder } from './mail-answer.finder.js';
import { MailAnswerService } from './mail-answer.service.js';

let world: ActionsWorld;
beforeEach(async () => {
  world = await openActions([ObligationsModule]);
});
afterEach(() => world.close());

const page = { show: 'open' as const, page: 1, per: 25 };
const create = async (more: object = {}) =>
  world.get(ActionService).create(
    organiser,
    NewAction.parse({
      ...{ title: 'Send figures', responsibleKind: 'states', stateCodes: ['FI'], audience: 'network' },
      ...{ meetingId: world.meetingId, dueOn: '2026-12-10', ...more },
    }),
  );
/** Reminds, and gives the mail that Aino got. */
async function remind(): Promise<string> {
  world.clock.at = '2026-12-10T08:00:00.000Z';
  await world.get(ChasingService).run();
  const row = await world.db.row<{ raw: string }>(
    sql`SELECT raw FROM mail_message WHERE person_id = ${world.aino.personId} ORDER BY id DESC`,
  );
  return row!.raw;
}
const receive = (raw: string, change: Partial<Writer> = {}, client = 'Gmail') =>
  world
    .get(IncomingMailService)
    .ingest(
      writers[client]!(answerTo(raw, { from: 'aino.virtanen@example.org', words: 'Ferdig!', ...change })),
      'file',
    );
const open = async (actor = organiser) => (await world.get(MailAnswerFinder).page(actor, page)).rows;
const lineOf = async (actionId: string) => (await world.get(ProgressFinder).ofAction(system, actionId))[0]!;
const acceptance = (answer: { version: number; lines: { id: string; version: number }[] }, more: object = {}) =>
  Acceptance.parse({
    lines: answer.lines.map(({ id, version }) => `${id}:${version}`),
    version: answer.version,
    ...more,
  });
const kinds = async (id: string) =>
  (await world.get(ActionFinder).history(id)).map(({ kind, actorName }) => [kind, actorName]);

describe('an answer by mail to a reminder', () => {
  it.each(Object.keys(writers))('is understood as %s writes it, and changes nothing by itself', async (client) => {
    const { id } = await create();
    const judged = await receive(await remind(), {}, client);
    expect(judged).toMatchObject({ ruling: 'PROPOSED', person: world.aino.personId });
    expect(await open()).toEqual([
      expect.objectContaining({ byName: 'Aino Virtanen', saidStatus: 'done', note: null, status: 'open' }),
    ]);
    expect(await lineOf(id)).toMatchObject({ status: 'not_started', note: null });
    expect(await world.get(IncomingMailFinder).waiting()).toBe(0);
  });

  it('has an address of its own, by which it is known without a word of what it answers', async () => {
    await create();
    const raw = await remind();
    expect(raw).toMatch(/^Reply-To: [^:]*<samrad\+[0-9a-f-]{36}@samrad\.localhost/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    const bare = await receive(raw, { isBare: true });
    expect(bare.ruling).toBe('PROPOSED');
    const sender = await receive(raw, { to: 'samrad@samrad.localhost', id: '<second@x.example>' });
    expect(sender.ruling).toBe('PROPOSED');
    // The same words about the same wait once.
    expect(await open()).toHaveLength(1);
  });

  it('is accepted by the State contact: reported in their name, with who proposed it in the history', async () => {
    const { id } = await create();
    await receive(await remind(), { words: 'Ferdig.\nTallene ligger i rommet.' });
    const [answer] = await open(world.aino);
    await world
      .get(MailAnswerService)
      .accept(world.aino, answer!.id, acceptance(answer!, { status: 'done', note: answer!.note }));
    expect(await lineOf(id)).toMatchObject({
      status: 'done',
      note: 'Ferdig.\nTallene ligger i rommet.',
      updatedBy: 'Aino Virtanen',
    });
    expect((await kinds(id)).slice(0, 3)).toEqual([
      ['progress.proposal_accepted', 'Aino Virtanen'],
      ['progress.reported', 'Aino Virtanen'],
      ['progress.proposed', 'Aino Virtanen'],
    ]);
    expect(await open()).toEqual([]);
  });

  it('is changed by the secretariat, or refused with a reason that its sender is told', async () => {
    const { id } = await create();
    const raw = await remind();
    await receive(raw);
    await receive(raw, { id: '<again@x.example>', words: 'Could we have a week more?' });
    const [first, second] = await open();
    await world
      .get(MailAnswerService)
      .accept(organiser, first!.id, acceptance(first!, { status: 'under_way', note: 'Part one came' }));
    expect(await lineOf(id)).toMatchObject({ status: 'under_way', note: 'Part one came' });
    expect(second).toMatchObject({ saidStatus: null, note: 'Could we have a week more?' });
    await world
      .get(MailAnswerService)
      .refuse(organiser, second!.id, { reason: 'Ask on the page', version: second!.version });
    const [mail] = await world.db.rows<{ raw: string; subject: string }>(
      sql`SELECT raw, subject FROM mail_message ORDER BY id DESC`,
    );
    expect(mail).toMatchObject({ raw: expect.stringContaining('Ask on the page') as string });
    expect(await lineOf(id)).toMatchObject({ status: 'under_way' });
    expect((await kinds(id))[0]![0]).toBe('progress.proposal_refused');
  });

  it('is decided once, and not over what somebody reported meanwhile', async () => {
    const { id } = await create();
    await receive(await remind());
    const [answer] = await open();
    const line = await lineOf(id);
    await world
      .get(ProgressService)
      .report(world.aino, line.id, { status: 'waiting', note: 'No', version: line.version });
    const answers = world.get(MailAnswerService);
    await expect(answers.accept(organiser, answer!.id, acceptance(answer!, { status: 'done' }))).rejects.toThrow(
      Conflict,
    );
    expect(await lineOf(id)).toMatchObject({ status: 'waiting', note: 'No' });
    const [fresh] = await open();
    await answers.accept(organiser, fresh!.id, acceptance(fresh!, { status: 'done' }));
    await expect(answers.accept(organiser, fresh!.id, acceptance(fresh!, { status: 'done' }))).rejects.toThrow(
      Conflict,
    );
    await expect(answers.refuse(organiser, fresh!.id, { reason: 'x', version: 2 })).rejects.toThrow(Conflict);
  });

  it('is for those who report for what it is about, and for nobody else', async () => {
    await create();
    await receive(await remind());
    const [answer] = await open(world.aino);
    for (const actor of [world.maria, world.expert, world.outsider]) {
      expect(await open(actor)).toEqual([]);
      const accepting = world.get(MailAnswerService).accept(actor, answer!.id, acceptance(answer!, { status: 'done' }));
      await expect(accepting).rejects.toThrow(NotFound);
    }
  });

  it('is about what it names; else whoever accepts it chooses among what the reminder named', async () => {
    const [one, two] = [await create({ title: 'One' }), await create({ title: 'Two' })];
    const refs = await Promise.all([one, two].map(async ({ id }) => `A-${(await lineOf(id)).number}`));
    const raw = await remind();
    await receive(raw, { words: `${refs[1]} ferdig` });
    const [named] = await open();
    expect(named!.lines.map(({ title }) => title)).toEqual(['Two']);
    await world.get(MailAnswerService).refuse(organiser, named!.id, { reason: 'x', version: 1 });
    await receive(raw, { words: 'Done', id: '<two@x.example>' });
    const [unnamed] = await open();
    expect(unnamed!.lines.map(({ title }) => title)).toEqual(['One', 'Two']);
    const first = { ...unnamed!, lines: unnamed!.lines.slice(0, 1) };
    await world.get(MailAnswerService).accept(organiser, unnamed!.id, acceptance(first, { status: 'done' }));
    expect([(await lineOf(one.id)).status, (await lineOf(two.id)).status]).toEqual(['done', 'not_started']);
    await receive(raw, { words: `${refs[0]}: venter på svar\n${refs[1]}: ferdig`, id: '<three@x.example>' });
    expect((await open()).map(({ lines, saidStatus }) => [lines[0]!.title, saidStatus])).toEqual([
      ['One', 'waiting'],
      ['Two', 'done'],
    ]);
  });
});

describe('a mail that is no answer of theirs', () => {
  it.each([
    ['from somebody else', { from: 'maria.lindqvist@example.org' }, 'NEEDS_REVIEW answerOfAnother'],
    ['from nobody we know', { from: 'mallory@evil.example' }, 'NEEDS_REVIEW answerOfAnother'],
    ['with two senders', { from: 'aino.virtanen@example.org, mallory@evil.example' }, 'NEEDS_REVIEW severalSenders'],
    [
      'to an address that we never made',
      { to: 'samrad+00000000-0000-4000-8000-000000000000@samrad.localhost', isBare: true },
      'NEEDS_REVIEW words',
    ],
    ['by a machine on holiday', { more: ['Auto-Submitted: auto-replied'] }, 'IGNORED autoReply'],
    [
      'by Exchange on holiday',
      { more: ['X-MS-Exchange-Inbox-Rules-Loop: aino.virtanen@example.org'] },
      'IGNORED autoReply',
    ],
    ['without words', { words: '', isBare: true, quotes: false }, 'NEEDS_REVIEW empty'],
  ])('%s', async (_, change, verdict) => {
    await create();
    const { ruling, reason } = await receive(await remind(), change);
    expect(`${ruling} ${reason}`).toBe(verdict);
    expect(await open()).toEqual([]);
  });

  it('is counted once, however often it comes', async () => {
    await create();
    const raw = await remind();
    await receive(raw);
    expect((await receive(raw)).ruling).toBe('DUPLICATE');
    expect((await receive(raw, { words: 'Ferdig no' })).ruling).toBe('DUPLICATE');
    expect(await open()).toHaveLength(1);
  });

  it('becomes an answer when an organiser knows the address, once', async () => {
    await create();
    const judged = await receive(await remind(), { from: 'aino@home.example' });
    await world.get(WrittenReview).take(organiser, judged.mailId);
    expect(await open()).toEqual([expect.objectContaining({ byName: 'Aino Virtanen', takenBy: organiser.name })]);
    await expect(world.get(WrittenReview).take(organiser, judged.mailId)).rejects.toThrow(Conflict);
    await expect(world.get(WrittenReview).take(world.aino, judged.mailId)).rejects.toThrow();
  });

  it('does no harm, whatever is in it', async () => {
    await create();
    const raw = await remind();
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> =cmd|calc {{constructor}} \u202edone';
    for (const [at, words] of [hostile, 'ferdig '.repeat(20_000), '> '.repeat(50_000), '\u0000'].entries()) {
      await receive(raw, { words, id: `<h${at}@x.example>` }, at % 2 ? 'Outlook' : 'Gmail');
    }
    for (const { note } of await open()) expect((note ?? '').length).toBeLessThanOrEqual(2_000);
    const huge = await receive(raw, { words: 'x'.repeat(11 * 1024 * 1024), id: '<huge@x.example>' });
    expect(huge.ruling).toBe('REJECTED_MALFORMED');
  });

  it('is looked at by people when what the reminder named is gone', async () => {
    const { id } = await create();
    const raw = await remind();
    await world.db.tx(() => world.db.run(sql`DELETE FROM action_progress WHERE action_id = ${id}`));
    expect(await receive(raw)).toMatchObject({ ruling: 'NEEDS_REVIEW', reason: 'words' });
    expect(await world.get(IncomingMailFinder).waiting()).toBe(1);
  });
});
