import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Settings } from '@samrad/platform/database';

export interface DemoSignIn {
  role: string;
  name: string;
  email: string;
  password: string;
}

/** The invented people of the demo network, who are shown on the sign-in page; nobody outside demo mode. */
@Injectable()
export class DemoSignIns {
  constructor(
    private readonly env: Env,
    private readonly settings: Settings,
  ) {}

  async all(): Promise<DemoSignIn[]> {
    const loaded = this.env.isDemo ? await this.settings.get('demo.loaded') : null;
    if (!loaded) return [];
    const people = JSON.parse(loaded) as DemoSignIn[];
    return people.map((person) => ({ ...person, role: snakeCase(person.role) }));
  }
}

/** `stateContact` → `state_contact`, as roles are called. */
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
