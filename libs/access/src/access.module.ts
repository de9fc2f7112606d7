import { Global, Module } from '@nestjs/common';
import { Identity } from '@samrad/platform/auth';
import { AccountFinder } from './account/account.finder.js';
import { AccountService } from './account/account.service.js';
import { Passwords } from './account/passwords.js';
import { ActorFinder } from './login/actor.finder.js';
import { LinkService } from './login/link.service.js';
import { Passports } from './login/passports.js';
import { SessionCookie } from './login/session-cookie.js';
import { SessionIdentity } from './login/session-identity.js';
import { SessionService } from './login/session.service.js';
import { SignInController } from './login/sign-in.controller.js';
import { SignInJobs } from './login/sign-in.jobs.js';
import { SignInService } from './login/sign-in.service.js';
import { SetupCode } from './setup/setup-code.js';
import { SetupRedirect } from './setup/setup-redirect.js';
import { TokenService } from './token/token.service.js';

const account = [AccountFinder, AccountService, Passwords];
const login = [ActorFinder, LinkService, Passports, SessionCookie, SessionService, SignInService];
const services = [...account, ...login, TokenService, SetupCode];
const identity = { provide: Identity, useClass: SessionIdentity };

/** Who signs in, and as what. Global, so that contexts below can ask the platform's `Identity`. */
@Global()
@Module({
  controllers: [SignInController],
  providers: [...services, SignInJobs, SetupRedirect, identity],
  exports: [...services, identity],
})
export class AccessModule {}
