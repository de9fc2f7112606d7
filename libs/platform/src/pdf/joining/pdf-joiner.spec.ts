import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { readPdf } from '../../../../../test/support/pdf.js';
import { PdfJoiner } from './pdf-joiner.js';

async function aPdf(pages: number, words = 'words'): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let at = 0; at < pages; at += 1) pdf.addPage([300, 400]).drawText(`${words} ${at + 1}`);
  return pdf.save();
}

const joiner = new PdfJoiner();
const book = { title: 'Møtebok', language: 'nb' as const, pattern: 'Side {page} av {pages}' };

describe('joining PDF files', () => {
  it('keeps the order, counts the pages through, and marks where each begins', async () => {
    const parts = [
      { title: 'Agenda', content: await aPdf(1, 'agenda') },
      { title: 'Årsrapport', content: await aPdf(2, 'report') },
    ];
    const pdf = await joiner.join({ ...book, parts });
    const { text, language } = await readPdf(pdf);
    expect(language).toBe('nb');
    expect(text.replace(/\s+/g, ' ')).toMatch(/agenda 1.*report 1.*Side 2 av 3.*report 2.*Side 3 av 3/);
    const read = await PDFDocument.load(pdf);
    expect(read.getTitle()).toBe('Møtebok');
    expect(read.catalog.has(PDFName.of('Outlines'))).toBe(true);
  });

  it('says its title and language where programs look for them', async () => {
    const title = 'Møtebok: <retur> & tall';
    const pdf = await joiner.join({ ...book, title, parts: [{ title: 'x', content: await aPdf(1) }] });
    const xmp = /<x:xmpmeta[^]*<\/x:xmpmeta>/.exec(pdf.toString())?.[0];
    expect(xmp).toContain('xml:lang="x-default">Møtebok: &lt;retur&gt; &amp; tall<');
    expect(xmp).toContain('<dc:language><rdf:Bag><rdf:li>nb</rdf:li>');
    expect((await PDFDocument.load(pdf)).catalog.has(PDFName.of('Metadata'))).toBe(true);
  });

  it('tells files that cannot be joined from those that can', async () => {
    const locked = await PDFDocument.load(await aPdf(1));
    locked.encrypt({ userPassword: 'secret', ownerPassword: 'owner' });
    const contents = [await aPdf(3), await locked.save(), Buffer.from('%PDF-1.7 and nothing else')];
    expect(await joiner.measure(contents)).toEqual([{ pages: 3 }, { fault: 'locked' }, { fault: 'broken' }]);
  });

  it('leaves out what runs when a page is opened', async () => {
    const source = await PDFDocument.load(await aPdf(1));
    const page = source.getPage(0).node;
    page.set(PDFName.of('AA'), source.context.obj({ O: { S: 'JavaScript', JS: 'app' } }));
    const run = source.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'Launch', F: 'x' } });
    page.set(PDFName.of('Annots'), source.context.obj([run]));
    const pdf = await joiner.join({ ...book, parts: [{ title: 'x', content: await source.save() }] });
    const read = (await PDFDocument.load(pdf)).getPage(0).node;
    expect(read.has(PDFName.of('AA'))).toBe(false);
    expect(read.Annots()?.size() ?? 0).toBe(0);
  });
});
