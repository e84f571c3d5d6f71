import type { IsoTime } from '#lib/core/review.ts';
import type { Bundle } from './bundle.ts';
import type { PartName } from './manifest.ts';
import { type Recorded, type Resource, writeWarc } from './warc.ts';

const ARCHIVE = 'data.warc.gz';

/**
 * The parts of a bundle by which tools that replay web archives open it (WACZ 1.1.1): what was seen, where it stands,
 * and which page to begin with.
 */
export function writeArchive(bundle: Bundle, software: string): Partial<Record<PartName, Uint8Array>> {
  const { at, page } = bundle;
  const { bytes, recorded } = writeWarc(resourcesOf(bundle), at, software);
  const encoder = new TextEncoder();
  return {
    [`archive/${ARCHIVE}`]: bytes,
    'indexes/index.cdx': encoder.encode(writeIndex(recorded, at)),
    'pages/pages.jsonl': encoder.encode(writePages(page, at)),
  };
}

/**
 * The page at its address, and its pictures under the names that crawlers give them (browsertrix-crawler). The picture
 * with our marks is none of what the page showed.
 */
function resourcesOf({ page, html, picture, views }: Bundle): Resource[] {
  // What stands behind `#` is no part of what an archive is asked for.
  const url = page.url.replace(/#.*$/s, '');
  return [
    { uri: url, type: 'text/html; charset=utf-8', bytes: html },
    ...(picture ? [{ uri: `urn:fullPage:${url}`, type: 'image/png', bytes: picture }] : []),
    ...(views.plain ? [{ uri: `urn:view:${url}`, type: 'image/jpeg', bytes: views.plain }] : []),
  ];
}

/** A line of CDXJ for each, in the order of its bytes. */
function writeIndex(recorded: readonly Recorded[], at: IsoTime): string {
  const time = at.replace(/\D/g, '').slice(0, 14);
  const lines = recorded.map(({ uri, type, digest, length, offset }) => {
    const mime = type.split(';', 1)[0];
    const where = { length: String(length), offset: String(offset), filename: ARCHIVE };
    const told = { url: uri, mime, digest, ...where };
    return `${sortKey(uri)} ${time} ${JSON.stringify(told)}\n`;
  });
  return lines.sort().join('');
}

/** Sort-friendly URI rearranged (SURT): the parts of the host from the right, everything in small letters. */
export function sortKey(uri: string): string {
  const url = /^https?:/.test(uri) ? URL.parse(uri.toLowerCase()) : null;
  if (!url) return uri;
  const host = url.hostname.replace(/^www\d*\./, '').split('.');
  const port = url.port && `:${url.port}`;
  const query = url.search && `?${url.search.slice(1).split('&').sort().join('&')}`;
  return `${host.reverse().join()}${port})${url.pathname}${query}`;
}

/** JSON Lines, the list's own line first. */
function writePages({ url, title }: Bundle['page'], at: IsoTime): string {
  const list = { format: 'json-pages-1.0', id: 'pages', title: 'Pages' };
  return [list, { id: 'page', url, title, ts: at }].map((line) => `${JSON.stringify(line)}\n`).join('');
}
