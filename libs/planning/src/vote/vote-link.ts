import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LostLink } from '@samrad/meetings';
import { hashOf, Secret } from '@samrad/platform/auth';
import { Env } from '../../../../config/env.js';
import { PollFinder } from '../poll/poll.finder.js';

/**
 * The personal link of a poll. Its secret part is derived from the voter's id and the installation's key, so that every
 * mail can carry it; the database holds only its hash.
 */
@Injectable()
export class VoteLink implements OnModuleInit {
  constructor(
    private readonly secret: Secret,
    private readonly env: Env,
    private readonly finder: PollFinder,
    private readonly lost: LostLink,
  ) {}

  onModuleInit(): void {
    this.lost.offer(async ({ personId }) =>
      (await this.finder.openFor(personId)).map(({ voterId, title }) => ({ text: title, href: this.urlOf(voterId) })),
    );
  }

  /** What `poll_voter.link_hash` holds. */
  hashOf(voterId: string): string {
    return hashOf(this.tokenOf(voterId));
  }

  /** Path of the page on which the person answers. */
  pathOf(voterId: string): string {
    return `/p/${this.tokenOf(voterId)}`;
  }

  urlOf(voterId: string): string {
    return `${this.env.publicUrl}${this.pathOf(voterId)}`;
  }

  private tokenOf(voterId: string): string {
    return this.secret.sign('poll', voterId);
  }
}
