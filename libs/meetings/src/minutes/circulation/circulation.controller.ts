import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { freshForm, seeOther, submit, type Answer } from '@samrad/platform/views';
import { AdoptionService } from '../adoption/adoption.service.js';
import { CirculationPage } from './circulation-page.js';
import { CirculationQuery, MinutesStep, NewCirculation } from './circulation.dto.js';
import { canCirculate } from './circulation.policy.js';
import { CirculationService } from './circulation.service.js';

/** From draft to adopted, for the secretariat. */
@ApiExcludeController()
@Controller('meetings/:id/minutes')
export class CirculationController {
  constructor(
    private readonly page: CirculationPage,
    private readonly rounds: CirculationService,
    private readonly adoption: AdoptionService,
  ) {}

  @Page('circulation', canCirculate)
  form(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Query({ schema: CirculationQuery }) query: CirculationQuery,
  ): Promise<Answer> {
    return this.page.show(ctx, id, { form: freshForm(query) });
  }

  @Submit('circulation', canCirculate)
  send(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    if (body?.look) return this.page.show(ctx, id, { form: freshForm(body) });
    return submit(ctx, {
      schema: NewCirculation,
      body,
      run: (input) => this.rounds.send(ctx.actor, id, input),
      done: ({ told }) =>
        seeOther(`/meetings/${id}/minutes/circulation`, 'meetings.minutes.circulation.sent', { count: told }),
      again: (form, status) => this.page.show(ctx, id, { form, status }),
    });
  }

  @Submit('circulation/recall', canCirculate)
  recall(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(ctx, id, { body, run: (version) => this.rounds.recall(ctx.actor, id, version), said: 'recalled' });
  }

  @Submit('adoption', canCirculate)
  adopt(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(ctx, id, { body, run: (version) => this.adoption.adopt(ctx.actor, id, version), said: 'adopted' });
  }

  @Submit('reopening', canCirculate)
  reopen(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(ctx, id, {
      body,
      run: (version) => this.adoption.reopen(ctx.actor, id, version),
      said: 'reopened',
    });
  }

  /** One press of a button, of the version that was looked at. */
  private step(ctx: Ctx, id: string, { body, run, said }: Step): Promise<Answer> {
    return submit(ctx, {
      schema: MinutesStep,
      body,
      run: ({ version }) => run(version),
      done: () => seeOther(`/meetings/${id}/minutes/circulation`, `meetings.minutes.circulation.${said}`),
      again: (form, status) => this.page.show(ctx, id, { form, status }),
    });
  }
}

interface Step {
  body: unknown;
  run: (version: number) => Promise<void>;
  said: string;
}
