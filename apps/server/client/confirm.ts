import { text } from './page.js';

// A form or button with data-confirm="question" asks before it posts. Without script it posts at once, so it is used
// where the step can be undone; what cannot be undone has its own page.
const confirmed = new WeakSet<HTMLFormElement>();

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter as HTMLButtonElement | null;
    const question = submitter?.dataset.confirm ?? form.dataset.confirm;
    if (!question || confirmed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void ask(question, submitter ?? form).then((yes) => {
      if (!yes) return;
      confirmed.add(form);
      form.requestSubmit(submitter);
    });
  },
  { capture: true },
);

/** A native dialog: Escape and the second button say no; the focus goes back where it was. */
export function ask(question: string, source: HTMLElement): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'ds-dialog';
  dialog.setAttribute('aria-labelledby', 'confirm-question');
  const heading = document.createElement('h2');
  heading.className = 'ds-heading';
  heading.dataset.size = 'xs';
  heading.id = 'confirm-question';
  heading.textContent = question;
  const form = document.createElement('form');
  form.method = 'dialog';
  form.className = 'form__buttons';
  form.append(button('yes', source.dataset.yes ?? text('yes'), 'primary'), button('no', text('cancel'), 'secondary'));
  dialog.append(heading, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}

function button(value: string, label: string, variant: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.className = 'ds-button';
  element.dataset.variant = variant;
  element.value = value;
  element.textContent = label;
  return element;
}
