import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { ActionFinder } from '../action/action.finder.js';
import { canManageActions } from '../action/action.policy.js';
import { RelationPage } from './relation-page.js';
import { NewRelation } from './relation.dto.js';
import { RelationService } from './relation.service.js';

/** What an action depends on, and what it replaces. */
@ApiExcludeController()
@Controller('actions/:id/relations')
export class RelationController {
  constructor(
    private readonly actions: ActionFinder,
    private readonly relations: RelationService,
    private readonly page: RelationPage,
  ) {}

  @Page('', canManageActions)
  async form(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.form(ctx, found(await this.actions.one(ctx.actor, id)));
  }

  @Submit('', canManageActions)
  async relate(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const action = found(await this.actions.one(ctx.actor, id));
    return submit(ctx, {
      schema: NewRelation,
      body,
      run: (input) => this.relations.relate(ctx.actor, id, input),
      done: () => seeOther(`/actions/${id}`, 'actions.relation.saved'),
      again: (form, status) => this.page.form(ctx, action, { form, status }),
    });
  }

  @Submit(':relationId/removal', canManageActions)
  async unrelate(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('relationId') relationId: string): Promise<Answer> {
    await this.relations.unrelate(ctx.actor, id, relationId);
    return seeOther(`/actions/${id}`, 'actions.relation.removed');
  }
}
