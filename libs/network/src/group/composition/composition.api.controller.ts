import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { z } from 'zod';
import { membershipRoles } from '../../membership/membership.entity.js';
import { GroupFinder } from '../group.finder.js';
import { canManageGroups } from '../group.policy.js';
import {
  compositionChange,
  compositionInput,
  recipientsChange,
  recipientsInput,
  recipientsRemoval,
  type CompositionChange,
  type CompositionInput,
  type RecipientsChange,
  type RecipientsInput,
} from './composition.dto.js';
import { recipientStates } from './composition.rules.js';
import { CompositionFinder } from './composition.finder.js';
import { CompositionService, inputOf } from './composition.service.js';
import { GroupMembers } from './group-members.js';
import { RecipientsFinder } from './recipients.finder.js';

const personOut = z.object({
  personId: z.string(),
  name: z.string(),
  stateCode: z.string().nullable(),
  role: z.enum(membershipRoles),
  /** Put in, found by the rule, or within a group that the group contains. */
  source: z.enum(['hand', 'rule', 'part']),
  /** Short name of that group. */
  via: z.string().nullable(),
});
const withinOut = z.object({ count: z.number(), people: z.array(personOut) });
const texts = z.array(z.string());
const compositionOut = z.object({
  ...{ types: texts, states: texts, stateSets: texts, topics: texts, languages: texts, groups: texts, roles: texts },
  ...{ countries: texts, methods: texts },
  ...{ parts: texts, functionWords: z.string().nullable(), version: z.number() },
  /** Persons in the group now. */
  count: z.number(),
});
const recipientsOut = z.object({
  ...{ id: z.string(), nameEn: z.string(), nameNb: z.string(), nameNn: z.string() },
  ...{ roles: texts, states: z.enum(recipientStates), version: z.number() },
});
const listOut = z.object({ items: z.array(recipientsOut) });

/** What groups consist of, and names within them. */
@ApiTags('groups')
@Controller('api/v1/groups/:id')
export class CompositionApiController {
  constructor(
    private readonly groups: GroupFinder,
    private readonly members: GroupMembers,
    private readonly finder: CompositionFinder,
    private readonly service: CompositionService,
    private readonly recipients: RecipientsFinder,
  ) {}

  @Get('composition')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'The rule of a group and the groups within it, and how many persons are in it now' })
  @ApiOkResponse({ standardSchema: compositionOut })
  async one(@Param('id') id: string) {
    const group = found(await this.groups.one(id));
    const current = found((await this.members.compositions()).get(group.id));
    const { members } = await this.members.count(group.id);
    return { ...inputOf(current), version: group.version, count: members };
  }

  @Put('composition')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Change the rule and the groups within; 422 names the circle that a group would close' })
  @ApiOkResponse({ standardSchema: compositionOut })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: compositionChange }) input: CompositionChange,
  ) {
    await this.service.change(actor, found(await this.groups.one(id)).id, input);
    return this.one(id);
  }

  @Post('composition/preview')
  @HttpCode(200)
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Who would be in by this rule and these groups, and why; changes nothing' })
  @ApiOkResponse({ standardSchema: withinOut })
  async preview(@Param('id') id: string, @Body({ schema: compositionInput }) input: CompositionInput) {
    const group = found(await this.groups.one(id));
    return presented(await this.finder.within(await this.service.proposed(group.id, input)));
  }

  @Get('recipients')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Names for some of a group, such as its chairs' })
  @ApiOkResponse({ standardSchema: listOut })
  async list(@Param('id') id: string) {
    const rows = await this.recipients.ofGroup(found(await this.groups.one(id)).id);
    return { items: rows.map(({ groupId: _, ...row }) => row) };
  }

  @Post('recipients')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Name some of a group by their role' })
  @ApiCreatedResponse({ standardSchema: listOut })
  async name(@By() actor: Actor, @Param('id') id: string, @Body({ schema: recipientsInput }) input: RecipientsInput) {
    await this.service.name(actor, found(await this.groups.one(id)).id, input);
    return this.list(id);
  }

  @Put('recipients/:name')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Change whom a name means, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: listOut })
  async rename(
    @By() actor: Actor,
    @Param() { id, name }: { id: string; name: string },
    @Body({ schema: recipientsChange }) input: RecipientsChange,
  ) {
    await this.service.rename(actor, name, input);
    return this.list(id);
  }

  @Delete('recipients/:name')
  @HttpCode(204)
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Remove a name; nobody leaves the group' })
  @ApiNoContentResponse()
  async forget(
    @By() actor: Actor,
    @Param('name') name: string,
    @Query({ schema: recipientsRemoval }) { version }: { version: number },
  ): Promise<void> {
    await this.service.forget(actor, name, version);
  }
}

const presented = ({ people, count }: Awaited<ReturnType<CompositionFinder['within']>>) => ({
  count,
  people: people.map(({ personId, name, stateCode, role, source, via }) => ({
    ...{ personId, name, stateCode, role, source, via },
  })),
});
