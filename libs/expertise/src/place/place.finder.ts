import { Injectable } from '@nestjs/common';
import { ProgressFinder, ProgressQuery, type ProgressRow } from '@samrad/actions';
import { DocumentFinder, type DocumentRow } from '@samrad/library';
import { canSeeDetails, fieldShownTo, personVisibleTo } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { PresentationFinder, type Presentation } from '../presentation/presentation.finder.js';

/** A person of an organisation in a group, today. */
export interface PlaceMembership {
  groupId: string;
  code: string;
  role: string;
  personId: string;
  givenName: string;
  familyName: string;
}

/** More is not shown on one page. */
const most = 50;

/** What an organisation does in the network through its people, as far as the reader may see each part of it. */
@Injectable()
export class PlaceFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly progress: ProgressFinder,
    private readonly presentations: PresentationFinder,
    private readonly documents: DocumentFinder,
  ) {}

  /** Groups in which people who work there are, whom the actor may see and may know to work there. */
  memberships(actor: Actor, organisationId: string): Promise<PlaceMembership[]> {
    const today = this.clock.today();
    return this.db.rows<PlaceMembership>(sql`
      SELECT g.id AS groupId, g.code, gm.role, p.id AS personId, p.given_name AS givenName, p.family_name AS familyName
      FROM person p JOIN membership gm ON gm.person_id = p.id JOIN network_group g ON g.id = gm.group_id
      WHERE p.id IN (${this.peopleOf(organisationId)}) AND ${personVisibleTo(actor, today)}
        AND ${fieldShownTo(actor, 'organisation', today)} AND (p.left_on IS NULL OR p.left_on > ${today})
        AND (gm.valid_from IS NULL OR gm.valid_from <= ${today}) AND (gm.valid_to IS NULL OR gm.valid_to >= ${today})
      ORDER BY g.code, p.sort_name, p.id LIMIT 200`);
  }

  /** Lines that ask the organisation and are not finished; for organisers those that ask its people, too. */
  async openActions(actor: Actor, organisationId: string): Promise<ProgressRow[]> {
    const query = ProgressQuery.parse({ organisation: organisationId, status: 'open' });
    const own = await this.progress.rows(actor, query, { limit: most, offset: 0 });
    if (!canSeeDetails(actor)) return own;
    const theirs = await this.db.rows<{ id: string }>(sql`
      SELECT p.id FROM action_progress p WHERE p.is_finished = 0 AND p.person_id IN (${this.peopleOf(organisationId)})
      ORDER BY p.sort_due, p.id LIMIT ${most}`);
    return [...own, ...(await this.progress.byIds(theirs.map(({ id }) => id)))];
  }

  /** What its people presented while they worked there. */
  async presented(actor: Actor, organisationId: string): Promise<Presentation[]> {
    return (await this.presentations.ofOrganisation(actor, organisationId)).slice(0, most);
  }

  /** Papers of what its people presented, as far as the library lets the actor have them. */
  async papers(actor: Actor, organisationId: string): Promise<DocumentRow[]> {
    if (!canSeeDetails(actor)) return [];
    const ids = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT md.document_id AS id FROM meeting_document md JOIN agenda_presenter ap ON ap.item_id = md.item_id
      WHERE ap.person_id IN (${this.peopleOf(organisationId)}) LIMIT ${most}`);
    return ids.length
      ? this.documents.some(
          actor,
          ids.map(({ id }) => id),
        )
      : [];
  }

  /** Ids of those who work there today. */
  private peopleOf(organisationId: string): Sql {
    const today = this.clock.today();
    return sql`SELECT w.person_id FROM affiliation w WHERE w.organisation_id = ${organisationId}
      AND (w.valid_from IS NULL OR w.valid_from <= ${today}) AND (w.valid_to IS NULL OR w.valid_to >= ${today})`;
  }
}
