import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, BrowserOnly, Ctx } from '@samrad/platform/auth';
import { hasOwnAccount } from '../account/account.policy.js';
import { sessionView } from '../profile/profile.presenter.js';
import { meItem, sessionList } from './session.dto.js';
import { SessionService } from './session.service.js';

/** Who I am to the API, and where I am signed in. Signing in to the API is by token. */
@ApiTags('me')
@Allow(hasOwnAccount)
@Controller('api/v1')
export class SessionApiController {
  constructor(private readonly sessions: SessionService) {}

  @Get('me')
  @ApiOperation({ summary: 'Whom the token belongs to, with roles, States and groups as of today' })
  @ApiOkResponse({ standardSchema: meItem })
  me(@Ctx() { actor }: Ctx) {
    return actor;
  }

  @Get('sessions')
  @ApiOperation({ summary: 'Browsers in which I am signed in' })
  @ApiOkResponse({ standardSchema: sessionList })
  async list(@Ctx() { actor, sessionId }: Ctx) {
    const rows = await this.sessions.of(actor.accountId!);
    return { items: rows.map((row) => sessionView(row, sessionId)) };
  }

  @Delete('sessions/:id')
  @BrowserOnly()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out in one browser' })
  @ApiNoContentResponse()
  async end(@Ctx() { actor }: Ctx, @Param('id') id: string): Promise<void> {
    await this.sessions.revoke(actor, id);
  }
}
