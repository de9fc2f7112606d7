import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found, Invalid } from '@samrad/platform/errors';
import { check, formWith, seeOther, submit, type Answer } from '@samrad/platform/views';
import { Confirmed, HandOverDecision } from './hand-over.dto.js';
import { HandOverFinder } from './hand-over.finder.js';
import { HandOverPage } from './hand-over-page.js';
import { canHandOver } from './hand-over.policy.js';
import { HandOverService } from './hand-over.service.js';

/** What people leave undone, and who takes it over. */
@ApiExcludeController()
@Controller('hand-over')
export class HandOverController {
  constructor(
    private readonly finder: HandOverFinder,
    private readonly handOvers: HandOverService,
    private readonly pages: HandOverPage,
  ) {}

  @Page('', canHandOver)
  list(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.pages.list(ctx);
  }

  /** Those ticked go to those proposed; what could not go over is named with the reason. */
  @Submit('', canHandOver)
  async confirm(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    try {
      const { done, notDone } = await this.handOvers.confirm(ctx.actor, check(Confirmed, body));
      if (notDone.length) return this.pages.list(ctx, { status: 409, notDone });
      return seeOther('/hand-over', 'obligations.handOver.confirmed', { count: done });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return this.pages.list(ctx, { form: formWith({}, error.fields), status: 422 });
    }
  }

  @Page(':id', canHandOver)
  async one(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.one(ctx, await this.waiting(id));
  }

  @Submit(':id', canHandOver)
  async decide(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.waiting(id);
    return submit(ctx, {
      schema: HandOverDecision,
      body,
      run: (input) => this.handOvers.decide(ctx.actor, id, input).then(() => input.decision),
      done: (decision) => seeOther('/hand-over', `obligations.handOver.done.${decision}`),
      again: async (form, status) => this.pages.one(ctx, await this.waiting(id), { form, status }),
    });
  }

  private async waiting(id: string) {
    return found((await this.finder.waiting(id))[0]);
  }
}
