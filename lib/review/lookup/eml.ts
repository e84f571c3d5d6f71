import { MAX_MAIL_DEPTH } from '#lib/core/review-limits.ts';

/** Headers whose text a reader sees, or that say where an answer goes. */
const SHOWN = ['from', 'reply-to', 'to', 'subject'];

/** A part of a message that can be read as text. */
export interface MailPart {
  type: 'text/plain' | 'text/html';
  text: string;
}

/** The text parts of a message (RFC 5322, RFC 2045 to 2047), its headers first. Attachments are left. */
export function readEml(bytes: Uint8Array): MailPart[] {
  // One character a byte: what the bytes mean is each part's own.
  const raw = new TextDecoder('latin1').decode(bytes).replace(/\r\n?/g, '\n');
  const { headers } = split(raw);
  const told = SHOWN.flatMap((name) => headers.get(name) ?? []).map(decodeWords);
  return [{ type: 'text/plain', text: told.join('\n') }, ...partsOf(raw, 0)];
}

function partsOf(raw: string, depth: number): MailPart[] {
  const { headers, body } = split(raw);
  const type = headers.get('content-type') ?? 'text/plain';
  const kind = /^[^;\s]+/.exec(type)?.[0].toLowerCase() ?? '';
  const boundary = /;\s*boundary="?([^";\n]+)"?/i.exec(type)?.[1];
  if (kind.startsWith('multipart/') && boundary) {
    if (depth >= MAX_MAIL_DEPTH) return [];
    const pieces = `\n${body}`.split(`\n--${boundary.trim()}`).slice(1);
    return pieces
      .filter((piece) => !piece.startsWith('--'))
      .flatMap((piece) => partsOf(afterLine(piece), depth + 1));
  }
  if (kind === 'message/rfc822' && depth < MAX_MAIL_DEPTH) return partsOf(body, depth + 1);
  if (kind !== 'text/plain' && kind !== 'text/html') return [];
  const charset = /;\s*charset="?([\w.:-]+)"?/i.exec(type)?.[1] ?? 'utf-8';
  return [{ type: kind, text: decodeBody(body, headers.get('content-transfer-encoding') ?? '', charset) }];
}

/** Headers, folded lines joined, by their names in lower case; the first of a name counts. */
function split(raw: string): { headers: Map<string, string>; body: string } {
  // A part without headers begins with the empty line.
  const end = raw.startsWith('\n') ? 0 : raw.indexOf('\n\n');
  const head = end < 0 ? raw : raw.slice(0, end);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    if (name && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: end < 0 ? '' : raw.slice(end).replace(/^\n{1,2}/, '') };
}

function afterLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? '' : text.slice(end + 1);
}

function decodeBody(body: string, encoding: string, charset: string): string {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return decodeBytes(base64(body), charset);
  return decodeBytes(kind === 'quoted-printable' ? quoted(body.replace(/[ \t]*=\n/g, '')) : body, charset);
}

/** `=?utf-8?B?…?=` and `=?utf-8?Q?…?=` (RFC 2047). */
function decodeWords(header: string): string {
  return header.replace(
    /=\?([\w-]{1,40})\?([bq])\?([^?\s]{0,500})\?=/gi,
    (_, charset: string, kind: string, text: string) =>
      decodeBytes(kind.toLowerCase() === 'b' ? base64(text) : quoted(text.replaceAll('_', ' ')), charset),
  );
}

/** One character a byte. */
function base64(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9+/]/g, '');
  return atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0)));
}

function quoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function decodeBytes(latin: string, charset: string): string {
  const bytes = Uint8Array.from(latin, (char) => char.charCodeAt(0));
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A character set that nobody knows: addresses are ASCII.
    return new TextDecoder().decode(bytes);
  }
}
