import { referenceOf } from '../action/action.rules.js';
import type { RelatedRow } from './relation.finder.js';
import { relationChoices } from './relation.rules.js';

/** For a page: grouped by how the other stands to this one. */
export const presentRelations = (rows: readonly RelatedRow[]) =>
  relationChoices
    .map((relation) => ({
      key: `actions.relation.group.${relation}`,
      others: rows
        .filter((row) => row.relation === relation)
        .map(({ id, actionId, number, title }) => ({ id, actionId, ref: referenceOf(number), title })),
    }))
    .filter(({ others }) => others.length);

export const relationForApi = ({ id, relation, actionId, number, title }: RelatedRow) => ({
  id,
  relation,
  actionId,
  ref: referenceOf(number),
  title,
});
