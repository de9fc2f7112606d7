import { Controller, Get, Param } from '@nestjs/common';
import { actionReferenceOf } from '@samrad/actions';
import { canSeeNetwork, FormerRecords, OrganisationFinder } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { PlaceFinder } from './place.finder.js';

const id = z.string();
const overviewOut = z
  .object({
    memberships: z.array(z.object({ groupId: id, code: z.string(), role: z.string(), personId: id })),
    openActions: z.array(z.object({ id, ref: z.string(), title: z.string(), dueOn: z.string().nullable() })),
    presented: z
      .array(z.object({ personId: id, title: z.string(), meetingId: id, meeting: z.string(), heldOn: z.string() }))
      .describe('For organisers'),
    papers: z.array(z.object({ id, title: z.string() })).describe('For organisers, as far as they may read them'),
  })
  .meta({ id: 'OrganisationOverview' });

@ApiTags('organisations')
@Controller('api/v1/organisations')
export class PlaceApiController {
  constructor(
    private readonly finder: PlaceFinder,
    private readonly organisations: OrganisationFinder,
    private readonly formers: FormerRecords,
  ) {}

  @Get(':id/overview')
  @Allow(canSeeNetwork)
  @ApiOperation({
    summary: 'What an organisation does in the network: memberships, open actions, presentations, papers',
  })
  @ApiOkResponse({ standardSchema: overviewOut })
  async overview(@By() actor: Actor, @Param('id') given: string) {
    const own = (await this.organisations.one(given))
      ? given
      : found(await this.formers.current('organisation', given));
    const [memberships, lines, presented, papers] = await Promise.all([
      this.finder.memberships(actor, own),
      this.finder.openActions(actor, own),
      this.finder.presented(actor, own),
      this.finder.papers(actor, own),
    ]);
    return {
      memberships: memberships.map(({ groupId, code, role, personId }) => ({ groupId, code, role, personId })),
      openActions: lines.map(({ actionId, number, title, dueOn }) => ({
        ...{ id: actionId, ref: actionReferenceOf(number), title, dueOn },
      })),
      presented: presented.map(({ personId, title, meetingId, meeting, heldOn }) => ({
        ...{ personId, title, meetingId, meeting, heldOn },
      })),
      papers: papers.map((paper) => ({ id: paper.id, title: paper.title })),
    };
  }
}
