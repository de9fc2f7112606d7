import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, signedIn, Submit } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { canManageActions } from '../action/action.policy.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { canReport } from '../progress/progress.policy.js';
import { Extension, ExtensionDecision } from './extension.dto.js';
import { ExtensionPages } from './extension-pages.js';
import { ExtensionService } from './extension.service.js';

/** A later due date for one State, organisation or person. */
@ApiExcludeController()
@Controller('progress/:id')
export class ExtensionController {
  constructor(
    private readonly finder: ProgressFinder,
    private readonly extensions: ExtensionService,
    private readonly pages: ExtensionPages,
  ) {}

  @Page('extension', signedIn)
  async askForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.ask(ctx, await this.reportable(ctx, id));
  }

  @Submit('extension', signedIn)
  async ask(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const line = await this.reportable(ctx, id);
    const said = canManageActions(ctx.actor) ? 'set' : 'asked';
    return submit(ctx, {
      schema: Extension,
      body,
      run: (input) => this.extensions.ask(ctx.actor, id, input),
      done: () => seeOther(`/actions/${line.actionId}`, `actions.extension.done.${said}`),
      again: async (form, status) => this.pages.ask(ctx, await this.reportable(ctx, id), { form, status }),
    });
  }

  @Page('extension-decision', canManageActions)
  async decideForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.decide(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit('extension-decision', canManageActions)
  async decide(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const line = found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: ExtensionDecision,
      body,
      run: async (input) => {
        await this.extensions.decide(ctx.actor, id, input);
        return input.decision;
      },
      done: (decision) => seeOther(`/actions/${line.actionId}`, `actions.extension.done.${decision}`),
      again: async (form, status) =>
        this.pages.decide(ctx, found(await this.finder.one(ctx.actor, id)), { form, status }),
    });
  }

  private async reportable({ actor }: Ctx, id: string): Promise<ProgressRow> {
    const line = found(await this.finder.one(actor, id));
    demand(canReport(actor, line, await this.finder.organisationsOf(actor)));
    return line;
  }
}
