import { Injectable } from '@nestjs/common';
import { isRestricted, type Actor, type Audience } from '@samrad/platform/auth';
import { Traces } from '@samrad/platform/traces';

interface Read {
  id: string;
  title: string;
  /** An `Audience`. */
  audience: string;
}

/** Notes in the log who read the words of a document that is not for the whole network, once a day. */
@Injectable()
export class RestrictedReading {
  constructor(private readonly traces: Traces) {}

  async note(actor: Actor, documents: readonly Read[]): Promise<void> {
    for (const { id, title, audience } of documents) {
      if (isRestricted(audience as Audience))
        await this.traces.read(actor, { what: 'document', subjectId: id, subject: title });
    }
  }
}
