import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { askedName, presentLine, type Reading } from '../progress/progress.presenter.js';
import { daysLate } from '../progress/progress.rules.js';
import type { ReminderMail } from '../reminder/reminder-mails.js';
import { SpeakingFor } from '../reminder/speaking-for.js';
import { TaskLink } from '../reminder/task-link.js';
import type { NamedLine } from './chasing.finder.js';

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
  async of(personId: string, waiting: readonly NamedLine[]): Promise<ReminderMail | null> {
    const person = await this.persons.byId(personId);
    if (!person?.address) return null;
    const all = await this.progress.byIds(waiting.map(({ progressId }) => progressId));
    const rows = all.filter((row) => !row.isFinished);
    if (!rows.length) return null;
    const lang = person.mailLanguage;
    const say: Say = (key, params = {}) => this.views.i18n.t(lang, `actions.chasing.mail.${key}`, params);
    const parts = partsOf(rows, waiting, this.clock.today());
    const isOwn = parts.late.length + parts.soon.length > 0;
    const tasks = await this.links.urlFor(personId);
    const line = await this.lines({ personId, lang, tasks, say }, { rows, waiting });
    const mail = this.views.mail(lang, 'actions/chasing/mail/due', {
      subject: subjectOf(parts, say),
      reason: say('reason'),
      name: person.name,
      groups: partNames
        .filter((part) => parts[part].length)
        .map((part) => ({ heading: say(part, { count: parts[part].length }), lines: parts[part].map(line) })),
      href: isOwn ? tasks : `${this.env.publicUrl}/actions?status=open${parts.escalated.length ? '&due=overdue' : ''}`,
      button: say(isOwn ? 'button' : 'buttonList'),
      takesAnswers: this.env.takesMail,
    });
    const to = { name: person.name, address: person.address };
    return { letter: { to, ...mail, personId }, progressIds: rows.map(({ id }) => id) };
  }

  /** How a line reads: what it asks, until when, who else is told, and where it is reported. */
  private async lines({ personId, lang, tasks, say }: Reader, { rows, waiting }: Named) {
    const reading: Reading = { i18n: this.views.i18n, lang, today: this.clock.today(), actor: system };
    const told = new Map(waiting.map((one) => [one.progressId, one]));
    const contactOf = await this.speaking.notes(personId, lang, rows);
    return (row: ProgressRow) => {
      const { ref, title, dueOn, late } = presentLine(row, reading);
      const { isEscalation, toldFurther } = told.get(row.id)!;
      const href = isEscalation ? `${this.env.publicUrl}/actions/${row.actionId}` : `${tasks}#line-${row.id}`;
      const notes = isEscalation ? [] : [contactOf(row), toldFurther && say(`further.${toldFurther}`)];
      return {
        ref,
        title,
        dueOn,
        late,
        asked: askedName(row, reading),
        href,
        further: notes.filter(Boolean).join(' '),
      };
    };
  }
}

type Say = (key: string, params?: Record<string, unknown>) => string;

interface Reader {
  personId: string;
  lang: Language;
  tasks: string;
  say: Say;
}

interface Named {
  rows: readonly ProgressRow[];
  waiting: readonly NamedLine[];
}

/** In the order of the mail. */
const partNames = ['late', 'soon', 'escalated', 'unreachable'] as const;
type Parts = Record<(typeof partNames)[number], ProgressRow[]>;

/** Their own that is late and that is coming; what others are late with; what nobody can be reminded of. */
function partsOf(rows: readonly ProgressRow[], waiting: readonly NamedLine[], today: string): Parts {
  const escalated = new Set(waiting.filter((one) => one.isEscalation).map(({ progressId }) => progressId));
  const parts: Parts = { late: [], soon: [], escalated: [], unreachable: [] };
  for (const row of rows) {
    const isLate = daysLate(row, today) > 0;
    if (escalated.has(row.id)) parts[isLate ? 'escalated' : 'unreachable'].push(row);
    else parts[isLate ? 'late' : 'soon'].push(row);
  }
  return parts;
}

/** Their own first; what others are late with is named as well. */
function subjectOf({ late, soon, escalated, unreachable }: Parts, say: Say): string {
  const own = late.length + soon.length;
  if (!own) return say(escalated.length ? 'subjectEscalated' : 'subjectUnreachable', { count: unreachable.length });
  const subject = say(late.length ? 'subjectLate' : 'subject', { count: own });
  return escalated.length ? `${subject}; ${say('subjectAlso', { count: escalated.length })}` : subject;
}
