import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Db, Settings, sql } from '@samrad/platform/database';
import { hashOf } from '@samrad/platform/auth';

const setting = 'setup.code';
/** No letters or digits that look alike. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const groups = 4;

/** The one-time code with which the first administrator is created. */
@Injectable()
export class SetupCode {
  private done = false;

  constructor(
    private readonly db: Db,
    private readonly settings: Settings,
    private readonly env: Env,
  ) {}

  /** True while there is no account at all. Remembered once there is one. */
  async isNeeded(): Promise<boolean> {
    if (this.done) return false;
    this.done = Boolean(await this.db.row(sql`SELECT id FROM account LIMIT 1`));
    return !this.done;
  }

  /** Prints a new code while there is no account; called at start. Only its hash is stored. */
  async printIfNeeded(print: (text: string) => void): Promise<void> {
    if (!(await this.isNeeded())) return;
    const code = newCode();
    await this.settings.set(setting, hashOf(bare(code)));
    print(`\nNobody has an account yet. Open ${this.env.publicUrl}/setup and give this code: ${code}\n`);
  }

  /** Uses the code up, if it is the one printed last. Case, spaces and hyphens do not matter. Joins the transaction. */
  async use(code: string): Promise<boolean> {
    const hash = hashOf(bare(code));
    return (await this.db.run(sql`DELETE FROM setting WHERE name = ${setting} AND value = ${hash}`)) === 1;
  }
}

const letter = () => letters[randomInt(letters.length)]!;
const newCode = () => Array.from({ length: groups }, () => Array.from({ length: 4 }, letter).join('')).join('-');
const bare = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '');
