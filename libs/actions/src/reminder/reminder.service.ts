import { Injectable } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { demand } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import type { ProgressFilter } from '../progress/progress.dto.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { canRemind } from '../progress/progress.policy.js';
import { askedName, presentLine } from '../progress/progress.presenter.js';
import { reminderPauseDays } from '../progress/progress.rules.js';
import { ResponsibleFinder, type ResponsiblePerson } from '../progress/responsible.finder.js';
import { ReminderMails, type ReminderMail } from './reminder-mails.js';
import { planOf, type Plan } from './reminder.rules.js';
import { SpeakingFor } from './speaking-for.js';
import { TaskLink } from './task-link.js';

/** No more lines at once. */
const mostLines = 500;

export type ReminderPlan = Plan<ProgressRow, ResponsiblePerson>;

/** Reminds those responsible of what is overdue: one mail to each person. */
@Injectable()
export class ReminderService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
    private readonly responsible: ResponsibleFinder,
    private readonly mails: ReminderMails,
    private readonly links: TaskLink,
    private readonly speaking: SpeakingFor,
    private readonly views: Views,
    private readonly events: Events,
    private readonly env: Env,
  ) {}

  /** Who would get which mail for the overdue lines of a filter. */
  async plan(actor: Actor, filter: ProgressFilter): Promise<ReminderPlan> {
    demand(canRemind(actor));
    const overdue = { ...filter, due: 'overdue' as const, sort: 'due-asc' };
    const rows = await this.lines.rows(actor, overdue, { limit: mostLines, offset: 0 });
    const known = await this.responsible.answering(rows);
    return planOf(rows, ({ id }) => known.get(id) ?? [], this.clock.instant());
  }

  /** Writes the mails in the transaction that marks the lines. @returns how many persons are written to */
  async send(actor: Actor, filter: ProgressFilter): Promise<number> {
    demand(canRemind(actor));
    return this.db.tx(async () => {
      const { recipients } = await this.plan(actor, filter);
      const claimed = await this.claim(recipients.flatMap(({ lines }) => lines.map(({ id }) => id)));
      const due = recipients
        .map(({ person, lines }) => ({ person, lines: lines.filter(({ id }) => claimed.has(id)) }))
        .filter(({ lines }) => lines.length);
      const letters: ReminderMail[] = [];
      for (const { person, lines } of due) letters.push(await this.letter(person, lines));
      await this.mails.queue(letters);
      await this.record(
        actor,
        due.flatMap(({ lines }) => lines),
      );
      return due.length;
    });
  }

  /** Marks the lines, so that another who reminds at the same moment leaves them alone. */
  private async claim(ids: string[]): Promise<Set<string>> {
    const now = this.clock.instant();
    const before = this.clock.instantIn(-reminderPauseDays * 86_400);
    const claimed = new Set<string>();
    for (const id of new Set(ids)) {
      const changed = await this.db.run(sql`
        UPDATE action_progress SET reminded_at = ${now}
        WHERE id = ${id} AND is_finished = 0 AND (reminded_at IS NULL OR reminded_at <= ${before})`);
      if (changed) claimed.add(id);
    }
    return claimed;
  }

  private async record(actor: Actor, lines: ProgressRow[]) {
    const byAction = new Map<string, Set<string>>();
    for (const { actionId, id } of lines) byAction.set(actionId, (byAction.get(actionId) ?? new Set()).add(id));
    for (const [actionId, ids] of byAction) {
      await this.events.record('action.reminded', actionId, actor, { count: ids.size });
    }
  }

  private async letter(person: ResponsiblePerson, rows: ProgressRow[]): Promise<ReminderMail> {
    const lang = person.mailLanguage;
    const tasks = await this.links.urlFor(person.personId);
    const contactOf = await this.speaking.notes(person.personId, lang, rows);
    const subject = this.views.i18n.t(lang, 'actions.reminder.mail.subject', { count: rows.length });
    const lines = rows.map((row) => ({
      ...this.lineOf(row, lang),
      href: `${tasks}#line-${row.id}`,
      further: contactOf(row),
    }));
    const mail = this.views.mail(lang, 'actions/reminder/mail/overdue', {
      subject,
      reason: this.views.i18n.t(lang, 'actions.reminder.mail.reason'),
      name: person.name,
      count: rows.length,
      lines,
      href: tasks,
      takesAnswers: this.env.takesMail,
    });
    const to = { name: person.name, address: person.address! };
    return { letter: { to, ...mail, personId: person.personId }, progressIds: rows.map(({ id }) => id) };
  }

  private lineOf(row: ProgressRow, lang: Language) {
    const reading = { i18n: this.views.i18n, lang, today: this.clock.today(), actor: system };
    const { ref, title, dueOn, late } = presentLine(row, reading);
    return {
      ref,
      title,
      dueOn,
      late,
      asked: askedName(row, reading),
    };
  }
}
