import passport from 'passport';
import type { LinkService } from './link.service.js';

/** Passport strategy: the secret of a sign-in link, which is used up by it. */
export class LinkStrategy extends passport.Strategy {
  readonly name = 'link';

  constructor(private readonly links: LinkService) {
    super();
  }

  authenticate(request: { body?: { secret?: string } }): void {
    this.links.redeem(request.body?.secret ?? '').then(
      (proven) => (proven ? this.success(proven) : this.fail(410)),
      (error: unknown) => this.error(error),
    );
  }
}
