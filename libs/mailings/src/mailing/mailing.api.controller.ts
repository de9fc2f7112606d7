import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { paging, strictQuery } from '@samrad/platform/views';
import { z } from 'zod';
import { DeliveryFinder } from '../delivery/delivery.finder.js';
import { MailingRecipients } from '../delivery/mailing-recipients.js';
import { countOut, listOut, logOut, mailingOut, outOf, recipientsOut } from './mailing-out.dto.js';
import {
  mailingChange,
  mailingInput,
  mailingQuery,
  sendingInput,
  versionInput,
  type MailingChange,
  type MailingInput,
  type MailingQuery,
  type SendingInput,
} from './mailing.dto.js';
import { MailingFinder } from './mailing.finder.js';
import { canRunMailings } from './mailing.policy.js';
import { MailingService } from './mailing.service.js';

const logQuery = z.object(paging);

/** Mail to many. */
@ApiTags('mailings')
@Controller('api/v1/mailings')
export class MailingApiController {
  constructor(
    private readonly finder: MailingFinder,
    private readonly service: MailingService,
    private readonly recipients: MailingRecipients,
    private readonly deliveries: DeliveryFinder,
  ) {}

  @Get()
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Mail to many: drafts and what is on its way first, then the newest' })
  @ApiOkResponse({ standardSchema: listOut })
  async list(@Query({ schema: strictQuery(mailingQuery) }) query: MailingQuery) {
    const { rows, ...page } = await this.finder.page(query);
    return { items: rows.map(outOf), ...page };
  }

  @Get(':id')
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'One mailing with its words in each language' })
  @ApiOkResponse({ standardSchema: mailingOut })
  async one(@Param('id') id: string) {
    return outOf(found(await this.finder.one(id)));
  }

  @Get(':id/recipients')
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Who gets it today in which language, and who does not and why' })
  @ApiOkResponse({ standardSchema: recipientsOut })
  async readers(@Param('id') id: string) {
    const judged = await this.recipients.of(found(await this.finder.one(id)));
    const items = judged.map(({ personId, name, address, language, reason }) => ({
      ...{ personId, name, address, language, reason },
    }));
    return { count: items.filter(({ reason }) => reason === null).length, items };
  }

  @Get(':id/deliveries')
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'What became of it, person by person; `mailId` names the message under sent mail' })
  @ApiOkResponse({ standardSchema: logOut })
  async log(@Param('id') id: string, @Query({ schema: strictQuery(logQuery) }) query: z.infer<typeof logQuery>) {
    const { rows, ...page } = await this.deliveries.page(found(await this.finder.one(id)).id, query);
    return { items: rows, ...page };
  }

  @Post()
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Make a draft' })
  @ApiCreatedResponse({ standardSchema: mailingOut })
  async create(@By() actor: Actor, @Body({ schema: mailingInput }) input: MailingInput) {
    return this.one(await this.service.create(actor, input));
  }

  @Put(':id')
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Change a draft: all fields, with the `version` the change is based on' })
  @ApiOkResponse({ standardSchema: mailingOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: mailingChange }) input: MailingChange) {
    await this.service.change(actor, id, input);
    return this.one(id);
  }

  @Post(':id/test')
  @HttpCode(200)
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Send it to yourself, in every language in which it is written' })
  @ApiOkResponse({ standardSchema: countOut })
  async test(@By() actor: Actor, @Param('id') id: string) {
    return { count: await this.service.test(actor, id) };
  }

  @Post(':id/sending')
  @HttpCode(200)
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Let it go, now or at `sendAt` (wall time in Oslo); 409 when not `count` persons get it' })
  @ApiOkResponse({ standardSchema: mailingOut })
  async send(@By() actor: Actor, @Param('id') id: string, @Body({ schema: sendingInput }) input: SendingInput) {
    await this.service.queue(actor, id, input);
    return this.one(id);
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Take back whatever has not left; `count` persons get nothing' })
  @ApiOkResponse({ standardSchema: countOut })
  async cancel(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: versionInput }) { version }: { version: number },
  ) {
    return { count: await this.service.cancel(actor, id, version) };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canRunMailings)
  @ApiOperation({ summary: 'Remove a draft' })
  @ApiNoContentResponse()
  async remove(
    @By() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: strictQuery(versionInput) }) { version }: { version: number },
  ): Promise<void> {
    await this.service.remove(actor, id, version);
  }
}
