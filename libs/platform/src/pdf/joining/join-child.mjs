// Joins PDF files in a process of its own: a hostile file may be slow or take memory, and the child is ended then without
// harm to the one that answers requests. It sees only what it is sent.
import { PDFArray, PDFDocument, PDFHexString, PDFName, rgb, StandardFonts } from '@cantoo/pdf-lib';

const ink = rgb(0.33, 0.38, 0.43);
const [stampSize, margin] = [7, 18];

const faultOf = (error) => (error.constructor.name === 'EncryptedPDFError' ? 'locked' : 'broken');

async function measured(content) {
  try {
    const pages = (await PDFDocument.load(content, { updateMetadata: false })).getPageCount();
    return pages > 0 ? { pages } : { fault: 'broken' };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

async function joined({ title, language, pattern, parts }) {
  const book = await PDFDocument.create();
  const marks = [];
  for (const part of parts) {
    const source = await PDFDocument.load(part.content, { updateMetadata: false });
    marks.push({ title: part.title, page: book.getPageCount() });
    for (const page of await book.copyPages(source, source.getPageIndices())) book.addPage(withoutScripts(page));
  }
  describe(book, title, language);
  bookmark(book, marks);
  if (pattern) await stamp(book, pattern);
  return book.save();
}

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

/** Title and language, for the window and as XMP (ISO 32000-1, 14.3.2), which search engines and archives read. */
function describe(book, title, language) {
  book.setTitle(title, { showInWindowTitleBar: true });
  book.setLanguage(language);
  const words = `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt>`;
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format><dc:title>${words}</dc:title>
<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  const stream = book.context.stream(new TextEncoder().encode(packet), { Type: 'Metadata', Subtype: 'XML' });
  book.catalog.set(PDFName.of('Metadata'), book.context.register(stream));
}

/** Links stay; what runs or sends something does not. */
function withoutScripts(page) {
  const { node } = page;
  node.delete(PDFName.of('AA'));
  // The structure of the parts is not joined: what points into it would point nowhere.
  node.delete(PDFName.of('StructParents'));
  const notes = node.Annots();
  for (let at = (notes?.size() ?? 0) - 1; at >= 0; at -= 1) if (!isHarmless(notes.lookup(at))) notes.remove(at);
  return page;
}

function isHarmless(note) {
  note.delete?.(PDFName.of('AA'));
  const action = note.lookup?.(PDFName.of('A'));
  if (!action) return true;
  const kind = String(action.lookup?.(PDFName.of('S')));
  return ['/URI', '/GoTo'].includes(kind) && !action.has(PDFName.of('Next'));
}

/** The outline that readers show beside the pages (ISO 32000-1, 12.3.3). */
function bookmark(book, marks) {
  const { context, catalog } = book;
  const root = context.nextRef();
  const refs = marks.map(() => context.nextRef());
  marks.forEach(({ title, page }, at) => {
    const target = PDFArray.withContext(context);
    target.push(book.getPage(page).ref);
    target.push(PDFName.of('Fit'));
    const mark = context.obj({ Parent: root });
    mark.set(PDFName.of('Title'), PDFHexString.fromText(title));
    mark.set(PDFName.of('Dest'), target);
    if (at > 0) mark.set(PDFName.of('Prev'), refs[at - 1]);
    if (at < refs.length - 1) mark.set(PDFName.of('Next'), refs[at + 1]);
    context.assign(refs[at], mark);
  });
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0], Last: refs.at(-1), Count: refs.length }));
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

/** The number of the page within the book, at the top, where papers seldom have their own. */
async function stamp(book, pattern) {
  const font = await book.embedFont(StandardFonts.Helvetica);
  const pages = book.getPages();
  pages.forEach((page, at) => {
    if (page.getRotation().angle % 360 !== 0) return;
    const text = pattern.replace('{page}', at + 1).replace('{pages}', pages.length);
    const { x, y, width, height } = page.getCropBox();
    const right = x + width - margin - font.widthOfTextAtSize(text, stampSize);
    page.drawText(text, { x: right, y: y + height - margin, size: stampSize, font, color: ink });
  });
}

process.on('disconnect', () => process.exit());
process.on('message', async ({ measure, join }) => {
  try {
    process.send(measure ? { measured: await Promise.all(measure.map(measured)) } : { pdf: await joined(join) });
  } catch (error) {
    process.send({ problem: String(error.message).slice(0, 500) });
  }
});
