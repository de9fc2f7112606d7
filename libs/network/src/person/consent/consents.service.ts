import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, join, newId, sql } from '@samrad/platform/database';
import { demand, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Reach } from '../fields/person-fields.policy.js';
import { holdPerson } from '../../held-person.js';
import { PersonIndex } from '../person-index.js';
import { nameOf } from '../person.rules.js';
import { Consent } from './consent.entity.js';
import { canRecordConsent, consented } from './consent.policy.js';
import {
  consentPurposes,
  currentVersion,
  holds,
  isSame,
  isVersion,
  type ConsentPurpose,
  type ConsentWay,
} from './consent.rules.js';

/** What somebody says about one purpose. */
export interface ConsentSaid {
  personId: string;
  purpose: ConsentPurpose;
  /** False: withdraws it. */
  isGiven: boolean;
  way: ConsentWay;
  /** The text that was shown; left out: the one of today. */
  textVersion?: string;
  /** When it was said; left out: now. Paper may be older. */
  at?: Instant;
}

/** One entry of the record, as it is kept. */
export interface ConsentRow {
  purpose: ConsentPurpose;
  isGiven: boolean;
  textVersion: string;
  way: ConsentWay;
  at: Instant;
  /** Who noted it; empty: the product itself. */
  recordedBy: string;
}

/** What holds for one purpose today. */
export interface ConsentStanding {
  purpose: ConsentPurpose;
  isGiven: boolean;
  /** Agreed once, to a text that has changed too much since. */
  isOutdated: boolean;
  last: ConsentRow | null;
}

/** Who agreed to what: per person and purpose, with the text, the time and the way it was given. Nothing is overwritten. */
@Injectable()
export class Consents {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly index: PersonIndex,
  ) {}

  /** Whether the person agrees today. */
  async has(personId: string, purpose: ConsentPurpose): Promise<boolean> {
    return (await this.havingOf([personId], purpose)).has(personId);
  }

  /** Which of these agree today. */
  async havingOf(personIds: readonly string[], purpose: ConsentPurpose): Promise<Set<string>> {
    const having = new Set<string>();
    for (let at = 0; at < personIds.length; at += 500) {
      const rows = await this.db.rows<{ id: string }>(sql`
        SELECT p.id FROM person p WHERE p.id IN (${join(personIds.slice(at, at + 500))}) AND ${consented(purpose)}`);
      for (const { id } of rows) having.add(id);
    }
    return having;
  }

  /** What they agreed to on the way in; null: they came by other ways. */
  async toRegister(personId: string): Promise<ConsentStanding | null> {
    const last = (await this.entries(personId)).find(({ purpose }) => purpose === 'register');
    return last ? { purpose: 'register', isGiven: holds('register', last), isOutdated: false, last } : null;
  }

  /** How it stands, purpose by purpose, in their fixed order. */
  async of(personId: string): Promise<(ConsentStanding & { purpose: (typeof consentPurposes)[number] })[]> {
    const rows = await this.entries(personId);
    return consentPurposes.map((purpose) => {
      const last = rows.find((row) => row.purpose === purpose);
      const isGiven = holds(purpose, last);
      return { purpose, isGiven, isOutdated: Boolean(last?.isGiven) && !isGiven, last: last ?? null };
    });
  }

  /** Everything that was ever said, newest first. */
  history(personId: string): Promise<ConsentRow[]> {
    return this.entries(personId);
  }

  /**
   * Notes what somebody said; the same said twice is noted once. Joins the open transaction.
   * @returns whether it was something new
   * @throws Forbidden; Invalid for a text that was never shown or a time that is still to come; NotFound
   */
  async record(actor: Actor, said: ConsentSaid): Promise<boolean> {
    demand(canRecordConsent(actor, said));
    const { personId, purpose, isGiven, way } = said;
    const textVersion = said.textVersion ?? currentVersion(purpose);
    const at = said.at ?? this.clock.instant();
    if (!isVersion(purpose, textVersion)) throw new Invalid({ textVersion: { key: 'network.consent.unknownText' } });
    if (at > this.clock.instant()) throw new Invalid({ at: { key: 'network.consent.ahead' } });
    return this.db.tx(async () => {
      await holdPerson(this.db, personId);
      const last = (await this.entries(personId)).find((row) => row.purpose === purpose);
      if (isSame(last, { isGiven, textVersion })) return false;
      const row = { id: newId(), personId, purpose, isGiven, textVersion, way, recordedById: actor.personId, at };
      await this.db.insert(Consent, row);
      if (purpose.startsWith('profile_') || purpose === 'outside_eea') await this.reaches(personId);
      const kind = isGiven ? 'person.consent_given' : 'person.consent_withdrawn';
      await this.events.record(kind, personId, actor, { purpose, textVersion, way });
      return true;
    });
  }

  /** Whom the person agreed to be shown to at all. */
  async reachOf(personId: string): Promise<Reach> {
    const [inNetwork, inPublic] = [consented('profile_network'), consented('profile_public')];
    const now = await this.db.row<{ reach: Reach }>(sql`
      SELECT CASE WHEN ${inPublic} THEN 'public' WHEN ${inNetwork} THEN 'network' ELSE 'circle' END AS reach
      FROM person p WHERE p.id = ${personId}`);
    return now!.reach;
  }

  /** The copy of what somebody agreed to, at the person: lists ask it of every row. */
  private async reaches(personId: string): Promise<void> {
    const reach = await this.reachOf(personId);
    await this.db.run(sql`UPDATE person SET reach = ${reach} WHERE id = ${personId}`);
    await this.index.put([personId]);
  }

  private async entries(personId: string): Promise<ConsentRow[]> {
    const rows = await this.db.rows<Omit<ConsentRow, 'recordedBy'> & { givenName: string; familyName: string }>(sql`
      SELECT c.purpose, c.is_given AS isGiven, c.text_version AS textVersion, c.way, c.at,
        COALESCE(r.given_name, '') AS givenName, COALESCE(r.family_name, '') AS familyName
      FROM consent c LEFT JOIN person r ON r.id = c.recorded_by_id
      WHERE c.person_id = ${personId} ORDER BY c.at DESC, c.id DESC`);
    return rows.map(({ givenName, familyName, ...row }) => ({
      ...row,
      isGiven: Boolean(row.isGiven),
      recordedBy: nameOf({ givenName, familyName }),
    }));
  }
}
