import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { longestPassword, samePassword } from './password.rules.js';

/** OWASP's figures for argon2id, the library's default kind: 19 MiB, two passes, one thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id hashes of passwords. */
@Injectable()
export class Passwords {
  private standIn?: Promise<string>;

  hash(password: string): Promise<string> {
    return hash(samePassword(password), cost);
  }

  /**
   * Takes the same time whether there is a hash or not, so that nobody learns which addresses have an account.
   * @param stored null when there is no such account, or it has no password
   */
  async matches(stored: string | null, password: string): Promise<boolean> {
    if (password.length > longestPassword) return false;
    this.standIn ??= this.hash('nobody has this password');
    const good = await verify(stored ?? (await this.standIn), samePassword(password));
    return good && stored !== null;
  }
}
