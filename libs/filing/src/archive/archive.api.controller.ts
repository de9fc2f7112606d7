import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { download, type Answer } from '@samrad/platform/views';
import { contentsOut, packageInput, type PackageInput } from './archive.dto.js';
import { canArchive } from './archive.policy.js';
import { ArchiveService } from './archive.service.js';
import { PackageContents } from './package-contents.js';

/** The package of a meeting for the archive. */
@ApiTags('filing')
@Controller('api/v1/meetings/:id/archive')
export class ArchiveApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly contents: PackageContents,
    private readonly archive: ArchiveService,
  ) {}

  @Get()
  @Allow(canArchive)
  @ApiOperation({
    summary: 'What the package of a meeting holds, with the direction and the exemption that are proposed',
  })
  @ApiOkResponse({ standardSchema: contentsOut })
  async list(@Ctx() ctx: Ctx, @Param('id') id: string) {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const contents = await this.contents.of(ctx, meeting);
    return {
      items: contents.map(({ key, title, kind, date, direction, audience, closed, exemption }) => ({
        ...{ key, title, kind, date, direction, audience: closed ? null : audience, closed, exemption },
      })),
    };
  }

  @Post()
  @HttpCode(200)
  @Allow(canArchive)
  @ApiOperation({
    summary: 'The package as ZIP: PDF/A files, attached files as they came, `arkivmelding.xml` (Noark 5) with SHA-256',
  })
  @ApiOkResponse({ content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } } })
  async pack(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Body({ schema: packageInput }) input: PackageInput,
  ): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const { content, filename } = await this.archive.pack(ctx, meeting, input);
    return download(content, filename, 'application/zip');
  }
}
