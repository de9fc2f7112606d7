import { Injectable } from '@nestjs/common';
import { longestPassword, samePassword } from './password.rules.js';

/** OWASP's figures for argon2id, the library's default kind: 19 MiB, two passes, one thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Native code of some size, loaded with the first password. */
const argon2 = () => import('@node-rs/argon2');

/** argon2id hashes of passwords. */
@Injectable()
export class Passwords {
  private standIn?: Promise<string>;

  async hash(password: string): Promise<string> {
    const { hash } = await argon2();
    return hash(samePassword(password), cost);
  }

  /**
   * Takes the same time whether there is a hash or not, so that nobody learns which addresses have an account.
   * @param stored null when there is no such account, or it has no password
   */
  async matches(stored: string | null, password: string): Promise<boolean> {
    if (password.length > longestPassword) return false;
    this.standIn ??= this.hash('nobody has this password');
    const { verify } = await argon2();
    const good = await verify(stored ?? (await this.standIn), samePassword(password));
    return good && stored !== null;
  }
}
