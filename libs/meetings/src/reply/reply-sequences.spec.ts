import fc from 'fast-check';
import { PersonEmail } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { newId, sql } from '@samrad/platform/database';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { expected, sequences, written, type People, type Sent } from '../../../../test/support/replies/sequences.js';
import { InvitationFinder } from '../invitation/invitation.finder.js';
import { InvitationService } from '../invitation/invitation.service.js';
import { IncomingMailService } from './incoming-mail.service.js';
import { readFacts } from './reply-facts.js';
import { rule } from './reply.rules.js';
import type { ReplyContext, ReplyPerson } from './reply.types.js';

const uid = 'reg-14@samrad.example';
const three: People = {
  uid,
  addresses: ['a', 'b', 'c'].map((name) => [`${name}@x.example`, `${name}@home.example`] as const),
};

/** The rulings of these messages, each following from those before it, without a database. */
async function ruled(sequence: readonly Sent[]): Promise<string[]> {
  const people = three.addresses.map((addresses, at): ReplyPerson & { status: string } => ({
    ...{ personId: String(at), addresses, invitation: 'invited', lastAnswer: null, asked: [], status: 'needs_action' },
  }));
  const [messages, tuples] = [new Set<string>(), new Set<string>()];
  for (const sent of sequence) {
    const facts = await readFacts(written(sent, three));
    const ruling = rule(facts, contextOf(people, { isKnown: messages.has(facts.messageId!), tuples: [...tuples] }));
    messages.add(facts.messageId!);
    if (['row25', 'row26', 'row28', 'row19'].includes(ruling.row)) tuples.add(ruling.tuple!);
    if (ruling.row !== 'row28') continue;
    const person = people[Number(ruling.personId)]!;
    Object.assign(person, { status: ruling.status!, lastAnswer: { stamp: ruling.stamp, date: ruling.date } });
  }
  return people.map(({ status }) => status);
}

function contextOf(people: readonly ReplyPerson[], known: { isKnown: boolean; tuples: string[] }): ReplyContext {
  const byAddress = people.flatMap((person) => person.addresses.map((address) => [address, person] as const));
  const life = { cancelled: false, postponed: false, ended: false, late: false, occurrences: [] };
  return {
    ...{ knownMessage: known.isKnown, knownTuples: known.tuples, sent: null, authservId: 'mx.samrad.example' },
    meetings: [{ id: 'm', uid, lastSignificantSequence: 1, ...life }],
    persons: Object.fromEntries(byAddress),
    receivedAt: '2026-11-23T09:00:00.000Z',
  };
}

describe('whatever arrives in whatever order', () => {
  it('leads to what the rules say, for nobody but the sender', async () => {
    await fc.assert(
      fc.asyncProperty(sequences(3), async (sequence) => {
        expect(await ruled(sequence)).toEqual(expected(sequence, three));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  describe('in the database', () => {
    let world: MeetingsWorld;
    beforeAll(async () => {
      world = await openMeetings({ MAIL_AUTHSERV_ID: 'mx.samrad.example' });
      world.clock.at = '2026-11-23T09:00:00.000Z';
      for (const personId of persons()) {
        const address = `${personId}@home.example`;
        const email = { id: newId(), personId, address, addressKey: address, isPrimary: false };
        await world.db.tx(() => world.db.repo(PersonEmail).insert(email));
      }
    });
    afterAll(() => world.close());
    const persons = () => [world.people.kari, world.people.maria];

    /** A meeting whose date was moved once, so that SEQUENCE 0 is the earlier date. */
    async function invited(): Promise<{ id: string; people: People }> {
      const id = await world.plan();
      const chosen = persons().map((personId) => ({ personId, role: 'required' as const }));
      await world.get(InvitationService).invite(system, id, { persons: chosen, contacts: [] });
      await world.db.tx(() =>
        world.db.run(
          sql`UPDATE meeting SET sequence = 1, significant_sequence = 1, told_significant_sequence = 1 WHERE id = ${id}`,
        ),
      );
      const meeting = await world.db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${id}`);
      const addresses = [
        ['kari@no.example.org', `${world.people.kari}@home.example`] as const,
        ['maria@se.example.org', `${world.people.maria}@home.example`] as const,
      ];
      return { id, people: { uid: meeting!.uid, addresses } };
    }

    /** Everything that no message may change. */
    const untouched = async (id: string) => [
      await world.db.rows(sql`SELECT * FROM meeting WHERE id = ${id}`),
      await world.db.rows(
        sql`SELECT id, person_id, address, role, removed_at FROM invitation WHERE meeting_id = ${id}`,
      ),
      await world.db.rows(sql`SELECT COUNT(*) AS n FROM person`),
      await world.db.rows(sql`SELECT COUNT(*) AS n FROM person_email`),
    ];

    it('edits no meeting, invites nobody, and loses nothing', async () => {
      await fc.assert(
        fc.asyncProperty(sequences(2, 20), async (sequence) => {
          const { id, people } = await invited();
          await world.db.tx(() => world.db.run(sql`DELETE FROM incoming_mail`));
          const before = await untouched(id);
          for (const sent of sequence) await world.get(IncomingMailService).ingest(written(sent, people), 'file');
          const standing = await world.get(InvitationFinder).invited(id);
          const statuses = persons().map((person) => standing.find(({ personId }) => personId === person)!.status);
          expect(statuses).toEqual(expected(sequence, people));
          expect(await untouched(id)).toEqual(before);
          const kept = await world.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM incoming_mail`);
          const distinct = new Set(sequence.map((sent) => written(sent, people).toString('base64')));
          expect(Number(kept!.n)).toBe(distinct.size);
        }),
        { numRuns: 12 },
      );
    }, 120_000);
  });
});
