// What the yardstick answers about action items: the same rows and numbers, by hand-written SQL, for whoever asks.
import type { Ask, Found } from './ask.js';

const listed = `
  SELECT p.id, p.action_id AS actionId, p.action_number AS number, a.title, a.priority, m.id AS meetingId, p.state_code AS stateCode,
    p.organisation_id AS organisationId, o.name AS organisationName, p.person_id AS personId, pe.given_name AS givenName,
    pe.family_name AS familyName, p.status, p.is_finished AS isFinished, p.finished_on AS finishedOn, p.due_on AS dueOn,
    p.has_own_due AS hasOwnDue, p.asked_due_on AS askedDueOn, p.note, p.link, p.document_id AS documentId, p.reminded_at AS remindedAt,
    (SELECT MIN(sn.number) FROM action_relation sr JOIN action_item sn ON sn.id = sr.from_id
      WHERE sr.to_id = p.action_id AND sr.kind = 'supersedes') AS supersededBy,
    p.updated_by AS updatedBy, p.updated_at AS updatedAt, p.version
  FROM (SELECT id FROM action_progress WHERE is_finished = 0 ORDER BY sort_due, id LIMIT 51) x
  CROSS JOIN action_progress p ON p.id = x.id JOIN action_item a ON a.id = p.action_id
  LEFT JOIN meeting m ON m.id = a.meeting_id LEFT JOIN organisation o ON o.id = p.organisation_id
  LEFT JOIN person pe ON pe.id = p.person_id ORDER BY p.sort_due, p.id`;

/** Fifty lines that are not finished, the earliest due date first. */
export async function openActions(ask: Ask): Promise<object> {
  const rows = await ask(listed);
  return { items: rows.slice(0, 50), page: 1, per: 50, more: rows.length > 50 };
}

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const [today, soon] = [day(0), day(14)];

const counted = (condition: string) =>
  `SELECT COUNT(*) AS n FROM (SELECT id FROM action_progress WHERE ${condition} LIMIT 1000) counted`;
const counts: Record<string, [string, ...string[]]> = {
  open: [counted('is_finished = 0')],
  overdue: [counted('is_finished = 0 AND sort_due < ?'), today],
  soon: [counted('is_finished = 0 AND sort_due >= ? AND sort_due <= ?'), today, soon],
  doneThisYear: [counted("status = 'done' AND finished_on >= ?"), `${today.slice(0, 4)}-01-01`],
};
const ofState = `SELECT ? AS code, COUNT(*) AS open, COALESCE(SUM(CASE WHEN sort_due < ? THEN 1 ELSE 0 END), 0) AS overdue
  FROM (SELECT sort_due FROM action_progress WHERE is_finished = 0 AND state_code = ? ORDER BY sort_due LIMIT 100) one`;

/** Four figures, and open and overdue of every State: each stops where the product stops. */
export async function summary(ask: Ask): Promise<object> {
  const codes = (await ask('SELECT code FROM state ORDER BY eu DESC, code')).map(({ code }) => String(code));
  const values = codes.flatMap((code) => [code, today, code]);
  const [states, ...figures] = await Promise.all([
    ask(codes.map(() => `SELECT * FROM (${ofState}) s`).join(' UNION ALL '), ...values),
    ...Object.values(counts).map(([statement, ...bound]) => ask(statement, ...bound)),
  ]);
  const byName = Object.keys(counts).map((name, at) => [name, Number(figures[at]![0]!.n)]);
  return { ...Object.fromEntries(byName), states: states.map(numbers) };
}

const numbers = ({ code, open, overdue }: Found) => ({ code, open: Number(open), overdue: Number(overdue) });
