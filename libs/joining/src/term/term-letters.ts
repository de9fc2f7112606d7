import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hasLeft, PersonFinder } from '@samrad/network';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { formatDay } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { JoiningLetters } from '../letter/joining-letters.js';

const job = 'joining.term-ended';

interface Ended {
  subjectId: string;
  data: { group?: string; validTo?: Day };
}

interface Told {
  personId: string;
  /** Short name of the group. */
  code: string;
  validTo: Day;
  /** First day of the next term, where there is one. */
  goesOnOn?: Day | null;
}

/** Tells members that their term was renewed, or ended at once; of an end that lies ahead the reminders speak. */
@Injectable()
export class TermLetters implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly persons: PersonFinder,
    private readonly letters: JoiningLetters,
    private readonly env: Env,
  ) {}

  onModuleInit(): void {
    this.events.subscribe('person.membershipEnded', job);
    this.jobs.on(job, (ended: Ended) => this.ended(ended));
  }

  /** Joins the open transaction. */
  renewed(told: Told): Promise<void> {
    return this.send('renewed', told);
  }

  private async ended({ subjectId: personId, data: { group: code, validTo } }: Ended): Promise<void> {
    if (!code || !validTo || validTo >= this.clock.today()) return;
    const goesOnOn = await this.nextStart(personId, code);
    if (goesOnOn !== null && goesOnOn <= this.clock.today()) return;
    const key = goesOnOn === null ? 'ended' : 'paused';
    await this.db.tx(() => this.send(key, { personId, code, validTo, goesOnOn }));
  }

  /** First day of the term that lasts or comes next; null: there is none. */
  private async nextStart(personId: string, code: string): Promise<Day | null> {
    const row = await this.db.row<{ start: Day }>(sql`
      SELECT COALESCE(m.valid_from, ${this.clock.today()}) AS start FROM membership m
      JOIN network_group g ON g.id = m.group_id AND g.code = ${code}
      WHERE m.person_id = ${personId} AND (m.valid_to IS NULL OR m.valid_to >= ${this.clock.today()})
      ORDER BY m.valid_from LIMIT 1`);
    return row?.start ?? null;
  }

  private async send(key: 'renewed' | 'ended' | 'paused', { personId, code, validTo, goesOnOn }: Told): Promise<void> {
    const person = await this.persons.byId(personId);
    if (!person?.address || hasLeft(person, this.clock.today())) return;
    const { name, address, mailLanguage: lang } = person;
    const next = goesOnOn ? { next: formatDay(goesOnOn, lang) } : {};
    await this.letters.send({
      ...{ to: { name, address, personId }, lang, about: { noun: 'person', id: personId } },
      ...{ key: `joining.term.mail.${key}`, params: { group: code, date: formatDay(validTo, lang), ...next } },
      url: `${this.env.publicUrl}/contact`,
    });
  }
}
