import { Injectable } from '@nestjs/common';
import type { MeetingRow } from '@samrad/meetings';
import { StateNames, stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Db } from '@samrad/platform/database';
import { demand } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { toCsv, toXlsx, type CsvColumn, xlsxType } from '@samrad/platform/files';
import { Traces } from '@samrad/platform/traces';
import { download, Views, type Answer } from '@samrad/platform/views';
import { NeedFinder, type NeedRow } from '../need/need.finder.js';
import { canSeeNeeds } from '../need/need.policy.js';
import type { ExportForm } from './roster.dto.js';
import { RosterFinder, type RosterRow } from './roster.finder.js';
import { standingTag, stayOf } from './roster.presenter.js';
import { delegationsOf } from './roster.rules.js';

/** The participants' list as a file. Diet and access needs only when asked for, and then it stays in the history. */
@Injectable()
export class RosterExport {
  constructor(
    private readonly db: Db,
    private readonly finder: RosterFinder,
    private readonly needs: NeedFinder,
    private readonly names: StateNames,
    private readonly events: Events,
    private readonly views: Views,
    private readonly traces: Traces,
  ) {}

  async file(ctx: Ctx, meeting: MeetingRow, { format, needs, receiver, purpose }: ExportForm): Promise<Answer> {
    if (needs) demand(canSeeNeeds(ctx.actor, meeting));
    const rows = await this.finder.seenBy(ctx.actor, meeting.id);
    const order = this.names.options(ctx.lang).map(({ value }) => value);
    const sorted = delegationsOf(rows, order).flatMap((delegation) => delegation.rows);
    const taking = { what: needs ? 'needs' : 'roster', subjectId: meeting.id, subject: meeting.title };
    const detail = { amount: rows.length, handover: { receiver, purpose }, detail: { format } };
    await this.traces.exported(ctx.actor, { ...taking, ...detail });
    const columns = this.columns(ctx, meeting);
    if (needs) columns.push(...(await this.withNeeds(ctx, meeting)));
    const name = `${this.say(ctx, 'title')} ${meeting.title}`;
    if (format === 'csv') return download(toCsv(columns, sorted, ctx.lang), `${name}.csv`, 'text/csv; charset=utf-8');
    return download(toXlsx(this.say(ctx, 'title'), columns, sorted), `${name}.xlsx`, xlsxType);
  }

  private async withNeeds(ctx: Ctx, meeting: MeetingRow): Promise<CsvColumn<RosterRow>[]> {
    const noted = await this.needs.ofMeeting(meeting.id);
    await this.db.tx(() =>
      this.events
        .record('meeting.needs_exported', meeting.id, ctx.actor, { count: noted.length })
        .then(() => undefined),
    );
    const of = new Map(noted.map((row) => [row.personId, row]));
    const column = (field: 'diet' | 'access') => ({
      head: this.views.i18n.t(ctx.lang, `delegations.need.${field}`),
      value: ({ personId }: RosterRow) => (of.get(personId) as NeedRow | undefined)?.[field],
    });
    return [column('diet'), column('access')];
  }

  private columns(ctx: Ctx, meeting: MeetingRow): CsvColumn<RosterRow>[] {
    const say = (key: string) => this.views.i18n.t(ctx.lang, key);
    const column = (field: string, value: CsvColumn<RosterRow>['value']) => ({
      head: this.say(ctx, `field.${field}`),
      value,
    });
    return [
      column('state', ({ stateCode }) => stateCode && stateName(stateCode, ctx.lang)),
      column('name', ({ name }) => name),
      column('head', ({ isHead }) => (isHead ? this.say(ctx, 'yes') : '')),
      column('organisation', ({ organisation }) => organisation),
      column('type', ({ type }) => type && say(`network.organisation.type.${type}`)),
      column('function', (row) => row.function),
      column('address', ({ address }) => address),
      column('standing', (row) => say(standingTag(row).key)),
      column('seat', ({ seat }) => seat && say(`delegations.seat.status.${seat}`)),
      column('standsInFor', ({ standsInFor }) => standsInFor),
      column('late', (row) => stayOf(row, meeting, ctx.lang).late),
      column('left', (row) => stayOf(row, meeting, ctx.lang).left),
    ];
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `delegations.roster.${key}`);
  }
}
