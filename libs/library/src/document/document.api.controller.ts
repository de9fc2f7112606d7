import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, everyone, TakesUpload, type Actor, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Uploads } from '@samrad/platform/files';
import { check, strictQuery, type Answer } from '@samrad/platform/views';
import { DocumentFile } from './document-file.js';
import { DocumentChange, DocumentOut, DocumentPage, DocumentQuery, NewDocument } from './document.dto.js';
import { DocumentFinder } from './document.finder.js';
import { canManageDocuments } from './document.policy.js';
import { presentDocument } from './document.presenter.js';
import { DocumentService } from './document.service.js';

/** Documents the caller may read; everyone sees the public ones. */
@ApiTags('documents')
@Controller('api/v1/documents')
export class DocumentApiController {
  constructor(
    private readonly finder: DocumentFinder,
    private readonly documents: DocumentService,
    private readonly uploads: Uploads,
    private readonly file: DocumentFile,
  ) {}

  @Get()
  @Allow(everyone)
  @ApiOperation({ summary: 'List documents, newest first' })
  @ApiOkResponse({ standardSchema: DocumentPage })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(DocumentQuery) }) query: DocumentQuery) {
    const { rows, ...page } = await this.finder.page(actor, query);
    return { items: rows.map(presentDocument(actor)), ...page };
  }

  @Get(':id')
  @Allow(everyone)
  @ApiOperation({ summary: 'One document; its content is at `url`' })
  @ApiOkResponse({ standardSchema: DocumentOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    return presentDocument(actor)(found(await this.finder.one(actor, id)));
  }

  @Get(':id/file')
  @Allow(everyone)
  @ApiOperation({ summary: 'The content of a document; 304 when `If-None-Match` names this very content' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async content(@By() actor: Actor, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    return this.file.answer(found(await this.finder.one(actor, id)), request);
  }

  @Post()
  @Allow(canManageDocuments)
  @TakesUpload()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { title: { type: 'string' }, file: { type: 'string', format: 'binary' } } },
  })
  @ApiOperation({ summary: 'Add a document: fields of NewDocument and `file`, as multipart/form-data' })
  @ApiCreatedResponse({ standardSchema: DocumentOut })
  async add(@By() actor: Actor, @Req() request: RequestWithCtx) {
    const upload = await this.uploads.read(request);
    const file = this.uploads.fileOf(upload, 'file');
    const id = await this.documents.add(actor, check(NewDocument, upload.fields), file);
    return this.one(actor, id);
  }

  @Patch(':id')
  @Allow(canManageDocuments)
  @ApiOperation({
    summary: 'Change title, reference, language, audience or exemption; 409 when `version` is not the newest',
  })
  @ApiOkResponse({ standardSchema: DocumentOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: DocumentChange }) input: DocumentChange) {
    await this.documents.change(actor, id, input);
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canManageDocuments)
  @ApiOperation({ summary: 'Remove a document' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.documents.remove(actor, id);
  }
}
