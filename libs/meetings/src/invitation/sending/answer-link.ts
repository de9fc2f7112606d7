import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { hashOf, Secret } from '@samrad/platform/auth';

/**
 * The personal link of an invitation. Its secret part is derived from the invitation's id and the installation's key, so
 * that every mail can carry it; the database holds only its hash.
 */
@Injectable()
export class AnswerLink {
  constructor(
    private readonly secret: Secret,
    private readonly env: Env,
  ) {}

  tokenOf(invitationId: string): string {
    return this.secret.sign('invitation', invitationId);
  }

  /** What `invitation.link_hash` holds. */
  hashOf(invitationId: string): string {
    return hashOf(this.tokenOf(invitationId));
  }

  /** Absolute address of the answer page, with an answer ticked, or of a file behind it. */
  urlOf(invitationId: string, { choice, file }: { choice?: string; file?: string } = {}): string {
    const url = `${this.env.publicUrl}/a/${this.tokenOf(invitationId)}`;
    if (file) return `${url}/${file}`;
    return choice ? `${url}?answer=${choice}` : url;
  }
}
