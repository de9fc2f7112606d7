import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, signedIn, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { canManageActions, canSeeActions } from '../action/action.policy.js';
import { ActionOwners } from '../action/action-owners.js';
import { Report } from './progress.dto.js';
import { ProgressFinder } from './progress.finder.js';
import { ProgressOut } from './progress-answers.js';
import { presentForApi } from './progress.presenter.js';
import { ProgressService } from './progress.service.js';

/** How far one State, organisation or person is with an action. */
@ApiTags('actions')
@Controller('api/v1/progress')
export class ProgressApiController {
  constructor(
    private readonly finder: ProgressFinder,
    private readonly progress: ProgressService,
    private readonly owners: ActionOwners,
    private readonly clock: Clock,
  ) {}

  @Get(':id')
  @Allow(canSeeActions)
  @ApiOperation({ summary: 'The progress of one' })
  @ApiOkResponse({ standardSchema: ProgressOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    return presentForApi(found(await this.finder.one(actor, id)), actor, this.clock.today());
  }

  @Put(':id')
  @Allow(signedIn)
  @ApiOperation({
    summary:
      'Report status, note, link and document (the last two stay when absent); 409 with both texts when `version` is not the newest',
  })
  @ApiOkResponse({ standardSchema: ProgressOut })
  async report(@By() actor: Actor, @Param('id') id: string, @Body({ schema: Report }) input: Report) {
    await this.progress.report(actor, id, input);
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canManageActions)
  @ApiOperation({ summary: 'No longer ask this State or person; 409 for the last one of an action' })
  @ApiNoContentResponse()
  async withdraw(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.owners.withdraw(actor, id);
  }
}
