import { Controller, Param } from '@nestjs/common';
import { AnswerDoor, MeetingFinder, secretPage } from '@samrad/meetings';
import { Ctx, everyone, isOrganiser, Page, signedIn, system } from '@samrad/platform/auth';
import { demand, found, NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import type { Answer } from '@samrad/platform/views';
import { RosterFiles } from './roster-files.js';

/** Certificates of attendance: one's own, and everybody's for the secretariat. */
@ApiExcludeController()
@Controller()
export class CertificateController {
  constructor(
    private readonly door: AnswerDoor,
    private readonly meetings: MeetingFinder,
    private readonly files: RosterFiles,
  ) {}

  @Page('a/:token/certificate.pdf', everyone)
  async byLink(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const { meetingId, personId, language, removedAt } = await this.door.open(ctx, token);
    if (removedAt) throw new NotFound('meetings.reply.unknownLink');
    const meeting = found(await this.meetings.one(system, meetingId));
    const file = await this.files.certificate(ctx.query.lang ? ctx.lang : language, meeting, personId);
    return file.with(secretPage);
  }

  @Page('meetings/:id/certificates/:personId', signedIn)
  async of(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('personId') personId: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    demand(isOrganiser(ctx.actor) || ctx.actor.personId === personId);
    // It is the person's paper, whoever prints it.
    return this.files.certificate(ctx.actor.personId === personId ? ctx.lang : null, meeting, personId);
  }
}
