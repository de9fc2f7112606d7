import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { longestSeconds } from './session.rules.js';

/** The cookie that a signed-in browser carries. */
@Injectable()
export class SessionCookie {
  /** The prefix makes browsers refuse it without TLS or from a subdomain. */
  readonly name: string;
  private readonly flags: string;

  constructor(env: Env) {
    const secure = env.publicUrl.startsWith('https:');
    this.name = secure ? '__Host-sid' : 'sid';
    this.flags = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  /** The value of `Set-Cookie` at sign-in. */
  holding(secret: string): string {
    return `${this.name}=${secret}; Max-Age=${longestSeconds}; ${this.flags}`;
  }

  /** The value of `Set-Cookie` at sign-out. */
  removed(): string {
    return `${this.name}=; Max-Age=0; ${this.flags}`;
  }
}
