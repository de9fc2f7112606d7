import { Injectable } from '@nestjs/common';
import { hashOf, Secret } from '@samrad/platform/auth';
import { Env } from '../../../../config/env.js';

const purposes = { j: 'joining-application', g: 'joining-invitation' } as const;
/** `j` confirms an application, `g` answers an invitation to a group. */
type Door = keyof typeof purposes;

/** Personal links. The secret part is derived from the record's id and the installation's key; only its hash is stored. */
@Injectable()
export class JoiningLink {
  constructor(
    private readonly secret: Secret,
    private readonly env: Env,
  ) {}

  hashOf(door: Door, id: string): string {
    return hashOf(this.tokenOf(door, id));
  }

  urlOf(door: Door, id: string): string {
    return `${this.env.publicUrl}${this.pathOf(door, id)}`;
  }

  pathOf(door: Door, id: string): string {
    return `/${door}/${this.tokenOf(door, id)}`;
  }

  private tokenOf(door: Door, id: string): string {
    return this.secret.sign(purposes[door], id);
  }
}

/** The address of such a page is a key: it goes to no other site, into no cache and no search engine. */
export const secretPage = {
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'private, no-store',
};
