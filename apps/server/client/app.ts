// One bundle for all pages. No inline script and no eval, so that it runs under script-src 'self'.
// The order matters: htmx itself, then its extension, all evaluated before DOMContentLoaded; loaded later,
// the event stream would stay silent.
import './htmx-global.js';
import 'htmx.org/dist/ext/hx-sse.js';
import '@digdir/designsystemet-web/dialog';
import '@digdir/designsystemet-web/invokers';
import '@digdir/designsystemet-web/popover';
import '@digdir/designsystemet-web/ds-field';
import '@digdir/designsystemet-web/ds-suggestion';
import './htmx-setup.js';
import './filters.js';
import './focus.js';
import './reorder.js';
import './upload.js';
import './autosave.js';
import './unreadable.js';
import './confirm.js';
import './copy.js';
import './markdown.js';
import './narrow.js';
import './live.js';
import './own-time.js';
import './section-nav.js';

document.documentElement.classList.add('js');
