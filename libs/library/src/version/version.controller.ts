import { Controller, Param, Req } from '@nestjs/common';
import { Ctx, Page, Submit, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Uploads } from '@samrad/platform/files';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { DocumentFile } from '../document/document-file.js';
import { DocumentFinder, type DocumentRow } from '../document/document.finder.js';
import { canManageDocuments } from '../document/document.policy.js';
import { kindOf } from '../document/document.presenter.js';
import { acceptAttribute } from '../intake/media-type.rules.js';
import { newVersion } from './version.dto.js';
import { VersionFinder } from './version.finder.js';
import { VersionService } from './version.service.js';

/** The versions of a document, and a new one. */
@ApiExcludeController()
@Controller('documents/:id/versions')
export class VersionController {
  constructor(
    private readonly documents: DocumentFinder,
    private readonly finder: VersionFinder,
    private readonly versions: VersionService,
    private readonly file: DocumentFile,
    private readonly uploads: Uploads,
    private readonly views: Views,
  ) {}

  @Page('', canManageDocuments)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page(ctx, found(await this.documents.one(ctx.actor, id)), freshForm());
  }

  @Submit('', canManageDocuments)
  @TakesUpload()
  async add(@Ctx() ctx: Ctx, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    const document = found(await this.documents.one(ctx.actor, id));
    const upload = await this.uploads.read(request);
    return submit(ctx, {
      schema: newVersion,
      body: upload.fields,
      run: ({ version }) => this.versions.add(ctx.actor, { id, version }, this.uploads.fileOf(upload, 'file')),
      done: (number) => seeOther(`/documents/${id}/versions`, 'library.version.added', { number }),
      again: (form, status) => this.page(ctx, document, form, status),
    });
  }

  @Page(':number/file', canManageDocuments)
  async content(@Ctx() ctx: Ctx, @Param() { id, number }: Path, @Req() request: RequestWithCtx): Promise<Answer> {
    const document = found(await this.documents.one(ctx.actor, id));
    return this.file.answer({ ...document, ...found(await this.finder.one(id, Number(number))) }, request);
  }

  private async page(ctx: Ctx, document: DocumentRow, form: FormState, status = 200): Promise<Answer> {
    const versions = await this.finder.of(document.id);
    const crumbs = [
      { href: '/documents', key: 'library.document.listTitle' },
      { href: `/documents/${document.id}`, text: document.title },
    ];
    const title = this.views.i18n.t(ctx.lang, 'library.version.title');
    const shown = versions.map((row) => ({ ...row, kind: kindOf(row.mediaType) }));
    const megabytes = Math.round(this.uploads.maxBytes / 1_000_000);
    const labels = { file: 'library.document.file' };
    const data = { title, crumbs, document, versions: shown, form, labels, megabytes, accept: acceptAttribute };
    return this.views.page(ctx, 'library/version/list', data, status);
  }
}

interface Path {
  id: string;
  number: string;
}
