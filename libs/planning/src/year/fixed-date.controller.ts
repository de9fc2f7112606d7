import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { localPath, seeOther, submit, type Answer } from '@samrad/platform/views';
import { FixedDateService } from './fixed-date.service.js';
import { YearPage } from './page/year-page.js';
import { fixedChange, fixedInput } from './year.dto.js';
import { YearFinder } from './year.finder.js';
import { canPlanYears } from './year.policy.js';

/** Forms of dates that others have fixed. `next` is the page of ours to return to. */
@ApiExcludeController()
@Controller('fixed-dates')
export class FixedDateController {
  constructor(
    private readonly finder: YearFinder,
    private readonly dates: FixedDateService,
    private readonly pages: YearPage,
  ) {}

  @Page('new', canPlanYears)
  newForm(@Ctx() ctx: Ctx): Answer {
    return this.pages.fixedPage(ctx, { next: nextOf(ctx.query) });
  }

  @Submit('', canPlanYears)
  add(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    const next = nextOf(body);
    return submit(ctx, {
      schema: fixedInput,
      body,
      run: (input) => this.dates.add(ctx.actor, input),
      done: () => seeOther(next, 'planning.year.flash.saved'),
      again: (form, status) => this.pages.fixedPage(ctx, { next }, { form, status }),
    });
  }

  @Page(':id/edit', canPlanYears)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.fixedPage(ctx, { fixed: found(await this.finder.fixedDate(id)), next: nextOf(ctx.query) });
  }

  @Submit(':id/edit', canPlanYears)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const next = nextOf(body);
    found(await this.finder.fixedDate(id));
    return submit(ctx, {
      schema: fixedChange,
      body,
      run: (input) => this.dates.change(ctx.actor, id, input),
      done: () => seeOther(next, 'planning.year.flash.saved'),
      again: async (form, status) =>
        this.pages.fixedPage(ctx, { fixed: found(await this.finder.fixedDate(id)), next }, { form, status }),
    });
  }

  @Submit(':id/removal', canPlanYears)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    await this.dates.remove(ctx.actor, id);
    return seeOther(nextOf(body), 'planning.year.flash.removed');
  }
}

const nextOf = (from: Record<string, unknown> | undefined): string =>
  typeof from?.next === 'string' && from.next ? localPath(from.next) : '/year-plan';
