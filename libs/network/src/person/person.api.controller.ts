import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
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
import { z } from 'zod';
import { answered, within } from '../lists.js';
import { FormerRecords } from '../former-records.js';
import { LookAlikes } from '../look-alikes.js';
import { AffiliationService } from './affiliation.service.js';
import { DirectoryFinder } from '../directory/directory.finder.js';
import { PersonChoices } from '../directory/person-choices.js';
import { PersonReading } from './fields/person-reading.js';
import * as dto from './person.dto.js';
import { canManageNetwork, canSeeDetails, canSeeNetwork } from './person.policy.js';
import { itemOf, personList, personOf, personOut, type PersonOut } from './person.presenter.js';
import { PersonRecordFinder } from './person-record.finder.js';
import { PersonService } from './person.service.js';

const versionOnly = z.object({ version: z.coerce.number().int().min(1) });

@ApiTags('persons')
@Controller('api/v1/persons')
export class PersonApiController {
  constructor(
    private readonly directory: DirectoryFinder,
    private readonly records: PersonRecordFinder,
    private readonly persons: PersonService,
    private readonly affiliations: AffiliationService,
    private readonly alike: LookAlikes,
    private readonly formers: FormerRecords,
    private readonly reading: PersonReading,
    private readonly choices: PersonChoices,
  ) {}

  @Get()
  @Allow(canSeeNetwork)
  @ApiOperation({ summary: 'Persons you may see, filtered and in order; `total` is counted on request' })
  @ApiOkResponse({ standardSchema: personList })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(dto.personQuery) }) query: dto.PersonQuery) {
    await this.choices.demandKnown(query);
    const page = await this.directory.list(actor, query, within(query));
    await this.reading.noteList(actor, {
      ...{ personIds: page.rows.map(({ id }) => id), filter: query },
      count: () => this.directory.count(actor, query, null),
    });
    const total = query.total ? await this.directory.count(actor, query, null) : null;
    const isFull = canSeeDetails(actor);
    return answered(page, (row) => itemOf(row, isFull), total);
  }

  @Get(':id')
  @Allow(canSeeNetwork)
  @ApiOperation({ summary: 'One person; what the person shows; notes, further addresses and dates are for organisers' })
  @ApiOkResponse({ standardSchema: personOut })
  async one(@By() actor: Actor, @Param('id') id: string): Promise<PersonOut> {
    const known = await this.records.one(actor, id);
    const person = known ?? found(await this.records.one(actor, found(await this.formers.current('person', id))));
    await this.reading.note(actor, person);
    return personOf(actor, person);
  }

  @Post()
  @Allow(canManageNetwork)
  @ApiOperation({
    summary: 'Add a person; 409 with `duplicates` when somebody looks alike, unless `saveAnyway` is true',
  })
  @ApiCreatedResponse({ standardSchema: personOut })
  async create(@By() actor: Actor, @Body({ schema: dto.personEntry }) entry: dto.PersonEntry): Promise<PersonOut> {
    await this.alike.demandNone('person', entry);
    const { saveAnyway: _, ...input } = entry;
    return this.one(actor, await this.persons.create(actor, input));
  }

  @Put(':id')
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'Change a person: all fields, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: personOut })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.personChange }) input: dto.PersonChange,
  ): Promise<PersonOut> {
    await this.persons.change(actor, id, input);
    return this.one(actor, id);
  }

  @Put(':id/departure')
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'The person has left the network' })
  @ApiOkResponse({ standardSchema: personOut })
  async leave(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.departureInput }) input: dto.DepartureInput,
  ): Promise<PersonOut> {
    await this.persons.leave(actor, id, input);
    return this.one(actor, id);
  }

  @Delete(':id/departure')
  @HttpCode(204)
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'The person is in the network again' })
  @ApiNoContentResponse()
  async comeBack(
    @By() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: versionOnly }) { version }: z.infer<typeof versionOnly>,
  ): Promise<void> {
    await this.persons.comeBack(actor, id, version);
  }

  @Post(':id/affiliations')
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'Add a place of work with its dates' })
  @ApiCreatedResponse({ standardSchema: personOut })
  async affiliate(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.affiliationInput }) input: dto.AffiliationInput,
  ): Promise<PersonOut> {
    await this.affiliations.add(actor, id, input);
    return this.one(actor, id);
  }

  @Patch(':id/affiliations/:placeId')
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'Correct or end a place of work' })
  @ApiOkResponse({ standardSchema: personOut })
  async changePlace(
    @By() actor: Actor,
    @Param() { id, placeId }: { id: string; placeId: string },
    @Body({ schema: dto.affiliationInput }) input: dto.AffiliationInput,
  ): Promise<PersonOut> {
    await this.affiliations.change(actor, placeId, input);
    return this.one(actor, id);
  }
}
