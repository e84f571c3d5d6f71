/** The match pattern under which a browser gives access to the server of an address; `null` where it is no web address. */
export function originOf(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? `${parsed.protocol}//${parsed.hostname}/*` : null;
}
