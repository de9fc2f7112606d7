import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import {
  Consents,
  consentPurposes,
  consentWays,
  fieldAudiences,
  PersonFields,
  personFields,
  PersonService,
} from '@samrad/network';
import { Allow, BrowserOnly, By, signedIn, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { checkbox } from '@samrad/platform/views';
import type { Own } from '../link/own-door.js';
import { requestInput, type RequestInput } from '../request/request.dto.js';
import { RequestService } from '../request/request.service.js';
import { TakeoutService } from '../takeout/takeout.service.js';
import { ownInput, shownInput, type OwnInput, type ShownInput } from './own.dto.js';
import { OwnService } from './own.service.js';

const consentItem = z.object({
  purpose: z.enum(consentPurposes),
  isGiven: z.boolean(),
  textVersion: z.string().nullable(),
  way: z.enum(consentWays).nullable(),
  at: z.string().nullable(),
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
  about: z.string().nullable(),
  version: z.number(),
  shown: z.record(z.enum(personFields), z.enum(fieldAudiences)).describe('Who sees each field'),
  consents: z.array(consentItem),
});
type OwnOut = z.infer<typeof ownOut>;
const someConsents = z.object(Object.fromEntries(consentPurposes.map((purpose) => [purpose, checkbox().optional()])));
type SomeConsents = Partial<Record<(typeof consentPurposes)[number], boolean>>;

/** One's own data, for a program that acts for somebody. */
@ApiTags('own data')
@Controller('api/v1/own-data')
export class OwnApiController {
  constructor(
    private readonly own: OwnService,
    private readonly persons: PersonService,
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
    const { note: _, about, ...fields } = found(await this.persons.fields(personId));
    const consents = (await this.consents.of(personId)).map(({ purpose, isGiven, last }) => ({
      ...{ purpose, isGiven, textVersion: last?.textVersion ?? null, way: last?.way ?? null, at: last?.at ?? null },
    }));
    return { id: personId, ...fields, about: about ?? null, shown: await this.fields.audiencesOf(personId), consents };
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
  async agree(@By() actor: Actor, @Body() body: unknown): Promise<OwnOut> {
    const given = body as Record<string, unknown>;
    const all = someConsents.parse(given) as SomeConsents;
    const said = Object.fromEntries(Object.entries(all).filter(([purpose]) => purpose in given));
    await this.own.agree(ownOf(actor), said);
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
}

const ownOf = (actor: Actor): Own => ({
  ...{ actor, personId: found(actor.personId), base: '/me', lang: 'en', way: 'own_page' },
});
