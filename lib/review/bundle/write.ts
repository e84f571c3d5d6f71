import { zipSync } from 'fflate';
import type { Bundle } from './bundle.ts';
import {
  DIGEST,
  hashOfBytes,
  MANIFEST,
  PARTS,
  type PartName,
  toCanonical,
  writeDigest,
  writeManifest,
} from './manifest.ts';
import { writeArchive } from './wacz.ts';

/** A zip knows no time zones: of any time that it could name, some reader would be shown another. */
const NO_TIME = { mtime: new Date(1980, 0, 1) };
/** Packed already; a reader of archives goes right into them. */
const PACKED = /\.(?:png|jpg|gz)$/;

/** The bundle as a zip that is a web archive as well. The same bundle is the same file, byte for byte. */
export function writeBundle(bundle: Bundle): Uint8Array<ArrayBuffer> {
  const { at, page, report, placements, lists, entries, environment, capture, html, picture, views } = bundle;
  const software = `Almsguard ${environment.extension}`;
  const parts: Partial<Record<PartName, Uint8Array>> = {
    'evidence/findings.json': toCanonical(report),
    'evidence/placements.json': toCanonical(placements),
    'evidence/lists.json': toCanonical({ lists, entries }),
    'evidence/environment.json': toCanonical({ ...environment, capture }),
    'evidence/page.html': html,
    ...(picture && { 'evidence/page.png': picture }),
    ...(views.plain && { 'evidence/view.jpg': views.plain }),
    ...(views.marked && { 'evidence/view-marked.jpg': views.marked }),
    ...writeArchive(bundle, software),
  };
  const named = PARTS.flatMap((name) => {
    const bytes = parts[name];
    return bytes ? [{ name, bytes }] : [];
  });
  const manifest = writeManifest({
    at,
    page,
    software,
    parts: named.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: hashOfBytes(bytes) })),
  });
  const files = [
    { name: MANIFEST, bytes: manifest },
    { name: DIGEST, bytes: writeDigest(manifest) },
    ...named,
  ];
  return zipSync(
    Object.fromEntries(
      files.map(({ name, bytes }) => [name, [bytes, { ...NO_TIME, level: PACKED.test(name) ? 0 : 6 }]]),
    ),
  );
}
