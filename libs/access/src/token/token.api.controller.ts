import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { Allow, BrowserOnly, By, Ctx, type Actor } from '@samrad/platform/auth';
import { hasOwnAccount } from '../account/account.policy.js';
import { createdToken, tokenInput, tokenList, type TokenInput } from './token.dto.js';
import { TokenService } from './token.service.js';

/** My tokens for the API. */
@ApiTags('tokens')
@Allow(hasOwnAccount)
@Controller('api/v1/tokens')
export class TokenApiController {
  constructor(private readonly tokens: TokenService) {}

  @Get()
  @ApiOperation({ summary: 'My tokens, newest first, without the secrets' })
  @ApiOkResponse({ standardSchema: tokenList })
  async list(@By() actor: Actor) {
    return { items: await this.tokens.of(actor.accountId!) };
  }

  @Post()
  @BrowserOnly()
  @ApiOperation({ summary: 'A new token; it is shown only in this answer' })
  @ApiCreatedResponse({ standardSchema: createdToken })
  create(@By() actor: Actor, @Body({ schema: tokenInput }) input: TokenInput) {
    return this.tokens.create(actor, { ...input, accountId: actor.accountId! });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a token back; it stops at once. With a token: only that token itself' })
  @ApiNoContentResponse()
  @ApiForbiddenResponse({ description: 'A token can take back itself only' })
  async revoke(@Ctx() { actor, tokenId }: Ctx, @Param('id') id: string): Promise<void> {
    await this.tokens.revoke(actor, id, tokenId);
  }
}
