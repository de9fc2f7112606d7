import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { ActionFinder } from '../action/action.finder.js';
import { canManageActions } from '../action/action.policy.js';
import { Chasing } from './chasing.dto.js';
import { ChasingPage } from './chasing-page.js';
import { ChasingService } from './chasing.service.js';

/** On which days an action is reminded of. */
@ApiExcludeController()
@Controller('actions/:id/reminders')
export class ChasingController {
  constructor(
    private readonly actions: ActionFinder,
    private readonly chasing: ChasingService,
    private readonly pages: ChasingPage,
  ) {}

  @Page('', canManageActions)
  async form(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.page(ctx, found(await this.actions.one(ctx.actor, id)));
  }

  @Submit('', canManageActions)
  async save(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    found(await this.actions.one(ctx.actor, id));
    return submit(ctx, {
      schema: Chasing,
      body,
      run: (input) => this.chasing.schedule(ctx.actor, id, input),
      done: () => seeOther(`/actions/${id}`, 'actions.chasing.saved'),
      again: async (form, status) =>
        this.pages.page(ctx, found(await this.actions.one(ctx.actor, id)), { form, status }),
    });
  }
}
