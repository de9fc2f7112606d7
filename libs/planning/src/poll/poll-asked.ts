import { Injectable } from '@nestjs/common';
import { PersonFinder, PersonService, type Contact } from '@samrad/network';
import { readPasted, splitName } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { VoteLink } from '../vote/vote-link.js';
import type { AskedForm, AskedInput } from './poll.dto.js';
import { Poll, PollVoter } from './poll.entity.js';
import { PollFinder, type PollRow, type VoterRow } from './poll.finder.js';
import { canRunPolls } from './poll.policy.js';
import { isChangeable } from './poll.rules.js';

const most = 500;

/** Who is asked in a poll. Those who got a mail stay; those who wait can be taken off again. */
@Injectable()
export class PollAsked {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: PollFinder,
    private readonly persons: PersonFinder,
    private readonly register: PersonService,
    private readonly link: VoteLink,
    private readonly events: Events,
  ) {}

  /**
   * Ticked and pasted persons. Pasted people who are not in the register are entered there.
   * @throws Invalid for lines without an address, and for somebody new without a name
   */
  async chooseFrom(actor: Actor, pollId: string, form: AskedForm): Promise<void> {
    demand(canRunPolls(actor));
    const { people, faults } = readPasted(form.addresses);
    if (faults.length) throw badLines('line', faults);
    await this.db.tx(async () => {
      const ids = [...form.person];
      const nameless: number[] = [];
      for (const { line, name, address } of people) {
        const known = await this.persons.byAddress(address);
        if (known) ids.push(known.personId);
        else if (name) ids.push(await this.enter(actor, { name, email: address, stateCode: form.stateCode }));
        else nameless.push(line);
      }
      if (nameless.length) throw badLines('nameless', nameless);
      const persons = [...new Set(ids)].map((personId) => ({ personId, isKey: form.key.includes(personId) }));
      await this.choose(actor, pollId, { persons });
    });
  }

  /** Replaces those who wait to be asked; of those who were asked, only who is a key person changes. */
  async choose(actor: Actor, pollId: string, { persons }: AskedInput): Promise<void> {
    demand(canRunPolls(actor));
    if (persons.length > most)
      throw new Invalid({ persons: { key: 'planning.poll.invalid.tooMany', params: { most } } });
    await this.db.tx(async () => {
      const poll = found(await this.finder.one(pollId));
      if (!isChangeable(poll.status)) throw new Conflict(`planning.poll.refused.${poll.status}`);
      await this.db.update(Poll, { id: pollId, version: poll.version }, { updatedAt: this.clock.instant() });
      const before = new Map((await this.finder.voters(pollId)).map((row) => [row.personId, row]));
      const wanted = new Map(persons.map(({ personId, isKey }) => [personId, isKey]));
      for (const row of before.values()) await this.keep(row, wanted.get(row.personId));
      const added = await this.contactsOf(
        poll,
        [...wanted.keys()].filter((id) => !before.has(id)),
      );
      await this.insert(pollId, added, wanted);
      await this.events.record('poll.persons_chosen', pollId, actor, { count: persons.length });
    });
  }

  private async keep(row: VoterRow, isKey: boolean | undefined): Promise<void> {
    if (isKey === undefined && row.sentAt === null) await this.db.run(sql`DELETE FROM poll_voter WHERE id = ${row.id}`);
    else if (Boolean(row.isKey) !== (isKey ?? false)) {
      await this.db.run(sql`UPDATE poll_voter SET is_key = ${isKey ?? false} WHERE id = ${row.id}`);
    }
  }

  private enter(actor: Actor, { name, ...contact }: { name: string; email: string; stateCode: string | null }) {
    return this.register.createContact(actor, { ...splitName(name), ...contact });
  }

  /** Members are asked for the State they represent in the group. */
  private async contactsOf({ groupId }: PollRow, ids: readonly string[]): Promise<Contact[]> {
    const members = groupId ? await this.persons.membersOn(groupId, this.clock.today()) : [];
    const states = new Map(members.map(({ personId, stateCode }) => [personId, stateCode]));
    const contacts = await this.persons.askable(ids);
    return contacts.map((contact) => ({ ...contact, stateCode: states.get(contact.personId) ?? contact.stateCode }));
  }

  private async insert(pollId: string, contacts: readonly Contact[], wanted: ReadonlyMap<string, boolean>) {
    const rows = contacts.map(({ personId, stateCode, address }) => {
      const id = newId();
      const isKey = wanted.get(personId) ?? false;
      return { id, pollId, personId, stateCode, address: address ?? '', isKey, linkHash: this.link.hashOf(id) };
    });
    for (let at = 0; at < rows.length; at += 50) await this.db.repo(PollVoter).insert(rows.slice(at, at + 50));
  }
}

const badLines = (fault: 'line' | 'nameless', lines: readonly number[]) =>
  new Invalid({ addresses: { key: `planning.poll.invalid.${fault}`, params: { lines: lines.join(', ') } } });
