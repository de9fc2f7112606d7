import { writeFileSync } from 'node:fs';
import { Pdf } from './index.js';
import { minutesPdf } from '../../../meetings/src/minutes/minutes-pdf.js';
import { agendaPdf } from '../../../meetings/src/agenda/agenda-pdf.js';
import { sampleMinutes } from '../../../meetings/src/minutes/minutes-pdf.fixture.js';
it('previews', async () => {
  const pdf = new Pdf();
  let t = performance.now();
  writeFileSync('/tmp/rt/minutes.pdf', await pdf.render('meetings/minutes/minutes', minutesPdf(sampleMinutes), { language: 'en', title: 'Minutes: Reintegration in practice' }));
  console.log('first', performance.now() - t);
  for (const n of [1, 2, 3]) { t = performance.now();
    const big = { ...sampleMinutes, footer: 'x' + n, items: Array.from({ length: 40 }, (_, i) => ({ ...sampleMinutes.items[1]!, number: String(i + n) })) };
    const b = await pdf.render('meetings/minutes/minutes', minutesPdf(big), { language: 'nb', title: 'Big' }); console.log('big', performance.now() - t, b.length); writeFileSync('/tmp/rt/big.pdf', b);
    t = performance.now(); await pdf.render('meetings/minutes/minutes', minutesPdf({ ...sampleMinutes, footer: 'y' + n }), { language: 'en', title: 'Minutes' }); console.log('small', performance.now() - t);
  }
  const item = (n: number, more: object = {}) => ({ time: `09.${10 + n}–09.${20 + n}`, number: String(n), title: `Item ${n} about reintegration`, note: null, presenters: ['Norway'], type: 'for discussion', documents: [], isBreak: false, ...more });
  const agenda = { labels: { page: 'Side {page} av {pages}', time: 'Tid', number: 'Nr.', item: 'Sak', presenter: 'Innleder', type: 'Type', documents: 'Dokumenter', changes: 'Endret siden versjon 2' }, publisher: 'EMN Norge', subtitle: '12. møte i Return Expert Group', status: 'Versjon 3, 1. desember 2026', footer: 'Dagsorden: Reintegrering i praksis', facts: sampleMinutes.facts, changes: ['Sak 4 er flyttet fra 10.45 til 13.15', 'Sak 6 er ny'], days: [{ heading: 'Torsdag 10. desember', items: [item(1), item(2, { documents: ['Rapport om reintegrering (PDF)', 'Arbeidsmigrasjonsmyndighetssamarbeidsavtaleforhandlingerogmer.docx'], note: 'Drøfting etter en kort innledning om status i statene.', presenters: ['Æse Ødegård', 'Łukasz Żółć (Polen)'] }), item(3, { isBreak: true, number: null, title: 'Lunsj', type: null, presenters: [] }), item(4, { type: 'til beslutning' })] }, { heading: 'Fredag 11. desember', items: Array.from({ length: 30 }, (_, i) => item(i + 5)) }], closing: 'Alle klokkeslett er norsk tid (Europe/Oslo).' };
  writeFileSync('/tmp/rt/agenda.pdf', await pdf.render('meetings/agenda/agenda', agendaPdf(agenda), { language: 'nb', title: 'Dagsorden: Reintegrering i praksis' }));
  await pdf.onModuleDestroy();
});
