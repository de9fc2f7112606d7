import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, join, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { exemptionFaults, keptExemption, noExemption, type Exempted } from '@samrad/library';
import { canEditAgenda } from '../agenda.policy.js';
import { isAgendaOpen } from '../agenda.rules.js';
import type { GroupInput, SessionChange, SessionInput } from './session.dto.js';
import { AgendaGroup, AgendaSession } from './session.entity.js';
import { SessionFinder, type KnownSession } from './session.finder.js';

/** Sessions of a draft agenda with their working groups. Readers see a change when the agenda is published. */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: Db,
    private readonly finder: SessionFinder,
    private readonly meetings: MeetingFinder,
    private readonly events: Events,
    private readonly persons: PersonFinder,
  ) {}

  /**
   * Recorded as `agenda.session_added` `{ title }`. @returns its id
   * @throws Invalid for a closed session without exemption
   */
  async add(actor: Actor, meetingId: string, input: SessionInput): Promise<string> {
    demandExempted(exemptedBy(input));
    return this.copy(actor, meetingId, input);
  }

  /** The same of a template, which knows no exemption: it is asked for before the agenda is published. */
  async copy(actor: Actor, meetingId: string, input: SessionInput): Promise<string> {
    const { groups, ...facts } = { ...input, ...keptBy(exemptedBy(input)) };
    return this.work(actor, meetingId, async () => {
      const id = newId();
      const place = (await this.finder.of(meetingId)).length;
      await this.db.repo(AgendaSession).insert({ id, meetingId, place, ...facts, version: 1 });
      await this.storeGroups({ id, groups: [] }, groups);
      await this.events.record('agenda.session_added', meetingId, actor, { title: facts.title });
      return id;
    });
  }

  /** @throws NotFound, Invalid, Conflict when somebody else saved first or a group that goes has items */
  async change(actor: Actor, id: string, { version, groups, ...input }: SessionChange): Promise<void> {
    const { meetingId } = found(await this.finder.one(id));
    demand(canEditAgenda(actor));
    await this.db.tx(async () => {
      const session = found(await this.finder.one(id));
      const meeting = found(await this.meetings.one(actor, meetingId));
      const exempted = exemptedBy(input, session);
      const facts = { ...input, ...keptBy(exempted) };
      if (session.version !== version) throw stale(session, facts);
      demandExempted(exempted);
      // An exemption is reviewed years after the meeting, when nothing else of its agenda is changed any more.
      if (!isAgendaOpen(meeting.status) && !isSameBut(session, { ...facts, groups })) {
        throw new Conflict('meetings.agenda.refused.closed');
      }
      await this.db.update(AgendaSession, { id, version }, facts);
      await this.storeGroups(session, groups);
      await this.events.record('agenda.session_changed', meetingId, actor, { title: facts.title });
    });
  }

  /** @throws Conflict while items stand under it: without it they would be open to all */
  async remove(actor: Actor, id: string): Promise<void> {
    const { meetingId } = found(await this.finder.one(id));
    await this.work(actor, meetingId, async () => {
      const { title } = found(await this.finder.one(id));
      if (await this.finder.itemsUnder(id)) throw new Conflict('meetings.agenda.refused.sessionInUse');
      await this.db.run(sql`DELETE FROM agenda_session WHERE id = ${id}`);
      await this.events.record('agenda.session_removed', meetingId, actor, { title });
    });
  }

  private work<T>(actor: Actor, meetingId: string, work: () => Promise<T>): Promise<T> {
    demand(canEditAgenda(actor));
    return this.db.tx(async () => {
      const meeting = found(await this.meetings.one(actor, meetingId));
      if (!isAgendaOpen(meeting.status)) throw new Conflict('meetings.agenda.refused.closed');
      return work();
    });
  }

  private async storeGroups(
    { id: sessionId, groups: before }: Pick<KnownSession, 'id' | 'groups'>,
    groups: GroupInput[],
  ) {
    const kept = groups.flatMap(({ id }) => id ?? []);
    if (kept.some((id) => !before.some((group) => group.id === id))) throw new Invalid(unknownGroup);
    await this.removeGroups(before.map(({ id }) => id).filter((id) => !kept.includes(id)));
    for (const [place, { id, ...facts }] of groups.entries()) {
      await this.refuseUnknownChair(
        facts.chairId,
        before.find((group) => group.id === id),
      );
      if (id) await this.db.repo(AgendaGroup).update({ id }, { place, ...facts });
      else await this.db.repo(AgendaGroup).insert({ id: newId(), sessionId, place, ...facts });
    }
  }

  private async removeGroups(ids: string[]) {
    if (!ids.length) return;
    const used = await this.db.row(sql`SELECT id FROM agenda_item WHERE group_id IN (${join(ids)}) LIMIT 1`);
    if (used) throw new Conflict('meetings.agenda.refused.groupInUse');
    await this.db.run(sql`DELETE FROM agenda_group WHERE id IN (${join(ids)})`);
  }

  /** @param before the group as it was: who leads it already may stay */
  private async refuseUnknownChair(id: string | null, before?: { chairId: string | null }) {
    if (id === null || id === before?.chairId) return;
    if ((await this.persons.askable([id], 'groups')).length) return;
    throw new Invalid({ groups: { key: 'meetings.agenda.invalid.chair' } });
  }
}

const unknownGroup = { groups: { key: 'meetings.agenda.invalid.group' } };

type Facts = Omit<SessionInput, 'groups'>;
type Exempting = Exempted & Pick<SessionInput, 'access'>;

/** What is not mentioned stays. */
function exemptedBy(input: Facts, before: Exempted = noExemption): Exempting {
  const told = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Facts;
  const { exemption, exemptionReason, exemptionReviewOn } = { ...before, ...told };
  return { access: input.access, exemption, exemptionReason, exemptionReviewOn };
}

const audienceOf = (access: SessionInput['access']) => (access === 'open' ? ('public' as const) : ('states' as const));

const keptBy = ({ access, ...exempted }: Exempting): Exempted =>
  keptExemption({ ...exempted, audience: audienceOf(access) });

/** What is closed names what keeps it from the public. */
function demandExempted({ access, ...exempted }: Exempting): void {
  const isMissing = access !== 'open' && !exempted.exemption;
  const missing = { exemption: { key: 'library.exemption.missing' } };
  const faults = isMissing ? missing : exemptionFaults({ ...exempted, audience: audienceOf(access) });
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** Nothing is different but what exempts it. */
function isSameBut(session: KnownSession, { groups, ...facts }: SessionInput): boolean {
  const { title, access, attribution } = session;
  const before = [
    title,
    access,
    attribution,
    ...session.groups.map(({ id, name, room, chairId }) => [id, name, room, chairId]),
  ];
  const after = [
    facts.title,
    facts.access,
    facts.attribution,
    ...groups.map(({ id, name, room, chairId }) => [id, name, room, chairId]),
  ];
  return JSON.stringify(before) === JSON.stringify(after);
}

function stale(
  { title, access, attribution, exemption, exemptionReason, version }: KnownSession,
  yours: Facts,
): Conflict {
  const theirs = { title, access, attribution, exemption, exemptionReason };
  return new Conflict('platform.error.changed', { theirs, yours: { ...yours }, version });
}
