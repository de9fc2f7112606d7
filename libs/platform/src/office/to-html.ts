import type { TypstBlock, TypstCell, TypstInline } from '@samrad/platform/richtext';
import { escaped } from './escape.js';
import { accent, line, muted, shade, tint } from './looks.js';
import type { Paper, PaperBlock, PaperCell, PaperTable } from './paper.js';
import type { Picture } from './picture.js';

/** What the answer that carries the page must allow: its own style and its own picture, nothing else. */
export const htmlPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

const style = `body{font:1rem/1.5 system-ui,sans-serif;color:#1b2733;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3,h4,h5{color:#${accent};line-height:1.25;margin:1.6em 0 .5em}h1{margin-top:.3em}
header img{height:3rem}header p,footer,small{color:#${muted}}
dl{background:#${shade};padding:.8rem 1rem;display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1rem}dd{margin:0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #${line};padding:.4rem .5rem;text-align:left;vertical-align:top}
thead th{background:#${tint};color:#${accent}}.shaded td{background:#${shade}}
.frame{background:#${tint};border-left:4px solid #${accent};padding:.6rem 1rem;margin:1rem 0}.frame p{margin:.2rem 0}
.label{font-weight:600;color:#${accent}}blockquote{border-left:3px solid #${line};margin-left:0;padding-left:1rem}
footer{border-top:1px solid #${line};margin-top:2rem;padding-top:.5rem}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}`;

/** The document as one HTML file that stands for itself. */
export function toHtml(paper: Paper, logo: Picture | null): string {
  const picture = logo ? `<img src="data:image/png;base64,${logo.content.toString('base64')}" alt="">` : '';
  const subtitle = paper.subtitle ? `<p>${escaped(paper.subtitle)}</p>` : '';
  const rows = paper.facts.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<!doctype html>
<html lang="${paper.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(paper.title)}</title><style>${style}</style></head>
<body>
<header>${picture}<p>${escaped(paper.publisher)} · ${escaped(paper.status)}</p>
<h1>${escaped(paper.title)}</h1>${subtitle}</header>
<main>${rows ? `<dl>${rows}</dl>` : ''}
${blocks(paper.blocks)}</main>
<footer>${escaped(paper.footer)}</footer>
</body></html>
`;
}

const blocks = (all: readonly PaperBlock[]): string => all.map(block).join('\n');

function block(one: PaperBlock): string {
  switch (one.kind) {
    case 'section':
      return `<h2>${escaped(one.text)}</h2>`;
    case 'label':
      return `<p class="label">${escaped(one.text)}</p>`;
    case 'note':
      return `<p><small>${escaped(one.text)}</small></p>`;
    case 'frame':
      return `<div class="frame"><p class="label">${escaped(one.title)}</p><p>${broken(one.text)}</p></div>`;
    case 'grid':
      return grid(one);
    case 'signatures':
      return one.lines.map(({ label, name }) => `<p>${escaped(name)}<br><small>${escaped(label)}</small></p>`).join('');
    default:
      return rich(one);
  }
}

function grid({ columns, rows }: PaperTable): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column.head)}</th>`).join('');
  const body = rows.map(
    ({ cells, isShaded }) => `<tr${isShaded ? ' class="shaded"' : ''}>${cells.map(cell).join('')}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function cell({ lines, rows }: PaperCell): string {
  const tags = { plain: ['', ''], strong: ['<strong>', '</strong>'], small: ['<small>', '</small>'] } as const;
  const shown = lines.map(({ text, weight }) => `${tags[weight][0]}${broken(text)}${tags[weight][1]}`);
  return `<td${span('rowspan', rows)}>${shown.join('<br>')}</td>`;
}

function rich(one: TypstBlock): string {
  switch (one.kind) {
    case 'heading': {
      const name = `h${Math.min(2 + one.depth, 6)}`;
      return `<${name}>${inline(one.content)}</${name}>`;
    }
    case 'list': {
      const items = one.items.map((item) => `<li>${item.map(rich).join('')}</li>`).join('');
      return one.start === null ? `<ul>${items}</ul>` : `<ol start="${one.start}">${items}</ol>`;
    }
    case 'quote':
      return `<blockquote>${one.blocks.map(rich).join('')}</blockquote>`;
    case 'table':
      return richTable(one);
    default:
      return `<p>${inline(one.content)}</p>`;
  }
}

function richTable({ headRows, cells }: Extract<TypstBlock, { kind: 'table' }>): string {
  const rows = [...new Set(cells.map(({ y }) => y))].sort((a, b) => a - b);
  const row = (y: number) =>
    `<tr>${cells
      .filter((one) => one.y === y)
      .map(richCell)
      .join('')}</tr>`;
  const head = rows.filter((y) => y < headRows).map(row);
  const body = rows.filter((y) => y >= headRows).map(row);
  const top = head.length ? `<thead>${head.join('')}</thead>` : '';
  return `<div class="wide"><table>${top}<tbody>${body.join('')}</tbody></table></div>`;
}

function richCell({ header, content, colspan, rowspan }: TypstCell): string {
  const name = header ? 'th' : 'td';
  return `<${name}${span('colspan', colspan)}${span('rowspan', rowspan)}>${inline(content)}</${name}>`;
}

const inline = (parts: TypstInline[]): string => parts.map(piece).join('');

function piece(part: TypstInline): string {
  if ('break' in part) return '<br>';
  let shown = escaped(part.text);
  if (part.em) shown = `<em>${shown}</em>`;
  if (part.strong) shown = `<strong>${shown}</strong>`;
  return part.href ? `<a href="${escaped(part.href)}">${shown}</a>` : shown;
}

const broken = (text: string): string => escaped(text).replaceAll('\n', '<br>');
const span = (name: string, count = 1): string => (count > 1 ? ` ${name}="${count}"` : '');
