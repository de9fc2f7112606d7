import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { FormerMembers, hasLeft, PersonFinder, type Contact } from '@samrad/network';
import { snapshotIn } from '../minutes-snapshot.js';
import type { MinutesSnapshot } from '../minutes.types.js';
import type { Circle, Outcome, Procedure } from './circulation.entity.js';
import { visibleTo } from './circulation.policy.js';

export interface CirculationRow {
  id: string;
  minutesId: string;
  meetingId: string;
  number: number;
  circle: Circle;
  procedureKind: Procedure;
  closesOn: Day;
  closesAt: Instant;
  note: string | null;
  snapshot: MinutesSnapshot;
  sentBy: string;
  sentAt: Instant;
  outcome: Outcome | null;
  settledAt: Instant | null;
  settledBy: string | null;
  itemId: string | null;
  version: number;
}

/** Somebody the text went round to. */
export interface RecipientRow extends Contact {
  id: string;
  circulationId: string;
  answeredAt: Instant | null;
  sentAt: Instant;
  /** Group of the meeting. */
  groupId: string | null;
}

interface RawRecipient {
  id: string;
  circulationId: string;
  personId: string;
  stateCode: string | null;
  answeredAt: Instant | null;
  sentAt: Instant;
  groupId: string | null;
}

const selectRecipient = sql`SELECT r.id, r.circulation_id AS circulationId, r.person_id AS personId,
    r.state_code AS stateCode, r.answered_at AS answeredAt, rc.sent_at AS sentAt, rm.group_id AS groupId
  FROM circulation_recipient r JOIN minutes_circulation rc ON rc.id = r.circulation_id
  JOIN minutes rmi ON rmi.id = rc.minutes_id JOIN meeting rm ON rm.id = rmi.meeting_id`;

@Injectable()
export class CirculationFinder {
  constructor(
    private readonly db: Db,
    private readonly persons: PersonFinder,
    private readonly clock: Clock,
    private readonly former: FormerMembers,
  ) {}

  /** Newest first. */
  ofMeeting(actor: Actor, meetingId: string): Promise<CirculationRow[]> {
    return this.select(sql`mi.meeting_id = ${meetingId} AND ${visibleTo(actor)} ORDER BY c.number DESC`);
  }

  async one(actor: Actor, id: string): Promise<CirculationRow | undefined> {
    return (await this.select(sql`c.id = ${id} AND ${visibleTo(actor)}`))[0];
  }

  /** What goes round now. */
  async going(minutesId: string): Promise<CirculationRow | undefined> {
    return (await this.select(sql`c.minutes_id = ${minutesId} AND c.outcome IS NULL`))[0];
  }

  /** In order of family name. */
  async recipients(circulationId: string): Promise<RecipientRow[]> {
    return this.named(await this.db.rows(sql`${selectRecipient} WHERE r.circulation_id = ${circulationId}`));
  }

  /** Those of them who are still here. */
  async reachable(circulationId: string): Promise<RecipientRow[]> {
    return this.staying(await this.recipients(circulationId));
  }

  /** Whom a personal link belongs to; nobody who has left the network, or the group of the meeting. @param hash of its secret part */
  async byLink(hash: string): Promise<RecipientRow | undefined> {
    const rows = await this.db.rows<RawRecipient>(sql`${selectRecipient} WHERE r.link_hash = ${hash}`);
    return (await this.staying(await this.named(rows)))[0];
  }

  async recipient(circulationId: string, personId: string): Promise<RecipientRow | undefined> {
    return (await this.recipients(circulationId)).find((one) => one.personId === personId);
  }

  /** Circulations of a series that wait for an item at its next meeting. */
  waitingIn(seriesId: string): Promise<CirculationRow[]> {
    return this.select(sql`c.procedure_kind = 'meeting' AND c.outcome IS NULL AND mi.status = 'circulated'
      AND EXISTS (SELECT 1 FROM meeting wm WHERE wm.id = mi.meeting_id AND wm.series_id = ${seriesId})
      AND NOT EXISTS (SELECT 1 FROM agenda_item wi JOIN meeting wm2 ON wm2.id = wi.meeting_id
        WHERE wi.id = c.item_id AND wm2.status <> 'cancelled') ORDER BY c.sent_at`);
  }

  /** Those who get mail about the round and may say something: who has left the network, or the group since, is not. */
  private async staying(recipients: RecipientRow[]): Promise<RecipientRow[]> {
    const gone = await this.former.among(recipients, ({ personId, groupId, sentAt: askedAt }) => ({
      ...{ personId, groupId, askedAt },
    }));
    return recipients.filter((one) => !hasLeft(one, this.clock.today()) && !gone.has(one));
  }

  private async named(rows: RawRecipient[]): Promise<RecipientRow[]> {
    const known = new Map(rows.map((row) => [row.personId, row]));
    const contacts = await this.persons.byIds([...known.keys()]);
    return contacts.map((contact) => {
      const row = known.get(contact.personId)!;
      return { ...contact, ...row, stateCode: row.stateCode ?? contact.stateCode };
    });
  }

  private async select(condition: Sql): Promise<CirculationRow[]> {
    const rows = await this.db.rows<CirculationRow>(sql`
      SELECT c.id, c.minutes_id AS minutesId, mi.meeting_id AS meetingId, c.number, c.circle,
        c.procedure_kind AS procedureKind, c.closes_on AS closesOn, c.closes_at AS closesAt, c.note, c.snapshot,
        c.sent_by AS sentBy, c.sent_at AS sentAt, c.outcome, c.settled_at AS settledAt, c.settled_by AS settledBy,
        c.item_id AS itemId, c.version
      FROM minutes_circulation c JOIN minutes mi ON mi.id = c.minutes_id WHERE ${condition}`);
    return rows.map((row) => ({ ...row, snapshot: snapshotIn(row.snapshot) }));
  }
}
