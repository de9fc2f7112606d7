import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { placeOf } from '@samrad/network';
import { check, pageLinks, seeOther, submit, Views, type Answer } from '@samrad/platform/views';
import { mergeInput, twoRecords, undoInput } from './merge.dto.js';
import { MergeFinder } from './merge.finder.js';
import { crumbs, MergePage } from './merge-page.js';
import { canMerge, canSeeDuplicates, canUndoMerge } from './merge.policy.js';
import { mergeView } from './merge.presenter.js';
import { MergeService } from './merge.service.js';
import { UndoService } from './undo.service.js';

/** Making two records one, and two again. */
@Controller('duplicates')
export class MergeController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly page: MergePage,
    private readonly finder: MergeFinder,
    private readonly merges: MergeService,
    private readonly undoing: UndoService,
  ) {}

  @Page('merge', canMerge)
  sideBySide(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page.show(ctx, check(twoRecords, ctx.query));
  }

  @Submit('merges', canMerge)
  merge(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: mergeInput,
      body,
      run: async (input) => ({ input, id: await this.merges.merge(ctx.actor, input) }),
      done: ({ id }) => seeOther(`/duplicates/merges/${id}`, 'duplicates.flash.merged'),
      again: (form, status) => {
        const { noun, keptId: keep, lostId: join } = body;
        return this.page.show(ctx, check(twoRecords, { noun, keep, join }), form, status);
      },
    });
  }

  @Page('merges', canSeeDuplicates)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const page = await this.finder.list(placeOf(ctx.query));
    const now = this.clock.instant();
    return this.views.page(ctx, 'duplicates/merge/list', {
      ...{ title: this.say(ctx, 'merges.title'), crumbs },
      rows: page.rows.map((row) => mergeView(row, now)),
      pages: pageLinks(ctx.url, page),
    });
  }

  @Page('merges/:id', canSeeDuplicates)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const merge = mergeView(found(await this.finder.one(id)), this.clock.instant());
    const title = this.say(ctx, 'merges.one', { kept: merge.keptName, lost: merge.lostName });
    return this.views.page(ctx, 'duplicates/merge/show', { title, crumbs: withMerges, merge });
  }

  @Page('merges/:id/undo', canUndoMerge)
  async confirmUndo(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { keptName: kept, lostName: lost, version } = found(await this.finder.one(id));
    return this.views.page(ctx, 'platform/confirm', {
      ...{ title: this.say(ctx, 'undo.title', { kept, lost }), text: this.say(ctx, 'undo.text', { kept, lost }) },
      ...{ crumbs: withMerges, version, action: `/duplicates/merges/${id}/undo`, cancel: `/duplicates/merges/${id}` },
      submit: this.say(ctx, 'undo.submit'),
    });
  }

  @Submit('merges/:id/undo', canUndoMerge)
  async undo(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const left = await this.undoing.undo(ctx.actor, id, check(undoInput, body).version);
    const key = left ? 'duplicates.flash.undoneInPart' : 'duplicates.flash.undone';
    return seeOther(`/duplicates/merges/${id}`, key, { count: left });
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `duplicates.${key}`, params);
  }
}

const withMerges = [...crumbs, { href: '/duplicates/merges', key: 'duplicates.merges.title' }];
