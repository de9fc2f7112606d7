import { Injectable } from '@nestjs/common';
import { hashOf, Secret } from '@samrad/platform/auth';
import { Env } from '../../../../config/env.js';
import type { AskedAbout } from './asked.entity.js';
import { AskedFinder, type AskedRow } from './asked.finder.js';

const doors: Record<AskedAbout, string> = { presenter: 'f', item_call: 'i', consultation: 'r', state_report: 's' };

type Named = Pick<AskedRow, 'id' | 'about'>;

/**
 * The personal link of somebody who was asked. Its secret part is derived from the row's id and the installation's key,
 * so that every mail can carry it; the database holds only its hash.
 */
@Injectable()
export class AskedLink {
  constructor(
    private readonly secret: Secret,
    private readonly env: Env,
    private readonly finder: AskedFinder,
  ) {}

  /** What `preparation_asked.link_hash` holds. */
  hashOf(asked: Named): string {
    return hashOf(this.tokenOf(asked));
  }

  /** Path of the page on which the person answers. */
  pathOf(asked: Named): string {
    return `/${doors[asked.about]}/${this.tokenOf(asked)}`;
  }

  urlOf(asked: Named): string {
    return `${this.env.publicUrl}${this.pathOf(asked)}`;
  }

  /** For `PersonalDoor`. */
  lock(about: AskedAbout, token: string) {
    return { token, find: (hash: string) => this.finder.byLink(about, hash), unknown: 'preparation.asked.unknownLink' };
  }

  private tokenOf({ id, about }: Named): string {
    return this.secret.sign(`preparation-${about}`, id);
  }
}
