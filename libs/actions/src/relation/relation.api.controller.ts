import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ActionFinder } from '../action/action.finder.js';
import { canManageActions, canSeeActions } from '../action/action.policy.js';
import { NewRelation, RelationOut } from './relation.dto.js';
import { RelationFinder } from './relation.finder.js';
import { relationForApi } from './relation.presenter.js';
import { RelationService } from './relation.service.js';

/** What an action depends on, and what it replaces. */
@ApiTags('actions')
@Controller('api/v1/actions/:id/relations')
export class RelationApiController {
  constructor(
    private readonly actions: ActionFinder,
    private readonly finder: RelationFinder,
    private readonly relations: RelationService,
  ) {}

  @Get()
  @Allow(canSeeActions)
  @ApiOperation({ summary: 'How the action stands to others that the caller may see' })
  @ApiOkResponse({ standardSchema: RelationOut, isArray: true })
  async list(@By() actor: Actor, @Param('id') id: string) {
    found(await this.actions.one(actor, id));
    return (await this.finder.of(actor, id)).map(relationForApi);
  }

  @Post()
  @Allow(canManageActions)
  @ApiOperation({
    summary:
      'Say what it depends on or replaces; open progress of what is replaced becomes not applicable; 422 for a circle',
  })
  @ApiCreatedResponse({ standardSchema: RelationOut, isArray: true })
  async relate(@By() actor: Actor, @Param('id') id: string, @Body({ schema: NewRelation }) input: NewRelation) {
    await this.relations.relate(actor, id, input);
    return this.list(actor, id);
  }

  @Delete(':relationId')
  @HttpCode(204)
  @Allow(canManageActions)
  @ApiOperation({ summary: 'Take it back; progress that was set aside by it is open again' })
  @ApiNoContentResponse()
  async unrelate(@By() actor: Actor, @Param('id') id: string, @Param('relationId') relationId: string): Promise<void> {
    await this.relations.unrelate(actor, id, relationId);
  }
}
