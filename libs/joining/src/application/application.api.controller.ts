import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { within } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Traces } from '@samrad/platform/traces';
import { strictQuery } from '@samrad/platform/views';
import { z } from 'zod';
import {
  acceptance,
  applicationQuery,
  refusal,
  type Acceptance,
  type ApplicationQuery,
  type Refusal,
} from './application.dto.js';
import { ApplicationFinder } from './application.finder.js';
import { canDecideApplications, canSeeApplications } from './application.policy.js';
import { applicationOf, applicationOut } from './application.presenter.js';
import { ApplicationService } from './application.service.js';

const listOut = z.object({ items: z.array(applicationOut), page: z.number(), per: z.number(), more: z.boolean() });

/** Applications, for organisers. Applying itself is a form on the web that is confirmed by mail. */
@ApiTags('joining')
@Controller('api/v1/applications')
export class ApplicationApiController {
  constructor(
    private readonly finder: ApplicationFinder,
    private readonly service: ApplicationService,
    private readonly traces: Traces,
  ) {}

  @Get()
  @Allow(canSeeApplications)
  @ApiOperation({ summary: 'Applications to join the network, the longest waiting first' })
  @ApiOkResponse({ standardSchema: listOut })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(applicationQuery) }) query: ApplicationQuery) {
    const { page: wanted, per: size, ...filter } = query;
    const { rows, page, per, more } = await this.finder.list(filter, within({ page: wanted, per: size }));
    await this.traces.read(actor, {
      ...{ what: 'applications', detail: { filter } },
      amount: () => this.finder.count(filter),
    });
    return { items: rows.map(applicationOf), page, per, more };
  }

  @Get(':id')
  @Allow(canSeeApplications)
  @ApiOperation({ summary: 'One application' })
  @ApiOkResponse({ standardSchema: applicationOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const application = found(await this.finder.one(id));
    await this.traces.read(actor, { what: 'applications', subjectId: id });
    return applicationOf(application);
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @Allow(canDecideApplications)
  @ApiOperation({ summary: 'Take the applicant into a group for a term; `personId` is `new` or who it is' })
  async accept(@By() actor: Actor, @Param('id') id: string, @Body({ schema: acceptance }) input: Acceptance) {
    return { personId: await this.service.accept(actor, id, input) };
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @Allow(canDecideApplications)
  @ApiOperation({ summary: 'Refuse with a reason, which is mailed to the applicant' })
  async refuse(@By() actor: Actor, @Param('id') id: string, @Body({ schema: refusal }) input: Refusal) {
    await this.service.refuse(actor, id, input);
    return { id };
  }
}
