/** What the columns of a table are called that tell of pages to review. Data; names in lower case, words apart. */

/** Of the page itself, the most telling first. */
const PAGE: readonly string[] = [
  'url',
  'page url',
  'reported url',
  'content url',
  'final url',
  'requested url',
  'landing page',
  'web address',
  'href',
  'bsky url',
  'subject uri',
  'uri',
  'subject',
  'subject did',
  'did',
  'link',
  'page',
  'website',
  'web site',
  'site',
  'domain',
  'hostname',
  'host',
];
/** Of an account at Bluesky: a name that looks like a host. */
const HANDLE: readonly string[] = ['handle', 'subject repo handle', 'subject handle'];
const TITLE: readonly string[] = ['title', 'page title', 'name', 'display name', ...HANDLE];
const NOTE: readonly string[] = [
  'note',
  'notes',
  'comment',
  'comments',
  'description',
  'details',
  'reason',
  'reason type',
  'decision reason',
  'decisions',
  'policies',
  'category',
  'labels',
  'tags',
  'review state',
  'status',
  'reported by',
  'reporter',
  'created by',
  'created at',
  'reported at',
  'decision time',
];
/**
 * Columns that only exports of moderation tools have. Ozone: `WORKSPACE_EXPORT_FIELDS` of its workspace and the fields
 * of tools.ozone.moderation.defs; Coop: `RECENT_DECISIONS_CSV_HEADERS` of its review console.
 */
const REPORTS: readonly string[] = [
  'did',
  'subject',
  'subject did',
  'subject uri',
  'subject repo handle',
  'bsky url',
  'reason type',
  'review state',
  'decision reason',
  'decision time',
];

export interface Columns {
  /** Where the page stands, best first; what stands in a column of handles is read as one. */
  pages: { at: number; isHandle: boolean }[];
  titles: number[];
  notes: { at: number; name: string }[];
  isReports: boolean;
}

/** What the header of a table says of its columns; `null` where none of them names pages. */
export function columnsOf(header: readonly string[]): Columns | null {
  const names = header.map(plainName);
  const places = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).filter((at) => at >= 0);
  const pages = [
    ...places(PAGE).map((at) => ({ at, isHandle: false })),
    ...places(HANDLE).map((at) => ({ at, isHandle: true })),
  ];
  if (pages.length === 0) return null;
  const notes = places(NOTE).map((at) => ({ at, name: header[at] ?? '' }));
  return { pages, titles: places(TITLE), notes, isReports: places(REPORTS).length > 0 };
}

/** `createdAt`, `Created At` and `created_at` are one name. */
function plainName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
}
