import { readFileSync } from 'node:fs';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { type ArchivePackage, arkivmelding, type FiledDocument } from './arkivmelding.js';

const schema = readFileSync(new URL('./schema/arkivmelding.xsd', import.meta.url), 'utf8');
const id = '01936b1e-2f6a-7c3d-8e4f-5a6b7c8d9e0f';

const minutes: FiledDocument = {
  ...{ id, title: 'Referat: <Retur> & «praksis»', type: 'Referat', isFinal: true, date: '2026-12-20' },
  ...{ direction: 'out', publicTitle: 'Referat', exemption: '20', party: 'Returekspertgruppen' },
  ...{ path: 'dokumenter/01 Referat.pdf', format: { ending: 'pdf', details: 'PDF/A-2a' }, isArchiveFormat: true },
  ...{ sha256: 'a'.repeat(64), size: 12_345 },
};

const letter: FiledDocument = {
  ...minutes,
  ...{ direction: 'in', publicTitle: null, exemption: null, party: 'Migri', isArchiveFormat: false, isFinal: false },
  format: { ending: 'docx', details: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
};

const filed: ArchivePackage = {
  ...{ id, at: '2026-12-21T09:00:00.000Z', officer: 'Ola Hansen', unit: 'UDI', caseNumber: '2026/123' },
  meeting: { id, title: 'Retur i praksis', day: '2026-12-10', responsible: 'Ola Hansen' },
  documents: [minutes, letter],
};

/** Throws with line and reason when it is not valid. */
function demandValid(xml: string) {
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema));
  validator.validate(XmlDocument.fromString(xml));
}

describe('arkivmelding.xml', () => {
  it('is valid by the schema, with and without what may be missing', () => {
    demandValid(arkivmelding(filed));
    demandValid(arkivmelding({ ...filed, caseNumber: null, documents: [] }));
  });

  it.each([
    ['an element that is missing', /<sjekksum>.*?<\/sjekksum>/],
    ['a date that is none', /2026-12-20/],
    ['no title', /Retur i praksis/],
    ['an unknown direction', /Utgående/],
  ])('is not valid with %s', (_, piece) => {
    expect(() => demandValid(arkivmelding(filed).replace(piece, ''))).toThrow(/line|Element/);
  });

  it('says what each document is, from whom or to whom it went, and why it is shielded', () => {
    const xml = arkivmelding(filed);
    expect(xml).toContain('<antallFiler>2</antallFiler>');
    expect(xml).toContain(
      '<tittel>Referat: &lt;Retur&gt; &amp; «praksis»</tittel><offentligTittel>Referat</offentligTittel>',
    );
    expect(xml).toContain('<journalposttype>Utgående dokument</journalposttype>');
    expect(xml).toContain(
      '<korrespondanseparttype>Mottaker</korrespondanseparttype><korrespondansepartNavn>Returekspertgruppen<',
    );
    expect(xml).toContain('<korrespondanseparttype>Avsender</korrespondanseparttype><korrespondansepartNavn>Migri<');
    expect(xml.split('<skjermingshjemmel>offl. § 20</skjermingshjemmel>').length - 1).toBe(2);
    expect(xml).toContain('<variantformat>Arkivformat</variantformat>');
    expect(xml).toContain('<variantformat>Produksjonsformat</variantformat>');
  });
});
