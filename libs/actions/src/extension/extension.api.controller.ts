import { Body, Controller, Param, Put } from '@nestjs/common';
import { Allow, By, signedIn, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { canManageActions } from '../action/action.policy.js';
import { ProgressOut } from '../progress/progress-answers.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { presentForApi } from '../progress/progress.presenter.js';
import { Extension, ExtensionDecision } from './extension.dto.js';
import { ExtensionService } from './extension.service.js';

/** A later due date for one State, organisation or person. */
@ApiTags('actions')
@Controller('api/v1/progress/:id')
export class ExtensionApiController {
  constructor(
    private readonly finder: ProgressFinder,
    private readonly extensions: ExtensionService,
    private readonly clock: Clock,
  ) {}

  @Put('extension')
  @Allow(signedIn)
  @ApiOperation({
    summary: 'Ask for a later due date; of an organiser it counts at once. 409 when finished or changed',
  })
  @ApiOkResponse({ standardSchema: ProgressOut })
  async ask(@By() actor: Actor, @Param('id') id: string, @Body({ schema: Extension }) input: Extension) {
    await this.extensions.ask(actor, id, input);
    return this.one(actor, id);
  }

  @Put('extension-decision')
  @Allow(canManageActions)
  @ApiOperation({
    summary: 'Agree to the later due date, or refuse it with a reason; those who asked are told by mail',
  })
  @ApiOkResponse({ standardSchema: ProgressOut })
  async decide(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: ExtensionDecision }) input: ExtensionDecision,
  ) {
    await this.extensions.decide(actor, id, input);
    return this.one(actor, id);
  }

  private async one(actor: Actor, id: string) {
    return presentForApi(found(await this.finder.one(actor, id)), actor, this.clock.today());
  }
}
