import { Global, Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { Identity } from '@samrad/platform/auth';
import { AccountApiController } from './account/account.api.controller.js';
import { AccountController } from './account/account.controller.js';
import { AccountFinder } from './account/account.finder.js';
import { AccountService } from './account/account.service.js';
import { AddressLetters } from './account/address-letters.js';
import { AdministratorProtection } from './account/administrator-protection.js';
import { NewAccountController } from './account/new-account.controller.js';
import { Passwords } from './account/passwords.js';
import { ActorFinder } from './session/actor.finder.js';
import { DemoSignIns } from './login/demo-sign-ins.js';
import { LinkService } from './login/link.service.js';
import { Passports } from './login/passports.js';
import { SessionApiController } from './session/session.api.controller.js';
import { SessionController } from './session/session.controller.js';
import { SessionCookie } from './session/session-cookie.js';
import { SessionIdentity } from './session/session-identity.js';
import { SessionService } from './session/session.service.js';
import { SignInController } from './login/sign-in.controller.js';
import { SignInJobs } from './login/sign-in.jobs.js';
import { SignInService } from './login/sign-in.service.js';
import { PasswordService } from './profile/password.service.js';
import { ProfileController } from './profile/profile.controller.js';
import { ProfileService } from './profile/profile.service.js';
import { AdministratorService } from './setup/administrator.service.js';
import { SetupCode } from './setup/setup-code.js';
import { SetupController } from './setup/setup.controller.js';
import { SetupRedirect } from './setup/setup-redirect.js';
import { FeedController } from './token/feed.controller.js';
import { TokenApiController } from './token/token.api.controller.js';
import { TokenController } from './token/token.controller.js';
import { TokenService } from './token/token.service.js';

const account = [AddressLetters, AdministratorProtection, AccountFinder, AccountService, Passwords];
const login = [ActorFinder, DemoSignIns, LinkService, Passports, SessionCookie, SessionService, SignInService];
const services = [...account, ...login, TokenService, SetupCode, AdministratorService, ProfileService, PasswordService];
const identity = { provide: Identity, useClass: SessionIdentity };

// What is more exact comes first: `/accounts/new` before `/accounts/:id`.
const pages = [SignInController, SetupController, NewAccountController, AccountController];
const profile = [ProfileController, SessionController, TokenController, FeedController];
const api = [AccountApiController, SessionApiController, TokenApiController];

/** Who signs in, and as what. Global, so that contexts below can ask the platform's `Identity`. */
@Global()
@Module({
  imports: [NetworkModule],
  controllers: [...pages, ...profile, ...api],
  providers: [...services, SignInJobs, SetupRedirect, identity],
  exports: [...services, identity],
})
export class AccessModule {}
