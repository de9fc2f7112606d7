import { Body, Controller, Param, Query } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, seeOther, submit, type Answer } from '@samrad/platform/views';
import { canRunLists } from '../mailing/mailing.policy.js';
import { SuppressionPage } from './suppression-page.js';
import { liftInput, suppressInput, suppressionQuery } from './suppression.dto.js';
import { SuppressionFinder, type SuppressionRow } from './suppression.finder.js';
import { SuppressionService } from './suppression.service.js';

/** Addresses that get no mail: why, and lifting it. */
@ApiExcludeController()
@Controller('suppressions')
export class SuppressionController {
  constructor(
    private readonly finder: SuppressionFinder,
    private readonly service: SuppressionService,
    private readonly page: SuppressionPage,
  ) {}

  @Page('', canRunLists)
  list(@Ctx() ctx: Ctx, @Query() query: Record<string, unknown>): Promise<Answer> {
    return this.page.list(ctx, check(suppressionQuery, query).address);
  }

  @Submit('', canRunLists)
  suppress(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: suppressInput,
      body,
      run: (input) => this.service.suppress(ctx.actor, input),
      done: () => seeOther('/suppressions', 'mailings.suppression.flash.suppressed'),
      again: (form, status) => this.page.list(ctx, '', { form, status }),
    });
  }

  @Page(':id/lifting', canRunLists)
  async lifting(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.lifting(ctx, await this.row(id));
  }

  @Submit(':id/lifting', canRunLists)
  async lift(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const row = await this.row(id);
    return submit(ctx, {
      schema: liftInput,
      body,
      run: (input) => this.service.lift(ctx.actor, id, input),
      done: () => seeOther('/suppressions', 'mailings.suppression.flash.lifted'),
      again: (form, status) => this.page.lifting(ctx, row, { form, status }),
    });
  }

  private async row(id: string): Promise<SuppressionRow> {
    return found(await this.finder.one(id));
  }
}
