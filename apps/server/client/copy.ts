import { closest, say, text } from './page.js';

// Copies the text of a read-only field; the button says so for a moment.
document.addEventListener('click', (event) => {
  const button = closest<HTMLButtonElement>(event, '[data-copy]');
  const field = button && document.getElementById(button.dataset.copy ?? '');
  if (button && field instanceof HTMLInputElement) void copy(button, field);
});

async function copy(button: HTMLButtonElement, field: HTMLInputElement) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    tell(button, text('copied', button));
  } catch {
    tell(button, text('copyFailed', button));
  }
}

function tell(button: HTMLButtonElement, message: string) {
  say(message);
  if (button.dataset.plain) return;
  button.dataset.plain = button.innerHTML;
  button.textContent = message;
  setTimeout(() => {
    button.innerHTML = button.dataset.plain ?? '';
    delete button.dataset.plain;
  }, 2500);
}
