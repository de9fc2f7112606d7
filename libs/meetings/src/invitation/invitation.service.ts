import { Injectable } from '@nestjs/common';
import { PersonFinder, PersonService, type Contact } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder, type MeetingRow } from '../meeting/meeting.finder.js';
import { MeetingLife } from '../meeting/meeting-life.js';
import { AnswerLink } from './sending/answer-link.js';
import type { ChoiceForm, InvitationsInput } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { InvitationFinder, type InvitationRow } from './invitation.finder.js';
import { InvitationSender } from './sending/invitation-sender.js';
import { canInvite } from './invitation.policy.js';
import {
  type Chosen,
  isToldOfRemoval,
  readPasted,
  refusalToInvite,
  splitName,
  unanswered,
} from './invitation.rules.js';
import { Reminders } from './reminding/reminders.js';
import { SendingLimits } from './sending/sending-limits.js';
import { SaveTheDate } from './sending/save-the-date.js';

/** Choosing whom to invite, and everything that is sent to them on purpose. Changes of the meeting: `InvitationNews`. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly meetings: MeetingFinder,
    private readonly life: MeetingLife,
    private readonly persons: PersonFinder,
    private readonly register: PersonService,
    private readonly sender: InvitationSender,
    private readonly saveTheDate: SaveTheDate,
    private readonly reminders: Reminders,
    private readonly link: AnswerLink,
    private readonly limits: SendingLimits,
    private readonly events: Events,
  ) {}

  /**
   * Ticked and pasted persons become the choice that waits to be sent, instead of what was chosen before. Pasted people
   * who are not in the register are entered there.
   * @throws Invalid for lines without an address, and for somebody new without a name
   */
  async chooseFrom(actor: Actor, meetingId: string, form: ChoiceForm): Promise<void> {
    const { people, faults } = readPasted(form.addresses);
    if (faults.length) throw badLines('line', faults);
    await this.db.tx(async () => {
      const ids = [...form.person];
      const nameless: number[] = [];
      for (const { line, name, address } of people) {
        const known = await this.persons.byAddress(address);
        if (known) ids.push(known.personId);
        else if (name) ids.push(await this.enter(actor, { name, address, stateCode: form.stateCode }));
        else nameless.push(line);
      }
      if (nameless.length) throw badLines('nameless', nameless);
      const role = (id: string) => (form.optional.includes(id) ? ('optional' as const) : ('required' as const));
      await this.choose(
        actor,
        meetingId,
        [...new Set(ids)].map((personId) => ({ personId, role: role(personId) })),
      );
    });
  }

  /** Invites at once, without a second look: chooses and sends. @returns how many were sent */
  async invite(actor: Actor, meetingId: string, { persons, contacts }: InvitationsInput): Promise<number> {
    return this.db.tx(async () => {
      const entered: Chosen[] = [];
      for (const { role, ...contact } of contacts) entered.push({ personId: await this.enter(actor, contact), role });
      await this.choose(actor, meetingId, [...persons, ...entered]);
      return this.send(actor, meetingId);
    });
  }

  /** Sets whom the next sending goes to. Those who are invited already are left as they are. */
  async choose(actor: Actor, meetingId: string, choice: readonly Chosen[]): Promise<void> {
    demand(canInvite(actor));
    await this.db.tx(async () => {
      const meeting = await this.openMeeting(actor, meetingId);
      const before = new Map((await this.finder.all(meetingId)).map((row) => [row.personId, row]));
      const wanted = new Map(choice.map((one) => [one.personId, one]));
      for (const row of before.values()) if (isWaiting(row) && !wanted.has(row.personId)) await this.unchoose(row);
      const contacts = await this.contactsOf(meeting, [...wanted.keys()]);
      const added = contacts.filter(({ personId }) => !before.has(personId));
      await this.insert(meetingId, added, wanted);
      for (const contact of contacts) {
        const row = before.get(contact.personId);
        if (row) await this.chooseAgain(row, contact, wanted.get(contact.personId)!);
      }
    });
  }

  /**
   * Sends to everybody who is chosen and has an address, and calls the meeting with the first sending. Sending twice
   * sends nothing the second time.
   * @returns how many invitations went out. @throws Conflict when the meeting is over, cancelled or postponed
   */
  async send(actor: Actor, meetingId: string): Promise<number> {
    demand(canInvite(actor));
    return this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const before = await this.openMeeting(actor, meetingId);
      await this.sender.send(before, 'removed', await this.finder.dropped(meetingId));
      const people = (await this.finder.chosen(meetingId)).filter(({ address }) => address !== '');
      if (!people.length) return 0;
      await this.life.call(actor, meetingId);
      const meeting = await this.sender.raised(
        found(await this.meetings.one(actor, meetingId)),
        people.some((row) => row.sentSequence !== null),
      );
      await this.sender.send(meeting, 'call', people);
      await this.events.record('meeting.invited', meetingId, actor, { count: people.length, names: namesOf(people) });
      return people.length;
    });
  }

  /**
   * Asks the members of the group, or those who are chosen already, to keep the day free, before they are called. The
   * later call comes under the same UID and needs no second choice. Who was asked for this time already gets nothing.
   * @returns how many were asked. @throws Conflict once people are called, or when the meeting is over
   */
  async hold(actor: Actor, meetingId: string): Promise<number> {
    demand(canInvite(actor));
    await this.limits.day(actor, meetingId);
    return this.saveTheDate.hold(actor, meetingId, (people) => this.choose(actor, meetingId, people));
  }

  /** Takes the request to keep the day free back. @returns how many were told */
  async release(actor: Actor, meetingId: string): Promise<number> {
    demand(canInvite(actor));
    await this.limits.day(actor, meetingId);
    return this.saveTheDate.release(actor, meetingId);
  }

  /** One mail to each who has not answered and was not reminded within a day. @returns how many */
  async remind(actor: Actor, meetingId: string): Promise<number> {
    demand(canInvite(actor));
    await this.limits.meeting(actor);
    return this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const meeting = await this.calledMeeting(actor, meetingId);
      return this.reminders.send(actor, meeting, await this.reminders.people(meetingId));
    });
  }

  /** The invitation once more, as it is now, to one person. */
  async resend(actor: Actor, id: string): Promise<InvitationRow> {
    demand(canInvite(actor));
    await this.limits.again(actor, id);
    return this.db.tx(async () => {
      const row = found(await this.finder.one(actor, id));
      const meeting = await this.calledMeeting(actor, row.meetingId);
      if (!row.sentAt || row.removedAt) throw new Conflict('meetings.invitation.refused.notInvited');
      await this.sender.send(meeting, 'again', [row]);
      await this.events.record('meeting.invitation_resent', row.meetingId, actor, { name: row.name });
      return row;
    });
  }

  /**
   * One more person, at once; those who are chosen and wait are left as they are. Who is invited already gets nothing.
   * @param answered records what the person has said already, so that the mail repeats it instead of asking
   */
  async admit(
    actor: Actor,
    meetingId: string,
    chosen: Chosen,
    answered: (row: InvitationRow) => Promise<void> = () => Promise.resolve(),
  ): Promise<InvitationRow> {
    demand(canInvite(actor));
    return this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const meeting = await this.calledMeeting(actor, meetingId);
      const [before] = await this.finder.all(meetingId, sql`i.person_id = ${chosen.personId}`);
      if (before?.sentAt && !before.removedAt) return answered(before).then(() => before);
      const { stateCode } = chosen;
      const own = await this.contactsOf(meeting, [chosen.personId]);
      const contacts = own.map((contact) => (stateCode === undefined ? contact : { ...contact, stateCode }));
      if (before) await this.chooseAgain(before, contacts[0]!, chosen);
      else await this.insert(meetingId, contacts, new Map([[chosen.personId, chosen]]));
      const [asked] = await this.finder.all(meetingId, sql`i.person_id = ${chosen.personId}`);
      if (!asked?.address) throw new Conflict('meetings.invitation.refused.noAddress');
      await answered(asked);
      const row = found(await this.finder.one(actor, asked.id));
      const raised = await this.sender.raised(meeting, row.sentSequence !== null);
      await this.sender.send(raised, 'call', [row], chosen.insteadOf);
      await this.events.record('meeting.invited', meetingId, actor, { count: 1, names: row.name });
      return row;
    });
  }

  /** Takes one person off the list: a CANCEL to that one only, as long as the meeting lies ahead. */
  async remove(actor: Actor, id: string): Promise<InvitationRow> {
    demand(canInvite(actor));
    return this.db.tx(async () => {
      const row = found(await this.finder.one(actor, id));
      if (row.removedAt) return row;
      if (isWaiting(row) && !row.holdSentAt) return this.unchoose(row).then(() => row);
      const meeting = found(await this.meetings.one(actor, row.meetingId));
      await this.db.update(Invitation, { id, version: row.version }, { removedAt: this.clock.instant() });
      if (isToldOfRemoval(meeting, this.clock.instant())) await this.sender.send(meeting, 'removed', [row]);
      await this.events.record('meeting.uninvited', row.meetingId, actor, { name: row.name });
      return row;
    });
  }

  private async openMeeting(actor: Actor, id: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(actor, id));
    const refusal = refusalToInvite(meeting, this.clock.instant());
    if (refusal) throw new Conflict(`meetings.invitation.refused.${refusal}`);
    return meeting;
  }

  private async calledMeeting(actor: Actor, id: string): Promise<MeetingRow> {
    const meeting = await this.openMeeting(actor, id);
    if (meeting.status !== 'called') throw new Conflict('meetings.invitation.refused.draft');
    return meeting;
  }

  private enter(
    actor: Actor,
    { name, address, stateCode }: { name: string; address: string; stateCode: string | null },
  ) {
    return this.register.createContact(actor, { ...splitName(name), email: address, stateCode });
  }

  /** Members are asked for the State they represent in the group. */
  private async contactsOf(meeting: MeetingRow, ids: readonly string[]): Promise<Contact[]> {
    const members = meeting.groupId
      ? await this.persons.membersOn(meeting.groupId, meeting.startWall.slice(0, 10))
      : [];
    const states = new Map(members.map(({ personId, stateCode }) => [personId, stateCode]));
    const contacts = await this.persons.askable(ids);
    return contacts.map((contact) => ({ ...contact, stateCode: states.get(contact.personId) ?? contact.stateCode }));
  }

  private async insert(meetingId: string, contacts: readonly Contact[], wanted: ReadonlyMap<string, Chosen>) {
    const createdAt = this.clock.instant();
    const rows = contacts.map(({ personId, stateCode, address }) => {
      const id = newId();
      const { role } = wanted.get(personId)!;
      const fixed = { id, meetingId, personId, linkHash: this.link.hashOf(id), createdAt };
      return { ...fixed, stateCode, address: address ?? '', role, status: 'needs_action' as const };
    });
    for (let at = 0; at < rows.length; at += 50) await this.db.repo(Invitation).insert(rows.slice(at, at + 50));
  }

  /** Somebody who waits gets the present address and role; somebody who was removed starts anew. */
  private async chooseAgain(row: InvitationRow, { stateCode, address }: Contact, { role }: Chosen): Promise<void> {
    if (row.sentAt && !row.removedAt) return;
    const now = { stateCode, address: address ?? '', role };
    const anew = { sentAt: null, removedAt: null, sentDigest: null, remindedAt: null, ...unanswered };
    await this.db.update(Invitation, { id: row.id, version: row.version }, { ...now, ...(row.removedAt && anew) });
  }

  /** Somebody who was invited once keeps their history. */
  private async unchoose(row: InvitationRow): Promise<void> {
    if (row.sentSequence === null) await this.db.run(sql`DELETE FROM invitation WHERE id = ${row.id}`);
    else await this.db.update(Invitation, { id: row.id, version: row.version }, { removedAt: this.clock.instant() });
  }
}

const isWaiting = (row: InvitationRow) => row.sentAt === null && row.removedAt === null;
const namesOf = (people: readonly InvitationRow[]) =>
  people
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ');
const badLines = (fault: 'line' | 'nameless', lines: readonly number[]) =>
  new Invalid({ addresses: { key: `meetings.invitation.invalid.${fault}`, params: { lines: lines.join(', ') } } });
