import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Consents, consentPurposes, consentWays, fieldAudiences, PersonFields, personFields } from '@samrad/network';
import { Allow, BrowserOnly, By, signedIn, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import type { Own } from '../link/own-door.js';
import { requestInput, type RequestInput } from '../request/request.dto.js';
import { RequestService } from '../request/request.service.js';
import { TakeoutService } from '../takeout/takeout.service.js';
import { ownInput, shownInput, someConsents, type OwnInput, type ShownInput, type SomeConsents } from './own.dto.js';
import { OwnRecord } from './own-record.js';
import { OwnService } from './own.service.js';

const consentItem = z.object({
  purpose: z.enum(consentPurposes),
  isGiven: z.boolean(),
  textVersion: z.string().nullable(),
  way: z.enum(consentWays).nullable(),
  at: z.string().nullable(),
});
const period = { validFrom: z.string().nullable(), validTo: z.string().nullable() };
const placeOut = z.object({
  ...{ organisationId: z.string(), organisation: z.string(), function: z.string().nullable() },
  ...period,
});
const termOut = z.object({
  ...{ groupId: z.string(), group: z.string(), role: z.string(), stateCode: z.string().nullable() },
  ...period,
});
const ownOut = z.object({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  emails: z.array(z.string()),
  stateCode: z.string().nullable(),
  phone: z.string().nullable(),
  mailLanguage: z.string(),
  languages: z.array(z.string()),
  topics: z.array(z.string()),
  methods: z.array(z.string()),
  countries: z.array(z.string()).describe('Countries of origin, ISO 3166-1 alpha-2'),
  about: z.string().nullable(),
  version: z.number(),
  shown: z.record(z.enum(personFields), z.enum(fieldAudiences)).describe('Who sees each field'),
  consents: z.array(consentItem),
  affiliations: z.array(placeOut).describe('Places of work, newest first; the coordinator changes them'),
  memberships: z.array(termOut).describe('Terms in groups, newest first; the coordinator changes them'),
});
type OwnOut = z.infer<typeof ownOut>;
/** One's own data, for a program that acts for somebody. */
@ApiTags('own data')
@Controller('api/v1/own-data')
export class OwnApiController {
  constructor(
    private readonly own: OwnService,
    private readonly record: OwnRecord,
    private readonly fields: PersonFields,
    private readonly consents: Consents,
    private readonly requests: RequestService,
    private readonly takeout: TakeoutService,
  ) {}

  @Get()
  @Allow(signedIn)
  @ApiOperation({ summary: 'What the register holds of you, who sees it, and what you agreed to' })
  @ApiOkResponse({ standardSchema: ownOut })
  async show(@By() actor: Actor): Promise<OwnOut> {
    const { personId } = ownOf(actor);
    const fields = await this.record.fields(personId);
    const { places, groups } = await this.record.terms(personId);
    const consents = (await this.consents.of(personId)).map(({ purpose, isGiven, last }) => ({
      ...{ purpose, isGiven, textVersion: last?.textVersion ?? null, way: last?.way ?? null, at: last?.at ?? null },
    }));
    const terms = { affiliations: places.map(placeOf), memberships: groups.map(termOf) };
    return { id: personId, ...fields, shown: await this.fields.audiencesOf(personId), consents, ...terms };
  }

  @Put()
  @Allow(signedIn)
  @ApiOperation({ summary: 'Correct your own data, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: ownOut })
  async correct(@By() actor: Actor, @Body({ schema: ownInput }) input: OwnInput): Promise<OwnOut> {
    await this.own.correct(ownOf(actor), input);
    return this.show(actor);
  }

  @Put('shown')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Who sees which of your fields; what is left out stays' })
  @ApiOkResponse({ standardSchema: ownOut })
  async decide(@By() actor: Actor, @Body({ schema: shownInput }) input: ShownInput): Promise<OwnOut> {
    await this.own.show(ownOf(actor), input);
    return this.show(actor);
  }

  @Put('consents')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Give or withdraw consents; what is left out stays' })
  @ApiOkResponse({ standardSchema: ownOut })
  async agree(@By() actor: Actor, @Body({ schema: someConsents }) input: SomeConsents): Promise<OwnOut> {
    await this.own.agree(ownOf(actor), input);
    return this.show(actor);
  }

  @Post('confirmation')
  @HttpCode(204)
  @Allow(signedIn)
  @ApiOperation({ summary: 'What the register holds of you is right' })
  @ApiNoContentResponse()
  async confirm(@By() actor: Actor): Promise<void> {
    await this.own.confirm(ownOf(actor));
  }

  @Post('takeouts')
  @HttpCode(200)
  @Allow(signedIn)
  @BrowserOnly()
  @ApiOperation({ summary: 'Everything that is held of you, as JSON; noted in the log' })
  @ApiOkResponse({ standardSchema: z.record(z.string(), z.unknown()) })
  take(@By() actor: Actor): Promise<object> {
    return this.takeout.json(ownOf(actor));
  }

  @Post('requests')
  @HttpCode(201)
  @Allow(signedIn)
  @BrowserOnly()
  @ApiOperation({ summary: 'Ask for erasure or restriction of your data, or that they be used again' })
  async ask(@By() actor: Actor, @Body({ schema: requestInput }) input: RequestInput): Promise<{ id: string }> {
    const { personId } = ownOf(actor);
    return { id: await this.requests.ask(actor, personId, input) };
  }

  @Post('requests/:id/withdrawal')
  @HttpCode(204)
  @Allow(signedIn)
  @BrowserOnly()
  @ApiOperation({ summary: 'Take back a request that nobody has decided yet' })
  @ApiNoContentResponse()
  async withdraw(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.requests.withdraw(actor, ownOf(actor).personId, id);
  }
}

const ownOf = (actor: Actor): Own => ({
  ...{ actor, personId: found(actor.personId), base: '/me', lang: 'en', way: 'own_page' },
});

type Terms = Awaited<ReturnType<OwnRecord['terms']>>;
const placeOf = (place: Terms['places'][number]) => ({
  ...{ organisationId: place.organisationId, organisation: place.organisation, function: place.function },
  ...{ validFrom: place.validFrom, validTo: place.validTo },
});
const termOf = (term: Terms['groups'][number]) => ({
  ...{ groupId: term.groupId, group: term.code, role: term.role, stateCode: term.stateCode },
  ...{ validFrom: term.validFrom, validTo: term.validTo },
});
