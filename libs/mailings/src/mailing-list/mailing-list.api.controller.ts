import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { canRunLists } from '../mailing/mailing.policy.js';
import { SubscriptionService } from '../subscription/subscription.service.js';
import {
  listChange,
  listInput,
  puttingOnApi,
  type ListChange,
  type ListInput,
  type PuttingOn,
} from './mailing-list.dto.js';
import { MailingListFinder } from './mailing-list.finder.js';
import { MailingListService } from './mailing-list.service.js';

const text = z.string().nullable();
const listOut = z.object({
  ...{ id: z.string(), code: z.string(), nameEn: z.string(), nameNb: z.string(), nameNn: z.string() },
  ...{ descriptionEn: text, descriptionNb: text, descriptionNn: text, isPublic: z.boolean(), version: z.number() },
  /** Confirmed subscriptions. */
  subscribers: z.number(),
});
const putOnOut = z.object({
  added: z.number(),
  /** On the list already. */
  there: z.array(z.string()),
  /** Left the list: only their owners come back. */
  withdrawn: z.array(z.string()),
});

/** Newsletters. */
@ApiTags('mailings')
@Controller('api/v1/mailing-lists')
export class MailingListApiController {
  constructor(
    private readonly finder: MailingListFinder,
    private readonly service: MailingListService,
    private readonly subscriptions: SubscriptionService,
  ) {}

  @Get()
  @Allow(canRunLists)
  @ApiOperation({ summary: 'Newsletters with how many subscribe' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(listOut) }) })
  async list() {
    return { items: await this.finder.all() };
  }

  @Get(':id')
  @Allow(canRunLists)
  @ApiOperation({ summary: 'One newsletter, by id or short name' })
  @ApiOkResponse({ standardSchema: listOut })
  async one(@Param('id') id: string) {
    return found(await this.finder.one(id));
  }

  @Post()
  @Allow(canRunLists)
  @ApiOperation({ summary: 'Add a newsletter' })
  @ApiCreatedResponse({ standardSchema: listOut })
  async create(@By() actor: Actor, @Body({ schema: listInput }) input: ListInput) {
    return this.one(await this.service.create(actor, input));
  }

  @Put(':id')
  @Allow(canRunLists)
  @ApiOperation({ summary: 'Change a newsletter: all fields, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: listOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: listChange }) input: ListChange) {
    await this.service.change(actor, found(await this.finder.one(id)).id, input);
    return this.one(id);
  }

  @Post(':id/subscriptions')
  @HttpCode(200)
  @Allow(canRunLists)
  @ApiOperation({ summary: 'Put addresses on a list on a stated basis; whoever has left it stays away' })
  @ApiOkResponse({ standardSchema: putOnOut })
  async putOn(@By() actor: Actor, @Param('id') id: string, @Body({ schema: puttingOnApi }) input: PuttingOn) {
    return this.subscriptions.putOn(actor, id, input);
  }
}
