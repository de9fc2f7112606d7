import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { strictQuery } from '@samrad/platform/views';
import { ActionOut, ActionSummary, ProgressOut, ProgressPage } from '../progress/progress-answers.js';
import { ProgressQuery } from '../progress/progress.dto.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { presentForApi } from '../progress/progress.presenter.js';
import { ProgressService } from '../progress/progress.service.js';
import { RelationFinder } from '../relation/relation.finder.js';
import { relationForApi } from '../relation/relation.presenter.js';
import { ActionOwners } from './action-owners.js';
import { ActionPatch, AddedOwner, Closing, NewAction } from './action.dto.js';
import { ActionFinder } from './action.finder.js';
import { canManageActions, canSeeActions } from './action.policy.js';
import { isOpen, referenceOf, statusOf } from './action.rules.js';
import { ActionService } from './action.service.js';

/** Actions the caller may see. */
@ApiTags('actions')
@Controller('api/v1/actions')
export class ActionApiController {
  constructor(
    private readonly finder: ActionFinder,
    private readonly lines: ProgressFinder,
    private readonly actions: ActionService,
    private readonly owners: ActionOwners,
    private readonly relations: RelationFinder,
    private readonly progress: ProgressService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(canSeeActions)
  @ApiOperation({
    summary: 'List actions, one item for each State, organisation or person that is asked; earliest due date first',
  })
  @ApiOkResponse({ standardSchema: ProgressPage })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(ProgressQuery) }) query: ProgressQuery) {
    const { rows, ...page } = await this.lines.page(actor, query);
    const today = this.clock.today();
    return { items: rows.map((row) => presentForApi(row, actor, today)), ...page };
  }

  @Get('summary')
  @Allow(canSeeActions)
  @ApiOperation({ summary: 'Open, overdue, due within 14 days and done this year; and open and overdue of each State' })
  @ApiOkResponse({ standardSchema: ActionSummary })
  async summary(@By() actor: Actor) {
    const [kpis, states] = await Promise.all([this.finder.kpis(actor), this.finder.perState(actor)]);
    return { ...kpis, states };
  }

  @Get(':id')
  @Allow(canSeeActions)
  @ApiOperation({ summary: 'One action with the progress of all that it asks' })
  @ApiOkResponse({ standardSchema: ActionOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const { number, createdBy: _, isFree, ...action } = found(await this.finder.one(actor, id));
    const progress = await this.progressOf(actor, id);
    const statuses = progress.map(({ status }) => status);
    const relations = (await this.relations.of(actor, id)).map(relationForApi);
    const whole = { isFree: Boolean(isFree), status: statusOf(statuses), isOpen: isOpen(statuses) };
    return { ...action, ref: referenceOf(number), ...whole, relations, progress };
  }

  @Get(':id/progress')
  @Allow(canSeeActions)
  @ApiOperation({ summary: 'How far each State, organisation or person is' })
  @ApiOkResponse({ standardSchema: ProgressOut, isArray: true })
  async progressOfOne(@By() actor: Actor, @Param('id') id: string) {
    found(await this.finder.one(actor, id));
    return this.progressOf(actor, id);
  }

  @Post()
  @Allow(canManageActions)
  @ApiOperation({
    summary:
      'Add an action; `all_states` asks the States that take part on the day, `group` its members of the day: of the meeting, else today',
  })
  @ApiCreatedResponse({ standardSchema: ActionOut })
  async create(@By() actor: Actor, @Body({ schema: NewAction }) input: NewAction) {
    const { id } = await this.actions.create(actor, input);
    return this.one(actor, id);
  }

  @Patch(':id')
  @Allow(canManageActions)
  @ApiOperation({
    summary: 'Change title, description, due date, priority or audience; 409 when `version` is not the newest',
  })
  @ApiOkResponse({ standardSchema: ActionOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: ActionPatch }) input: ActionPatch) {
    await this.actions.patch(actor, id, input);
    return this.one(actor, id);
  }

  @Post(':id/progress')
  @Allow(canManageActions)
  @ApiOperation({
    summary: 'Ask one State or person more; 409 when it is asked already, 422 for a State that takes no part',
  })
  @ApiCreatedResponse({ standardSchema: ActionOut })
  async addOwner(@By() actor: Actor, @Param('id') id: string, @Body({ schema: AddedOwner }) input: AddedOwner) {
    await this.owners.add(actor, id, input);
    return this.one(actor, id);
  }

  @Post(':id/closing')
  @HttpCode(200)
  @Allow(canManageActions)
  @ApiOperation({ summary: 'Close: what is not finished becomes done or not applicable' })
  @ApiOkResponse({ standardSchema: ActionOut })
  async close(@By() actor: Actor, @Param('id') id: string, @Body({ schema: Closing }) input: Closing) {
    found(await this.finder.one(actor, id));
    await this.progress.closeAll(actor, id, input);
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canManageActions)
  @ApiOperation({ summary: 'Delete an action on which nobody has reported' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.actions.remove(actor, id);
  }

  private async progressOf(actor: Actor, id: string) {
    const today = this.clock.today();
    return (await this.lines.ofAction(actor, id)).map((row) => presentForApi(row, actor, today));
  }
}
