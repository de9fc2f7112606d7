import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { canAnswer, InvitationFinder, MeetingFinder } from '@samrad/meetings';
import { Allow, By, signedIn, type Actor } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { decisionInput, proposalForm, type DecisionInput, type ProposalForm } from './substitute.dto.js';
import { SubstituteFinder } from './substitute.finder.js';
import { SubstitutionList, SubstitutionRecord } from './substitute-out.dto.js';
import { mayDecide } from './substitute.policy.js';
import { presentSubstitution } from './substitute.presenter.js';
import { SubstituteService } from './substitute.service.js';

/** Substitutes through the API. */
@ApiTags('delegations')
@Controller('api/v1')
export class SubstituteApiController {
  constructor(
    private readonly finder: SubstituteFinder,
    private readonly meetings: MeetingFinder,
    private readonly invitations: InvitationFinder,
    private readonly substitutes: SubstituteService,
  ) {}

  @Get('meetings/:id/substitutes')
  @Allow(mayDecide)
  @ApiOperation({ summary: 'Proposed and decided substitutes of a meeting; State contacts: those of their States' })
  @ApiOkResponse({ standardSchema: SubstitutionList })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    return { items: (await this.finder.ofMeeting(actor, id)).map(presentSubstitution) };
  }

  @Post('invitations/:id/substitute')
  @HttpCode(200)
  @Allow(signedIn)
  @ApiOperation({ summary: 'Answer “someone else comes”, for oneself or, as an organiser, on behalf' })
  @ApiOkResponse({ standardSchema: SubstitutionRecord })
  async propose(@By() actor: Actor, @Param('id') id: string, @Body({ schema: proposalForm }) form: ProposalForm) {
    const invitation = found(await this.invitations.one(actor, id));
    demand(canAnswer(actor, invitation));
    const isOwn = invitation.personId === actor.personId;
    const way = isOwn ? { channel: 'portal' as const, by: null } : { channel: 'organiser' as const, by: actor.name };
    await this.substitutes.propose(actor, invitation, { ...form, ...way });
    const row = found(await this.finder.latestOf(id));
    // Whose address was typed is told to those who decide only.
    return presentSubstitution(row.address === null ? row : { ...row, personId: null, registeredName: null });
  }

  @Put('substitutes/:id/decision')
  @Allow(mayDecide)
  @ApiOperation({ summary: 'Confirm, so that the substitute is invited, or refuse with a reason; 409 once decided' })
  @ApiOkResponse({ standardSchema: SubstitutionRecord })
  async decide(@By() actor: Actor, @Param('id') id: string, @Body({ schema: decisionInput }) input: DecisionInput) {
    if (input.decision === 'confirmed') await this.substitutes.confirm(actor, id, input.name);
    else await this.substitutes.refuse(actor, id, input.reason);
    return presentSubstitution(found(await this.finder.one(actor, id)));
  }
}
