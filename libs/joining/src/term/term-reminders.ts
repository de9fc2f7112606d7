import { Injectable, type OnModuleInit } from '@nestjs/common';
import { stateName } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, join, newId, sql } from '@samrad/platform/database';
import { Conflict } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import { Jobs } from '@samrad/platform/jobs';
import { formatDay } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { JoiningLetters } from '../letter/joining-letters.js';
import { TermFinder, type TermRow } from './term.finder.js';
import { TermReminder } from './term-reminder.entity.js';
import { daysBeforeOf, dueReminders } from './term.rules.js';

interface Organiser {
  personId: string;
  name: string;
  address: string;
  language: Language;
}

/**
 * Brings to mind that a term ends: one mail to the person, and one list to the coordinators. What was said is noted in the
 * transaction that says it, so that nothing is said twice or forgotten, wherever a worker is stopped.
 */
@Injectable()
export class TermReminders implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly finder: TermFinder,
    private readonly letters: JoiningLetters,
    private readonly env: Env,
  ) {}

  onModuleInit(): void {
    this.jobs.hourly(() => this.remind());
  }

  async remind(): Promise<void> {
    const days = daysBeforeOf(this.env.values.TERM_REMINDER_DAYS);
    const terms = await this.finder.within(Math.max(...days));
    for (const term of terms.filter(({ isRenewed }) => !isRenewed)) await this.tell(term, days);
    await this.list();
  }

  private async tell(term: TermRow, days: readonly number[]): Promise<void> {
    const due = dueReminders(term.validTo, this.clock.today(), days);
    await this.db
      .tx(async () => {
        const said = await this.said(term);
        const fresh = due.filter((one) => !said.includes(one));
        if (!fresh.length) return;
        for (const daysBefore of fresh) await this.note(term, daysBefore);
        if (term.address) await this.toPerson(term, term.address);
      })
      .catch((error: unknown) => {
        // Another worker said it at the same moment.
        if (!isDuplicate(error)) throw error;
      });
  }

  private async said({ id, validTo }: TermRow): Promise<number[]> {
    const rows = await this.db.rows<{ daysBefore: number }>(sql`
      SELECT days_before AS daysBefore FROM term_reminder WHERE membership_id = ${id} AND valid_to = ${validTo}`);
    return rows.map(({ daysBefore }) => Number(daysBefore));
  }

  private async note({ id, validTo }: TermRow, daysBefore: number): Promise<void> {
    const at = this.clock.instant();
    await this.db.insert(TermReminder, { id: newId(), membershipId: id, validTo, daysBefore, at, listedAt: null });
  }

  private async toPerson({ personId, name, language: lang, code, validTo }: TermRow, address: string): Promise<void> {
    await this.letters.send({
      ...{ to: { name, address, personId }, lang, about: { noun: 'person', id: personId } },
      ...{ key: 'joining.term.mail.person', params: { group: code, date: formatDay(validTo, lang) } },
      url: `${this.env.publicUrl}/contact`,
    });
  }

  /** What was said since the last list, as one mail to each coordinator. */
  private async list(): Promise<void> {
    await this.db.tx(async () => {
      const rows = await this.db.rows<{ id: string; membershipId: string }>(sql`
        SELECT id, membership_id AS membershipId FROM term_reminder WHERE listed_at IS NULL LIMIT 500`);
      if (!rows.length) return;
      const ids = join(rows.map(({ id }) => id));
      const changed = await this.db.run(sql`
        UPDATE term_reminder SET listed_at = ${this.clock.instant()} WHERE id IN (${ids}) AND listed_at IS NULL`);
      if (changed !== rows.length) throw new Conflict();
      const members = [...new Set(rows.map(({ membershipId }) => membershipId))];
      const terms = await this.finder.within(1000, sql`m.id IN (${join(members)})`);
      for (const organiser of await this.organisers()) await this.toOrganiser(organiser, terms);
    });
  }

  private async toOrganiser({ personId, name, address, language: lang }: Organiser, terms: TermRow[]): Promise<void> {
    if (!terms.length) return;
    const facts = terms.map((term) => ({
      label: formatDay(term.validTo, lang),
      text: [term.name, term.code, term.stateCode && stateName(term.stateCode, lang)].filter(Boolean).join(', '),
    }));
    await this.letters.send({
      ...{ to: { name, address, personId }, lang, about: { noun: 'person', id: personId }, facts },
      ...{ key: 'joining.term.mail.list', params: { count: terms.length }, url: `${this.env.publicUrl}/terms` },
    });
  }

  /** The coordinators; where there is none, the secretariat. */
  private async organisers(): Promise<Organiser[]> {
    for (const role of ['coordinator', 'secretariat']) {
      const rows = await this.db.rows<Organiser>(sql`
        SELECT DISTINCT p.id AS personId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, e.address,
          p.mail_language AS language
        FROM account a JOIN account_role r ON r.account_id = a.id AND r.role = ${role}
        JOIN person p ON p.id = a.person_id JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
        WHERE a.is_disabled = 0 AND (p.left_on IS NULL OR p.left_on > ${this.clock.today()})`);
      if (rows.length) return rows;
    }
    return [];
  }
}
