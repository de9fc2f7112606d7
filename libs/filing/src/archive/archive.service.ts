import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { referenceOf, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { demand, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { zipOf } from '@samrad/platform/files';
import { Env } from '../../../../config/env.js';
import { canArchive } from './archive.policy.js';
import type { PackageInput } from './archive.dto.js';
import { isUndecided, pathOf } from './archive.rules.js';
import { arkivmelding, type FiledDocument } from './arkivmelding.js';
import { PackageContents, type Content } from './package-contents.js';

/** Kinds of documents as the archive calls them. */
const types: Record<Content['kind'], string> = {
  agenda: 'Dagsorden',
  minutes: 'Referat',
  participants: 'Deltakerliste',
  decisions: 'Beslutninger',
  comments: 'Kommentarer til referat',
  document: 'Møtedokument',
};

/** Makes the package of a meeting that goes to the archive. */
@Injectable()
export class ArchiveService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly contents: PackageContents,
    private readonly env: Env,
  ) {}

  /** @throws Invalid for a document that the meeting does not have or whose exemption nobody decided, Unavailable without a typesetter */
  async pack(ctx: Ctx, meeting: MeetingRow, input: PackageInput): Promise<{ content: Buffer; filename: string }> {
    demand(canArchive(ctx.actor));
    const all = await this.contents.of({ ...ctx, lang: input.language ?? ctx.lang }, meeting);
    demandKnown(all, input);
    demandDecided(all, input);
    const files: Record<string, string | Buffer> = {};
    const documents: FiledDocument[] = [];
    for (const [at, one] of all.entries()) {
      const { document, content } = await this.file(one, at + 1, input);
      files[document.path] = content;
      documents.push(document);
    }
    const message = this.message(ctx, meeting, { documents, caseNumber: input.caseNumber });
    const content = zipOf({ 'arkivmelding.xml': message, ...files });
    await this.note(ctx, meeting, documents);
    const name = [referenceOf(meeting), meeting.title].filter(Boolean).join(' ');
    return { content, filename: `${name}.zip` };
  }

  private async file(one: Content, place: number, { documents }: PackageInput) {
    const { content, ending, mediaType } = await one.read();
    const said = documents[one.key];
    const archive = archiveFormat(content);
    const document: FiledDocument = {
      ...{ id: one.id, title: one.title, type: types[one.kind], isFinal: one.isFinal, date: one.date },
      direction: said?.direction ?? one.direction,
      publicTitle: said?.publicTitle ?? null,
      exemption: said?.exemption === undefined ? one.exemption : said.exemption,
      party: said?.party ?? null,
      path: pathOf(place, one.name, ending),
      format: { ending, details: archive ?? mediaType },
      isArchiveFormat: archive !== null,
      sha256: createHash('sha256').update(content).digest('hex'),
      size: content.length,
    };
    return { document, content };
  }

  private message(
    { actor }: Ctx,
    meeting: MeetingRow,
    filed: { documents: FiledDocument[]; caseNumber: string | null },
  ): string {
    const { id, title, startWall, secretaryName } = meeting;
    const responsible = secretaryName ?? actor.name;
    return arkivmelding({
      ...filed,
      id: newId(),
      at: this.clock.instant(),
      officer: actor.name,
      unit: this.env.ownerName('nb'),
      meeting: { id, title, day: startWall.slice(0, 10), responsible },
    });
  }

  private async note({ actor }: Ctx, { id }: MeetingRow, documents: FiledDocument[]): Promise<void> {
    const files = documents.map(({ path, sha256, exemption }) => ({ path, sha256, exemption }));
    await this.db.tx(async () => {
      await this.events.record('meeting.archived', id, actor, { count: files.length, files });
    });
  }
}

/** A word about a document that is not there would be lost without a trace. */
function demandKnown(all: Content[], { documents }: PackageInput): void {
  const known = new Set(all.map(({ key }) => key));
  const unknown = Object.keys(documents).filter((key) => !known.has(key));
  if (unknown.length === 0) return;
  const fault = { key: 'filing.archive.refused.unknown' };
  throw new Invalid(Object.fromEntries(unknown.map((key) => [`documents.${key}`, fault])));
}

/** @throws Invalid that names each document of which nobody has said whether it is exempt */
function demandDecided(all: Content[], { documents }: PackageInput): void {
  const undecided = all.filter((one) => isUndecided(one, documents[one.key]?.exemption));
  if (undecided.length === 0) return;
  const faultOf = ({ title }: Content) => ({ key: 'filing.archive.refused.undecided', params: { title } });
  throw new Invalid(Object.fromEntries(undecided.map((one) => [`documents.${one.key}.exemption`, faultOf(one)])));
}

/** `PDF/A-2a` when the file says so of itself. */
function archiveFormat(content: Buffer): string | null {
  if (content.subarray(0, 5).toString('latin1') !== '%PDF-') return null;
  const text = content.toString('latin1');
  const part = /pdfaid:part(?:>|=["'])(\d)/.exec(text)?.[1];
  const level = /pdfaid:conformance(?:>|=["'])(\w)/.exec(text)?.[1] ?? '';
  return part ? `PDF/A-${part}${level.toLowerCase()}` : null;
}
