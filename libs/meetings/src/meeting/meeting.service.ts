import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { SeriesService } from '../series/series.service.js';
import { MeetingIndex } from './meeting-index.js';
import type { MeetingChange, MeetingInput } from './meeting.dto.js';
import { Meeting } from './meeting.entity.js';
import { MeetingFinder, type MeetingRow } from './meeting.finder.js';
import { canPlanMeetings, canRunMeeting } from './meeting.policy.js';
import {
  answerByFault,
  changedFields,
  isAnswerByOver,
  isOpen,
  isRemovable,
  momentsOf,
  timesDiffer,
  uidOf,
} from './meeting.rules.js';

/** Columns that a form or the API sets. */
type Facts = ReturnType<typeof factsOf>;

/** Plans meetings and keeps their facts. The steps of the lifecycle are in `MeetingLife`. */
@Injectable()
export class MeetingService {
  constructor(
    private readonly db: Db,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly finder: MeetingFinder,
    private readonly series: SeriesService,
    private readonly events: Events,
    private readonly index: MeetingIndex,
    private readonly persons: PersonFinder,
  ) {}

  /**
   * A new meeting, as a draft that only organisers see.
   * @returns its id. @throws Invalid for times that do not exist or do not fit, a taken number, an unknown person …
   */
  async plan(actor: Actor, input: MeetingInput): Promise<string> {
    demand(canPlanMeetings(actor));
    const facts = checked(factsOf(input), this.clock.today(input.zone));
    const id = newId();
    const now = this.clock.instant();
    const { values, mailFrom } = this.env;
    await this.db.tx(async () => {
      await this.refuseUnknown(facts);
      const number = facts.seriesId ? await this.series.takeNumber(facts.seriesId, input.number) : null;
      const uid = uidOf(id, values.PUBLIC_URL, mailFrom.address);
      const fixed = { id, number, uid, status: 'draft' as const, createdAt: now, updatedAt: now };
      await this.db.repo(Meeting).insert({ ...facts, ...fixed });
      await this.index.put(id);
      await this.events.record('meeting.planned', id, actor, { title: facts.title });
    });
    return id;
  }

  /**
   * Changes a meeting's facts. A new time of a called meeting raises SEQUENCE and is recorded as `meeting.rescheduled`
   * `{ fields, sequence, before, after }` (times as `{ startWall, endWall, zone }`), anything else as
   * `meeting.updated` `{ fields }`; nothing changed writes nothing.
   * @throws NotFound, Invalid, Conflict with both texts when somebody else saved first or the meeting is over
   */
  async change(actor: Actor, id: string, { version, ...input }: MeetingChange): Promise<void> {
    demand(canRunMeeting(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(actor, id));
      if (!isOpen(before.status)) throw new Conflict('meetings.meeting.refused.over');
      if (before.version !== version) throw stale(before, factsOf(input));
      const facts = checked(factsOf(input), this.clock.today(input.zone), before);
      await this.refuseUnknown(facts, before);
      const number = await this.numberFor(before, facts.seriesId, input.number);
      await this.store(actor, before, { ...facts, number });
    });
  }

  /** Removes a draft that was never called, with its agenda. @throws NotFound, Conflict once people were called or it was held */
  async remove(actor: Actor, id: string): Promise<void> {
    demand(canPlanMeetings(actor));
    await this.db.tx(async () => {
      const meeting = found(await this.finder.one(actor, id));
      if (meeting.calledAt !== null) throw new Conflict('meetings.meeting.refused.called');
      if (await this.isHeldFree(id)) throw new Conflict('meetings.meeting.refused.dayHeld');
      if (!isRemovable(meeting)) throw new Conflict(`meetings.meeting.refused.${meeting.status}`);
      await this.db.run(sql`DELETE FROM meeting WHERE id = ${id}`);
      await this.index.remove(id);
      await this.events.record('meeting.removed', id, actor, { title: meeting.title });
    });
  }

  /** People were asked to keep the day free: they must be told before the meeting is gone. */
  private async isHeldFree(id: string): Promise<boolean> {
    const asked = sql`SELECT id FROM invitation WHERE meeting_id = ${id} AND hold_sent_at IS NOT NULL LIMIT 1`;
    return (await this.db.row(asked)) !== undefined;
  }

  private async store(actor: Actor, before: MeetingRow, after: Facts & { number: number | null }) {
    const fields = changedFields<Facts & { number: number | null }>(before, after);
    if (!fields.length) return;
    const moved = before.calledAt !== null && timesDiffer(before, after);
    const sequence = before.sequence + (moved ? 1 : 0);
    const patch = {
      ...after,
      sequence,
      updatedAt: this.clock.instant(),
      ...(moved && { significantSequence: sequence }),
    };
    await this.unique(() => this.db.update(Meeting, { id: before.id, version: before.version }, patch));
    await this.index.put(before.id);
    const times = { before: timesOf(before), after: timesOf(after) };
    await this.events.record(
      moved ? 'meeting.rescheduled' : 'meeting.updated',
      before.id,
      actor,
      moved ? { fields, sequence, ...times } : { fields },
    );
  }

  private async numberFor(before: MeetingRow, seriesId: string | null, wanted: number | null): Promise<number | null> {
    if (!seriesId) return null;
    const keeps = before.seriesId === seriesId && (wanted === null || wanted === before.number);
    return keeps ? before.number : this.series.takeNumber(seriesId, wanted);
  }

  private async refuseUnknown(facts: Facts, before?: MeetingRow) {
    const faults: Record<string, { key: string }> = {};
    for (const [field, id] of Object.entries(referencesOf(facts))) {
      const query = id && known[field as keyof typeof known](id);
      if (query && !(await this.db.row(query))) faults[field] = { key: 'platform.invalid.format' };
    }
    const needsGroup = facts.audience === 'group' && !facts.groupId;
    if (needsGroup) faults.groupId = { key: 'meetings.meeting.invalid.groupMissing' };
    if (Object.keys(faults).length) throw new Invalid(faults);
    await this.refuseAway(facts, before);
  }

  /** Who has the task already may keep it, whatever became of them. */
  private async refuseAway(facts: Facts, before?: MeetingRow) {
    for (const field of ['chairId', 'secretaryId'] as const) {
      const id = facts[field];
      if (id && id !== before?.[field]) await this.persons.askable([id], field);
    }
  }

  private async unique(write: () => Promise<unknown>) {
    try {
      await write();
    } catch (error) {
      if (isDuplicate(error)) throw new Invalid({ number: { key: 'meetings.meeting.invalid.numberTaken' } });
      throw error;
    }
  }
}

const timesOf = ({ startWall, endWall, zone }: { startWall: string; endWall: string; zone: string }) => ({
  startWall,
  endWall,
  zone,
});

function factsOf({ start, end, languages, number: _, ...rest }: MeetingInput) {
  return { ...rest, startWall: start, endWall: end, languages: languages.join(','), startAt: '', endAt: '' };
}

const referencesOf = ({ groupId, chairId, secretaryId, hostStateCode }: Facts) => ({
  groupId,
  chairId,
  secretaryId,
  hostStateCode,
});

/** Finds what a field refers to. */
const known = {
  groupId: (id: string) => sql`SELECT id FROM network_group WHERE id = ${id}`,
  chairId: (id: string) => sql`SELECT id FROM person WHERE id = ${id}`,
  secretaryId: (id: string) => sql`SELECT id FROM person WHERE id = ${id}`,
  hostStateCode: (code: string) => sql`SELECT code FROM state WHERE code = ${code}`,
};

/** @throws Invalid unless times and deadline fit */
function checked(facts: Facts, today: string, before?: MeetingRow): Facts {
  const { moments, faults } = momentsOf(facts);
  const all = { ...faults, ...dueFault(facts, today, before), ...whereFault(facts, before) };
  if (!moments || Object.keys(all).length) throw new Invalid(all);
  return { ...facts, ...moments };
}

/** A deadline that has passed asks nobody anything; one that was set earlier may pass. */
function dueFault(facts: Facts, today: string, before?: MeetingRow): Record<string, { key: string }> {
  if (facts.answerBy !== (before?.answerBy ?? null) && isAnswerByOver(facts, today)) {
    return { answerBy: { key: 'meetings.meeting.invalid.answerByOver' } };
  }
  return answerByFault(facts.answerBy, facts.startWall);
}

/** A called meeting keeps a place or a link. */
function whereFault(facts: Facts, before?: MeetingRow): Record<string, { key: string }> {
  if (!before?.calledAt || facts.place || facts.videoUrl) return {};
  return { place: { key: 'meetings.meeting.invalid.where' } };
}

const compared = [
  'title',
  'description',
  'startWall',
  'endWall',
  'zone',
  'place',
  'videoUrl',
  'answerBy',
  'audience',
] as const;
const fieldOf: Record<string, string> = { startWall: 'start', endWall: 'end' };

function stale(before: MeetingRow, after: Facts): Conflict {
  const texts = (from: Record<(typeof compared)[number], string | null>) =>
    Object.fromEntries(compared.map((field) => [fieldOf[field] ?? field, from[field] ?? '']));
  return new Conflict('platform.error.changed', {
    theirs: texts(before),
    yours: texts(after),
    version: before.version,
  });
}
