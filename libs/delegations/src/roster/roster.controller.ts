import { Body, Controller, Param } from '@nestjs/common';
import { canSeeParticipants, MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { Ctx, isOrganiser, Page, signedIn, Submit } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, seeOther, type Answer } from '@samrad/platform/views';
import { HeadService } from './head.service.js';
import { exportForm, headInput, stateParam } from './roster.dto.js';
import { RosterExport } from './roster-export.js';
import { RosterFiles } from './roster-files.js';
import { RosterPage } from './roster-page.js';

/** The participants by State, and what is printed and saved of the list. */
@ApiExcludeController()
@Controller('meetings/:id')
export class RosterController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly page: RosterPage,
    private readonly heads: HeadService,
    private readonly files: RosterFiles,
    private readonly exporting: RosterExport,
  ) {}

  @Page('delegations', signedIn)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.meeting(ctx, id));
  }

  @Submit('delegations/:stateCode/head', signedIn)
  async head(
    @Ctx() ctx: Ctx,
    @Param() { id, stateCode: code }: Path,
    @Body({ schema: headInput }) { personId }: { personId: string | null },
  ): Promise<Answer> {
    const stateCode = check(stateParam, code);
    await this.heads.name(ctx.actor, id, { stateCode, personId });
    return seeOther(`/meetings/${id}/delegations`, 'delegations.roster.flash.head');
  }

  @Page('badges.pdf', isOrganiser)
  async badges(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.files.badges(ctx.lang, await this.meeting(ctx, id));
  }

  @Page('signature-sheet.pdf', isOrganiser)
  async signatures(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.files.signatures(ctx.lang, await this.meeting(ctx, id));
  }

  /** A post, because a file with needs in it leaves its mark in the history. */
  @Submit('delegations/export', isOrganiser)
  async export(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.exporting.file(ctx, await this.meeting(ctx, id), check(exportForm, body));
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    demand(canSeeParticipants(ctx.actor, meeting));
    return meeting;
  }
}

interface Path {
  id: string;
  stateCode: string;
}
