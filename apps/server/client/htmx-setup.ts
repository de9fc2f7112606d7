import { calm, complain, text } from './page.js';
import { csrfToken } from './send.js';

const contextOf = (event: Event) => (event as CustomEvent<{ ctx: HtmxContext }>).detail.ctx;

document.addEventListener('htmx:config:request', (event) => {
  const { request } = contextOf(event);
  if (request.method !== 'GET') request.headers['X-CSRF-Token'] = csrfToken();
});

// Statuses that replace nothing on the page (see noSwap in the head): say that it did not work.
document.addEventListener('htmx:response:error', (event) => {
  const status = contextOf(event).response?.status ?? 0;
  if (status === 401) location.reload();
  else if (status !== 422 && status !== 409) complain(text('requestFailed'));
});

document.addEventListener('htmx:error', () => complain(text('requestFailed')));
document.addEventListener('htmx:after:swap', calm);
