import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, join, newId, sql } from '@samrad/platform/database';
import { demand, found, Unavailable } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { wallOf, daysAsText } from '@samrad/platform/pure';
import { ActionItem } from '../action/action-item.entity.js';
import { ActionFinder } from '../action/action.finder.js';
import { canManageActions } from '../action/action.policy.js';
import { ReminderMails } from '../reminder/reminder-mails.js';
import { ChaseDue, SeriesChasing } from './chasing.entity.js';
import type { ChasingInput } from './chasing.dto.js';
import { ChasingFinder, type Candidate, type NamedLine, type WaitingLine } from './chasing.finder.js';
import { ChasingLetters } from './chasing-letters.js';
import { ChasingPeople, type Told } from './chasing-people.js';
import { LateLines } from './late-lines.js';
import { isChased } from './chasing.rules.js';

const zone = 'Europe/Oslo';
const beginsAt = '07:00';
const dayInMs = 86_400_000;
/** Lines in one transaction: a restart goes on after the last of them. */
const portion = 200;

/**
 * Reminds by itself. First every line whose day has come is noted for each person who is to hear of it; then each person
 * gets one mail with all of theirs. Both steps may be cut off anywhere and run again: what is noted is not noted twice, and
 * the mail is written in the transaction that takes the notes away.
 */
@Injectable()
export class ChasingService implements OnModuleInit {
  private readonly log = new Logger('reminders');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly finder: ChasingFinder,
    private readonly people: ChasingPeople,
    private readonly letters: ChasingLetters,
    private readonly late: LateLines,
    private readonly mails: ReminderMails,
    private readonly actions: ActionFinder,
  ) {}

  onModuleInit(): void {
    this.jobs.hourly(() => this.run());
  }

  /** From seven in the morning. @returns how many mails were written */
  async run(): Promise<number> {
    const now = this.clock.instant();
    if (wallOf(now, zone).slice(11, 16) < beginsAt) return 0;
    await this.note(this.clock.today(zone));
    let mails = 0;
    for (const personId of await this.finder.people()) if (await this.attempt(personId)) mails += 1;
    return mails;
  }

  /** A mail that cannot be written holds up nobody else's; it is tried again in an hour. */
  private async attempt(personId: string): Promise<boolean> {
    try {
      return await this.write(personId);
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      this.log.error({ message: 'reminder not written', person: personId, error: (error as Error).message });
      return false;
    }
  }

  /** Sets on which days an action is reminded of; with `forSeries` new ones of its series as well. */
  async schedule(actor: Actor, id: string, { days, forSeries, version }: ChasingInput): Promise<void> {
    demand(canManageActions(actor));
    await this.db.tx(async () => {
      found(await this.actions.one(actor, id));
      const reminderDays = daysAsText(days);
      const { seriesId } = await this.finder.scheduleOf(id);
      await this.db.update(ActionItem, { id, version }, { reminderDays, updatedAt: this.clock.instant() });
      if (forSeries && seriesId) await this.scheduleSeries(seriesId, reminderDays);
      await this.events.record('action.chasing_set', id, actor, { days: reminderDays });
    });
  }

  private async scheduleSeries(seriesId: string, reminderDays: string) {
    const known = await this.db.run(sql`UPDATE series_chasing SET reminder_days = ${reminderDays}
      WHERE series_id = ${seriesId}`);
    if (known) return;
    const row = await this.db.row(sql`SELECT series_id FROM series_chasing WHERE series_id = ${seriesId}`);
    if (!row) await this.db.insert(SeriesChasing, { seriesId, reminderDays });
  }

  private async note(today: Day): Promise<void> {
    const due = (await this.finder.candidates(today)).filter((line) => isChased(line, today));
    for (let at = 0; at < due.length; at += portion) {
      const lines = due.slice(at, at + portion);
      const told = await this.people.of(lines, today);
      await this.db.tx(async () => {
        const counts = new Map<string, number>();
        for (const line of lines) {
          const noted = await this.noteLine(line, told.get(line.id)!, today);
          counts.set(line.actionId, (counts.get(line.actionId) ?? 0) + noted);
        }
        for (const [actionId, count] of counts) {
          if (count) await this.events.record('action.reminded', actionId, system, { count });
        }
      });
    }
  }

  /** Whoever notes it first has noted it; a reminder by hand a moment ago is enough. @returns for how many persons */
  private async noteLine(line: Candidate, told: Told, today: Day): Promise<number> {
    const mine = await this.db.run(sql`UPDATE action_progress SET chased_on = ${today}
      WHERE id = ${line.id} AND is_finished = 0 AND (chased_on IS NULL OR chased_on < ${today})`);
    const isFresh =
      line.remindedAt !== null && Date.parse(this.clock.instant()) - Date.parse(line.remindedAt) < dayInMs;
    if (!mine || isFresh) return 0;
    const [progressId, chosenOn, toldFurther] = [line.id, today, told.escalatedTo];
    for (const [personId, isEscalation] of told.persons) {
      const waits = sql`SELECT id FROM chase_due WHERE person_id = ${personId} AND progress_id = ${progressId}`;
      if (await this.db.row(waits)) continue;
      await this.db.insert(ChaseDue, { id: newId(), personId, progressId, isEscalation, toldFurther, chosenOn });
    }
    if (told.escalatedTo) {
      await this.events.record('action.escalated', line.actionId, system, {
        context: told.escalatedTo,
        state: line.stateCode,
        personId: line.personId,
        organisationId: line.organisationId,
      });
    }
    return told.persons.size;
  }

  /** What was read is taken away, and nothing that another process noted since; what that one took is in its mail. */
  private write(personId: string): Promise<boolean> {
    return this.db.tx(async () => {
      const waiting: WaitingLine[] = [];
      for (const line of await this.finder.waiting(personId)) {
        if (await this.db.run(sql`DELETE FROM chase_due WHERE id = ${line.id}`)) waiting.push(line);
      }
      const mail = waiting.length ? await this.letters.of(personId, await this.withLate(personId, waiting)) : null;
      if (!mail) return false;
      await this.mails.queue([mail]);
      const ids = join([...mail.progressIds]);
      await this.db.run(sql`UPDATE action_progress SET reminded_at = ${this.clock.instant()} WHERE id IN (${ids})`);
      return true;
    });
  }

  /** Whoever is reminded of something of their own hears of everything of theirs that is late. */
  private async withLate(personId: string, waiting: WaitingLine[]): Promise<NamedLine[]> {
    if (waiting.every(({ isEscalation }) => isEscalation)) return waiting;
    const known = new Set(waiting.map(({ progressId }) => progressId));
    const others = (await this.late.of(personId)).filter((id) => !known.has(id));
    return [...waiting, ...others.map((progressId) => ({ progressId, isEscalation: 0, toldFurther: null }))];
  }
}
