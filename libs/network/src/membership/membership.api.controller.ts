import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { z } from 'zod';
import { GroupFinder } from '../group/group.finder.js';
import { canManageGroups, canSeeGroups } from '../group/group.policy.js';
import { PersonReading } from '../person/fields/person-reading.js';
import { canSeeDetails } from '../person/person.policy.js';
import * as dto from './membership.dto.js';
import { MembershipFinder } from './membership.finder.js';
import { itemOf, membershipItem, type MembershipItem } from './membership.presenter.js';
import { MembershipService } from './membership.service.js';

const whenQuery = z.object({ when: z.enum(['now', 'before', 'later']).default('now') });
const membershipOut = z.object({ id: z.string() });
type MembershipOut = z.infer<typeof membershipOut>;

@ApiTags('groups')
@Controller('api/v1')
export class MembershipApiController {
  constructor(
    private readonly groups: GroupFinder,
    private readonly finder: MembershipFinder,
    private readonly memberships: MembershipService,
    private readonly reading: PersonReading,
  ) {}

  @Get('groups/:id/memberships')
  @Allow(canSeeGroups)
  @ApiOperation({ summary: 'Members of a group whom you may see; `before` and `later` are for organisers' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(membershipItem) }) })
  async list(
    @By() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: whenQuery }) { when }: z.infer<typeof whenQuery>,
  ): Promise<{ items: MembershipItem[] }> {
    const group = found(await this.groups.one(id));
    const rows = await this.finder.ofGroup(actor, group.id, canSeeDetails(actor) ? when : 'now');
    const of = { id: group.id, name: group.code };
    await this.reading.noteList(actor, { of, personIds: rows.map(({ personId }) => personId) });
    return { items: rows.map(itemOf(actor)) };
  }

  @Post('groups/:id/memberships')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Add a member for a period; 422 when the person is in the group already in these days' })
  @ApiCreatedResponse({ standardSchema: membershipOut })
  async add(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.membershipInput }) input: dto.MembershipInput,
  ): Promise<MembershipOut> {
    return { id: await this.memberships.add(actor, id, input) };
  }

  @Put('memberships/:id')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Change role, State and dates, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: membershipOut })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.membershipChange }) input: dto.MembershipChange,
  ): Promise<MembershipOut> {
    await this.memberships.change(actor, id, input);
    return { id };
  }

  @Put('memberships/:id/end')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'End a membership; `validTo` is the last day, `withLater` takes back terms that follow' })
  @ApiOkResponse({ standardSchema: membershipOut })
  async end(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.membershipEnd }) input: dto.MembershipEnd,
  ): Promise<MembershipOut> {
    await this.memberships.end(actor, id, input);
    return { id };
  }
}
