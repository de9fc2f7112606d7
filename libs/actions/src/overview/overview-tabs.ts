export type OverviewTab = 'list' | 'map' | 'timeline' | 'figures';

const paths: Record<OverviewTab, string> = {
  list: '/actions',
  map: '/actions',
  timeline: '/actions/timeline',
  figures: '/actions/figures',
};
/** Of one tab alone; the rest of the query is the filter, which goes along. */
const ownFields = ['view', 'page', 'by', 'from'];

/**
 * The ways to look at the same action items. The filter goes along from one to the other.
 * @param url of the present page, with its query
 */
export function overviewTabs(current: OverviewTab, url: string) {
  const filter = new URLSearchParams(url.split('?')[1] ?? '');
  for (const field of ownFields) filter.delete(field);
  return (Object.keys(paths) as OverviewTab[]).map((tab) => ({
    key: `actions.overview.tab.${tab}`,
    href: hrefOf(tab, filter),
    current: tab === current,
  }));
}

function hrefOf(tab: OverviewTab, filter: URLSearchParams): string {
  const query = new URLSearchParams(filter);
  if (tab === 'map') query.set('view', 'map');
  return query.size ? `${paths[tab]}?${query}` : paths[tab];
}
