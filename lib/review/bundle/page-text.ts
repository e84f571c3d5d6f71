/** What stands between such tags is for no reader. */
const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'head']);
/** Parts of a line. */
export const INLINE = new Set(
  'a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup time u wbr'.split(' '),
);
const TAG = /<\/?([a-z][\w-]*)/iy;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * The lines that a reader sees in a page that is a single file, roughly: enough to tell whether what was written there
 * changed. It is compared and shown as text; no markup is built from it. Linear in its length, whatever it holds.
 */
export function linesOf(html: Uint8Array): string[] {
  return textOf(new TextDecoder().decode(html))
    .replace(ENTITY, decode)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

function textOf(html: string): string {
  const lower = html.toLowerCase();
  let text = '';
  for (let at = 0; at < html.length; ) {
    const tag = html.indexOf('<', at);
    text += html.slice(at, tag < 0 ? html.length : tag).replace(/\n/g, ' ');
    if (tag < 0) break;
    if (html.startsWith('<!--', tag)) {
      at = after(html, '-->', tag);
      continue;
    }
    TAG.lastIndex = tag;
    const name = TAG.exec(html)?.[1]?.toLowerCase();
    if (name === undefined && !/[!/?]/.test(html[tag + 1] ?? '')) {
      text += '<';
      at = tag + 1;
      continue;
    }
    at = after(html, '>', tag);
    if (name === undefined || INLINE.has(name)) continue;
    text += '\n';
    if (UNREAD.has(name) && html[tag + 1] !== '/') at = after(html, '>', after(lower, `</${name}`, at));
  }
  return text;
}

/** Behind the next such mark; the end where there is none. */
function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

function decode(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
