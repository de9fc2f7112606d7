import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hasLeft, PersonFinder } from '@samrad/network';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
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
    await this.db.tx(() => this.send('ended', { personId, code, validTo }));
  }

  private async send(key: 'renewed' | 'ended', { personId, code, validTo }: Told): Promise<void> {
    const person = await this.persons.byId(personId);
    if (!person?.address || hasLeft(person, this.clock.today())) return;
    const { name, address, mailLanguage: lang } = person;
    await this.letters.send({
      ...{ to: { name, address, personId }, lang, about: { noun: 'person', id: personId } },
      ...{ key: `joining.term.mail.${key}`, params: { group: code, date: formatDay(validTo, lang) } },
      url: `${this.env.publicUrl}/contact`,
    });
  }
}
