import { Injectable } from '@nestjs/common';
import { ChoiceFinder, presentLine, type Reading } from '@samrad/actions';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Invalid } from '@samrad/platform/errors';
import { formatDay, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { HandOverFinder, type HandOverRow, mostWaiting } from './hand-over.finder.js';
import type { NotDone } from './hand-over.service.js';

const names = ['decision', 'toPersonId', 'reason'] as const;
const labels = {
  ...Object.fromEntries(names.map((name) => [name, `obligations.handOver.field.${name}`])),
  confirmed: 'obligations.handOver.field.confirmed',
};
const decisions = (['move', 'keep'] as const).map((value) => ({
  value,
  key: `obligations.handOver.decision.${value}`,
}));

/** Pages of what waits for somebody to take it over. */
@Injectable()
export class HandOverPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: HandOverFinder,
    private readonly choices: ChoiceFinder,
  ) {}

  async list(ctx: Ctx, given: { form?: FormState; status?: number; notDone?: NotDone[] } = {}): Promise<Answer> {
    const { form = freshForm(), status = 200, notDone = [] } = given;
    const rows = await this.finder.waiting();
    const data = {
      title: this.say(ctx, 'title'),
      crumbs: [{ href: '/actions', key: 'actions.action.listTitle' }],
      rows: rows.map((row) => this.shown(ctx, row)),
      hasProposals: rows.some(({ proposal }) => proposal !== null),
      hasMore: rows.length === mostWaiting,
      notDone: notDone.map(({ row, refusal }) => this.refused(ctx, { row, refusal })),
      labels,
      form,
    };
    return this.views.page(ctx, 'obligations/hand-over/list', data, status);
  }

  async one(ctx: Ctx, row: HandOverRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const fresh = { decision: 'move', toPersonId: row.proposal?.personId ?? '' };
    const { form = freshForm(fresh), status = 200 } = given;
    const persons = (await this.choices.persons()).filter(({ id }) => id !== row.personId);
    const shown = this.shown(ctx, row);
    const data = {
      title: this.say(ctx, 'oneTitle', { name: shown.from }),
      crumbs: [
        { href: '/actions', key: 'actions.action.listTitle' },
        { href: '/hand-over', key: 'obligations.handOver.title' },
      ],
      row: shown,
      version: form.conflict ? row.version : (form.values.version ?? row.version),
      persons: persons.map(({ id, name }) => ({ value: id, label: name })),
      decisions,
      labels,
      form,
    };
    return this.views.page(ctx, 'obligations/hand-over/one', data, status);
  }

  private shown(ctx: Ctx, { line, proposal, cause, groupCode, endedOn, ...row }: HandOverRow) {
    const reading: Reading = {
      i18n: this.views.i18n,
      lang: ctx.lang,
      actor: ctx.actor,
      today: this.clock.today(),
    };
    const day = formatDay(endedOn, ctx.lang);
    return {
      ...presentLine(line, reading),
      id: row.id,
      version: row.version,
      from: line.personName,
      why: this.say(ctx, `cause.${cause}`, { day, group: groupCode }),
      proposal: proposal && { ...proposal, as: this.say(ctx, `as.${proposal.as}`) },
    };
  }

  private refused(ctx: Ctx, { row, refusal }: NotDone) {
    const fault = refusal instanceof Invalid ? Object.values(refusal.fields)[0]! : refusal;
    const what = row ? `${this.shown(ctx, row).ref} ${row.line.title}` : this.say(ctx, 'gone');
    return { what, why: this.views.i18n.t(ctx.lang, fault.key, fault.params) };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `obligations.handOver.${key}`, params);
  }
}
