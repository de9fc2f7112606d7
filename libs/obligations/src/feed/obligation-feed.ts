import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actionReferenceOf, askedName, ProgressFinder, ProgressQuery, type ProgressRow } from '@samrad/actions';
import { stateName } from '@samrad/network';
import { has, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import { I18n, type Language } from '@samrad/platform/i18n';
import { isUnchanged, type Known } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { type Task, taskFeed } from './task-text.js';
import { isShown, taskPriority, taskStatus } from './task.rules.js';

/** A feed, or word that the reader's copy is still right. */
export interface ObligationFeed {
  etag: string;
  /** Null: unchanged. */
  ics: string | null;
}

/** More tasks are no use in a calendar program. */
const most = 500;

/** What is asked of somebody, as tasks for a calendar program. */
@Injectable()
export class ObligationFeeds {
  constructor(
    private readonly db: Db,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly i18n: I18n,
    private readonly lines: ProgressFinder,
  ) {}

  /** What asks the person, a State of theirs or where they work; finished ones for two months more. */
  async forPerson(actor: Actor, known: Known): Promise<ObligationFeed> {
    const lang = await this.languageOf(actor);
    const rows = await this.lines.mine(actor, most);
    return this.feed(this.i18n.t(lang, 'obligations.feed.mine'), this.tasks(rows, actor, lang), known);
  }

  /** What asks one State, for those who report for it. @throws NotFound for anybody else */
  async forState(actor: Actor, stateCode: string, known: Known): Promise<ObligationFeed> {
    found(has(actor, 'state_contact') && actor.stateCodes.includes(stateCode) ? stateCode : null);
    const lang = await this.languageOf(actor);
    const query = { ...ProgressQuery.parse({ state: stateCode }), sort: 'status-asc' };
    const rows = await this.lines.rows(actor, query, { limit: most, offset: 0 });
    const name = this.i18n.t(lang, 'obligations.feed.state', { state: stateName(stateCode, lang) });
    return this.feed(name, this.tasks(rows, actor, lang), known);
  }

  private feed(name: string, tasks: Task[], known: Known): ObligationFeed {
    const ics = taskFeed(name, tasks);
    const etag = `"${createHash('sha256').update(ics).digest('base64url').slice(0, 22)}"`;
    return { etag, ics: isUnchanged(known, { etag, lastModified: null }) ? null : ics };
  }

  private tasks(rows: readonly ProgressRow[], actor: Actor, lang: Language): Task[] {
    const today = this.clock.today();
    const { host } = new URL(this.env.publicUrl);
    const reading = { i18n: this.i18n, lang, actor, today };
    return rows
      .filter(({ finishedOn }) => isShown(finishedOn, today))
      .map((row) => {
        const url = `${this.env.publicUrl}/actions/${row.actionId}`;
        const asked = this.i18n.t(lang, 'obligations.feed.asked', { name: askedName(row, reading) });
        return {
          uid: `${row.id}@${host}`,
          sequence: row.version + row.actionVersion - 2,
          changedAt: row.actionUpdatedAt > row.updatedAt ? row.actionUpdatedAt : row.updatedAt,
          summary: `${actionReferenceOf(row.number)}: ${row.title}`,
          description: [asked, row.meetingTitle, url].filter(Boolean).join('\n\n'),
          url,
          status: taskStatus(row.status),
          dueOn: row.dueOn,
          priority: taskPriority({ ...row, isFinished: Boolean(row.isFinished) }, today),
          completedAt: row.status === 'done' ? row.updatedAt : null,
        };
      });
  }

  /** Who has chosen no language for the pages gets that of the mails. */
  private async languageOf({ language, personId }: Actor): Promise<Language> {
    if (language) return language;
    const row = await this.db.row<{ lang: Language }>(
      sql`SELECT mail_language AS lang FROM person WHERE id = ${personId}`,
    );
    return row?.lang ?? 'en';
  }
}
