import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { nameOf, PersonReading, within } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { canSeeRequests } from '../request/request.policy.js';
import { overdueList, overdueQuery, reminderInput, type OverdueQuery, type ReminderInput } from './check.dto.js';
import { CheckService } from './check.service.js';

@ApiTags('privacy')
@Controller('api/v1/unconfirmed-persons')
export class CheckApiController {
  constructor(
    private readonly checks: CheckService,
    private readonly reading: PersonReading,
  ) {}

  @Get()
  @Allow(canSeeRequests)
  @ApiOperation({ summary: 'Who was asked whether their data are right and has not answered; the longest first' })
  @ApiOkResponse({ standardSchema: overdueList })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(overdueQuery) }) query: OverdueQuery) {
    const { page: wanted, per: size, ...filter } = query;
    const { rows, page, per, more } = await this.checks.overdue(filter, within({ page: wanted, per: size }));
    await this.reading.noteList(actor, {
      ...{ personIds: rows.map(({ id }) => id), list: 'unconfirmed', filter },
      count: () => this.checks.countOverdue(filter),
    });
    const items = rows.map(({ id, givenName, familyName, ...rest }) => ({
      ...{ personId: id, name: nameOf({ givenName, familyName }), ...rest },
    }));
    return { items, page, per, more };
  }

  @Post('reminder')
  @HttpCode(200)
  @Allow(canSeeRequests)
  @ApiOperation({ summary: 'Ask these persons again, each at most once a day; how many were reminded' })
  @ApiOkResponse({ standardSchema: z.object({ reminded: z.number() }) })
  async remind(@By() actor: Actor, @Body({ schema: reminderInput }) { persons }: ReminderInput) {
    return { reminded: await this.checks.remind(actor, persons) };
  }
}
