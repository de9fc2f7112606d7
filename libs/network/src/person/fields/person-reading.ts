import { Injectable } from '@nestjs/common';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import { Traces } from '@samrad/platform/traces';
import { nameOf } from '../person.rules.js';

interface Read {
  id: string;
  givenName: string;
  familyName: string;
}

/**
 * Notes in the log who read what a person shows to organisers only, once a day; the person finds it in what they take
 * out. What others see is no more than the person shows them.
 */
@Injectable()
export class PersonReading {
  constructor(private readonly traces: Traces) {}

  async note(actor: Actor, person: Read): Promise<void> {
    if (!isOrganiser(actor) || actor.personId === person.id) return;
    await this.traces.read(actor, { what: 'person', subjectId: person.id, subject: nameOf(person) });
  }
}
