import { Body, Controller, Query } from '@nestjs/common';
import { ActionsQuery, ProgressFinder } from '@samrad/actions';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import { check, seeOther, submit, type Answer } from '@samrad/platform/views';
import { BulkPage, type ListFilter, searchOf } from './bulk-page.js';
import { type BulkChange, BulkChoice, BulkConfirmed } from './bulk.dto.js';
import { canChangeMany } from './bulk.policy.js';
import { mostAtOnce } from './bulk.rules.js';
import { BulkService } from './bulk.service.js';

/** Many lines of the filtered list at once: choose, look at what changes, do it. */
@ApiExcludeController()
@Controller('bulk-changes')
export class BulkController {
  constructor(
    private readonly bulk: BulkService,
    private readonly lines: ProgressFinder,
    private readonly pages: BulkPage,
  ) {}

  @Page('', canChangeMany)
  choose(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    return this.pages.choose(ctx, check(ActionsQuery, fields));
  }

  /** Changes nothing. */
  @Submit('preview', canChangeMany)
  preview(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>, @Body() body: unknown): Promise<Answer> {
    const filter = check(ActionsQuery, fields);
    return submit(ctx, {
      schema: BulkChoice,
      body,
      run: async (choice) => {
        const change = { ...choice, lines: await this.chosen(ctx, filter, choice) };
        return this.pages.preview(ctx, withoutScope(change), await this.bulk.preview(ctx.actor, change));
      },
      done: (page) => page,
      again: (form, status) => this.pages.choose(ctx, filter, { form, status }),
    });
  }

  @Submit('', canChangeMany)
  async carryOut(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const judged = await this.bulk.carryOut(ctx.actor, check(BulkConfirmed, body));
    if (judged.some(({ refusal }) => refusal !== null)) return this.pages.partly(ctx, judged);
    return seeOther(`/actions${searchOf(ctx)}`, 'obligations.bulk.done', { count: judged.length });
  }

  /** @throws Invalid when nothing is chosen, or more match than can be changed at once */
  private async chosen({ actor }: Ctx, filter: ListFilter, { scope, lines }: BulkChoice) {
    const all = async () => (await this.lines.rows(actor, filter, { limit: mostAtOnce + 1, offset: 0 })).map(versioned);
    const chosen = scope === 'all' ? await all() : lines;
    if (!chosen.length) throw new Invalid({ lines: { key: 'obligations.bulk.invalid.nothing' } });
    if (chosen.length > mostAtOnce) {
      throw new Invalid({ scope: { key: 'obligations.bulk.invalid.tooMany', params: { most: mostAtOnce } } });
    }
    return chosen;
  }
}

const versioned = ({ id, version }: { id: string; version: number }) => ({ id, version });
const withoutScope = ({ scope: _, ...change }: BulkChange & { scope?: string }): BulkChange => change;
