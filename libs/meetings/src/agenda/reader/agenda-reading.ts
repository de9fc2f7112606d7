import { Injectable } from '@nestjs/common';
import { PersonFields, withOnly, type ShownOf } from '@samrad/network';
import { AgendaFinder, type VersionDetails, type VersionRow } from '../agenda.finder.js';
import { snapshotFor, type AgendaReader } from '../agenda.policy.js';
import type { AgendaChange, AgendaLine, Presenter } from '../agenda.types.js';
import { changesBetween } from '../change/change.rules.js';

/**
 * Published agendas as one reader gets them: what is closed to them is in neither the items nor the changes, and where a
 * presenter works only as far as the presenter shows it to them today. The name is published with the agenda.
 */
@Injectable()
export class AgendaReading {
  constructor(
    private readonly finder: AgendaFinder,
    private readonly fields: PersonFields,
  ) {}

  /** @param number absent: the newest, by the clock of the meeting as it is now; with it as it was published */
  async version(reader: AgendaReader, meetingId: string, number?: number): Promise<VersionDetails | undefined> {
    const version = await this.asPublished(reader, meetingId, number);
    return number === undefined ? this.finder.asNow(meetingId, version) : version;
  }

  private async asPublished(reader: AgendaReader, meetingId: string, number?: number) {
    const version = await this.finder.version(meetingId, number);
    if (!version || reader.isOrganiser) return version && this.placed(reader, version);
    const before = version.number > 1 ? await this.finder.version(meetingId, version.number - 1) : undefined;
    return this.placed(reader, versionFor(reader, version, before));
  }

  /** Newest first, without their content. */
  async versions(reader: AgendaReader, meetingId: string): Promise<VersionRow[]> {
    const rows = reader.isOrganiser
      ? await this.finder.versions(meetingId)
      : (await this.finder.wholeVersions(meetingId)).map((version, at, all) => {
          const { snapshot: _, ...row } = versionFor(reader, version, all[at + 1]);
          return row;
        });
    const shownOf = await this.shownTo(
      reader.actor,
      rows.flatMap(({ changes }) => changes),
    );
    return rows.map((row) => ({ ...row, changes: placedIn(shownOf, row.changes) }));
  }

  private async placed({ actor }: AgendaReader, version: VersionDetails): Promise<VersionDetails> {
    const { snapshot, changes } = version;
    const shownOf = await this.shownTo(actor, [...snapshot.items, ...changes]);
    const items = placedIn(shownOf, snapshot.items);
    return { ...version, snapshot: { ...snapshot, items }, changes: placedIn(shownOf, changes) };
  }

  private shownTo(actor: AgendaReader['actor'], named: readonly Named[]): Promise<ShownOf> {
    const ids = named.flatMap(({ presenters = [] }) => presenters.flatMap(({ personId }) => personId ?? []));
    return this.fields.of(actor, [...new Set(ids)]);
  }
}

type Named = Pick<AgendaLine | AgendaChange, 'presenters'>;

const placedIn = <N extends Named>(shownOf: ShownOf, named: readonly N[]): N[] =>
  named.map((one) => (one.presenters ? { ...one, presenters: placesIn(shownOf, one.presenters) } : one));

const placesIn = (shownOf: ShownOf, presenters: readonly Presenter[]): Presenter[] =>
  presenters.map((one) => (one.personId ? withOnly(shownOf(one.personId), one) : one));

function versionFor(reader: AgendaReader, version: VersionDetails, before?: VersionDetails): VersionDetails {
  const snapshot = snapshotFor(reader, version.snapshot);
  return {
    ...version,
    snapshot,
    changes: before ? changesBetween(snapshotFor(reader, before.snapshot), snapshot) : [],
  };
}
