import {
  MAX_MAIL_DEPTH,
  MAX_MAIL_FILES,
  MAX_MAIL_PARTS,
  MAX_REFUSED_CHARS,
} from '#lib/core/review-limits.ts';

/** Headers whose text a reader sees, or that say where an answer goes. */
const SHOWN = ['from', 'reply-to', 'to', 'subject'];
/** Arguments of one call. */
const CHUNK = 0x8000;
/** By which ending a file of a kind is known, whatever a message calls it. */
const ENDINGS: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'text/tab-separated-values': '.tsv',
  'text/html': '.html',
  'message/rfc822': '.eml',
  'message/global': '.eml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
};

/** A part of a message that can be read as text. */
export interface MailPart {
  type: 'text/plain' | 'text/html';
  text: string;
}

/** A file that a message carries, inline or beside it; a message in it is one, too. */
export interface Attached {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Mail {
  parts: MailPart[];
  attached: Attached[];
  /** `false` where there is more in it than is read. */
  isWhole: boolean;
}

/** A message (RFC 5322, RFC 2045 to 2047): its headers first, its text, and the files in it. */
export function readEml(bytes: Uint8Array): Mail {
  // One character a byte: what the bytes mean is each part's own.
  const raw = latinOf(bytes).replace(/\r\n?/g, '\n');
  const { headers } = split(raw);
  const told = SHOWN.flatMap((name) => headers.get(name) ?? []).map(decodeWords);
  const mail: Mail = { parts: [{ type: 'text/plain', text: told.join('\n') }], attached: [], isWhole: true };
  readPart(raw, 0, mail, { left: MAX_MAIL_PARTS });
  return mail;
}

/** `room`: how many parts more are read of the whole message. */
function readPart(raw: string, depth: number, mail: Mail, room: { left: number }): void {
  room.left--;
  const { headers, body } = split(raw);
  const header = headers.get('content-type') ?? 'text/plain';
  const type = /^[^;\s]+/.exec(header)?.[0].toLowerCase() ?? '';
  const charset = /;\s*charset="?([\w.:-]+)"?/i.exec(header)?.[1];
  if (type.startsWith('multipart/')) {
    const boundary = /;\s*boundary="?([^";\n]+)"?/i.exec(header)?.[1];
    if (!boundary || depth >= MAX_MAIL_DEPTH) mail.isWhole = false;
    else {
      for (const piece of piecesOf(body, boundary.trim())) {
        if (room.left > 0) readPart(piece, depth + 1, mail, room);
        else {
          mail.isWhole = false;
          break;
        }
      }
    }
    return;
  }
  const disposition = headers.get('content-disposition') ?? '';
  const name = nameIn(disposition) || nameIn(header);
  const isFile = name !== '' || /^attachment\b/i.test(disposition);
  const latin = () => decodeBody(body, headers.get('content-transfer-encoding') ?? '');
  if (!isFile && (type === 'text/plain' || type === 'text/html')) {
    mail.parts.push({ type, text: decodeLatin(latin(), charset) });
  } else if (mail.attached.length >= MAX_MAIL_FILES) {
    mail.isWhole = false;
  } else {
    const isToldText = type.startsWith('text/') && charset !== undefined;
    const bytes = isToldText ? new TextEncoder().encode(decodeLatin(latin(), charset)) : bytesOf(latin());
    mail.attached.push({ name: withEnding(name || type, type), type, bytes });
  }
}

/** One after the other: there may be millions, of which few are read. */
function* piecesOf(body: string, boundary: string): Generator<string> {
  const text = `\n${body}`;
  const mark = `\n--${boundary}`;
  let at = text.indexOf(mark);
  while (at >= 0) {
    const next = text.indexOf(mark, at + mark.length);
    const piece = text.slice(at + mark.length, next < 0 ? text.length : next);
    if (!piece.startsWith('--')) yield afterLine(piece);
    at = next;
  }
}

/** The name of a file, which may be of any characters (RFC 2047, RFC 2231); empty where there is none. */
function nameIn(header: string): string {
  const [, star, quoted, plain = ''] = /;\s*(?:file)?name(\*?)=(?:"([^"\n]*)"|([^;\s]+))/i.exec(header) ?? [];
  const told = quoted ?? plain;
  const name = star ? decodePercent(told.replace(/^[\w-]*'[\w-]*'/, '')) : decodeWords(told);
  return name.replace(/\p{C}/gu, '').trim().slice(-MAX_REFUSED_CHARS);
}

function withEnding(name: string, type: string): string {
  const ending = Object.hasOwn(ENDINGS, type) ? (ENDINGS[type] ?? '') : '';
  return name.toLowerCase().endsWith(ending) ? name : name + ending;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
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

/** One character a byte. */
function decodeBody(body: string, encoding: string): string {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return base64(body);
  // A run of spaces is looked at from its beginning only, not once more from each of them.
  return kind === 'quoted-printable' ? quoted(body.replace(/(?<![ \t])[ \t]*=\n/g, '')) : body;
}

/** `=?utf-8?B?…?=` and `=?utf-8?Q?…?=` (RFC 2047). */
function decodeWords(header: string): string {
  return header.replace(
    /=\?([\w-]{1,40})\?([bq])\?([^?\s]{0,500})\?=/gi,
    (_, charset: string, kind: string, text: string) =>
      decodeLatin(kind.toLowerCase() === 'b' ? base64(text) : quoted(text.replaceAll('_', ' ')), charset),
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

/** To browsers the name `latin1` means another character set, in which 27 bytes are something else. */
function latinOf(bytes: Uint8Array): string {
  let latin = '';
  for (let i = 0; i < bytes.length; i += CHUNK) latin += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return latin;
}

function bytesOf(latin: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(latin.length);
  for (let i = 0; i < latin.length; i++) bytes[i] = latin.charCodeAt(i);
  return bytes;
}

function decodeLatin(latin: string, charset = 'utf-8'): string {
  const bytes = bytesOf(latin);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A character set that nobody knows: addresses are ASCII.
    return new TextDecoder().decode(bytes);
  }
}
