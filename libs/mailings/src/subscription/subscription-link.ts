import { Injectable } from '@nestjs/common';
import { hashOf, Secret } from '@samrad/platform/auth';
import { Env } from '../../../../config/env.js';

/**
 * The links of a subscription: `/u/…` ends it and chooses lists, for as long as the row is there; `/w/…` confirms. Their
 * secret parts are derived from ids and the installation's key; the database holds only hashes.
 */
@Injectable()
export class SubscriptionLink {
  constructor(
    private readonly secret: Secret,
    private readonly env: Env,
  ) {}

  /** @param id of the subscription */
  hashOf(id: string): string {
    return hashOf(this.tokenOf(id));
  }

  pathOf(id: string): string {
    return `/u/${this.tokenOf(id)}`;
  }

  urlOf(id: string): string {
    return `${this.env.publicUrl}${this.pathOf(id)}`;
  }

  /** @param request one act of subscribing, which may be about several lists */
  confirmHashOf(request: string): string {
    return hashOf(this.confirmToken(request));
  }

  confirmUrlOf(request: string): string {
    return `${this.env.publicUrl}/w/${this.confirmToken(request)}`;
  }

  private tokenOf(id: string): string {
    return this.secret.sign('subscription', id);
  }

  private confirmToken(request: string): string {
    return this.secret.sign('subscription-confirm', request);
  }
}
