import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { BulkChange, BulkOut } from './bulk.dto.js';
import { canChangeMany } from './bulk.policy.js';
import { BulkService, type Judged } from './bulk.service.js';

/** Many lines of progress at once. */
@ApiTags('obligations')
@Controller('api/v1/bulk-changes')
export class BulkApiController {
  constructor(private readonly bulk: BulkService) {}

  @Post('preview')
  @HttpCode(200)
  @Allow(canChangeMany)
  @ApiOperation({ summary: 'What would change and what is refused; changes nothing' })
  @ApiOkResponse({ standardSchema: BulkOut })
  async preview(@By() actor: Actor, @Body({ schema: BulkChange }) input: BulkChange) {
    return present(await this.bulk.preview(actor, input));
  }

  @Post()
  @HttpCode(200)
  @Allow(canChangeMany)
  @ApiOperation({
    summary:
      'Extend, close or reassign, each line in a transaction of its own; a line of another version stays as it is',
  })
  @ApiOkResponse({ standardSchema: BulkOut })
  async carryOut(@By() actor: Actor, @Body({ schema: BulkChange }) input: BulkChange) {
    return present(await this.bulk.carryOut(actor, input));
  }
}

const present = (judged: Judged[]) => ({
  changed: judged.filter(({ refusal }) => refusal === null).map(({ id }) => id),
  refused: judged.flatMap(({ id, refusal }) => (refusal ? [{ id, code: refusal.key }] : [])),
});
