import { Injectable } from '@nestjs/common';
import { anonymous, PersonalDoor, signedIn, type Actor, type Ctx } from '@samrad/platform/auth';
import { PersonFinder } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import type { Answer } from '@samrad/platform/views';

/** Somebody at their own page. */
export interface Own {
  actor: Actor;
  personId: string;
  /** Where the page is: `/me`, or that of a personal link. */
  base: string;
  lang: Language;
  /** How what is said here came to us. */
  way: 'own_page' | 'mail_link';
}

interface LinkRow {
  id: string;
  personId: string;
}

/** The address is a key: it goes to no other site, into no cache and no search engine. */
const secret = {
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'private, no-store',
};

/** Lets people in to their own page: by account, or by a personal link without one. */
@Injectable()
export class OwnDoor {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly door: PersonalDoor,
    private readonly persons: PersonFinder,
  ) {}

  /** For a page. @returns undefined for a visitor without a link; NotFound for a link that opens nothing */
  open(ctx: Ctx, token: string | undefined): Promise<Own | undefined> {
    return this.own(ctx, token, 'open');
  }

  /** For a form: tries are counted. */
  enter(ctx: Ctx, token: string | undefined): Promise<Own | undefined> {
    return this.own(ctx, token, 'enter');
  }

  /** The answer as it may leave: nothing of a personal link is kept anywhere. */
  guarded = ({ way }: Own, answer: Answer): Answer => (way === 'mail_link' ? answer.with(secret) : answer);

  private async own(ctx: Ctx, token: string | undefined, how: 'open' | 'enter'): Promise<Own | undefined> {
    const { actor, lang } = ctx;
    if (token === undefined) {
      if (!signedIn(actor) || actor.personId === null) return undefined;
      return { actor, personId: actor.personId, base: '/me', lang, way: 'own_page' };
    }
    const lock = { token, find: (hash: string) => this.live(hash), unknown: 'myself.link.unknown' };
    const { personId } = await this.door[how](ctx, lock);
    const person = found(await this.persons.byId(personId));
    const self: Actor = { ...anonymous, personId, name: person.name, email: person.address };
    const own = { actor: self, personId, base: `/m/${token}`, way: 'mail_link' as const };
    return { ...own, lang: ctx.query.lang ? lang : person.mailLanguage };
  }

  private live(hash: string): Promise<LinkRow | undefined> {
    return this.db.row<LinkRow>(sql`
      SELECT l.id, l.person_id AS personId FROM own_link l JOIN person p ON p.id = l.person_id
      WHERE l.id = ${hash} AND l.expires_at > ${this.clock.instant()} AND p.erased_at IS NULL`);
  }
}
