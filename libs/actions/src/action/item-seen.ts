import { seesItem } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { sql, type Sql } from '@samrad/platform/database';

/** Condition on `action_item a`: the item of the agenda that it comes from, if any, is not closed to the actor. */
export const itemSeen = (actor: Actor): Sql => seesItem(actor, sql`a.item_id`);
