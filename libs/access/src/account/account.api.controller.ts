import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, BrowserOnly, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { strictQuery } from '@samrad/platform/views';
import { LinkService } from '../login/link.service.js';
import {
  accountFilter,
  accountItem,
  accountPage,
  newAccount,
  rolesInput,
  switchInput,
  type AccountFilter,
  type NewAccountInput,
  type RolesInput,
  type SwitchInput,
} from './account.dto.js';
import { AccountFinder } from './account.finder.js';
import { canManageAccounts } from './account.policy.js';
import { accountJson } from './account.presenter.js';
import { AccountService } from './account.service.js';

/** For administrators: who may sign in, and as what. Tokens may read only: they must not let anybody in. */
@ApiTags('accounts')
@Allow(canManageAccounts)
@Controller('api/v1/accounts')
export class AccountApiController {
  constructor(
    private readonly finder: AccountFinder,
    private readonly accounts: AccountService,
    private readonly links: LinkService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Accounts by name; only for administrators' })
  @ApiOkResponse({ standardSchema: accountPage })
  async list(@Query({ schema: strictQuery(accountFilter) }) filter: AccountFilter) {
    const { rows, page, per, more, total } = await this.finder.list(filter);
    return { items: rows.map(accountJson), page, per, more, total };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One account' })
  @ApiOkResponse({ standardSchema: accountItem })
  async one(@Param('id') id: string) {
    return accountJson(found(await this.finder.one(id)));
  }

  @Post()
  @BrowserOnly()
  @ApiOperation({ summary: 'An account for a person in the network' })
  @ApiCreatedResponse({ standardSchema: accountItem })
  async create(@By() actor: Actor, @Body({ schema: newAccount }) { sendLink, ...input }: NewAccountInput) {
    const id = await this.accounts.create(actor, input);
    if (sendLink) await this.links.sendTo(actor, id);
    return this.one(id);
  }

  @Put(':id/roles')
  @BrowserOnly()
  @ApiOperation({ summary: 'What the account may do from now on' })
  @ApiOkResponse({ standardSchema: accountItem })
  async setRoles(@By() actor: Actor, @Param('id') id: string, @Body({ schema: rolesInput }) input: RolesInput) {
    await this.accounts.setRoles(actor, id, input);
    return this.one(id);
  }

  @Put(':id/disabling')
  @BrowserOnly()
  @ApiOperation({ summary: 'Nobody signs in with the account from now on; its sessions end' })
  @ApiOkResponse({ standardSchema: accountItem })
  async disable(@By() actor: Actor, @Param('id') id: string, @Body({ schema: switchInput }) { version }: SwitchInput) {
    await this.accounts.disable(actor, id, version);
    return this.one(id);
  }

  @Put(':id/enabling')
  @BrowserOnly()
  @ApiOperation({ summary: 'The account may be used again' })
  @ApiOkResponse({ standardSchema: accountItem })
  async enable(@By() actor: Actor, @Param('id') id: string, @Body({ schema: switchInput }) { version }: SwitchInput) {
    await this.accounts.enable(actor, id, version);
    return this.one(id);
  }

  @Post(':id/sign-in-link')
  @BrowserOnly()
  @HttpCode(204)
  @ApiOperation({ summary: 'Mail a sign-in link to the account' })
  @ApiNoContentResponse()
  async sendLink(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.links.sendTo(actor, id);
  }

  @Delete(':id/sessions')
  @BrowserOnly()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign the account out everywhere' })
  @ApiNoContentResponse()
  async endSessions(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.accounts.endSessions(actor, id);
  }
}
