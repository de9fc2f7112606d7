import sql, { type Sql } from 'sql-template-tag';
import { signedIn, isOrganiser, type Actor } from '@samrad/platform/auth';

/** The list and its pages: for people inside, who find there what they may decide. */
export const canHaveAnswers = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);

/**
 * Condition on `mail_answer m`, shared by list, count, notes on lines, page, decisions and API: an answer is for those who
 * report for every line that it may be about. Who may decide it sees it, and nobody else.
 * @param reportable those who report for a line: condition on `action_progress p` of `action_item a`; may be unknown (NULL)
 */
export function visibleTo(actor: Actor, reportable: Sql): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!canHaveAnswers(actor)) return sql`1 = 0`;
  const lines = sql`mail_answer_line seen_l JOIN action_progress p ON p.id = seen_l.progress_id
    JOIN action_item a ON a.id = p.action_id WHERE seen_l.answer_id = m.id`;
  return sql`(EXISTS (SELECT 1 FROM ${lines})
    AND NOT EXISTS (SELECT 1 FROM ${lines} AND CASE WHEN ${reportable} THEN 0 ELSE 1 END = 1))`;
}
