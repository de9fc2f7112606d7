import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, empty, sql } from '@samrad/platform/database';
import { demand } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { formatDay, pageOf, type PageOf } from '@samrad/platform/views';
import { Jobs } from '@samrad/platform/jobs';
import { Env } from '../../../../config/env.js';
import { OwnLinks } from '../link/own-links.service.js';
import { PrivacyLetters } from '../link/privacy-letters.js';
import { canSeeRequests } from '../request/request.policy.js';

const day = 86_400;
/** How long an answer is waited for before somebody is listed. */
const patienceDays = 30;
/** An hour's share, so that a large network is not asked all at once. */
const atOnce = 50;
/** So long the link in the mail works. */
const linkDays = 30;

export interface OverdueRow {
  id: string;
  givenName: string;
  familyName: string;
  stateCode: string | null;
  address: string | null;
  askedAt: Instant;
  confirmedAt: Instant | null;
  remindedOn: Day | null;
}

/** Once a year everybody is asked whether what we hold is still right. */
@Injectable()
export class CheckService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly jobs: Jobs,
    private readonly persons: PersonFinder,
    private readonly links: OwnLinks,
    private readonly letters: PrivacyLetters,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.jobs.hourly(() => this.askDue());
  }

  /** Asks those whose year is over. Each is asked once, however many workers run. @returns how many */
  async askDue(): Promise<number> {
    const days = this.env.values.CONFIRM_DATA_DAYS;
    if (!days) return 0;
    const until = this.clock.instantIn(-days * day);
    const due = await this.db.rows<{ id: string; askedAt: Instant | null }>(sql`
      SELECT p.id, p.asked_at AS askedAt FROM person p
      WHERE COALESCE(p.confirmed_at, p.created_at) <= ${until} AND (p.asked_at IS NULL OR p.asked_at <= ${until})
        AND (p.left_on IS NULL OR p.left_on > ${this.clock.today()})
        AND p.restricted_at IS NULL AND p.erased_at IS NULL
        AND EXISTS (SELECT 1 FROM person_email e WHERE e.person_id = p.id) ORDER BY p.id LIMIT ${atOnce}`);
    for (const person of due) await this.db.tx(() => this.ask(person));
    return due.length;
  }

  /** Asked more than a month ago, without an answer; the longest first. */
  async overdue(filter: { state?: string }, { page, per }: { page: number; per: number }): Promise<PageOf<OverdueRow>> {
    const rows = await this.db.rows<OverdueRow>(sql`
      SELECT p.id, p.given_name AS givenName, p.family_name AS familyName, p.state_code AS stateCode, e.address,
        p.asked_at AS askedAt, p.confirmed_at AS confirmedAt, p.reminded_on AS remindedOn
      FROM person p LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      WHERE ${this.late()} ${filter.state ? sql`AND p.state_code = ${filter.state}` : empty}
      ORDER BY p.asked_at, p.id LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows, { page, per });
  }

  async countOverdue(filter: { state?: string } = {}): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM person p
      WHERE ${this.late()} ${filter.state ? sql`AND p.state_code = ${filter.state}` : empty}`);
    return Number(row!.n);
  }

  /**
   * Asks again those of these who have not answered, each at most once a day, in the language of their mails.
   * @returns how many. @throws Forbidden
   */
  async remind(actor: Actor, personIds: readonly string[]): Promise<number> {
    demand(canSeeRequests(actor));
    let reminded = 0;
    for (const id of new Set(personIds)) {
      if (await this.db.tx(() => this.remindOne(actor, id))) reminded += 1;
    }
    return reminded;
  }

  private async remindOne(actor: Actor, id: string): Promise<boolean> {
    const today = this.clock.today();
    const due = await this.db.row<{ askedAt: Instant }>(sql`
      SELECT p.asked_at AS askedAt FROM person p WHERE p.id = ${id} AND ${this.late()}
        AND EXISTS (SELECT 1 FROM person_email e WHERE e.person_id = p.id)`);
    if (!due) return false;
    const isFirst = await this.db.run(sql`
      UPDATE person SET reminded_on = ${today} WHERE id = ${id} AND (reminded_on IS NULL OR reminded_on < ${today})`);
    if (!isFirst) return false;
    const person = (await this.persons.byId(id))!;
    const asked = formatDay(due.askedAt, person.mailLanguage);
    const href = await this.links.issue(id, linkDays * 24);
    await this.letters.send(person, { about: 'checkAgain', href, params: { days: linkDays, asked } });
    await this.events.record('person.check_reminded', id, actor);
    return true;
  }

  private late() {
    const until = this.clock.instantIn(-patienceDays * day);
    return sql`p.asked_at <= ${until} AND (p.confirmed_at IS NULL OR p.confirmed_at < p.asked_at)
      AND (p.left_on IS NULL OR p.left_on > ${this.clock.today()}) AND p.restricted_at IS NULL AND p.erased_at IS NULL`;
  }

  private async ask({ id, askedAt }: { id: string; askedAt: Instant | null }): Promise<void> {
    const same = askedAt === null ? sql`asked_at IS NULL` : sql`asked_at = ${askedAt}`;
    const asked = await this.db.run(sql`
      UPDATE person SET asked_at = ${this.clock.instant()} WHERE id = ${id} AND ${same}`);
    if (!asked) return;
    const person = (await this.persons.byId(id))!;
    const href = await this.links.issue(id, linkDays * 24);
    await this.letters.send(person, { about: 'check', href, params: { days: linkDays } });
  }
}
