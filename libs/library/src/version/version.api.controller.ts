import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Allow, By, TakesUpload, type Actor, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Uploads } from '@samrad/platform/files';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { check } from '@samrad/platform/views';
import { DocumentFinder } from '../document/document.finder.js';
import { canManageDocuments } from '../document/document.policy.js';
import { newVersion, versionsOut } from './version.dto.js';
import { VersionFinder } from './version.finder.js';
import { VersionService } from './version.service.js';

/** The versions of a document. */
@ApiTags('documents')
@Controller('api/v1/documents/:id/versions')
export class VersionApiController {
  constructor(
    private readonly documents: DocumentFinder,
    private readonly finder: VersionFinder,
    private readonly versions: VersionService,
    private readonly uploads: Uploads,
  ) {}

  @Get()
  @Allow(canManageDocuments)
  @ApiOperation({ summary: 'Versions of a document, newest first; none while there has been only one' })
  @ApiOkResponse({ standardSchema: versionsOut })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.documents.one(actor, id));
    const items = (await this.finder.of(id)).map(({ number, filename, mediaType, size, ...version }) => ({
      ...{ number, filename, mediaType, size, addedAt: version.addedAt, addedBy: version.addedBy },
      isMadeHere: Boolean(version.isMadeHere),
      url: `/documents/${id}/versions/${number}/file`,
    }));
    return { items };
  }

  @Post()
  @Allow(canManageDocuments)
  @TakesUpload()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: { version: { type: 'integer' }, file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiOperation({
    summary: 'Add a version: `version` of the document that was looked at and `file`; 409 when it is stale',
  })
  @ApiCreatedResponse({ standardSchema: versionsOut })
  async add(@By() actor: Actor, @Param('id') id: string, @Req() request: RequestWithCtx) {
    found(await this.documents.one(actor, id));
    const upload = await this.uploads.read(request);
    const { version } = check(newVersion, upload.fields);
    await this.versions.add(actor, { id, version }, this.uploads.fileOf(upload, 'file'));
    return this.list(actor, id);
  }
}
