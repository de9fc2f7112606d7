import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { askedName, presentLine, type Reading } from '../progress/progress.presenter.js';
import { daysLate } from '../progress/progress.rules.js';
import type { ReminderMail } from '../reminder/reminder-mails.js';
import { SpeakingFor } from '../reminder/speaking-for.js';
import { TaskLink } from '../reminder/task-link.js';
import type { WaitingLine } from './chasing.finder.js';

/** One mail to one person with everything that is due or late. */
@Injectable()
export class ChasingLetters {
  constructor(
    private readonly persons: PersonFinder,
    private readonly progress: ProgressFinder,
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly links: TaskLink,
    private readonly speaking: SpeakingFor,
    private readonly env: Env,
  ) {}

  /** Null when nothing is left to be said, or the person has no address. */
  async of(personId: string, waiting: readonly WaitingLine[]): Promise<ReminderMail | null> {
    const person = await this.persons.byId(personId);
    if (!person?.address) return null;
    const rows = (await this.progress.byIds(waiting.map(({ progressId }) => progressId))).filter(
      (row) => !row.isFinished,
    );
    if (!rows.length) return null;
    const escalated = new Set(waiting.filter((one) => one.isEscalation).map(({ progressId }) => progressId));
    const further = new Map(waiting.map((one) => [one.progressId, one.isEscalation ? null : one.toldFurther]));
    const lang = person.mailLanguage;
    const reading: Reading = { i18n: this.views.i18n, lang, today: this.clock.today(), actor: system };
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(lang, `actions.chasing.mail.${key}`, params);
    const contactOf = await this.speaking.notes(personId, lang, rows);
    const toldOf = (row: ProgressRow) =>
      [contactOf(row), further.get(row.id) && say(`further.${further.get(row.id)}`)].filter(Boolean).join(' ');
    const own = rows.filter(({ id }) => !escalated.has(id));
    const late = own.filter((row) => daysLate(row, reading.today) > 0);
    const groups = groupsOf({ rows, own, late }, say);
    const subject = say(own.length ? (late.length ? 'subjectLate' : 'subject') : 'subjectEscalated', {
      count: own.length,
    });
    const tasks = await this.links.urlFor(personId);
    const list = `${this.env.publicUrl}/actions?status=open&due=overdue`;
    const hrefOf = ({ id, actionId }: ProgressRow) =>
      escalated.has(id) ? `${this.env.publicUrl}/actions/${actionId}` : `${tasks}#line-${id}`;
    const mail = this.views.mail(lang, 'actions/chasing/mail/due', {
      subject,
      reason: say('reason'),
      name: person.name,
      groups: groups.map((group) => ({
        heading: group.heading,
        lines: group.rows.map((row) => ({ ...this.line(row, reading), href: hrefOf(row), further: toldOf(row) })),
      })),
      href: own.length ? tasks : list,
      button: say(own.length ? 'button' : 'buttonList'),
      takesAnswers: this.env.takesMail,
    });
    const to = { name: person.name, address: person.address };
    return { letter: { to, ...mail, personId }, progressIds: rows.map(({ id }) => id) };
  }

  private line(row: ProgressRow, reading: Reading) {
    const { ref, title, dueOn, late } = presentLine(row, reading);
    return { ref, title, dueOn, late, asked: askedName(row, reading) };
  }
}

/** What is late, what is coming, and what others have not done; only those that hold something. */
function groupsOf(
  { rows, own, late }: Record<'rows' | 'own' | 'late', ProgressRow[]>,
  say: (key: string, params?: Record<string, unknown>) => string,
) {
  const soon = own.filter((row) => !late.includes(row));
  return [
    { heading: say('late', { count: late.length }), rows: late },
    { heading: say('soon', { count: soon.length }), rows: soon },
    { heading: say('escalated'), rows: rows.filter((row) => !own.includes(row)) },
  ].filter((group) => group.rows.length);
}
