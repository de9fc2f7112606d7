import htmx from 'htmx.org/dist/htmx.esm.js';

// The extensions look for htmx on the window.
window.htmx = htmx;
