// Samples as Word, Outlook and web pages put them on the clipboard, shortened.
import { describe, expect, it } from '@jest/globals';
import { getSchema, type JSONContent } from '@tiptap/core';
import { parseHTML } from 'linkedom';
import { schema } from '../../../../libs/platform/src/richtext/schema.js';
import { cleanPaste } from './clean-paste.js';
import { extensions } from './extensions.js';
import { recordNode } from './record.js';
import { fromStored, toStored } from './stored.js';

const read = (html: string) => parseHTML(`<!doctype html><html><body>${bodyOf(html)}</body></html>`).document;
const bodyOf = (html: string) => /<body[^>]*>([^]*)<\/body>/i.exec(html)?.[1] ?? html;
const clean = (html: string) =>
  cleanPaste(html, read as unknown as (html: string) => Document).replace(/\s*\n\s*/g, ' ');

const bullet = (text: string, level = 1, mark = '·') =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=NO>${text}<o:p></o:p></span></p>`;

describe('what is pasted', () => {
  it('from Word keeps headings, paragraphs and real lists, one inside the other', () => {
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
      <style><!-- @page {size:595pt} p.MsoNormal {margin:0} --></style><xml><w:Zoom>0</w:Zoom></xml></head><body lang=NO>
      <!--StartFragment--><h1 style='color:#2F5496'>Status<o:p></o:p></h1>
      <p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='color:red'>UDI</span></b> orienterte.<o:p></o:p></p>
      ${bullet('Første')}${bullet('Under', 2, 'o')}${bullet('Andre')}
      <p class=MsoNormal><o:p>&nbsp;</o:p></p>
      ${bullet('Send tall', 1, '1.')}${bullet('Møt igjen', 1, '2.')}<!--EndFragment--></body></html>`;
    expect(clean(html).replace(/>\s+</g, '><').trim()).toBe(
      '<h2>Status</h2><p>UDI orienterte.</p>' +
        '<ul><li><p>Første</p><ul><li><p>Under</p></li></ul></li><li><p>Andre</p></li></ul>' +
        '<ol><li><p>Send tall</p></li><li><p>Møt igjen</p></li></ol>',
    );
  });

  it('strips the sign where Word left it as text', () => {
    const html = `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>•&nbsp;&nbsp; One</p>`;
    expect(clean(html)).toBe('<ul><li><p>One</p></li></ul>');
  });

  it('from Outlook keeps the words without tracking picture, link and style', () => {
    const html = `<div class="WordSection1"><p class="MsoNormal" style="mso-margin-top-alt:auto"><span style="font-size:11.0pt">Hei Ola,</span></p>
      <p class="MsoNormal">Se <a href="https://eur01.safelinks.protection.outlook.com/?url=x" style="color:blue">rapporten</a>.</p>
      <img src="https://track.example/open.gif?u=1" width="1" height="1"><script>steal()</script>
      <span style="display:none;mso-hide:all">hidden</span></div>`;
    const cleaned = clean(html);
    expect(cleaned).toContain('<p>Hei Ola,</p>');
    expect(cleaned).toContain('<p>Se rapporten.</p>');
    expect(cleaned).not.toMatch(/track|steal|safelinks|style|class|hidden|<a/);
  });

  it('keeps tables with merged cells and makes lines of what stands in a cell', () => {
    const html = `<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><th colspan=2><p>State</p></th></tr>
      <tr><td width=200 style='width:150pt'><p class=MsoNormal>Norge</p><p class=MsoNormal>UDI</p></td><td rowspan="x"><ul><li>a<li>b</ul></td></tr></table>`;
    const cleaned = clean(html).replace(/>\s+</g, '><');
    expect(cleaned).toContain('<tr><th colspan="2">State</th></tr>');
    expect(cleaned).toContain('<tr><td>Norge<br>UDI</td><td>a<br>b</td></tr>');
  });

  it('lets nothing through that loads, runs or looks like anything', () => {
    const html = `<p onclick="x()" style="background:url(https://t.no/x)">A &lt;b&gt;</p><iframe src="https://a.no"></iframe>
      <svg onload="x()"><text>no</text></svg><a href="javascript:x()">B</a><form><input value="q"><button>C</button></form>`;
    const cleaned = clean(html);
    expect(cleaned).toContain('<p>A &lt;b&gt;</p>');
    expect(cleaned).toMatch(/B.*C/);
    expect(cleaned).not.toMatch(/onclick|url\(|iframe|svg|javascript|href|<input|<button/);
  });
});

describe('the text in the editor', () => {
  const editor = getSchema(extensions(recordNode(() => undefined, 'gone')));
  const stored = {
    schemaVersion: 1,
    doc: {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Heading' }] },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'b', marks: [{ type: 'strong' }, { type: 'em' }] },
            { type: 'hard_break' },
            { type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href: 'https://udi.no/' } }] },
          ],
        },
        { type: 'record', attrs: { kind: 'decision', id: '0193a5c8-0000-7000-8000-00000000000a' } },
        {
          type: 'ordered_list',
          attrs: { order: 3 },
          content: [
            {
              type: 'list_item',
              content: [{ type: 'paragraph' }, { type: 'blockquote', content: [{ type: 'paragraph' }] }],
            },
          ],
        },
        {
          type: 'table',
          content: [
            {
              type: 'table_row',
              content: [
                { type: 'table_header', attrs: { colspan: 2, rowspan: 1 }, content: [{ type: 'text', text: 'a' }] },
              ],
            },
            {
              type: 'table_row',
              content: [
                { type: 'table_cell', attrs: { colspan: 1, rowspan: 1 } },
                { type: 'table_cell', attrs: { colspan: 1, rowspan: 1 } },
              ],
            },
          ],
        },
      ],
    },
  };

  it('comes back as it was stored, so that looking at it changes nothing', () => {
    const opened = editor.nodeFromJSON(fromStored(stored));
    opened.check();
    const kept = (doc: unknown) => schema.nodeFromJSON(doc).toJSON() as unknown;
    expect(kept(toStored(opened.toJSON() as JSONContent).doc)).toEqual(kept(stored.doc));
  });

  it('can hold exactly what the server keeps', () => {
    const named = (name: string) =>
      Object.keys(toStored({ type: name }).doc).length && toStored({ type: name }).doc.type;
    expect(Object.keys(editor.nodes).map(named).sort()).toEqual(Object.keys(schema.nodes).sort());
    const marks = Object.keys(editor.marks).map((name) => toStored({ marks: [{ type: name }] }).doc.marks![0]!.type);
    expect(marks.sort()).toEqual(Object.keys(schema.marks).sort());
  });
});
