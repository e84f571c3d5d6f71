/** The event by which the script in the page's own world (entrypoints/clipboard.ts) tells what the page copied. */
export const COPIED = 'almsguard:copied';
