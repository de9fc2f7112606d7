import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, everyone, Page, Submit, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Uploads } from '@samrad/platform/files';
import { check, freshForm, pageLinks, seeOther, submit, Views, type Answer, ignoredIn } from '@samrad/platform/views';
import { DocumentFile } from './document-file.js';
import { DocumentForms } from './document-forms.js';
import { DocumentChange, DocumentQuery, NewDocument } from './document.dto.js';
import { DocumentFinder } from './document.finder.js';
import { canManageDocuments } from './document.policy.js';
import { presentRow, presentText } from './document.presenter.js';
import { DocumentService } from './document.service.js';
import { isNoted } from '../opening/opening.policy.js';

/** Pages of the library. */
@ApiExcludeController()
@Controller('documents')
export class DocumentController {
  constructor(
    private readonly finder: DocumentFinder,
    private readonly documents: DocumentService,
    private readonly forms: DocumentForms,
    private readonly file: DocumentFile,
    private readonly events: Events,
    private readonly uploads: Uploads,
    private readonly views: Views,
  ) {}

  @Page('', everyone)
  async list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = { ...check(DocumentQuery, fields), total: true };
    const page = await this.finder.page(ctx.actor, query);
    return this.views.page(ctx, 'library/document/list', {
      ignored: ignoredIn(DocumentQuery, ctx.query),
      title: this.views.i18n.t(ctx.lang, 'library.document.listTitle'),
      rows: page.rows.map(presentRow),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      filter: query,
      sort: query.sort,
      mayAdd: canManageDocuments(ctx.actor),
      ...this.forms.choices(),
    });
  }

  @Page('new', canManageDocuments)
  newForm(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.forms.newPage(ctx, freshForm({ language: 'en', audience: 'network' }));
  }

  @Submit('new', canManageDocuments)
  @TakesUpload()
  async add(@Ctx() ctx: Ctx, @Req() request: RequestWithCtx): Promise<Answer> {
    const upload = await this.uploads.read(request);
    return submit(ctx, {
      schema: NewDocument,
      body: upload.fields,
      run: (input) => this.documents.add(ctx.actor, input, this.uploads.fileOf(upload, 'file')),
      done: (id) => seeOther(`/documents/${id}`, 'library.document.added'),
      again: (form, status) => this.forms.newPage(ctx, form, status),
    });
  }

  @Page(':id', everyone)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const document = found(await this.finder.one(ctx.actor, id));
    const mayChange = canManageDocuments(ctx.actor);
    return this.views.page(ctx, 'library/document/show', {
      title: document.title,
      document: presentRow(document),
      exempted: { reason: document.exemptionReason, reviewOn: document.exemptionReviewOn },
      text: presentText(document, mayChange),
      group: await this.forms.group(document.groupId, ctx.lang),
      mayChange,
      isNoted: isNoted(ctx.actor),
      events: mayChange ? this.views.history(ctx.lang, 'library.event', await this.events.history('document', id)) : [],
    });
  }

  @Page(':id/file', everyone)
  async content(@Ctx() ctx: Ctx, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    return this.file.answer(found(await this.finder.one(ctx.actor, id)), request);
  }

  @Page(':id/edit', canManageDocuments)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.editPage(ctx, id, freshForm(found(await this.finder.one(ctx.actor, id))));
  }

  @Submit(':id/edit', canManageDocuments)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: DocumentChange,
      body,
      run: (input) => this.documents.change(ctx.actor, id, input),
      done: () => seeOther(`/documents/${id}`, 'library.document.saved'),
      again: (form, status) => this.forms.editPage(ctx, id, form, status),
    });
  }

  @Page(':id/removal', canManageDocuments)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.removalPage(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit(':id/removal', canManageDocuments)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.documents.remove(ctx.actor, id);
    return seeOther('/documents', 'library.document.removed');
  }
}
