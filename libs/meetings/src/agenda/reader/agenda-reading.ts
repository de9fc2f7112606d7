import { Injectable } from '@nestjs/common';
import { AgendaFinder, type VersionDetails, type VersionRow } from '../agenda.finder.js';
import { snapshotFor, type AgendaReader } from '../agenda.policy.js';
import { changesBetween } from '../change/change.rules.js';

/** Published agendas as one reader gets them: what is closed to them is in neither the items nor the changes. */
@Injectable()
export class AgendaReading {
  constructor(private readonly finder: AgendaFinder) {}

  /** @param number absent: the newest, by the clock of the meeting as it is now; with it as it was published */
  async version(reader: AgendaReader, meetingId: string, number?: number): Promise<VersionDetails | undefined> {
    const version = await this.asPublished(reader, meetingId, number);
    return number === undefined ? this.finder.asNow(meetingId, version) : version;
  }

  private async asPublished(reader: AgendaReader, meetingId: string, number?: number) {
    const version = await this.finder.version(meetingId, number);
    if (!version || reader.isOrganiser) return version;
    const before = version.number > 1 ? await this.finder.version(meetingId, version.number - 1) : undefined;
    return versionFor(reader, version, before);
  }

  /** Newest first, without their content. */
  async versions(reader: AgendaReader, meetingId: string): Promise<VersionRow[]> {
    if (reader.isOrganiser) return this.finder.versions(meetingId);
    const all = await this.finder.wholeVersions(meetingId);
    return all.map((version, at) => {
      const { snapshot: _, ...row } = versionFor(reader, version, all[at + 1]);
      return row;
    });
  }
}

function versionFor(reader: AgendaReader, version: VersionDetails, before?: VersionDetails): VersionDetails {
  const snapshot = snapshotFor(reader, version.snapshot);
  return {
    ...version,
    snapshot,
    changes: before ? changesBetween(snapshotFor(reader, before.snapshot), snapshot) : [],
  };
}
