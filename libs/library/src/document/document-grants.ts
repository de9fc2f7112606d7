import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Sql } from '@samrad/platform/database';

/** Condition on `d.id`: the actor may read it because of something it is attached to. Null: nothing more. */
export type Grant = (actor: Actor) => Sql | null;

/**
 * Contexts above say here which further documents an actor may read, e.g. the papers of a meeting they are invited to,
 * and which they may not, whatever their audience: those of a closed session.
 */
@Injectable()
export class DocumentGrants {
  private readonly grants: Grant[] = [];
  private readonly refusals: Grant[] = [];

  add(grant: Grant): void {
    this.grants.push(grant);
  }

  /** @param refusal condition on `d` under which the actor may not read it */
  refuse(refusal: Grant): void {
    this.refusals.push(refusal);
  }

  for(actor: Actor): Sql[] {
    return conditions(this.grants, actor);
  }

  refusedTo(actor: Actor): Sql[] {
    return conditions(this.refusals, actor);
  }
}

const conditions = (grants: readonly Grant[], actor: Actor): Sql[] =>
  grants.map((grant) => grant(actor)).filter((condition): condition is Sql => condition !== null);
