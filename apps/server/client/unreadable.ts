import { text } from './page.js';

// A date that does not exist, or is written by half, would reach the server as nothing at all. It is stopped here, with
// the reason beside it. Forms with dates carry no `novalidate`, so that without script the browser stops it; with script
// only this is checked, and everything else is told by the server.
function leaveToServer() {
  for (const form of document.forms) form.noValidate = true;
}

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target as HTMLFormElement;
    const fields = [...form.querySelectorAll<HTMLInputElement>('input[type="date"], input[type="time"]')];
    for (const field of fields) unmark(field);
    const unread = fields.filter((field) => field.validity.badInput);
    if (!unread.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const field of unread) mark(field);
    unread[0]?.focus();
  },
  { capture: true },
);

const noteOf = (field: HTMLInputElement) => `${field.id || field.name}-unreadable`;

function mark(field: HTMLInputElement) {
  const note = document.createElement('p');
  note.className = 'ds-validation-message';
  note.id = noteOf(field);
  note.dataset.field = 'validation';
  note.textContent = text(field.type === 'time' ? 'noTime' : 'noDay');
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${note.id}`.trim());
  field.after(note);
}

function unmark(field: HTMLInputElement) {
  const note = document.getElementById(noteOf(field));
  if (!note) return;
  note.remove();
  field.removeAttribute('aria-invalid');
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== noteOf(field));
  field.setAttribute('aria-describedby', others.join(' '));
}

document.addEventListener('DOMContentLoaded', leaveToServer);
document.addEventListener('page:shown', leaveToServer);
document.addEventListener('htmx:after:swap', leaveToServer);
