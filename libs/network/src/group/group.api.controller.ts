import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { z } from 'zod';
import { groupChange, groupInput, type GroupChange, type GroupInput } from './group.dto.js';
import { GroupFinder } from './group.finder.js';
import { canManageGroups, canSeeGroups } from './group.policy.js';
import { groupItem, groupOf, groupOut, itemOf, type GroupItem, type GroupOut } from './group.presenter.js';
import { GroupService } from './group.service.js';

@ApiTags('groups')
@Controller('api/v1/groups')
export class GroupApiController {
  constructor(
    private readonly finder: GroupFinder,
    private readonly groups: GroupService,
  ) {}

  @Get()
  @Allow(canSeeGroups)
  @ApiOperation({ summary: 'All groups with how many members and States are in each today' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(groupItem) }) })
  async list(): Promise<{ items: GroupItem[] }> {
    return { items: (await this.finder.list()).map(itemOf) };
  }

  @Get(':id')
  @Allow(canSeeGroups)
  @ApiOperation({ summary: 'One group, by id or short name' })
  @ApiOkResponse({ standardSchema: groupOut })
  async one(@Param('id') id: string): Promise<GroupOut> {
    return groupOf(found(await this.finder.one(id)));
  }

  @Post()
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Add a group' })
  @ApiCreatedResponse({ standardSchema: groupOut })
  async create(@By() actor: Actor, @Body({ schema: groupInput }) input: GroupInput): Promise<GroupOut> {
    return this.one(await this.groups.create(actor, input));
  }

  @Put(':id')
  @Allow(canManageGroups)
  @ApiOperation({ summary: 'Change a group: all fields, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: groupOut })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: groupChange }) input: GroupChange,
  ): Promise<GroupOut> {
    const group = found(await this.finder.one(id));
    await this.groups.change(actor, group.id, input);
    return this.one(group.id);
  }
}
