import { Global, Module } from '@nestjs/common';
import { Identity } from '@samrad/platform/auth';
import { ActorFinder } from './login/actor.finder.js';
import { SessionCookie } from './login/session-cookie.js';
import { SessionIdentity } from './login/session-identity.js';
import { SessionService } from './login/session.service.js';
import { SetupCode } from './setup/setup-code.js';
import { TokenService } from './token/token.service.js';

const services = [ActorFinder, SessionCookie, SessionService, TokenService, SetupCode];
const identity = { provide: Identity, useClass: SessionIdentity };

/** Who signs in, and as what. Global, so that contexts below can ask the platform's `Identity`. */
@Global()
@Module({
  providers: [...services, identity],
  exports: [...services, identity],
})
export class AccessModule {}
