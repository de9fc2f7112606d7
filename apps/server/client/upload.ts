import { complain, showPage, text } from './page.js';
import { csrfToken } from './send.js';

// Uploads show how far they are. Only XMLHttpRequest tells that; without script the form posts as usual.
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.matches('form[data-upload]') || event.defaultPrevented) return;
  event.preventDefault();
  upload(form, event.submitter);
});

function upload(form: HTMLFormElement, submitter: HTMLElement | null) {
  const request = new XMLHttpRequest();
  const fields = new FormData(form, submitter);
  busy(form, true);
  request.open('POST', form.action);
  request.setRequestHeader('X-CSRF-Token', csrfToken());
  request.upload.onprogress = (progress) => show(form, progress);
  request.onload = () => {
    busy(form, false);
    finish(form, request);
  };
  request.onerror = () => {
    busy(form, false);
    complain(text('uploadFailed', form));
  };
  request.send(fields);
}

/** A page comes back in any case: the next one, or the form with what is wrong. */
function finish(form: HTMLFormElement, request: XMLHttpRequest) {
  if (request.status >= 500 || !request.responseText.includes('<main')) complain(text('uploadFailed', form));
  else showPage(request.responseText, request.status < 400 ? request.responseURL : location.href);
}

function show(form: HTMLFormElement, { lengthComputable, loaded, total }: ProgressEvent) {
  const bar = form.querySelector('progress');
  if (!lengthComputable || !bar) return;
  bar.max = total;
  bar.value = loaded;
  const percent = Math.floor((loaded / total) * 10) * 10;
  const status = form.querySelector<HTMLElement>('[role="status"]');
  const message = text('uploading', form, { percent });
  if (status && status.textContent !== message) status.textContent = message;
}

function busy(form: HTMLFormElement, on: boolean) {
  const bar = form.querySelector('progress');
  if (bar) bar.hidden = !on;
  bar?.setAttribute('aria-label', form.querySelector('label')?.firstChild?.textContent?.trim() ?? '');
  form.toggleAttribute('aria-busy', on);
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) button.disabled = on;
}
