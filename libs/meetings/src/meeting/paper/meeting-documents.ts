import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { DocumentFinder, DocumentService } from '@samrad/library';
import { MeetingDocument } from '../meeting.entity.js';
import type { PaperInput } from './meeting-document.dto.js';
import { MeetingFinder, type MeetingRow } from '../meeting.finder.js';
import { canRunMeeting } from '../meeting.policy.js';

/** A document of a meeting, as far as the reader may open it. */
export interface AttachedDocument {
  id: string;
  itemId: string | null;
  title: string;
  filename: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  audience: string;
}

/** Which documents belong to a meeting or to one of its agenda items. */
@Injectable()
export class MeetingDocuments {
  constructor(
    private readonly db: Db,
    private readonly meetings: MeetingFinder,
    private readonly documents: DocumentFinder,
    private readonly library: DocumentService,
    private readonly events: Events,
  ) {}

  /** In the order of the agenda's papers; only those that the library lets the actor read. */
  async of(actor: Actor, meetingId: string): Promise<AttachedDocument[]> {
    const attached = await this.db.rows<{ documentId: string; itemId: string | null }>(sql`
      SELECT md.document_id AS documentId, md.item_id AS itemId FROM meeting_document md
      LEFT JOIN agenda_item i ON i.id = md.item_id
      WHERE md.meeting_id = ${meetingId} ORDER BY i.place, md.place, md.id`);
    const itemOf = new Map(attached.map(({ documentId, itemId }) => [documentId, itemId]));
    const readable = await this.documents.some(actor, [...itemOf.keys()]);
    return readable.map(({ id, title, filename, mediaType, size, audience }) => ({
      id,
      itemId: itemOf.get(id) ?? null,
      title,
      filename,
      mediaType,
      size,
      audience,
    }));
  }

  /** The newest documents of the library that are not attached yet. */
  async attachable(actor: Actor, meetingId: string): Promise<{ id: string; title: string }[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT d.id FROM document d WHERE d.id NOT IN (
        SELECT md.document_id FROM meeting_document md WHERE md.meeting_id = ${meetingId})
      ORDER BY d.created_at DESC, d.id DESC LIMIT 200`);
    const readable = await this.documents.some(
      actor,
      rows.map(({ id }) => id),
    );
    return readable.map(({ id, title }) => ({ id, title }));
  }

  /** A new document of the library, straight onto the meeting. @throws Invalid for a file that is not accepted */
  async add(
    actor: Actor,
    meeting: MeetingRow,
    { input, file }: { input: PaperInput; file: { filename: string; content: Buffer } },
  ): Promise<string> {
    demand(canRunMeeting(actor));
    const { itemId, ...facts } = input;
    return this.db.tx(async () => {
      const documentId = await this.library.add(actor, { ...facts, reference: null, groupId: meeting.groupId }, file);
      await this.attach(actor, meeting.id, { documentId, itemId });
      return documentId;
    });
  }

  /** @throws NotFound for a meeting, item or document that is not there, Conflict when it is attached already */
  async attach(
    actor: Actor,
    meetingId: string,
    { documentId, itemId }: { documentId: string; itemId: string | null },
  ): Promise<void> {
    demand(canRunMeeting(actor));
    await this.db.tx(async () => {
      found(await this.meetings.one(actor, meetingId));
      const document = found(await this.documents.one(actor, documentId));
      if (itemId) await this.demandItem(meetingId, itemId);
      await this.insert({ id: newId(), meetingId, itemId, documentId });
      await this.events.record('meeting.document_attached', meetingId, actor, { title: document.title });
    });
  }

  /** Puts an attached document under an item, or under the meeting as a whole. */
  async place(
    actor: Actor,
    meetingId: string,
    { documentId, itemId }: { documentId: string; itemId: string | null },
  ): Promise<void> {
    demand(canRunMeeting(actor));
    await this.db.tx(async () => {
      if (itemId) await this.demandItem(meetingId, itemId);
      await this.db.run(sql`UPDATE meeting_document SET item_id = ${itemId}
        WHERE meeting_id = ${meetingId} AND document_id = ${documentId}`);
    });
  }

  /** The document stays in the library. */
  async detach(actor: Actor, meetingId: string, documentId: string): Promise<void> {
    demand(canRunMeeting(actor));
    await this.db.tx(async () => {
      const document = found(await this.documents.one(actor, documentId));
      const gone = await this.db.run(sql`
        DELETE FROM meeting_document WHERE meeting_id = ${meetingId} AND document_id = ${documentId}`);
      if (gone) await this.events.record('meeting.document_detached', meetingId, actor, { title: document.title });
    });
  }

  private async demandItem(meetingId: string, itemId: string) {
    found(await this.db.row(sql`SELECT id FROM agenda_item WHERE id = ${itemId} AND meeting_id = ${meetingId}`));
  }

  private async insert(row: { id: string; meetingId: string; itemId: string | null; documentId: string }) {
    try {
      await this.db.repo(MeetingDocument).insert(row);
    } catch (error) {
      if (isDuplicate(error)) throw new Conflict('meetings.meeting.refused.attached');
      throw error;
    }
  }
}
