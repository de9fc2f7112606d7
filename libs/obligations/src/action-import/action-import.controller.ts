import { Body, Controller, Req } from '@nestjs/common';
import { Ctx, Page, Submit, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { Uploads } from '@samrad/platform/files';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, seeOther, submit, type Answer } from '@samrad/platform/views';
import { z } from 'zod';
import { Confirmation, KeptList } from './action-import.dto.js';
import { ActionImportPage } from './action-import-page.js';
import { canImportActions } from './action-import.policy.js';
import { ActionImportService } from './action-import.service.js';
import { ActionLists, listMaxBytes } from './action-lists.js';

/** A list of actions from a spreadsheet: upload, look at what it says, add. */
@ApiExcludeController()
@Controller('action-imports')
export class ActionImportController {
  constructor(
    private readonly uploads: Uploads,
    private readonly lists: ActionLists,
    private readonly imports: ActionImportService,
    private readonly pages: ActionImportPage,
  ) {}

  @Page('', canImportActions)
  start(@Ctx() ctx: Ctx): Answer {
    return this.pages.start(ctx);
  }

  @Submit('', canImportActions)
  @TakesUpload()
  async upload(@Ctx() ctx: Ctx, @Req() request: RequestWithCtx): Promise<Answer> {
    const upload = await this.uploads.read(request, listMaxBytes);
    return submit(ctx, {
      schema: z.object({}),
      body: upload.fields,
      run: () => {
        const { content, filename } = this.uploads.fileOf(upload, 'file', listMaxBytes);
        return this.lists.keep(ctx.actor, content, filename);
      },
      done: (list) => seeOther(`/action-imports/check?${new URLSearchParams(list)}`),
      again: (form, status) => this.pages.start(ctx, form, status),
    });
  }

  @Page('check', canImportActions)
  async check(@Ctx() ctx: Ctx): Promise<Answer> {
    const list = check(KeptList, ctx.query);
    return this.pages.check(ctx, list, await this.imports.check(ctx.actor, await this.lists.rows(ctx.actor, list)));
  }

  @Submit('confirmation', canImportActions)
  async confirm(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const { withoutFaulty, ...list } = check(Confirmation, body);
    const { ready } = await this.imports.carryOut(ctx.actor, await this.lists.rows(ctx.actor, list), withoutFaulty);
    return seeOther('/actions', 'obligations.actionImport.done', { count: ready.length });
  }
}
