import { escaped } from '@samrad/platform/office';
import type { Direction, Filed } from './archive.rules.js';

/** A file of the package with what the archive is told about it. */
export interface FiledDocument extends Filed {
  id: string;
  title: string;
  /** What it is: Dagsorden, Referat … */
  type: string;
  isFinal: boolean;
  /** `YYYY-MM-DD`: when it was published or came to us. */
  date: string;
  path: string;
  /** File ending, and what is known beyond it: `PDF/A-2a`. */
  format: { ending: string; details: string };
  /** PDF/A; other files are kept in the format in which they came. */
  isArchiveFormat: boolean;
  sha256: string;
  /** Bytes. */
  size: number;
}

export interface ArchivePackage {
  /** UUID of the message. */
  id: string;
  /** Instant. */
  at: string;
  /** Who made it. */
  officer: string;
  /** Who runs this installation. */
  unit: string;
  /** Number of the case in the archive; null when it has none yet. */
  caseNumber: string | null;
  meeting: { id: string; title: string; day: string; responsible: string };
  documents: FiledDocument[];
}

export const namespace = 'http://www.arkivverket.no/standarder/noark5/arkivmelding';

/** Values of Noark 5, metadata M082. */
const journalTypes: Record<Direction, string> = {
  in: 'Inngående dokument',
  out: 'Utgående dokument',
  internal: 'Organinternt dokument uten oppfølging',
};
/** Values of Noark 5, metadata M087. */
const parties: Record<Direction, string | null> = { in: 'Avsender', out: 'Mottaker', internal: null };

/** The metadata of a package as `arkivmelding.xml` (Noark 5), valid by `schema/arkivmelding.xsd`. */
export function arkivmelding(filed: ArchivePackage): string {
  const { meeting, at, officer } = filed;
  const folder = [
    tag('systemID', meeting.id),
    optional('mappeID', filed.caseNumber),
    tag('tittel', meeting.title),
    tag('opprettetDato', at),
    tag('opprettetAv', officer),
    ...filed.documents.map((document) => entry(filed, document)),
    tag('saksaar', meeting.day.slice(0, 4)),
    tag('saksdato', meeting.day),
    tag('administrativEnhet', filed.unit),
    tag('saksansvarlig', meeting.responsible),
    tag('saksstatus', 'Under behandling'),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<arkivmelding xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
    tag('system', 'Samråd'),
    tag('meldingId', filed.id),
    tag('tidspunkt', at),
    tag('antallFiler', String(filed.documents.length)),
    `<mappe xsi:type="saksmappe">${folder.join('')}</mappe>`,
    '</arkivmelding>\n',
  ].join('');
}

function entry({ at, officer }: ArchivePackage, document: FiledDocument): string {
  const fields = [
    tag('systemID', document.id),
    tag('opprettetDato', at),
    tag('opprettetAv', officer),
    shielding(document),
    description(document, { at, officer }),
    tag('tittel', document.title),
    optional('offentligTittel', document.publicTitle),
    correspondent(document),
    tag('journalposttype', journalTypes[document.direction]),
    tag('journalstatus', document.isFinal ? 'Ferdigstilt fra saksbehandler' : 'Reservert dokument'),
    tag('journaldato', at.slice(0, 10)),
    tag('dokumentetsDato', document.date),
  ];
  return `<registrering xsi:type="journalpost">${fields.join('')}</registrering>`;
}

function description(document: FiledDocument, { at, officer }: Pick<ArchivePackage, 'at' | 'officer'>): string {
  const fields = [
    tag('systemID', document.id),
    tag('dokumenttype', document.type),
    tag('dokumentstatus', document.isFinal ? 'Dokumentet er ferdigstilt' : 'Dokumentet er under redigering'),
    tag('tittel', document.title),
    tag('opprettetDato', at),
    tag('opprettetAv', officer),
    tag('tilknyttetRegistreringSom', 'Hoveddokument'),
    tag('dokumentnummer', '1'),
    tag('tilknyttetDato', at),
    tag('tilknyttetAv', officer),
    shielding(document),
    `<dokumentobjekt>${object(document, { at, officer })}</dokumentobjekt>`,
  ];
  return `<dokumentbeskrivelse>${fields.join('')}</dokumentbeskrivelse>`;
}

const object = (document: FiledDocument, { at, officer }: Pick<ArchivePackage, 'at' | 'officer'>): string =>
  [
    tag('versjonsnummer', '1'),
    tag('variantformat', document.isArchiveFormat ? 'Arkivformat' : 'Produksjonsformat'),
    tag('format', document.format.ending),
    tag('formatDetaljer', document.format.details),
    tag('opprettetDato', at),
    tag('opprettetAv', officer),
    tag('referanseDokumentfil', document.path),
    tag('sjekksum', document.sha256),
    tag('sjekksumAlgoritme', 'SHA-256'),
    tag('filstoerrelse', String(document.size)),
  ].join('');

function shielding({ exemption, publicTitle }: FiledDocument): string {
  if (!exemption) return '';
  const fields = [
    tag('tilgangsrestriksjon', 'Unntatt offentlighet'),
    tag('skjermingshjemmel', `offl. § ${exemption}`),
    publicTitle ? tag('skjermingMetadata', 'Tittel') : '',
    tag('skjermingDokument', 'Skjerming av hele dokumentet'),
  ];
  return `<skjerming>${fields.join('')}</skjerming>`;
}

function correspondent({ direction, party }: FiledDocument): string {
  const type = parties[direction];
  if (!type || !party) return '';
  const fields = tag('korrespondanseparttype', type) + tag('korrespondansepartNavn', party);
  return `<korrespondansepart>${fields}</korrespondansepart>`;
}

const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
const optional = (name: string, text: string | null): string => (text ? tag(name, text) : '');
