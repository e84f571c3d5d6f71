import { zipSync } from 'fflate';
import type { Bundle } from './bundle.ts';
import {
  FORMAT,
  hashOfBytes,
  MANIFEST,
  type Manifest,
  PARTS,
  type PartName,
  toCanonical,
  VERSION,
} from './manifest.ts';
import { writeWarc } from './warc.ts';

/** A zip knows no time zones: of any time that it could name, some reader would be shown another. */
const NO_TIME = { mtime: new Date(1980, 0, 1) };

/** The bundle as a zip. The same bundle is the same file, byte for byte. */
export function writeBundle(bundle: Bundle): Uint8Array<ArrayBuffer> {
  const { at, page, report, placements, lists, entries, environment, capture, html, picture, views } = bundle;
  const parts: Partial<Record<PartName, Uint8Array>> = {
    'findings.json': toCanonical(report),
    'placements.json': toCanonical(placements),
    'lists.json': toCanonical({ lists, entries }),
    'environment.json': toCanonical({ ...environment, capture }),
    'page.html': html,
    ...(picture && { 'page.png': picture }),
    ...(views.plain && { 'view.jpg': views.plain }),
    ...(views.marked && { 'view-marked.jpg': views.marked }),
    'page.warc': writeWarc(
      [{ uri: page.url, type: 'text/html; charset=utf-8', bytes: html }],
      at,
      `Almsguard ${environment.extension}`,
    ),
  };
  const named = (Object.keys(PARTS) as PartName[]).flatMap((name) => {
    const bytes = parts[name];
    return bytes ? [{ name, bytes }] : [];
  });
  const manifest: Manifest = {
    format: FORMAT,
    version: VERSION,
    at,
    page,
    parts: named.map(({ name, bytes }) => ({
      name,
      type: PARTS[name],
      bytes: bytes.length,
      sha256: hashOfBytes(bytes),
    })),
  };
  const files = [{ name: MANIFEST, bytes: toCanonical(manifest) }, ...named];
  return zipSync(
    Object.fromEntries(
      // A picture is packed as it is.
      files.map(({ name, bytes }) => [
        name,
        [bytes, { ...NO_TIME, level: /\.(?:png|jpg)$/.test(name) ? 0 : 6 }],
      ]),
    ),
  );
}
