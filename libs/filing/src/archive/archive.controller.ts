import { Body, Controller, Param } from '@nestjs/common';
import { exemptionOptions } from '@samrad/library';
import { crumbsOf, MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { languages } from '@samrad/platform/i18n';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Office } from '@samrad/platform/office';
import { download, freshForm, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { packageInput, packageOf, undecided } from './archive.dto.js';
import { canArchive } from './archive.policy.js';
import { directions, isOpen } from './archive.rules.js';
import { ArchiveService } from './archive.service.js';
import { PackageContents } from './package-contents.js';

/** The package of a meeting for the archive: what is in it, what is said about it, and the file. */
@ApiExcludeController()
@Controller('meetings/:id/archive')
export class ArchiveController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly contents: PackageContents,
    private readonly archive: ArchiveService,
    private readonly office: Office,
    private readonly views: Views,
  ) {}

  @Page('', canArchive)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return this.page(ctx, meeting, freshForm({ language: ctx.lang }));
  }

  /** A post, because what was taken out stays in the history. */
  @Submit('', canArchive)
  async pack(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return submit(ctx, {
      schema: packageInput,
      body: packageOf(body),
      run: (input) => this.archive.pack(ctx, meeting, input),
      done: ({ content, filename }) => download(content, filename, 'application/zip'),
      again: (form, status) => this.page(ctx, meeting, { ...form, values: body }, status),
    });
  }

  private async page(ctx: Ctx, meeting: MeetingRow, form: FormState, status = 200): Promise<Answer> {
    const contents = await this.contents.of(ctx, meeting);
    const documents = contents.map(({ key, title, kind, date, direction, audience, closed, exemption }) => {
      const value = (field: string) => form.values[`documents.${key}.${field}`];
      const said = {
        publicTitle: value('publicTitle'),
        exemption: value('exemption') ?? exemption ?? (isOpen({ audience, closed }) ? '' : undecided),
        party: value('party'),
      };
      const kindKey = `filing.archive.kind.${kind}`;
      const audienceKey = closed ? `meetings.agenda.access.${closed}` : `library.audience.${audience ?? 'organisers'}`;
      const mustDecide = !isOpen({ audience, closed }) && exemption === null;
      return {
        ...{ key, title, mustDecide, kindKey, date, audienceKey },
        holdsClosed: closed !== null && kind !== 'document',
        direction: value('direction') ?? direction,
        ...said,
      };
    });
    return this.views.page(
      ctx,
      'filing/archive/show',
      {
        title: this.views.i18n.t(ctx.lang, 'filing.archive.pageTitle'),
        crumbs: crumbsOf(meeting),
        meeting,
        documents,
        form,
        hasPdf: this.office.formats.includes('pdfa'),
        directions: directions.map((value) => ({ value, key: `filing.archive.direction.${value}` })),
        exemptions: exemptionOptions,
        languageOptions: languages.map((value) => ({ value, key: `library.language.${value}` })),
      },
      status,
    );
  }
}
