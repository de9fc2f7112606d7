import { closest } from './page.js';

// Buttons above a Markdown textarea: they change the text and leave the caret where one goes on writing.
const inline: Record<string, string> = { bold: '**', italic: '_' };
const line: Record<string, (n: number) => string> = {
  heading: () => '### ',
  list: () => '- ',
  numbers: (n) => `${n}. `,
};

document.addEventListener('click', (event) => {
  const button = closest<HTMLButtonElement>(event, '[data-mark]');
  const tools = button?.closest<HTMLElement>('[data-markdown]');
  const field = tools && document.getElementById(tools.dataset.markdown ?? '');
  if (button && field instanceof HTMLTextAreaElement) apply(field, button.dataset.mark ?? '');
});

document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLTextAreaElement)) return;
  const mark = { b: 'bold', i: 'italic' }[event.key];
  if (!mark || !document.querySelector(`[data-markdown="${CSS.escape(event.target.id)}"]`)) return;
  event.preventDefault();
  apply(event.target, mark);
});

function apply(field: HTMLTextAreaElement, mark: string) {
  field.focus();
  const sign = inline[mark];
  const prefix = line[mark];
  if (sign) wrap(field, sign);
  else if (prefix) prefixLines(field, prefix);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function wrap(field: HTMLTextAreaElement, sign: string) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  field.setRangeText(`${sign}${value.slice(start, end)}${sign}`, start, end, 'end');
  field.setSelectionRange(start + sign.length, end + sign.length);
}

function prefixLines(field: HTMLTextAreaElement, prefix: (n: number) => string) {
  const { selectionStart, selectionEnd, value } = field;
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const lines = value.slice(start, selectionEnd).split('\n');
  field.setRangeText(lines.map((one, index) => prefix(index + 1) + one).join('\n'), start, selectionEnd, 'end');
}
