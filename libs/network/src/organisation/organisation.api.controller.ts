import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { strictQuery } from '@samrad/platform/views';
import { answered, within } from '../lists.js';
import { FormerRecords } from '../former-records.js';
import { LookAlikes } from '../look-alikes.js';
import * as dto from './organisation.dto.js';
import { OrganisationFinder } from './organisation.finder.js';
import { canManageOrganisations, canSeeOrganisations } from './organisation.policy.js';
import {
  itemOf,
  organisationList,
  organisationOf,
  organisationOut,
  type OrganisationOut,
} from './organisation.presenter.js';
import { OrganisationService } from './organisation.service.js';

@ApiTags('organisations')
@Controller('api/v1/organisations')
export class OrganisationApiController {
  constructor(
    private readonly finder: OrganisationFinder,
    private readonly organisations: OrganisationService,
    private readonly alike: LookAlikes,
    private readonly formers: FormerRecords,
  ) {}

  @Get()
  @Allow(canSeeOrganisations)
  @ApiOperation({ summary: 'Organisations, filtered and in order' })
  @ApiOkResponse({ standardSchema: organisationList })
  async list(@Query({ schema: strictQuery(dto.organisationQuery) }) query: dto.OrganisationQuery) {
    const page = await this.finder.list(query, within(query));
    return answered(page, itemOf, query.total ? await this.finder.count(query) : null);
  }

  @Get(':id')
  @Allow(canSeeOrganisations)
  @ApiOperation({ summary: 'One organisation; the note is for organisers' })
  @ApiOkResponse({ standardSchema: organisationOut })
  async one(@By() actor: Actor, @Param('id') id: string): Promise<OrganisationOut> {
    const organisation = await this.finder.one(id);
    if (organisation) return organisationOf(actor, organisation);
    return organisationOf(actor, found(await this.finder.one(found(await this.formers.current('organisation', id)))));
  }

  @Post()
  @Allow(canManageOrganisations)
  @ApiOperation({
    summary: 'Add an organisation; 409 with `duplicates` when one looks alike, unless `saveAnyway` is true',
  })
  @ApiCreatedResponse({ standardSchema: organisationOut })
  async create(
    @By() actor: Actor,
    @Body({ schema: dto.organisationEntry }) entry: dto.OrganisationEntry,
  ): Promise<OrganisationOut> {
    await this.alike.demandNone('organisation', entry);
    const { saveAnyway: _, ...input } = entry;
    return this.one(actor, await this.organisations.create(actor, input));
  }

  @Put(':id')
  @Allow(canManageOrganisations)
  @ApiOperation({ summary: 'Change an organisation: all fields, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: organisationOut })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.organisationChange }) input: dto.OrganisationChange,
  ): Promise<OrganisationOut> {
    await this.organisations.change(actor, id, input);
    return this.one(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canManageOrganisations)
  @ApiOperation({ summary: 'Delete an organisation where nobody works or worked; 409 otherwise' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.organisations.remove(actor, id);
  }
}
