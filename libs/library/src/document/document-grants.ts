import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Sql } from '@samrad/platform/database';

/** Condition on `d.id`: the actor may read it because of something it is attached to. Null: nothing more. */
export type Grant = (actor: Actor) => Sql | null;

/** Contexts above say here which further documents an actor may read, e.g. the papers of a meeting they are invited to. */
@Injectable()
export class DocumentGrants {
  private readonly grants: Grant[] = [];

  add(grant: Grant): void {
    this.grants.push(grant);
  }

  for(actor: Actor): Sql[] {
    return this.grants.map((grant) => grant(actor)).filter((condition): condition is Sql => condition !== null);
  }
}
