import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { canManageActions } from '../action/action.policy.js';
import { ActionOwners } from '../action/action-owners.js';
import { Ctx, Page, signedIn, Submit } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { localPath, seeOther, submit, type Answer } from '@samrad/platform/views';
import { ReportForm } from './progress.dto.js';
import { ProgressFinder, type ProgressRow } from './progress.finder.js';
import { ProgressPages } from './progress-pages.js';
import { canHaveActions, canReport } from './progress.policy.js';
import { ProgressService } from './progress.service.js';

/** Reporting, and what the reader has to do. */
@ApiExcludeController()
@Controller()
export class ProgressController {
  constructor(
    private readonly finder: ProgressFinder,
    private readonly progress: ProgressService,
    private readonly owners: ActionOwners,
    private readonly pages: ProgressPages,
  ) {}

  @Page('my-actions', canHaveActions)
  mine(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.pages.mine(ctx);
  }

  @Page('progress/:id/report', signedIn)
  async reportForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.report(ctx, await this.reportable(ctx, id));
  }

  @Submit('progress/:id/report', signedIn)
  async report(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const line = await this.reportable(ctx, id);
    return submit(ctx, {
      schema: ReportForm,
      body,
      run: async ({ next, ...report }) => {
        await this.progress.report(ctx.actor, id, report);
        return next;
      },
      done: (next) => seeOther(next ? localPath(next) : `/actions/${line.actionId}`, 'actions.progress.saved'),
      again: async (form, status) => this.pages.report(ctx, await this.reportable(ctx, id), { form, status }),
    });
  }

  @Page('progress/:id/withdrawal', canManageActions)
  async confirmWithdrawal(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.withdrawal(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit('progress/:id/withdrawal', canManageActions)
  async withdraw(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const actionId = await this.owners.withdraw(ctx.actor, id);
    return seeOther(`/actions/${actionId}`, 'actions.progress.withdrawn');
  }

  private async reportable({ actor }: Ctx, id: string): Promise<ProgressRow> {
    const line = found(await this.finder.one(actor, id));
    demand(canReport(actor, line, await this.finder.organisationsOf(actor)));
    return line;
  }
}
