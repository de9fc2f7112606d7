import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { addressKey } from '@samrad/platform/pure';
import { AccountFinder } from '../account/account.finder.js';
import { Passwords } from '../account/passwords.js';
import { LinkService } from './link.service.js';
import { LinkStrategy } from './link-strategy.js';

/** Who proved who they are. */
export interface Proven {
  accountId: string;
  /** Path to go on to; only links carry one. */
  next?: string;
}

type Body = Record<string, string>;
type StrategyName = 'local' | 'link';
type Callback = (error: unknown, user?: Proven | false | null) => void;

/** The strategies of sign-in. Passport neither keeps sessions nor redirects here: it only says who somebody is. */
@Injectable()
export class Passports {
  private readonly passport = new passport.Passport();

  constructor(
    private readonly accounts: AccountFinder,
    private readonly passwords: Passwords,
    links: LinkService,
  ) {
    this.passport.use(
      'local',
      new LocalStrategy({ usernameField: 'email', session: false }, (email, password, done) => {
        this.byPassword(email, password).then((proven) => done(null, proven ?? false), done);
      }),
    );
    this.passport.use('link', new LinkStrategy(links));
  }

  /** @returns null when the proof is not good enough */
  prove(strategy: StrategyName, body: Body): Promise<Proven | null> {
    return new Promise((resolve, reject) => {
      const answered: Callback = (error, user) => (error ? reject(error as Error) : resolve(user || null));
      const authenticate = this.passport.authenticate(strategy, { session: false }, answered) as Middleware;
      authenticate({ body, query: {}, headers: {} }, {}, reject);
    });
  }

  private async byPassword(email: string, password: string): Promise<Proven | null> {
    const person = await this.accounts.byAddress(addressKey(email));
    const matches = await this.passwords.matches(person?.passwordHash ?? null, password);
    return matches && person?.accountId ? { accountId: person.accountId } : null;
  }
}

type Middleware = (request: object, response: object, next: (error: Error) => void) => void;
