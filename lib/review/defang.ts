/** Web addresses in a text, as far as they go before a space or a quotation mark. */
const URLS = /\b(https?|ftp):\/\/([^\s<>"'`]+)/gi;

/**
 * A host, a web address or a mail address that no program makes a link of: `hxxps://example[.]org/path`. Only what
 * leads somewhere is changed; a path stays readable.
 */
export function defang(text: string): string {
  if (/^(?:https?|ftp):\/\//i.test(text)) return defangUrls(text);
  const slash = text.search(/[/?#]/);
  const host = slash < 0 ? text : text.slice(0, slash);
  return inert(host) + text.slice(host.length);
}

/** Every web address in a text so; bare hosts are left, for much of prose reads like one. */
export function defangUrls(text: string): string {
  return text.replace(URLS, (_, scheme: string, rest: string) => {
    const host = /^[^/?#]*/.exec(rest)?.[0] ?? '';
    return `${mute(scheme)}://${inert(host)}${rest.slice(host.length)}`;
  });
}

/** `http` to `hxxp`, `ftp` to `fxp`. */
function mute(scheme: string): string {
  return scheme.replace(/tt(?=p)/gi, 'xx').replace(/^ft/i, 'fx');
}

function inert(host: string): string {
  return host.replaceAll('.', '[.]').replaceAll('@', '[@]');
}
