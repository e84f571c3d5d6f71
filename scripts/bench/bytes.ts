import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface ByteFigures {
  file: string;
  bytes: number;
  gzipped: number;
}

/** What a page gets: the script in every frame, and what comes on top where something is marked. */
export function benchBytes(extension: string): ByteFigures[] {
  return ['content-scripts/scan.js', 'mark.js', 'mark.css', 'guard.css', 'background.js'].map((file) => {
    const content = readFileSync(join(extension, file));
    return { file, bytes: content.length, gzipped: gzipSync(content, { level: 9 }).length };
  });
}
