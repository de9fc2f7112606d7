// Loaded only where minutes are written: the text of one item in a rich editor. Without script the same form has a
// textarea, and nothing here is missed.
import { Writing } from './writing.js';

function begin() {
  for (const host of document.querySelectorAll<HTMLElement>('[data-editor]:not([data-ready])')) {
    host.dataset.ready = '';
    new Writing(host);
  }
}

begin();
document.addEventListener('page:shown', begin);
