import { Injectable } from '@nestjs/common';
import {
  askedName,
  ChoiceFinder,
  presentLine,
  type ProgressFilter,
  ProgressFinder,
  type ProgressRow,
  type Reading,
} from '@samrad/actions';
import { PersonFinder } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { formatDay, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { BulkChange } from './bulk.dto.js';
import { bulkVerbs, mostAtOnce } from './bulk.rules.js';
import type { Judged } from './bulk.service.js';

const names = ['verb', 'scope', 'lines', 'dueOn', 'status', 'reason', 'fromPersonId', 'toPersonId'] as const;
const labels = Object.fromEntries(names.map((name) => [name, `obligations.bulk.field.${name}`]));
const verbs = bulkVerbs.map((value) => ({ value, key: `obligations.bulk.verb.${value}` }));
const statuses = ['done', 'not_applicable'].map((value) => ({ value, key: `actions.progress.status.${value}` }));

export type ListFilter = ProgressFilter & { sort: string };

/** Pages of changing many lines: choose, preview, and what could not be done. */
@Injectable()
export class BulkPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
    private readonly choices: ChoiceFinder,
    private readonly persons: PersonFinder,
  ) {}

  async choose(ctx: Ctx, filter: ListFilter, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { form = freshForm({ scope: 'ticked', verb: 'extend', status: 'not_applicable' }), status = 200 } = given;
    const rows = await this.lines.rows(ctx.actor, filter, { limit: mostAtOnce + 1, offset: 0 });
    const [from, to] = await Promise.all([this.choices.responsiblePersons(), this.choices.persons()]);
    const reading = this.reading(ctx);
    const lists = { lines: [form.values.lines ?? []].flat() };
    return this.views.page(
      ctx,
      'obligations/bulk/choose',
      {
        ...this.frame(ctx, 'title'),
        rows: rows.slice(0, mostAtOnce).map((row) => shown(row, reading)),
        hasMore: rows.length > mostAtOnce,
        scopes: this.scopes(ctx, rows.length),
        verbs,
        statuses,
        from: named(from),
        to: named(to),
        form: { ...form, values: { ...form.values, ...lists } },
      },
      status,
    );
  }

  /** What changes for whom, and what is refused and why. Only what changes goes on to be done. */
  async preview(ctx: Ctx, change: BulkChange, judged: Judged[]): Promise<Answer> {
    const changing = judged.filter(({ refusal }) => refusal === null);
    const words = await this.changeWords(ctx, change);
    const reading = this.reading(ctx);
    const data = {
      ...this.frame(ctx, 'previewTitle'),
      changing: changing.map(({ line, version }) => ({ ...shown(line!, reading), version, ...words(line!) })),
      refused: this.refused(ctx, judged),
      note: this.say(ctx, `told.${change.verb}`),
      hidden: Object.entries(change)
        .filter(([name, value]) => name !== 'lines' && value !== null)
        .map(([name, value]) => ({ name, value })),
    };
    return this.views.page(ctx, 'obligations/bulk/preview', data);
  }

  /** Some could not be done: which, and why. */
  async partly(ctx: Ctx, judged: Judged[]): Promise<Answer> {
    const refused = this.refused(ctx, judged);
    const done = judged.length - refused.length;
    const data = { ...this.frame(ctx, 'partlyTitle'), done, refused };
    return this.views.page(ctx, 'obligations/bulk/partly', data, 409);
  }

  private refused(ctx: Ctx, judged: Judged[]) {
    const reading = this.reading(ctx);
    return judged
      .filter(({ refusal }) => refusal !== null)
      .map(({ line, refusal }) => ({
        ...(line ? shown(line, reading) : { title: this.say(ctx, 'unknown') }),
        why: this.views.i18n.t(ctx.lang, refusal!.key, refusal!.params),
      }));
  }

  /** `1 December 2026 → 15 January 2027`, for each line. */
  private async changeWords(ctx: Ctx, { verb, dueOn, status, toPersonId }: BulkChange) {
    const day = (value: string | null) => (value ? formatDay(value, ctx.lang) : '–');
    const statusText = (value: string) => this.views.i18n.t(ctx.lang, `actions.progress.status.${value}`);
    if (verb === 'extend') return (line: ProgressRow) => ({ from: day(line.dueOn), to: day(dueOn) });
    if (verb === 'close') return (line: ProgressRow) => ({ from: statusText(line.status), to: statusText(status!) });
    const to = await this.persons.nameOf(toPersonId!);
    return (line: ProgressRow) => ({ from: line.personName, to });
  }

  private scopes(ctx: Ctx, found: number) {
    const all = this.say(ctx, 'scope.all', { count: found });
    const ticked = { value: 'ticked', label: this.say(ctx, 'scope.ticked') };
    return found > mostAtOnce ? [ticked] : [ticked, { value: 'all', label: all }];
  }

  private frame(ctx: Ctx, title: string) {
    const search = searchOf(ctx);
    return {
      title: this.say(ctx, title),
      crumbs: [{ href: `/actions${search}`, key: 'actions.action.listTitle' }],
      search,
      labels,
    };
  }

  private reading({ actor, lang }: Ctx): Reading {
    return { i18n: this.views.i18n, lang, actor, today: this.clock.today() };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `obligations.bulk.${key}`, params);
  }
}

/** The filter stays in the address. */
export const searchOf = ({ url }: Ctx): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

const shown = (row: ProgressRow, reading: Reading) => ({
  ...presentLine(row, reading),
  asked: askedName(row, reading),
});

const named = (choices: readonly { id: string; name: string }[]) =>
  choices.map(({ id, name }) => ({ value: id, label: name }));
