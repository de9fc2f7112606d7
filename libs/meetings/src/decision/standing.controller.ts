import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { StandingChange } from './decision.dto.js';
import { standings } from './decision.entity.js';
import { DecisionFinder, type DecisionRow } from './decision.finder.js';
import { canRecordDecisions } from './decision.policy.js';
import { fullRefOf } from './decision.rules.js';
import { StandingService } from './standing.service.js';

/** The form that says what became of a decision. */
@ApiExcludeController()
@Controller('decisions/:id/standing')
export class StandingController {
  constructor(
    private readonly finder: DecisionFinder,
    private readonly standings: StandingService,
    private readonly views: Views,
  ) {}

  @Page('', canRecordDecisions)
  form(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page(ctx, id);
  }

  @Submit('', canRecordDecisions)
  change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: StandingChange,
      body,
      run: (input) => this.standings.change(ctx.actor, id, input),
      done: () => seeOther(`/decisions/${id}`, 'meetings.decision.saved'),
      again: (form, status) => this.page(ctx, id, { form, status }),
    });
  }

  private async page(ctx: Ctx, id: string, sent?: { form: FormState; status: number }): Promise<Answer> {
    const row = found(await this.finder.one(ctx.actor, id));
    const { standing, followUp, supersededById, version } = row;
    const fresh = freshForm({ standing, followUp, supersededById, version });
    const form = sent?.form ?? fresh;
    const newest = form.conflict ? { ...form, values: { ...form.values, version } } : form;
    const others = await this.finder.others(ctx.actor, id);
    return this.views.page(
      ctx,
      'meetings/decision/standing',
      {
        title: this.views.i18n.t(ctx.lang, 'meetings.decision.standingOf', { ref: fullRefOf(row) }),
        crumbs: [
          { href: '/decisions', key: 'meetings.decision.register' },
          { href: `/decisions/${id}`, text: fullRefOf(row) },
        ],
        id,
        text: row.text,
        form: newest,
        labels,
        standings: standings.map((value) => ({ value, key: `meetings.decision.status.${value}` })),
        others: others.map((other) => ({ value: other.id, label: labelOf(other) })),
      },
      sent?.status,
    );
  }
}

const labels = {
  standing: 'meetings.decision.statusLabel',
  supersededById: 'meetings.decision.supersededBy',
  followUp: 'meetings.decision.followUp',
};

const labelOf = (row: DecisionRow) => `${fullRefOf(row)}: ${row.text.split('\n')[0]!.slice(0, 80)}`;
