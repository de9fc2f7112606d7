import { Body, Controller, Param } from '@nestjs/common';
import { stateName } from '@samrad/network';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { check, localPath, seeOther, submit, type Answer } from '@samrad/platform/views';
import { ProgressService } from '../progress/progress.service.js';
import { ActionForms } from './action-forms.js';
import { ActionPage } from './action-page.js';
import { ActionOwners } from './action-owners.js';
import { ActionChange, AddedOwner, Closing, NewActionForm } from './action.dto.js';
import { ActionFinder } from './action.finder.js';
import { canManageActions, canSeeActions } from './action.policy.js';
import { referenceOf } from './action.rules.js';
import { ActionService } from './action.service.js';

/** Pages of one action. */
@ApiExcludeController()
@Controller('actions')
export class ActionController {
  constructor(
    private readonly finder: ActionFinder,
    private readonly actions: ActionService,
    private readonly owners: ActionOwners,
    private readonly progress: ProgressService,
    private readonly forms: ActionForms,
    private readonly page: ActionPage,
  ) {}

  @Page('new', canManageActions)
  newForm(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.forms.newPage(ctx, this.forms.fresh(ctx));
  }

  @Submit('', canManageActions)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: NewActionForm,
      body,
      run: async ({ next, ...input }) => ({ next, ...(await this.actions.create(ctx.actor, input)) }),
      done: ({ id, number, next, silentStates }) =>
        seeOther(
          next ? localPath(next) : `/actions/${id}`,
          `actions.action.${silentStates.length ? 'createdSilent' : 'created'}`,
          {
            ref: referenceOf(number),
            states: silentStates.map((code) => stateName(code, ctx.lang)).join(', '),
          },
        ),
      again: (form, status) => this.forms.newPage(ctx, form, status),
    });
  }

  @Page(':id', canSeeActions)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Page(':id/edit', canManageActions)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.editPage(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit(':id/edit', canManageActions)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: ActionChange,
      body,
      run: (input) => this.actions.change(ctx.actor, id, input),
      done: () => seeOther(`/actions/${id}`, 'actions.action.saved'),
      again: async (form, status) =>
        this.forms.editPage(ctx, found(await this.finder.one(ctx.actor, id)), { form, status }),
    });
  }

  @Submit(':id/states', canManageActions)
  async addState(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.owners.add(ctx.actor, id, check(AddedOwner, body));
    return seeOther(`/actions/${id}`, 'actions.action.stateAdded');
  }

  @Submit(':id/persons', canManageActions)
  async addPerson(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.owners.add(ctx.actor, id, check(AddedOwner, body));
    return seeOther(`/actions/${id}`, 'actions.action.personAdded');
  }

  @Page(':id/closing', canManageActions)
  async confirmClosing(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.closingPage(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit(':id/closing', canManageActions)
  async close(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const action = found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: Closing,
      body,
      run: (input) => this.progress.closeAll(ctx.actor, id, input),
      done: () => seeOther(`/actions/${id}`, 'actions.action.closed'),
      again: (form, status) => this.forms.closingPage(ctx, action, form, status),
    });
  }

  @Page(':id/removal', canManageActions)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.removalPage(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit(':id/removal', canManageActions)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.actions.remove(ctx.actor, id);
    return seeOther('/actions', 'actions.action.removed');
  }
}
